"""A source as a reference list wants it: GB/T 7714—2015 and APA 7th edition, as plain text.

GB/T 7714—2015 《信息与文献 参考文献著录规则》, 4.6 (electronic resources) and table B.1, B.2 (codes); APA: *Publication Manual of
the American Psychological Association*, 7th edition (2020), 9.7–9.18, 9.34 and 10.4. What the catalogue does not know (pages, the
day somebody opened the page) is left out, and nothing is translated. The choices are reasoned in
docs/decisions/0008-citations-and-their-codes.md.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from indicators.model import Language, Source
from indicators.wording.messages import tr
from indicators.wording.times import MONTHS

#: kind of source → code of table B.1: archives and official documents A, reports R; a press page is an electronic bulletin
_CODES = {"letter": "A", "plan": "A", "bulletin": "R", "report": "R", "press": "EB"}
_ONLINE = "/OL"
_UNPUBLISHED_ONLINE = {"EB": "Z"}  # an electronic bulletin that is not online is some other document

_MOST_NAMES = 3  # GB/T 7714—2015, 8.1.2
_ORGANISATION = re.compile(r"\w{2,}(?:[局委会部厅室院队办社府所处]|中心|集团|公司|大学|学校|管委会)")
_URL = re.compile(r"https?://[^\s<>\"]+")


def gbt7714(source: Source, accessed: date | None = None) -> str:
    """The source as GB/T 7714—2015 lists it, on one line.

    `责任者. 题名: 发文字号[A/OL]. (发布日期)[引用日期]. 网址`, after the standard's own example of an official document (4.6.2:
    北京市人民政府办公厅. 关于转发…的通知:京政办发[2005]37号[A/OL]). As there, an issuer that the title repeats stands only once.

    Args:
        source: what is cited.
        accessed: the day the reader opened the page; left out when it is not known.
    """
    url = _url(source)
    code = _CODES[source.kind]
    mark = code + _ONLINE if url else _UNPUBLISHED_ONLINE.get(code, code)
    names = _issuers(source)
    if len(names) > _MOST_NAMES:
        names = [*names[:_MOST_NAMES], "等"]
    title = _text(source.title)
    if title.startswith(f"{_text(source.issuer)}关于"):
        title = title.removeprefix(_text(source.issuer))
    title = ": ".join(part for part in (title, _text(source.document_number)) if part)
    known = "日期不详" if _is_chinese(source) else "n.d."
    day = f"({source.date or known})" + (f"[{accessed.isoformat()}]" if accessed and url else "")
    return _ended([", ".join(names), f"{title}[{mark}]", day], url)


def apa(source: Source) -> str:
    """The source as APA style (7th edition) lists it, on one line: `Issuer. (2023, April 4). Title (Number). URL`.

    The title is `apa_title`'s, which a page sets in italics. A title in another language stays as it is printed; the English
    translation in brackets that APA asks for behind it would be ours, not the source's, and is left out.
    """
    names = _issuers(source)
    author = (
        f"{', '.join(names[:-1])}{',' if len(names) > 2 else ''} & {names[-1]}"
        if len(names) > 1
        else names[0]
    )
    number = _text(source.document_number)
    title = apa_title(source)
    return _ended(
        [author, f"({_american(source.date)})", f"{title} ({number})" if number else title], _url(source)
    )


def apa_title(source: Source) -> str:
    """The part of `apa` that stands in italics."""
    return _text(source.title).rstrip(".")


def reach(source: Source, lang: Language) -> str:
    """How to find the document where its address is missing or no longer leads to it."""
    title = f"《{source.title}》" if lang == "zh" else f"“{source.title}”"
    fields = {"what": source.document_number or title, "issuer": source.issuer}
    if _url(source):
        return tr("If the page has moved, look for {what} on the website of {issuer}.", lang, **fields)
    return tr(
        "No address is recorded. Look for {what} on the website of {issuer}, or ask there for a copy.",
        lang,
        **fields,
    )


def _ended(parts: list[str], url: str) -> str:
    """The parts as sentences; behind an address no full stop, which would be taken for a part of it."""
    text = " ".join(part if part[-1:] in ".?!。？！" else f"{part}." for part in parts if part)
    return f"{text} {url}" if url else text


def _issuers(source: Source) -> list[str]:
    """The bodies that issued it: “甲局、乙局” are two, “教育、科技和文化委员会” is one."""
    issuer = _text(source.issuer)
    parts = [part.strip() for part in issuer.split("、")]
    return parts if all(_ORGANISATION.fullmatch(part) for part in parts) else [issuer]


def _american(day: str | None) -> str:
    year, *rest = (day or "n.d.").split("-")
    if not rest:
        return year
    return f"{year}, {MONTHS[int(rest[0]) - 1]}" + (f" {int(rest[1])}" if len(rest) == 2 else "")


def _is_chinese(source: Source) -> bool:
    """Whether the source is in Chinese: a reference speaks the language of what it refers to (GB/T 7714—2015, 6.1)."""
    return any("一" <= char <= "鿿" for char in source.title)


def _text(words: str | None) -> str:
    """The words on one line, without characters that print nothing or turn the direction of writing."""
    printed = "".join(char for char in words or "" if char.isspace() or unicodedata.category(char)[0] != "C")
    return " ".join(printed.split())


def _url(source: Source) -> str:
    return source.url if source.url and _URL.fullmatch(source.url) else ""
