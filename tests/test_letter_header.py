"""The head of a letter, on government pages and on bare letters: read where it stands, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.letters import dates
from indicators.letters.header import document_number, read_header
from linear import takes_linear_time

BARE = """农业农村部
对十三届全国人大四次会议第3521号建议的答复
农办议〔2021〕118号

王丽萍等3名代表：
    您们提出的关于加快发展智慧农业的建议收悉，经商国家发展改革委，现答复如下。
    一、关于政策支持
    2020年全国农作物耕种收综合机械化率达71%。
    感谢您对农业农村工作的关心和支持。

    联系单位及电话：农业农村部市场司 010-59191500

农业农村部
2021年8月12日
"""


def fields(text: str) -> dict[str, str]:
    head = read_header(text)
    names = ("title", "document_number", "index_number", "issuer", "addressee", "dated", "published")
    names += ("proposal_number", "proposal_kind")
    return {name: value for name in names if (value := getattr(head, name)) is not None}


def test_a_bare_letter_has_its_title_number_addressee_and_signature() -> None:
    assert fields(BARE) == {
        "title": "农业农村部对十三届全国人大四次会议第3521号建议的答复",
        "document_number": "农办议〔2021〕118号",
        "issuer": "农业农村部",
        "addressee": "王丽萍等3名代表",
        "dated": "2021-08-12",
        "proposal_number": "3521",
        "proposal_kind": "suggestion",
    }


def test_a_page_with_a_colon_block_on_one_line_is_read() -> None:
    page = """首页 > 政务公开 > 建议提案
索 引 号：01525600-0/2022-0405001  发布机构：曲靖市卫生健康委员会  公开日期：2022-04-05 09:12  浏览次数：37
文　　号：曲卫函〔2022〕41号   成文日期：2022年3月30日
曲靖市卫生健康委员会关于市政协五届一次会议第120号提案的答复
民盟曲靖市委：
贵单位提出的《关于加强基层医疗的提案》（第120号）已收悉，现答复如下："""
    assert fields(page) == {
        "title": "曲靖市卫生健康委员会关于市政协五届一次会议第120号提案的答复",
        "document_number": "曲卫函〔2022〕41号",
        "index_number": "01525600-0/2022-0405001",
        "issuer": "曲靖市卫生健康委员会",
        "addressee": "民盟曲靖市委",
        "dated": "2022-03-30",
        "published": "2022-04-05",
        "proposal_number": "120",
        "proposal_kind": "proposal",
    }


def test_a_page_with_labels_in_lines_of_their_own_is_read() -> None:
    page = """索引号
