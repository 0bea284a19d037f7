"""What a text has been speaking of, and the words of `measures.yaml` by which that is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from indicators.letters.vocabulary import read_yaml

_TOPIC = re.compile(
    r"^[\s\d一二三四五六七八九十()（）.、【】]*(?:关于)?(?:所提|您提出的)?(?:加强|推进|加快|做好|深化)?|[】]$"
)
_FALL = re.compile(r"下降|减少|降低|下滑|回落|压减|缩短")


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
    partial: re.Pattern[str]
    deed: re.Pattern[str]
    against: re.Pattern[str]
    favour: re.Pattern[str]


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
    before: str = ""
    topic: str = ""
    units: dict[str, str] = field(default_factory=dict)

    def enter(self, sentence: int, topic: str) -> None:
        """Forget everything when another sentence begins, all but its subject; that too when the topic changes."""
        if topic != self.topic:
            self.topic, self.before, self.subject = topic, "", ""
        if sentence != self.sentence:
            self.before = self.subject or self.before
            self.units = {}
            self.sentence, self.subject, self.rate = sentence, "", ""
            self.earlier, self.members, self.member = [], [], 0


def topic_of(head: str) -> str:
    """What a head is about: 加装电梯 of 三、关于加装电梯."""
    return _TOPIC.sub("", head).rstrip("。:：情况")


def change_word(before: str) -> str:
    """What a change is called: 同比增速, 较2020年增幅, 与全国之差."""
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
