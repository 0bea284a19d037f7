"""The head of a letter: what it is called, who wrote it to whom, when, and which proposal it answers.

Government pages print a block of labels above the letter; a bare letter has its title, its number, the addressee's line and
the signature at its end. Nothing is guessed: what is not there is None, and `Header.how` names where each field was found.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Any

from indicators.letters import dates, labels
from indicators.letters.letter import Header, How, ProposalKind

_KINDS: dict[str, ProposalKind] = {"建议": "suggestion", "提案": "proposal", "议案": "motion"}
_ORGAN = "(?:委员会|人民政府|办公厅|办公室|委|局|厅|部|院|署|办|中心|银行|公司|集团|大学|学院|协会|联合会|总队|支队|政府)"
_ORGAN_LINE = re.compile(rf"[\u3400-\u9fff]{{2,30}}{_ORGAN}")
_ABOUT = re.compile(rf"(?:[\u3400-\u9fff]{{2,30}}{_ORGAN})?\s?(?:关于|对)")
_ISSUER = re.compile(rf"(?P<issuer>[\u3400-\u9fff]{{2,30}}?{_ORGAN})\s?(?:关于|对)(?!外|口|接)")
_STRONG_END = re.compile(
    r"(?:函|答复|复函|回复|答复意见|办理情况|意见|报告|通报|公报|综述|方案|规划|通知|办法|总结|公告|摘要)[)）》”\"]*"
)
_WEAK_END = re.compile(r"(?:建议|提案|议案|情况|工作)[)）》”\"]*")
_NUMBER = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z]{1,16})(?:[(（](?P<part>[\u4e00-\u9fff]{1,6})[)）](?P<more>[\u4e00-\u9fff]{0,6}))?\s?"
    r"[〔\[［【(（﹝｛〈「]\s?(?P<year>(?:19|20)\d\d)\s?(?:[〕\]］】)）﹞｝〉」]\s?)?(?:第\s?)?(?P<serial>\d{1,5}(?:[-－]\d{1,3})?)(?!\d|[-年月./])\s?号?"
)
_ID = r"[A-Z]{0,3}\d{1,10}(?:[-—]\d{1,4})?"
_PROPOSAL = re.compile(
    rf"第\s?(?P<a>{_ID})\s?号?\s?(?:[《(（“][^《》()（）“”]{{0,60}}[》)）”])?(?:重点|代表|委员|集体|党派|界别|平时|闭会)?(?P<ak>建议|提案|议案)"
    rf"|(?P<bk>建议|提案|议案)\s?[(（]?(?:编号)?[:：]?\s?第?\s?(?P<b>{_ID})\s?号"
    rf"|[(（]\s?(?:编号[:：]?\s?)?第?\s?(?P<c>{_ID})\s?号?\s?(?P<ck>建议|提案|议案)?\s?[)）]"
)
_PERSON = re.compile(
    r"(?P<who>[^:：。；;]{1,60}?(?:代表|委员|同志|先生|女士|委员会|[市省区县州盟]委|委会|工委|总支|协会|支部|联|界|组|团))(?:们)?\s?[:：]?"
)
_ANYBODY = re.compile(r"(?P<who>[^:：。；;《》\d]{2,40})[:：]")
_BEGINS = re.compile(r"收悉|收到|[^\u4e00-\u9fff]悉|如下|提出|^[您你贵]")
_NAVIGATION = re.compile(r"位置|首页|字体|打印|分享|浏览|扫一扫|网站|>|\|")
_SENTENCE_ENDS = (":", "：", "。", "；")
_HAN_BLANK = re.compile("(?<=[\u3000-\u9fff”“])[ \t\u3000\xa0]+(?=[\u3000-\u9fff“”])")
_LIMIT = 6000


def read_header(text: str) -> Header:
    """The head of a letter, in time linear in its length; an empty one where the text has none."""
    found: dict[str, str] = {}
    how: dict[str, How] = {}

    def take(name: str, value: str | None, where: How) -> None:
        if value and name not in found:
            found[name], how[name] = value, where

    lines = text.split("\n")
    first = [line.strip()[:400] for line in lines[:120]]
    opening = _opening(first)
    head = first[: 30 if opening is None else opening]
    block = labels.block("\n".join(head)[:_LIMIT])
    take("document_number", document_number(block.get("document_number", "")), "block")
    take("index_number", block.get("index_number"), "block")
    take("published", dates.written(block.get("published", "")), "block")
    take("dated", dates.written(block.get("dated", "")), "block")
    title = _title(head, bare=opening is None)
    take("title", title, "title")
    take("title", block.get("title"), "block")
    take("document_number", next(filter(None, map(_own_number, head)), None), "line")
    if opening is not None:
        take("addressee", _addressee(first[opening]), "line")
    signed = dates.signature(lines[len(head) :], found.get("published"))
    if signed:
        take("dated", signed.date, signed.how)
    issuer = _ISSUER.match(title) if title else None
    take("issuer", issuer["issuer"] if issuer else None, "title")
    take("issuer", signed.issuer if signed else None, "signature")
    take("issuer", next((line for line in head if _ORGAN_LINE.fullmatch(line)), None), "line")
    in_block = block.get("issuer", "")
    take("issuer", in_block if len(in_block) <= 40 else None, "block")
    _take_proposal(
        take, found.get("title", ""), "".join(first[len(head) : len(head) + 6]), found.get("addressee", "")
    )
    fields: dict[str, Any] = found
    return Header(**fields, how=MappingProxyType(how))


def document_number(words: str) -> str | None:
    """The 发文字号 in the words, as standards print it (〔2023〕373号), whichever brackets the page has."""
    found = _NUMBER.search(words[:200])
    if not found:
        return None
    part = f"（{found['part']}）{found['more']}" if found["part"] else ""
    return f"{found['name']}{part}〔{found['year']}〕{found['serial']}号"


def _own_number(line: str) -> str | None:
    """The number of the letter itself: a line that holds hardly anything else."""
    found = _NUMBER.search(line[:120]) if len(line) <= 80 and "《" not in line else None
    others = (
        re.sub(r"[\s\u3000]|[A-C]类?|[()（）]|文号|发文字号|[:：]", "", line.replace(found[0], ""))
        if found
        else ""
    )
    return document_number(found[0]) if found and len(others) <= 6 else None


def _opening(lines: list[str]) -> int | None:
    """The line that names the addressee: letters go on with 收悉 or 提出 behind it."""
    for at, line in enumerate(lines):
        if not line or len(line) > 400 or _NAVIGATION.search(line[:30]) or labels.block(line):
            continue
        name, colon, rest = line.partition("：" if "：" in line[:60] else ":")
        if colon and rest and len(name) <= 60 and _PERSON.fullmatch(name) and _BEGINS.search(rest[:200]):
            return at
        if (
            len(line) <= 70
            and (_PERSON.fullmatch(line) or _ANYBODY.fullmatch(line))
            and not _ABOUT.match(line)
        ):
            following = [words for words in lines[at + 1 : at + 6] if words][:2]
            if _PERSON.fullmatch(line) and line[-1] in ":：" and following:
                return at
            if any(_BEGINS.search(words[:300]) for words in following):
                return at
    return None


def _addressee(line: str) -> str | None:
    name = re.split("[:：]", line, maxsplit=1)[0].strip()
    return re.sub("^尊敬的", "", name) or None


def _title(head: list[str], *, bare: bool) -> str | None:
    """The first line, or two or three that belong together, that says 关于 … 答复; else the first that could be a title."""
    weak: str | None = None
    for at, line in enumerate(head):
        if len(line) > 150 or line.endswith(_SENTENCE_ENDS) or labels.block(line) or not _ABOUT.match(line):
            continue
        above = (
            head[at - 1]
            if at and line.startswith(("关于", "对")) and _ORGAN_LINE.fullmatch(head[at - 1])
            else ""
        )
        joined = line
        for following in ["", *head[at + 1 : at + 3]]:
            if following and (
                len(following) > 60 or labels.block(following) or _ORGAN_LINE.fullmatch(following)
            ):
                break
            joined += following
            if _ends(joined, _STRONG_END):
                return _clean(above + joined)
        if weak is None and _ends(line, _WEAK_END):
            weak = _clean(above + line)
    if weak is None and bare:
        for line in head:
            if (
                line.endswith(_SENTENCE_ENDS)
                or _NAVIGATION.search(line)
                or labels.block(line)
                or _own_number(line)
            ):
                continue
            if 8 <= len(line) <= 80:
                return _clean(line)
    return weak


def _ends(line: str, end: re.Pattern[str]) -> bool:
    return bool(re.search(rf"(?:{end.pattern})(?:[(（][^()（）]{{0,30}}[)）])?$", line[-60:]))


def _clean(title: str) -> str:
    return _HAN_BLANK.sub("", title).strip()


def _take_proposal(take: Any, title: str, opening: str, addressee: str) -> None:
    """The number and kind of the proposal, from the title before the first lines; a kind also from who made it."""
    places: tuple[tuple[str, How], ...] = ((title, "title"), (opening[:600], "text"))
    for words, where in places:
        for found in _PROPOSAL.finditer(words):
            take("proposal_number", found["a"] or found["b"] or found["c"], where)
            if kind := found["ak"] or found["bk"] or found["ck"]:
                take("proposal_kind", _KINDS[kind], where)
            break
    for words, where in places:
        kinds = {word for word in _KINDS if word in re.sub("《[^》]*》|“[^”]*”|工作建议", "", words)}
        if len(kinds) == 1:
            take("proposal_kind", _KINDS[kinds.pop()], where)
    if addressee.endswith("代表"):
        take("proposal_kind", "suggestion", "line")
    elif addressee.endswith(("委员", "界")):
        take("proposal_kind", "proposal", "line")