11370000004502727A/2021-05561
发文字号
鲁交函[2021]77号
发布日期
2021-09-03
标题
关于省十三届人大五次会议第0412号建议的答复
李强代表：
您提出的建议收悉。"""
    assert fields(page) == {
        "title": "关于省十三届人大五次会议第0412号建议的答复",
        "document_number": "鲁交函〔2021〕77号",
        "index_number": "11370000004502727A/2021-05561",
        "addressee": "李强代表",
        "published": "2021-09-03",
        "proposal_number": "0412",
        "proposal_kind": "suggestion",
    }


def test_empty_labels_do_not_take_what_stands_behind_them() -> None:
    page = "[ 索引号 ]\n[ 发文字号 ]\n[ 发布机构 ]\n[ 成文日期 ]\n[ 发布日期 ]\n2024-05-06\n关于第12号提案的复函\n\n赵刚委员：\n您提出的提案收悉。"
    assert fields(page) == {
        "title": "关于第12号提案的复函",
        "addressee": "赵刚委员",
        "published": "2024-05-06",
        "proposal_number": "12",
        "proposal_kind": "proposal",
    }


def test_each_field_says_where_it_was_found() -> None:
    assert dict(read_header(BARE).how) == {
        "title": "title",
        "document_number": "line",
        "addressee": "line",
        "dated": "signature",
        "issuer": "title",
        "proposal_number": "title",
        "proposal_kind": "title",
    }


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("渝经信复函〔2023〕373号", "渝经信复函〔2023〕373号"),
        ("渝经信复函[2023]373号", "渝经信复函〔2023〕373号"),
        ("渝经信复函（2023）373号", "渝经信复函〔2023〕373号"),
        ("渝经信复函(2023)373 号", "渝经信复函〔2023〕373号"),
        ("渝经信复函［2023］第373号", "渝经信复函〔2023〕373号"),
        ("渝经信复函【2023】373", "渝经信复函〔2023〕373号"),
        ("渝经信复函〔2023 〕373号", "渝经信复函〔2023〕373号"),
        ("渝府办发〔201966号", "渝府办发〔2019〕66号"),
        ("国科办函成〔2022〕100-2号", "国科办函成〔2022〕100-2号"),
        ("教高司（提案）函〔2021〕8号", "教高司（提案）函〔2021〕8号"),
        ("无", None),
        ("", None),
        ("2023年第373号", None),
        ("计划（2021）年", None),
    ],
)
def test_a_document_number_is_read_in_all_brackets(printed: str, number: str | None) -> None:
    assert document_number(printed) == number


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("关于市六届人大一次会议第0265号建议办理情况的答复函", "0265", "suggestion"),
        ("对市政协十三届二次会议第B017号提案的答复", "B017", "proposal"),
        ("关于政协第十三届全国委员会第三次会议第2385号（医疗体育类263号）提案答复的函", "2385", "proposal"),
        ("关于第1268号建议(《关于支持民营经济高质量发展的建议》)办理情况的答复", "1268", "suggestion"),
        ("对县十七届人大三次会议第5号议案的答复", "5", "motion"),
        ("关于市人大八届一次会议代表建议第2022087号的答复", "2022087", "suggestion"),
        ("关于进一步做好防汛工作的通知", None, None),
    ],
)
def test_the_number_and_kind_of_the_proposal_are_in_the_title(
    title: str, number: str | None, kind: str | None
) -> None:
    head = read_header(f"{title}\n\n张三先生：\n    现将有关情况答复如下。")
    assert (head.title, head.proposal_number, head.proposal_kind) == (title, number, kind)


def test_a_letter_without_title_takes_the_proposal_from_its_first_sentence() -> None:
    head = read_header(
        "沪教委〔2020〕9号\n周敏委员：\n您提出的“关于推进职业教育”的提案（编号：0451号）收悉，答复如下："
    )
    assert (head.title, head.proposal_number, head.proposal_kind) == (None, "0451", "proposal")


def test_who_is_addressed_tells_the_kind_where_nothing_else_does() -> None:
    head = read_header("周敏代表：\n来信收悉，答复如下：")
    assert (head.proposal_kind, head.how["proposal_kind"]) == ("suggestion", "line")


@pytest.mark.parametrize(
    ("lines", "signature"),
    [
        (["某市水利局", "2022年11月8日"], ("2022-11-08", "某市水利局", "signature")),
        (["某市水利局2022年11月8日"], ("2022-11-08", "某市水利局", "signature")),
        (["某市水利局（代章）", "　　　二〇二二年十一月二十八日"], ("2022-11-28", "某市水利局", "signature")),
        (["某市水利局", "２０２２年５月９日"], ("2022-05-09", "某市水利局", "signature")),
        (["某市水利局", "2022-05-09"], ("2022-05-09", "某市水利局", "signature")),
        (
            ["某市水利局", "2022 年 5 月 9 日", "（联系人：李工，电话：62345678）"],
            ("2022-05-09", "某市水利局", "signature"),
        ),
        (["某市水利局", "202259"], ("2022-05-09", "某市水利局", "damaged")),
        (["某市水利局", "20225月9"], ("2022-05-09", "某市水利局", "damaged")),
        (["某市水利局", "20221231"], ("2022-12-31", "某市水利局", "damaged")),
        (["某市水利局", "2022131"], ("2022-01-31", "某市水利局", "damaged")),
        (["某市水利局", "2022111"], ("2022", "某市水利局", "damaged_year")),
        (["某市水利局", "2022年13月8日"], None),
        (["我市2022年完成投资"], None),
        (["总数达202259"], None),
        ([], None),
    ],
)
def test_a_signature_is_read_and_a_damaged_one_only_where_one_day_fits(
    lines: list[str], signature: tuple[str, str, str] | None
) -> None:
    assert dates.signature(lines) == signature


def test_the_date_of_the_page_decides_between_two_readings_of_a_damaged_date() -> None:
    assert dates.signature(["某市水利局", "2022111"], "2022-03-01") == ("2022-01-11", "某市水利局", "damaged")
    assert dates.signature(["某市水利局", "2022111"], "2022-12-01") == ("2022", "某市水利局", "damaged_year")


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2023-04-04", "2023-04-04"),
        ("2023/4/4 10:34", "2023-04-04"),
        ("2023.4.4", "2023-04-04"),
        ("2023年4月", "2023-04"),
        ("二○二三年十月二十日", "2023-10-20"),
        ("20230404", "2023-04-04"),
        ("2023-02-30", None),
        ("长期", None),
    ],
)
def test_the_dates_of_labels_are_read(words: str, date: str | None) -> None:
    assert dates.written(words) == date


def test_a_text_that_is_no_letter_has_no_head() -> None:
    assert fields("") == {}
    assert fields("2022年粮食产量超过1000万吨。") == {}


def test_the_addressee_may_stand_in_the_first_line_of_the_text() -> None:
    assert fields("刘洋委员：您在政协会议上提出的第77号提案收悉。")["addressee"] == "刘洋委员"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "，",
        "〔",
        "[ ",
        " ",
        "\n",
        "文号：",
        "文号：\n",
        "关于\n",
        "某委员会\n",
        "2022\n",
        "委",
        "代表：\n",
        "某〔2022〕",
        "第1号（",
        "[ 索 引 号",
    ],
)
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    assert takes_linear_time(read_header, piece * (100_000 // len(piece)))


def test_a_letter_with_mark_signatory_and_copies_is_read() -> None:
    text = """(A)                                             粤交提〔2022〕18号
                                                签发人：李某
