"""What a figure measures: a noun phrase made of the words around the number. The words stand in `measures.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from indicators.letters.amounts import Raw
from indicators.letters.vocabulary import read_yaml

_LONGEST = 30
_WINDOW = 90
_BRACKETS = re.compile(r"[(（][^()（）]{0,20}[)）]")
_DATES = re.compile(
    r"(?:由|从|自|到|至|截至)?(?:19|20)\d\d年?(?:[-—~至](?:19|20)?\d\d年)?(?:\d{1,2}月)?(?:底|末|初|度)?(?:上半年|下半年|前三季度)?(?:的(?=[\d.]|$))?"
)
_SCOPE = re.compile(r"全国|全省|全市|全区|全县|全州|全球|世界|[东中西]+部|同类城市|省内|国内|亚洲|东北")
_RANK_WORDS = re.compile(
    r"(?:连续[^,]{1,4}|[均位]?[居列]|位于|排名?|稳居|保持|跃居|进入|在|,|，|、|和|第|前|[(（]|同类城市|全[国省市区县州球]|世界|[东中西]+部|省内|国内|亚洲|东北)+"
)
_POINT = re.compile(r"(?:^|[。;；\n])\s*[一二三四五六七八九十]{1,2}是(?P<what>[^,，。;；]{2,16})[,，]")
_FALL = re.compile(r"下降|减少|降低|下滑|回落|压减|缩短")
_COUNTED = frozenset(
    [
        "pieces",
        "firms",
        "people",
        "items",
        "classes",
        "vehicles",
        "machines",
        "buildings",
        "sets",
        "households",
        "records",
        "times",
    ]
) | {""}


@dataclass(frozen=True)
class MeasureWords:
    """The compiled patterns of `measures.yaml`."""

    lead: re.Pattern[str]
    verbs: re.Pattern[str]
    tail: re.Pattern[str]
    change: re.Pattern[str]
    share: re.Pattern[str]
    noun: re.Pattern[str]
    no_noun: re.Pattern[str]
    generic: re.Pattern[str]
    members: re.Pattern[str]
    shared: re.Pattern[str]
    quantity: re.Pattern[str]


@cache
def measure_words() -> MeasureWords:
    """The compiled words."""
    raw = read_yaml("measures.yaml")
    return MeasureWords(
        **{name: re.compile(raw[name]["pattern"]) for name in MeasureWords.__dataclass_fields__}
    )


@dataclass(slots=True)
class Said:
    """What the sentence so far has been about: clauses that name no subject have that of the clause before."""

    sentence: int = -1
    subject: str = ""
    rate: str = ""
    earlier: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    member: int = 0

    def enter(self, sentence: int) -> None:
        """Forget everything when another sentence begins."""
        if sentence != self.sentence:
            self.sentence, self.subject, self.rate = sentence, "", ""
            self.earlier, self.members, self.member = [], [], 0


class Namer:
    """Names the figures of a text one after the other."""

    def __init__(self, text: str) -> None:
        """Take the text as written."""
        self.text = text
        self.words = measure_words()
        self.said = Said()
        self.following = False

    def name(
        self,
        raw: Raw,
        clause: int,
        clause_end: int,
        sentence: int,
        low: int,
        *,
        change: bool,
        follows: bool,
        list_length: int,
    ) -> str:
        """A short noun phrase.

        Args:
            raw: the figure.
            clause: where its clause begins.
            clause_end: where its clause ends.
            sentence: where its sentence begins.
            low: where the words of the name may begin: the clause, or the end of the figure before.
            change: whether it is a change.
            follows: whether it continues the list of the figure before.
            list_length: how many figures the list has that begins here.
        """
        said = self.said
        self.following = follows
        said.enter(sentence)
        before = self.text[max(low, raw.first - _WINDOW) : raw.first]
        if before.rstrip().endswith(("(", "（")):
            before = before.rstrip("(（ ")
        self._members(raw, clause, list_length)
        member = said.members[said.member] if said.member < len(said.members) else ""
        if raw.rank:
            measure = self._rank(before)
        elif change:
            measure = self._change(before, member, follows)
        else:
            measure = self._level(raw, before, member, clause_end, sentence)
        measure = re.sub(r"\s+", "", measure)[-_LONGEST - 8 :]
        if not change and not raw.rank:
            said.earlier.append(measure.removesuffix("数"))
        return measure

    def _members(self, raw: Raw, clause: int, follows: int) -> None:
        """Note what 分别 hands the numbers to: members named in the clause, or the figures before it."""
        said = self.said
        said.member += 1
        if self.following:
            return
        said.members, said.member = [], 0
        clause_text = self.text[max(clause, raw.first - _WINDOW) : raw.first]
        if "分别" not in clause_text:
            return
        found = self.words.members.search(_DATES.sub("", _BRACKETS.sub("", clause_text)))
        if found is None:
            said.members = said.earlier[-follows:]
            return
        parts = [self._clean(part) for part in re.split("[、和及与]", found["all"])]
        shared = self.words.shared.search(parts[-1])
        suffix = shared.group() if shared else ""
        said.members = [part if part.endswith(suffix) else part + suffix for part in parts]

    def _rank(self, before: str) -> str:
        scope = _SCOPE.findall(before)
        subject = _RANK_WORDS.sub("", self._clean(before))
        if len(subject) > 2:
            self.said.subject = subject
        return f"{self.said.subject}{scope[-1] if scope else ''}排名"

    def _change(self, before: str, member: str, follows: bool) -> str:
        said = self.said
        pulled = re.search(r"(?:拉动|带动)(?P<what>.{2,16}?)(?:增长|提高|提升|上升)$", before)
        if pulled:
            return f"{said.subject}拉动{pulled['what']}增长"
        if member:
            said.subject = re.sub(r"(?:增速|增幅|降幅)$", "", member)
        elif not follows:
            found = self.words.change.search(before)
            head = before[: found.start()] if found else before
            parts = [part for part in re.split(r"[,，。;:：;\n\r(（]", head) if part.strip()]
            subject = self._clean(parts[-1]) if parts else ""
            if len(subject) >= 2 and not self.words.generic.search(subject):
                said.subject = subject
        if not follows or not said.rate:
            said.rate = _change_word(before)
        return said.subject + ("" if said.subject.endswith(said.rate) else said.rate)

    def _level(self, raw: Raw, before: str, member: str, clause_end: int, sentence: int) -> str:
        said, words = self.said, self.words
        phrase = self._clean(before)
        if member:
            said.subject = member
            return member
        share = words.share.search(before)
        if share and raw.entry in ("percent", "multiples", "fraction", ""):
            subject = self._clean(before[: share.start()])
            if len(subject) >= 2 and not words.generic.search(subject):
                said.subject = subject
            of = share["of"]
            return (
                f"{said.subject}占{of}{'' if of.endswith(('比重', '比例')) else '比重'}"
                if of
                else f"{said.subject}占比"
            )
        after = self._noun_after(raw, clause_end)
        if raw.entry in ("percent", "permille"):
            return self._rate(phrase, after)
        if words.generic.search(phrase) and said.subject and not after:
            part = phrase.removeprefix("其中")
            if part in ("主办", "协办", "男", "女"):
                return f"{part}{said.subject}数"
            return said.subject + part
        point = (
            _POINT.search(self.text, max(0, sentence - 1), min(raw.first, sentence + 40))
            if len(phrase) < 2 and not after
            else None
        )
        if point:
            said.subject = point["what"] + "类"
            return said.subject + "数"
        if raw.entry == "places" and raw.unit:
            said.subject = phrase
            return f"{phrase}{raw.unit}{after}数"
        counted = raw.entry in _COUNTED or raw.unit[:1] in "万亿"
        subject = (
            after
            if after and (counted or len(phrase) < 2)
            else phrase
            if len(phrase) >= 2
            else after or said.subject
        )
        if "等" in subject and len(subject.rpartition("等")[2]) >= 3:
            subject = subject.rpartition("等")[2]
        if subject:
            said.subject = subject
        if raw.entry in _COUNTED and subject and not words.quantity.search(subject):
            subject += "数"
        return subject

    def _rate(self, phrase: str, after: str) -> str:
        said = self.said
        if len(phrase) < 2:
            return said.subject or after
        if said.rate and len(phrase) <= 3:
            return phrase + said.rate
        split = re.search(
            r"(?P<what>[\u3400-\u9fffA-Za-z0-9]{2,12}率)(?P<where>[城乡农市县][\u3400-\u9fff]{1,3})$", phrase
        )
        if split:
            said.rate = split["what"]
            return split["where"] + split["what"]
        said.subject = phrase
        return phrase

    def _clean(self, phrase: str) -> str:
        words = self.words
        phrase = _BRACKETS.sub("", phrase)
        phrase = _DATES.sub("", re.split(r"[,，。;；:：!?\n\r(（]", phrase)[-1]).strip(" 、)）")
        phrase = words.lead.sub("", phrase)
        while (shorter := words.tail.sub("", phrase).strip(" 、")) != phrase:
            phrase = shorter
        shorter = words.verbs.sub("", phrase)
        return re.sub(r"\s+", "", shorter if len(shorter) >= 2 else phrase)[-_LONGEST:]

    def _noun_after(self, raw: Raw, clause_end: int) -> str:
        place = max(raw.last, raw.unit_end)
        if self.words.no_noun.match(self.text, place):
            return ""
        found = self.words.noun.match(self.text, place, min(clause_end, place + 30))
        return found["noun"].strip("的") if found else ""


def _change_word(before: str) -> str:
    fall = _FALL.search(before)
    for word in ("同比", "环比", "年均"):
        if word in before:
            return word + ("降幅" if fall else "增速")
    if re.search(r"差[约近为达]?$|收窄[到至]", before):
        return "差距"
    gap = re.search(r"(?:高出|高于|低于|超过|快于)(?P<of>全国|全省|全市)", before)
    if gap:
        return f"与{gap['of']}之差"
    base = re.search(r"[比较](?P<base>上年|20\d\d年底?|去年)", before)
    faster = re.search(r"加快|提高|提升|上升", before)
    if base and base["base"].startswith("20"):
        return f"较{base['base']}{'降幅' if fall else '增幅'}"
    if faster and base:
        return f"较{base['base']}{faster.group()}"
    return "降幅" if fall else "增速"
