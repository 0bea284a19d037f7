"""The names of things: kinds, statuses, reliability, why a value is shown; and what is wrong in a file."""

from __future__ import annotations

import re

from indicators.model import Kind, Language, Source
from indicators.problems import RULES, Problem
from indicators.quantity import REASONS
from indicators.series import Claim, Rule
from indicators.wording.changes import in_words
from indicators.wording.messages import chinese, tr

KINDS: dict[Kind, str] = {"actual": "Actual", "target": "Target", "derived": "Derived"}
RELIABILITY: dict[str, str] = {
    "primary": "official page",
    "press": "press",
    "repost": "copy of an official page",
}
SOURCE_KINDS: dict[str, str] = {
    "letter": "reply letter",
    "plan": "plan",
    "bulletin": "bulletin",
    "report": "report",
    "press": "press report",
}
STATUSES: dict[str, str] = {
    "A": "normal",
    "B": "break in series",
    "E": "estimate",
    "F": "forecast",
    "I": "imputed",
    "M": "missing",
    "P": "provisional",
}
#: why a claim is the one shown
WHY: dict[Rule, str] = {
    "only": "The only claim there is.",
    "chosen": "An analyst's reasoned choice.",
    "chosen_printed": "Printed by a source; the other is derived.",
    "status": "Final; the other is provisional, estimated or a forecast.",
    "latest_target": "The latest target, which replaces earlier ones.",
    "reliability": "From the more reliable source.",
    "exactness": "The most exact of the claims that agree.",
    "latest": "The most recently published.",
    "file_order": "Nothing tells the claims apart; the first in the file is shown.",
}
#: what rules, reader and YAML parser put into messages: only these are translated there, never a reader's own words
FRAGMENTS: tuple[str, ...] = (
    "the file",
    "the observation",
    "the target",
    "the derived value",
    "the indicator",
    "the source",
    "the area",
    "the unit",
    "the theme",
    "the break",
    "the parent",
    "the choice",
    "the missing figure",
    "the event",
    "theme",
    "unit",
    "area",
    "source",
    "indicator",
    "day",
    "year",
    "period (its ends are equal or the wrong way round)",
    "capital letters and hyphens such as CN, CN-CQ or CN-500151",
    "small letters, digits, - _ and .",
    "small letters, digits and _, starting with a letter",
    "letters, digits and _, starting with a letter",
    "a mapping",
    "a list",
    "nothing",
    "no word",
    "no number",
    "absent",
    "a derived value",
    "below",
    "above",
    "the value is not in digits",
    "it does not print the power of ten",
    "it is empty",
    "Permission denied",
    "an image",
    "a rich text file",
    "an archive",
    "a program",
    "a spreadsheet",
    "a presentation",
    "an OFD file",
)
_ENTRY = "the entry of "
_OURS = (
    "reason",
    "where",
    "what",
    "form",
    "kind",
    "found",
    "hedge",
    "qualifier",
    "side",
)  # fields that may hold a fragment
SEVERITIES: dict[str, str] = {"error": "error", "warning": "warning", "note": "note"}


def kind(claim: Claim, lang: Language) -> str:
    """What a claim is: 实际, 目标 or 推算, with its status where that is not normal: 实际（初步数）."""
    word = tr(KINDS[claim.kind], lang)
    code = claim.observation.obs_status if claim.observation else None
    return (
        tr("{kind} ({status})", lang, kind=word, status=status(code, lang))
        if code not in (None, "A")
        else word
    )


def with_status(text: str, claim: Claim, lang: Language) -> str:
    """A value followed by what it is where it is not simply a fact: 估计数, 预计数, 初步数, 推算."""
    if claim.kind == "derived":
        return tr("{value} ({status})", lang, value=text, status=tr("derived", lang))
    code = claim.observation.obs_status if claim.observation else None
    return tr("{value} ({status})", lang, value=text, status=status(code, lang)) if tentative(claim) else text


def tentative(claim: Claim) -> bool:
    """Whether the source itself gives the number as estimated, forecast, provisional or imputed."""
    return claim.observation is not None and claim.observation.obs_status in ("E", "F", "I", "P")


def status(code: str | None, lang: Language) -> str:
    """An SDMX observation status: 初步数, 估计数, 预计数."""
    return tr(STATUSES[code or "A"], lang)


def rule(rule: Rule, lang: Language) -> str:
    """Why the claim shown is the one shown."""
    return tr(WHY[rule], lang)


def reliability(source: Source, lang: Language) -> str:
    """How close to the official page the source stands."""
    return tr(RELIABILITY[source.reliability], lang)


def source_kind(source: Source, lang: Language) -> str:
    """What sort of document the source is."""
    return tr(SOURCE_KINDS[source.kind], lang)


def severity(problem: Problem, lang: Language) -> str:
    """错误, 警告 or 提示."""
    return tr(SEVERITIES[problem.severity], lang)


def say_problem(problem: Problem, lang: Language, place: bool = True) -> str:
    """A problem in words, after `file:line:column` unless `place` is false.

    What the rules put into a message in English (a reason, what stands there, which record) is said in the language too; what
    was written in the file stays as it is.
    """
    params = {name: _fragment(text, lang) if name in _OURS else text for name, text in problem.params.items()}
    if problem.rule == "explained" and (inner := problem.params.get("rule")) in RULES:
        # What is wrong, without what to do about it: that has been done.
        template = chinese().get(RULES[inner][1], RULES[inner][1]) if lang == "zh" else RULES[inner][1]
        params["message"] = re.split("; |；", template, maxsplit=1)[0].format_map(params)
    message = tr(RULES[problem.rule][1], lang, **params)
    return f"{problem.place}: {message}" if place else message


def _fragment(text: str, lang: Language) -> str:
    """A piece of a message in the language, where it is one of ours: a fragment, an entry of a key, a refusal."""
    if lang == "en":
        return text
    if text in FRAGMENTS:
        return tr(text, lang)
    if text.startswith(_ENTRY):
        return tr(_ENTRY + "{key}", lang, key=text.removeprefix(_ENTRY))
    for template in REASONS.values():
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
        if found := re.fullmatch(pattern, text):
            return tr(
                template, lang, **{name: in_words(said, lang) for name, said in found.groupdict().items()}
            )
    return text