广东省交通运输厅关于广东省政协十二届五次会议第20220345号提案答复的函
致公党广东省委员会：
    贵党派提出的关于完善农村公路养护的提案收悉。经综合省财政厅意见，现答复如下：
    一、2021年全省农村公路总里程达到18.2万公里。

                                         广东省交通运输厅
                                             2022年6月15日
（联系人：陈工，电话：020-83730000）
公开方式：主动公开
抄送：省政协提案委，省政府办公厅。"""
    assert fields(text) == {
        "title": "广东省交通运输厅关于广东省政协十二届五次会议第20220345号提案答复的函",
        "document_number": "粤交提〔2022〕18号",
        "issuer": "广东省交通运输厅",
        "addressee": "致公党广东省委员会",
        "dated": "2022-06-15",
        "proposal_number": "20220345",
        "proposal_kind": "proposal",
    }


def test_a_title_in_two_lines_is_joined_and_several_addressees_stay_together() -> None:
    text = """重庆市财政局
渝财函〔2023〕第 45 号
重庆市财政局
关于市政协六届一次会议第0512号提案的复函
陈虎委员、农工党市委会：
你们提出的《关于加大财政支农力度的提案》收悉，现函复如下：
重庆市财政局
二〇二三年五月十日
附件：1.2022年支农资金表"""
    assert fields(text) == {
        "title": "重庆市财政局关于市政协六届一次会议第0512号提案的复函",
        "document_number": "渝财函〔2023〕45号",
        "issuer": "重庆市财政局",
        "addressee": "陈虎委员、农工党市委会",
        "dated": "2023-05-10",
        "proposal_number": "0512",
        "proposal_kind": "proposal",
    }


LETTERS = Path(__file__).parents[2] / "shared" / "letters"


@pytest.mark.skipif(not LETTERS.exists(), reason="the practice letters are not on this machine")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "00_2023-373",
            (
                "渝经信复函〔2023〕373号",
                "重庆市经济和信息化委员会",
                "侯东德代表",
                "2023-04-03",
                "2023-04-04",
                "0265",
            ),
        ),
        (
            "01_cq_jxw_0666",
            ("渝经信复函〔2023〕460号", "重庆市经济和信息化委员会", "乔宏委员", None, "2023-04-28", "0666"),
        ),
        ("03_cq_dsj_0997", (None, "重庆市大数据应用发展管理局", "艾渝委员", None, None, "0997")),
        ("06_cq_kjj_0221", (None, "重庆市科学技术局", "杨光委员", "2019-10-23", "2019-10-23", "0221")),
        (
            "07_cq_kjj_0088",
            ("渝科局函〔2020〕251号", "重庆市科学技术局", "台盟重庆市委", "2020-05-29", "2020-09-16", "0088"),
        ),
        ("09_cq_kjj_0883", (None, "重庆市科学技术局", "孙宽委员", "2025-05-23", "2025-05-23", "0883")),
        (
            "11_cq_kjj_0197",
            ("渝科局函〔2022〕242号", "重庆市科学技术局", "胡大章代表", "2022-07-12", "2022-07-12", "0197"),
        ),
        ("15_honghe_043", (None, "红河州工业和信息化局", "万焕仙代表", None, "2025-10-30", "043")),
        ("19_shanghai_15", ("沪经信建〔2019〕15号", None, "蔡小庆代表", None, None, None)),
        ("22_henan_2020", (None, "河南省工业和信息化厅", None, None, "2020-12-15", None)),
    ],
)
def test_the_practice_letters_have_their_heads(name: str, wanted: tuple[str | None, ...]) -> None:
    head = read_header((LETTERS / f"{name}.txt").read_text(encoding="utf-8"))
    found = (
        head.document_number,
        head.issuer,
        head.addressee,
        head.dated,
        head.published,
        head.proposal_number,
    )
    assert found == wanted
