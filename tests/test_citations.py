"""How a source is cited: GB/T 7714—2015 and APA 7th edition, as plain text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.model import Source
from indicators.wording.citations import apa, apa_title, gbt7714, reach

KINDS = ("letter", "plan", "bulletin", "report", "press")


def source(**more: Any) -> Source:
    keys = {
        "id": "s",
        "kind": "letter",
        "title": "重庆市经济和信息化委员会关于第0265号建议办理情况的答复函",
        "issuer": "重庆市经济和信息化委员会",
        "reliability": "primary",
        "document_number": "渝经信复函〔2023〕373号",
        "dated": "2023-04-03",
        "published": "2023-04-04",
        "url": "https://jjxxw.cq.gov.cn/t20231009_12410011.html",
    }
    return Source(**keys | more)


def test_a_letter_is_cited_like_the_official_document_in_the_standard() -> None:
    assert gbt7714(source()) == (
        "重庆市经济和信息化委员会. 关于第0265号建议办理情况的答复函: 渝经信复函〔2023〕373号[A/OL]. (2023-04-04). "
        "https://jjxxw.cq.gov.cn/t20231009_12410011.html"
    )


def test_the_example_of_the_standard_itself_comes_out_but_for_its_spacing() -> None:
    example = source(
        title="北京市人民政府办公厅关于转发北京市企业投资项目核准暂行实施办法的通知",
        issuer="北京市人民政府办公厅",
        document_number="京政办发[2005]37号",
        dated=None,
        published="2005-07-12",
        url="http://china.findlaw.cn/fagui/p_1/39934.html",
    )
    assert gbt7714(example, accessed=date(2011, 7, 12)) == (
        "北京市人民政府办公厅. 关于转发北京市企业投资项目核准暂行实施办法的通知: 京政办发[2005]37号[A/OL]. "
        "(2005-07-12)[2011-07-12]. http://china.findlaw.cn/fagui/p_1/39934.html"
    )


@pytest.mark.parametrize(
    ("kind", "online", "offline"),
    [
        ("letter", "[A/OL]", "[A]"),
        ("plan", "[A/OL]", "[A]"),
        ("bulletin", "[R/OL]", "[R]"),
        ("report", "[R/OL]", "[R]"),
        ("press", "[EB/OL]", "[Z]"),
    ],
)
def test_every_kind_has_its_code_with_and_without_an_address(kind: str, online: str, offline: str) -> None:
    assert online in gbt7714(source(kind=kind))
    assert offline in gbt7714(source(kind=kind, url=None))


def test_without_an_address_there_is_no_day_of_access_and_a_full_stop_ends_it() -> None:
    assert gbt7714(source(url=None), accessed=date(2026, 11, 24)) == (
        "重庆市经济和信息化委员会. 关于第0265号建议办理情况的答复函: 渝经信复函〔2023〕373号[A]. (2023-04-04)."
    )


def test_a_missing_date_is_said_in_the_language_of_the_source() -> None:
    assert "(日期不详)." in gbt7714(source(dated=None, published=None))
    english = source(
        title="Economic Development", issuer="iChongqing", dated=None, published=None, kind="press"
    )
    assert "(n.d.)." in gbt7714(english)
    assert "(n.d.)." in apa(source(dated=None, published=None))


def test_two_bodies_are_two_authors_and_more_than_three_are_cut() -> None:
    two = source(title="统计公报", issuer="重庆市统计局、国家统计局重庆调查总队", document_number=None)
    assert gbt7714(two).startswith("重庆市统计局, 国家统计局重庆调查总队. 统计公报[A/OL].")
    assert apa(two).startswith("重庆市统计局 & 国家统计局重庆调查总队. (2023, April 4).")
    four = source(issuer="甲乙局、丙丁委、戊己部、庚辛厅", title="通知")
    assert gbt7714(four).startswith("甲乙局, 丙丁委, 戊己部, 等. 通知")
    assert apa(four).startswith("甲乙局, 丙丁委, 戊己部, & 庚辛厅. ")


def test_a_body_with_a_comma_in_its_name_stays_one() -> None:
    one = source(issuer="全国人大教育、科学、文化和卫生委员会", title="报告")
    assert gbt7714(one).startswith("全国人大教育、科学、文化和卫生委员会. 报告")


def test_apa_keeps_the_title_as_printed_and_adds_no_translation() -> None:
    assert apa(source()) == (
        "重庆市经济和信息化委员会. (2023, April 4). 重庆市经济和信息化委员会关于第0265号建议办理情况的答复函 "
        "(渝经信复函〔2023〕373号). https://jjxxw.cq.gov.cn/t20231009_12410011.html"
    )
    assert apa_title(source()) == "重庆市经济和信息化委员会关于第0265号建议办理情况的答复函"


@pytest.mark.parametrize(
    ("published", "said"),
    [("2021", "(2021)."), ("2021-09", "(2021, September)."), ("2021-09-05", "(2021, September 5).")],
)
def test_a_date_is_as_exact_as_it_is_known(published: str, said: str) -> None:
    assert said in apa(source(published=published))
    assert f"({published})." in gbt7714(source(published=published))


def test_a_title_that_is_a_question_needs_no_full_stop() -> None:
    asked = source(title="How many 5G base stations?", document_number=None, url=None)
    assert apa(asked).endswith("How many 5G base stations?")


def test_what_prints_nothing_or_turns_the_line_is_left_out() -> None:
    hostile = source(title="标题\n第二行\u202e反\x00写", issuer="某局\u2028某处", document_number=" \t ")
    assert gbt7714(hostile).startswith("某局 某处. 标题 第二行反写[A/OL].")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org/a", "https://example.org/a b", "https://", ""]
)
def test_only_a_web_address_is_an_address(url: str) -> None:
    assert "[A]" in gbt7714(source(url=url))
    assert apa(source(url=url)).endswith("(渝经信复函〔2023〕373号).")


def test_how_to_find_a_document_is_said_with_and_without_an_address() -> None:
    assert (
        reach(source(), "zh") == "网页如已变动，可在重庆市经济和信息化委员会网站检索渝经信复函〔2023〕373号。"
    )
    assert reach(source(url=None, document_number=None, title="答复"), "zh") == (
        "没有记录网址。可在重庆市经济和信息化委员会网站检索《答复》，或向该机构索取。"
    )
    assert reach(source(url=None, issuer="MIIT", title="Reply", document_number=None), "en") == (
        "No address is recorded. Look for “Reply” on the website of MIIT, or ask there for a copy."
    )


WORDS = st.text(st.characters(exclude_characters="()[]"), min_size=1, max_size=30).filter(
    lambda text: any(char.isalnum() for char in text)
)


@settings(deadline=None)
@given(
    st.builds(
        source,
        kind=st.sampled_from(KINDS),
        title=WORDS,
        issuer=WORDS,
        document_number=st.none() | WORDS | st.just(" "),
        dated=st.sampled_from([None, "2020", "2020-02", "2020-02-29"]),
        published=st.sampled_from([None, "2021", "2021-12", "2021-12-31"]),
        url=st.none() | WORDS | st.sampled_from(["https://例.中国/页?甲=1", "http://a.b/c#d"]),
    )
)
def test_a_citation_is_one_line_without_empty_parts_and_ends_properly(cited: Source) -> None:
    for text in (gbt7714(cited), gbt7714(cited, accessed=date(2026, 11, 24)), apa(cited)):
        assert text == " ".join(text.split())
        assert text.isprintable()
        last = text.rsplit(" ", 1)[-1]
        assert last.startswith(("https://", "http://")) or text[-1] in ".?!。？！"
        assert "()" not in text
        assert "[]" not in text
    assert apa_title(cited) in apa(cited)
