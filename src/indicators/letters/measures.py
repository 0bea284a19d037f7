"""What a figure measures: a noun phrase made of the words around the number. The words stand in `measures.yaml`."""

from __future__ import annotations

import re

from indicators.letters.amounts import Raw
from indicators.letters.subjects import Said, change_word, measure_words, topic_of

_LONGEST = 30
_LONGEST_TAIL = 8
_WINDOW = 90
_BRACKETS = re.compile(r"[(（][^()（）]{0,20}[)）]")
_DATES = re.compile(
    r"(?:由|从|自|到|至|截至)?(?:19|20)\d\d年?(?:[-—~至](?:19|20)?\d\d年)?(?:\d{1,2}月)?(?:底|末|初|度)?(?:上半年|下半年|前三季度)?(?:的(?=[\d.]|$))?"
)
_BREAKS = re.compile(r"[,，。;；:：!?\n\r(（]")
_SCOPE = re.compile(r"全国|全省|全市|全区|全县|全州|全球|世界|[东中西]+部|同类城市|省内|国内|亚洲|东北")
_RANK_WORDS = re.compile(
    r"(?:连续[^,]{1,4}|[均位]?[居列]|位于|排名?|稳居|保持|跃居|进入|在|,|，|、|和|第|前|[(（]|同类城市|全[国省市区县州球]|世界|[东中西]+部|省内|国内|亚洲|东北)+"
)
_POINT = re.compile(r"(?:^|[。;；\n])\s*[一二三四五六七八九十]{1,2}是(?P<what>[^,，。;；\d]{2,16})[,，]")
_AWARD = re.compile(r"奖励|补助|补贴|贴息|资助|补偿|支持|扶持|奖补|担保")
_BASE_RATE = re.compile(
    r"(?:LPR|SHIBOR|MLF|基准利率|市场报价利率)[)）]?(?:加|减|上浮|下浮|[-+－＋])?\Z", re.IGNORECASE
)
_FROM_WHEN = re.compile(
    r"(?<=[\u3400-\u9fff]{2})[由从](?=[“\"]?十[一二三四五]五|(?:19|20)\d\d|原来|过去|峰值|法定|最初|目前).*$"
)
_GRADE = re.compile(r"^[\dA-Z一二三四五]{0,2}级(?:及以上|以上)?")
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
        topic: str = "",
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
            topic: the head on the line of its paragraph, if any.
            change: whether it is a change.
            follows: whether it continues the list of the figure before.
            list_length: how many figures the list has that begins here.
        """
        said = self.said
        self.following = follows
        said.enter(sentence, topic)
        before = self.text[max(low, raw.first - _WINDOW) : raw.first]
        if before.rstrip().endswith(("(", "（")):
            before = before.rstrip("(（ ")
        self._members(raw, clause, list_length)
        member = said.members[said.member] if said.member < len(said.members) else ""
        if raw.rank:
            measure = self._rank(before)
        elif change and not _BASE_RATE.search(self.text, max(0, raw.start - 8), raw.start):
            measure = self._change(before, member, follows)
        else:
            measure = self._level(raw, before, member, clause_end, sentence)
        measure = "".join(measure.split())[-_LONGEST - 8 :]
        if not change and not raw.rank:
            said.units[raw.unit.lstrip("十百千万亿")] = said.subject
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
            parts = [part for part in _BREAKS.split(head) if part.strip()]
            subject = self._clean(parts[-1]) if parts else ""
            if len(subject) >= 2 and not self.words.generic.search(subject):
                said.subject = subject
        if not follows or not said.rate:
            said.rate = change_word(before)
        return said.subject + ("" if said.subject.endswith(said.rate) else said.rate)

    def _level(self, raw: Raw, before: str, member: str, clause_end: int, sentence: int) -> str:
        said, words = self.said, self.words
        phrase = self._clean(before)
        favoured = self._favoured(raw, clause_end, sentence)
        if favoured:
            return favoured
        if member:
            said.subject = member
            return member
        share = words.share.search(before)
        if share and raw.entry in ("percent", "multiples", "fraction", ""):
            subject = self._clean(before[: share.start()])
            if len(subject) >= 2 and not words.generic.search(subject):
                said.subject = subject
            of = share["of"] or share["whole"]
            return (
                f"{said.subject}占{of}{'' if of.endswith(('比重', '比例')) else '比重'}"
                if of
                else f"{said.subject}占比"
            )
        after = self._noun_after(raw, clause_end)
        if raw.entry in ("percent", "permille", "fraction", "multiples") and after and self._of(raw):
            said.subject = after
            return f"{after}占比"
        if raw.entry in ("percent", "permille"):
            return self._rate(phrase, after)
        if raw.entry not in ("percent", "permille", "multiples", "fraction"):
            against = words.against.search(before) if "比" in before or "较" in before else None
            if against and not after:
                return f"{said.subject or said.before}较{against['base']}{against['word']}"
        known = self._known(raw)
        if words.partial.search(phrase) and known and not after:
            known = _GRADE.sub("", known) if phrase.endswith("级") else known
            return (
                phrase + known + ("数" if raw.entry in _COUNTED and not words.quantity.search(known) else "")
            )
        if words.deed.search(phrase) and known and not after:
            deed = words.lead.sub("", phrase)
            return deed + known + ("数" if raw.entry in _COUNTED and not words.quantity.search(known) else "")
        if words.generic.search(phrase) and known and not after:
            part = phrase.removeprefix("其中")
            if part in ("主办", "协办", "男", "女"):
                return f"{part}{known}数"
            return known + part
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
        counts = raw.entry in _COUNTED and raw.value.denominator == 1 and ":" not in raw.unit
        if (counts or raw.entry in _COUNTED - {""}) and subject and not words.quantity.search(subject):
            subject += "数"
        return subject

    def _known(self, raw: Raw) -> str:
        """What was spoken of before: what has that unit, the subject, that of the sentence before, the topic of the paragraph."""
        said = self.said
        same_unit = said.units.get(raw.unit.lstrip("十百千万亿"))
        return (
            same_unit
            or said.subject
            or said.before
            or (self._clean(topic_of(said.topic)) if said.topic else "")
        )

    def _favoured(self, raw: Raw, clause_end: int, sentence: int) -> str:
        """Whom a rule gives the money or the share that the figure is, and what: 5A级景区奖励."""
        low = max(sentence, raw.first - _WINDOW)
        clause_end = min(clause_end, raw.last + _LONGEST)
        if not raw.unit.endswith("元") and raw.entry != "percent":
            return ""
        if _AWARD.search(self.text, low, clause_end) is None:
            return ""
        found = self.words.favour.search(self.text[low : raw.first])
        award = _AWARD.search(self.text, low + found.end("who"), clause_end) if found else None
        if found is None or award is None:
            return ""
        who = self._clean(found["who"])
        who = who.rpartition("的")[2] if len(who) > _LONGEST // 2 else who
        self.said.subject = who + award.group()
        return self.said.subject + ("比例" if raw.entry == "percent" else "")

    def _of(self, raw: Raw) -> bool:
        """Whether the number is a share of what follows it: 三分之一的乡镇卫生院."""
        return self.text.startswith("的", max(raw.last, raw.unit_end))

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
        if "(" in phrase or "（" in phrase:
            phrase = _BRACKETS.sub("", phrase)
        phrase = _BREAKS.split(phrase)[-1]
        if "19" in phrase or "20" in phrase:
            phrase = _DATES.sub("", phrase)
        phrase = phrase.strip(" 、)）")
        phrase = _FROM_WHEN.sub("", words.lead.sub("", phrase))
        while found := words.tail.search(phrase, max(0, len(phrase) - _LONGEST_TAIL)):
            phrase = phrase[: found.start()].strip(" 、")
        shorter = words.verbs.sub("", phrase)
        return "".join((shorter if len(shorter) >= 2 else phrase).split())[-_LONGEST:].lstrip("和及与、")

    def _noun_after(self, raw: Raw, clause_end: int) -> str:
        place = max(raw.last, raw.unit_end)
        if self.words.no_noun.match(self.text, place):
            return ""
        found = self.words.noun.match(self.text, place, min(clause_end, place + 30))
        return found["noun"].strip("的") if found else ""
