"""Letters as files: every encoding and format gives the same text, and what cannot be read is said in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from indicators import wording
from indicators.letters.documents import read_file, text_of
from indicators.letters.refused import FILE_LIMIT_MB, TEXT_LIMIT
from indicators.problems import Problem
from linear import takes_linear_time

LETTER = (
    "某省农业农村厅关于省十四届人大一次会议第118号建议的答复\r\n\r\n王秀兰代表：\r\n　　您提出的建议收悉。2023年，"
    "全省粮食总产量达到1560.3万吨，同比增长1.2%；高标准农田超过2800万亩。\r\n　　感谢您的支持。\r\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


def said(text: str | Problem) -> str:
    assert isinstance(text, Problem)
    return wording.say_problem(text, "zh", place=False)


def pdf(*pages: list[str], encrypt: StandardEncryption | str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encrypt)
    for lines in pages:
        canvas.setFont("STSong-Light", 14)
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(document_xml: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, document_xml)
    return out.getvalue()


# ------------------------------------------------------------------------------------------------ text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text_is_the_same_in_every_encoding_line_ends_included(encoding: str) -> None:
    assert text_of(LETTER.encode(encoding), "letter.txt") == LETTER


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_traditional_and_rare_characters_stay_as_they_are(encoding: str) -> None:
    text = "關於數位經濟的答覆：2022年產值超過3000億元，𠮷林、㙟。"
    assert text_of(text.encode(encoding), "letter.txt") == text


def test_short_texts_are_read_in_gbk_too() -> None:
    assert text_of("超过8%".encode("gbk"), "a.txt") == "超过8%"


def test_two_encodings_in_one_file_are_refused_with_the_line() -> None:
    mixed = LETTER.encode() + LETTER.encode("gbk")
    assert (
        said(text_of(mixed, "a.txt"))
        == "从第 6 行起编码变了（同一文件里既有 UTF-8 又有 GBK）；请全部另存为 UTF-8"
    )


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", "\ufeff".encode(), "　\u3000".encode("gbk")])
def test_a_file_without_words_is_said_to_be_empty(data: bytes) -> None:
    assert said(text_of(data, "a.txt")) == "里面没有文字；请粘贴或另存复函的正文"


@pytest.mark.parametrize(
    "text", ["Dear Sir, output rose by 8 %.", "Il 15% delle imprese.", "1234567", "売り上げ"[1:2]]
)
def test_a_text_without_chinese_is_refused(text: str) -> None:
    assert said(text_of(text.encode(), "a.txt")) == "里面没有中文；只读中文复函"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100, b"\xff" * 100])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    assert said(text_of(data, "a.txt")).partition("；")[0] == "这不是文字"


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\xff\xd8\xff\xe0\0", "图片"),
        (b"Rar!\x1a\7\0", "压缩包"),
        (b"{\\rtf1\\ansi", "RTF 文件"),
    ],
)
def test_other_formats_are_named(start: bytes, what: str) -> None:
    assert (
        said(text_of(start + bytes(50), "a"))
        == f"这是{what}；复函可从 .txt、.html、.mht、.docx 和有文字的 .pdf 读取"
    )


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    problem = read_file(file)
    assert str(problem) == (
        f"{file}: the file has 50 MB, more than the {FILE_LIMIT_MB} MB that are read; save the letter alone, as text"
    )
    assert said(text_of(bytes(50_000_000), "a")) == "文件有 50 MB，超过可读的 20 MB；请只把这封复函另存为文本"


def test_a_text_that_is_too_long_is_refused() -> None:
    text = "粮食产量" * (TEXT_LIMIT // 4 + 1)
    assert said(text_of(text.encode("utf-16"), "a")) == (
        "文件有 5,000,004 个字符或页，超过可读的 5,000,000；请只把这封复函另存为文本"
    )


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert (
        str(read_file(tmp_path / "no.txt"))
        == f"{tmp_path / 'no.txt'}: there is no such file or folder; check the path"
    )
    assert isinstance(read_file(tmp_path), Problem)
    assert isinstance(read_file(Path("a\0b")), Problem)


# ------------------------------------------------------------------------------------------------ web pages

PAGE = """<!DOCTYPE html><html><head><meta charset="{encoding}"><title>门户</title><style>p{{color:red}}</style>
<script>var a = "2022年<p>";</script></head><body><div>首页&nbsp;&gt;&nbsp;公开</div>
<p>全省<b>粮食</b>总产量达&#49;560万
吨，<span>占全国的</span>2.3%。</p><p>第二段<br/>换行</p>
<table><tr><th>指标</th><th>单位</th></tr><tr><td><p>产量</p></td><td>万吨</td></tr></table><!-- 注释 -->结尾</body></html>"""
SEEN = "首页 > 公开\n全省粮食总产量达1560万吨，占全国的2.3%。\n第二段\n换行\n指标 | 单位\n产量 | 万吨\n结尾\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_a_page_gives_what_its_reader_sees(encoding: str) -> None:
    text = text_of(PAGE.format(encoding=encoding).encode(encoding), "a.html")
    assert isinstance(text, str)
    assert [line for line in text.split("\n") if line] == [line for line in SEEN.split("\n") if line]


def test_tags_that_were_pasted_into_a_text_are_taken_off() -> None:
    pasted = '<p style="x">营收超过<strong>3</strong>亿元</p>\n<p>新增&ldquo;小巨人&rdquo;12家</p>'
    assert text_of(pasted.encode(), "a.txt") == "营收超过3亿元\n\n新增“小巨人”12家\n"


def test_a_text_with_signs_that_look_like_tags_stays_as_it_is() -> None:
    text = "当PM2.5<35微克/立方米且>0时，达标率<90%的县有3个。"
    assert text_of(text.encode(), "a.txt") == text


def test_a_page_saved_as_one_file_is_read() -> None:
    import base64

    body = base64.encodebytes(PAGE.format(encoding="gbk").encode("gbk")).decode()
    mht = (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--x--\r\n"
    )
    text = text_of(mht.encode(), "a.mht")
    assert isinstance(text, str)
    assert "全省粮食总产量达1560万吨，占全国的2.3%。" in text


# ------------------------------------------------------------------------------------------------ Word


def test_a_word_file_gives_paragraphs_and_rows() -> None:
    document = docx.Document()
    document.add_paragraph("某市卫生健康委员会关于第77号提案的复函")
    document.add_paragraph("2023年").add_run("门诊量").add_text("超过320万人次。")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("指标", "数值"), ("床位", "8.4万张"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    document.add_paragraph("完")
    out = io.BytesIO()
    document.save(out)
    assert text_of(out.getvalue(), "a.docx") == (
        "某市卫生健康委员会关于第77号提案的复函\n2023年门诊量超过320万人次。\n指标 | 数值\n床位 | 8.4万张\n完\n"
    )


def test_a_zip_bomb_is_refused() -> None:
    bomb = b"<w:document>" + b"0" * 60_000_000
    assert said(text_of(word(bomb), "a.docx")).startswith(
        "文件有 50,000,001 个字符或页，超过可读的 50,000,000"
    )


def test_entities_are_not_expanded() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
    assert said(text_of(word(laughs), "a.docx")) == "Word 文件已损坏，打不开；请重新下载，或粘贴正文"


def test_a_password_on_a_word_file_is_named() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert (
        said(text_of(ole + "EncryptedPackage".encode("utf-16-le"), "a.docx"))
        == "文件有密码保护；请去掉密码后另存"
    )
    assert (
        said(text_of(ole + bytes(600), "a.doc")) == "这是旧版 Word 或 WPS 文件（.doc、.wps）；请另存为 .docx"
    )


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("xl/workbook.xml", "电子表格"),
        ("ppt/a.xml", "演示文稿"),
        ("OFD.xml", "OFD 文件"),
        ("a.txt", "压缩包"),
    ],
)
def test_archives_of_other_programs_are_named(name: str, what: str) -> None:
    assert said(text_of(word(b"<a/>", name), "a")).startswith(f"这是{what}；")


# ------------------------------------------------------------------------------------------------ PDF


def test_a_pdf_gives_paragraphs_and_no_page_numbers() -> None:
    first = [
        "　　一、2022年全市新能源汽车产量达到36.5万辆，同比增长140%，占全国的比重提",
        "高到5.2%，动力电池装机",
        "— 1 —",
    ]
    text = text_of(pdf(first, ["二、全市充电桩超过12万个。", "- 2 -"]), "a.pdf")
    assert (
        text
        == "一、2022年全市新能源汽车产量达到36.5万辆，同比增长140%，占全国的比重提高到5.2%，动力电池装机\n二、全市充电桩超过12万个。\n"
    )


def test_a_scan_is_said_to_be_one() -> None:
    assert said(text_of(scan(), "a.pdf")) == "这份 PDF 是没有文字的图片（扫描件）；请先做文字识别，或改用网页"


def test_a_password_on_a_pdf_is_named_and_one_only_for_printing_is_no_hindrance() -> None:
    lines = ["2022年粮食产量超过1000万吨"]
    assert said(text_of(pdf(lines, encrypt="secret"), "a.pdf")) == "文件有密码保护；请去掉密码后另存"
    owner = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert text_of(pdf(lines, encrypt=owner), "a.pdf") == "2022年粮食产量超过1000万吨\n"


@pytest.mark.parametrize("cut", [10, 200, 700])
def test_a_damaged_pdf_is_said_to_be_damaged(cut: int) -> None:
    text = text_of(pdf(["2022年"])[:cut], "a.pdf")
    assert isinstance(text, Problem)


# ------------------------------------------------------------------------------------------------ anything


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(str.encode),
        st.text(max_size=200).map(lambda text: text.encode("gb18030", "ignore")),
        st.text(max_size=200).map(lambda text: b"<html>" + text.encode("utf-8")),
        st.binary(max_size=200).map(lambda data: b"%PDF-1.7\n" + data),
        st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data),
        st.binary(max_size=200).map(lambda data: b"Content-Type: text/html\r\n\r\n" + data),
        st.binary(max_size=300).map(word),
        st.lists(
            st.sampled_from(
                ["<p>", "</p>", "<td", "<!--", "<![", "&#", "<table>", "年", "8", "]]>", "<script>"]
            )
        ).map(lambda parts: "".join(["<!doctype html>", *parts]).encode()),
    )
)
def test_no_bytes_raise_an_exception(data: bytes) -> None:
    text = text_of(data, "x")
    if isinstance(text, Problem):
        assert wording.say_problem(text, "zh").startswith("x: ")
    else:
        assert text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<!--",
        "<!",
        "<?",
        "<![CDATA[",
        "</",
        "</p",
        "&#",
        "&#1",
        "<script>",
        "<head>",
        '<p class="',
        "<p '",
        "<td><p>",
        " <br>",
    ],
)
def test_broken_pages_take_linear_time(piece: str) -> None:
    page = ("<!doctype html>年" + piece * 100_000).encode()
    assert takes_linear_time(lambda part: text_of(part, "x"), page)
