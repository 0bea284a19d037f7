"""What a figure measures: a noun phrase made of the words around the number. The words stand in `measures.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indicators.letters.figures import Raw
from indicators.letters.vocabulary import read_yaml

_LONGEST = 30
_BRACKETS = re.compile(r"[(（][^()（）]{0,20}[)）]")
_DATES = re.compile(r"(?:由|从|自)?(?:19|20)\d\d年?(?:\d{1,2}月)?(?:底|末|初)?的?")


@dataclass(frozen=True)
class MeasureWords:
    """The compiled patterns of `measures.yaml`."""

    lead: re.Pattern[str]
    verbs: re.Pattern[str]
    tail: re.Pattern[str]
    change: re.Pattern[str]
    share: re.Pattern[str]
    noun: re.Pattern[str]
    no_subject: re.Pattern[str]
    quantity: re.Pattern[str]


@cache
def measure_words() -> MeasureWords:
    """The compiled words."""
    raw = read_yaml("measures.yaml")
    return MeasureWords(**{name: re.compile(raw[name]["pattern"]) for name in MeasureWords.__dataclass_fields__})


@dataclass(slots=True)
class Said:
    """What the measures of the sentence so far were: the subject carries over to clauses that name none."""

    subject: str = ""
    sentence: int = -1
    base: str = ""


def measure_of(
    words: MeasureWords, folded: str, text: str, raw: Raw, clause: int, clause_end: int, sentence: int, low: int, kind: str, said: Said
) -> str:
    """A short noun phrase. `low` is where the words may begin: the clause, or the end of the previous figure in it."""
    if said.sentence != sentence:
        said.sentence, said.subject, said.base = sentence, "", ""
    before = text[max(low, raw.first - 60) : raw.first]
    phrase = _clean(words, before)
    after = _noun_after(words, folded, text, raw, clause_end)
    if raw.rank:
        scope = re.search(r"(全国|全省|全市|全区|全县|全州|全球|世界|[东中西]+部|同类城市|省内|国内|亚洲)", before)
        subject = re.sub(r"(?:均|连续[^,]{1,4}|位?[居列于]|排名?|位|稳居|保持|跃居|进入|,|、|和|第|前|同类城市|全国|全省|全市|全区|全县|全州|全球|世界|[东中西]+部|省内|国内|\()+", "", phrase)
        subject = subject if len(subject) > 2 else said.subject
        return f"{subject}{scope[1] if scope else ''}排名"
    if kind == "change" or raw.makes == "change":
        subject = _change_subject(words, before)
        if len(subject) < 2:
            subject = said.subject
        else:
            said.subject = subject
        return subject + _change_word(before)
    share = words.share.search(before)
    if share and raw.entry in ("percent", "multiples", ""):
        subject = _clean(words, before[: share.start()])
        if len(subject) < 2:
            subject = said.subject
        elif len(subject) > 3:
            said.subject = subject
        of = share["of"]
        return f"{subject}占{of}{'' if of.endswith(('比重', '比例', '总数', '总量')) else '比重'}" if of else f"{subject}占比"
    if raw.entry in ("percent", "permille", "points"):
        if len(phrase) < 2:
            return said.subject
        if said.base and len(phrase) <= 3:
            return phrase + said.base
        rate = re.search(r"(?P<what>[\u3400-\u9fffA-Za-z0-9]{2,12}率)(?P<where>[城乡农][\u3400-\u9fff]{1,3})$", phrase)
        if rate:
            said.base = rate["what"]
            return rate["where"] + rate["what"]
        said.subject = re.sub(r"(?:增速)$", "", phrase)
        return phrase
    subject = ""
    if after and not _full_subject(words, phrase):
        subject = after
    elif len(phrase) >= 2:
        subject = phrase
    else:
        subject = after or said.subject
    if said.subject and phrase in ("其中主办", "主办", "协办", "其中"):
        return phrase.removeprefix("其中") + said.subject + "数"
    if raw.entry != "yuan" and len(subject) > 2:
        said.subject = re.sub(r"(?:总数|总量|数|量)$", "", subject)
    else:
        said.subject = subject
    if raw.entry in ("pieces", "firms", "people", "items", "classes", "vehicles", "machines", "buildings", "sets", "households", "records", "times", "places", "") and subject and not words.quantity.search(subject):
        subject += "数"
    return subject[-_LONGEST:]


def _full_subject(words: MeasureWords, phrase: str) -> bool:
    """Whether the words before the number name what is counted (科技型企业17000家) rather than end in a verb."""
    return len(phrase) >= 3 and not words.no_subject.search(phrase)


def _clean(words: MeasureWords, phrase: str) -> str:
    phrase = _BRACKETS.sub("", phrase)
    phrase = _DATES.sub("", re.split(r"[,。;:!?\n\r,;:(（]", phrase)[-1]).strip(" 、)）")
    phrase = words.lead.sub("", phrase)
    while True:
        shorter = words.tail.sub("", phrase).strip(" 、")
        if shorter == phrase:
            break
        phrase = shorter
    shorter = words.verbs.sub("", phrase)
    phrase = shorter if len(shorter) >= 2 else phrase
    return re.sub(r"\s+", "", phrase)[-_LONGEST:]


def _noun_after(words: MeasureWords, folded: str, text: str, raw: Raw, clause_end: int) -> str:
    found = words.noun.match(text, max(raw.last, raw.unit_end), min(clause_end, raw.last + 30))
    return found["noun"].strip() if found else ""


def _change_subject(words: MeasureWords, before: str) -> str:
    found = words.change.search(before)
    head = before[: found.start()] if found else before
    parts = [part for part in re.split(r"[,。;:\n\r(（、]", head) if part.strip()]
    return _clean(words, parts[-1]) if parts else ""


def _change_word(before: str) -> str:
    for word, name in (("同比", "同比"), ("环比", "环比"), ("年均", "年均")):
        if word in before:
            return name + ("降幅" if re.search(r"下降|减少|降低|下滑|回落", before) else "增速")
    base = re.search(r"[比较](?P<base>上年|20\d\d年|去年)", before)
    fall = re.search(r"下降|减少|降低|下滑|回落", before)
    faster = re.search(r"加快|提高|提升|上升", before)
    if base and base["base"].startswith("20"):
        return f"较{base['base']}{'降幅' if fall else '增幅'}"
    if faster and base:
        return f"较{base['base']}{faster.group()}"
    return "降幅" if fall else "增速"
