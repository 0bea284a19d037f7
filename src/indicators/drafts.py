"""From a letter to records of the catalogue: claims that may be entered as they stand, and why the others may not.

Nothing is entered here. A figure becomes a draft where one known indicator fits it, its area and date are known, and none of the
rules of `checks` objects; every other figure is listed with its reason, so that nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec.structs import replace

from indicators import checks, quantity, wording
from indicators.letters.letter import Figure, Header, Letter
from indicators.match import Match, gates, match_letter, places, printed, words
from indicators.model import Catalogue, Document, Language, Observation, Reliability, Source
from indicators.problems import RULES, Problem

Kind: TypeAlias = Literal["letter", "plan", "bulletin", "report", "press"]
_PLAIN = re.compile(
    r"(?![\d.+-]+$)[\u3400-\u9fff\w“‘《（〔(][^:#\"'\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*(?<!\s)"
)
_WORDS_OF_YAML = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_MISSING = "?"
_HEAD = 1_500
_PRESS = re.compile(
    r"(?:日报|晚报|早报|时报|商报|晨报|都市报|周刊|新闻|新华|人民网|中新|电视台|客户端|网)\s*(?:社|网|中心|频道)?\Z|日报|新华社|人民网"
)
_OFFICE = re.compile(
    r"(?:厅|局|委|委员会|办公室|政府|府|部|署|院|行|中心|处|科|所|站|会|司|管委会|公司|检察院|法院|学校|大学)\s*\Z"
)
_REPLY = re.compile("答复|复函|回复|办理|建议|提案|议案")
_TITLES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("bulletin", re.compile("公报|统计快报")),
    ("plan", re.compile("规划|行动计划|方案|纲要|意见|措施")),
    ("report", re.compile("报告|总结|白皮书")),
)
_TAKEN_FROM = re.compile(r"(?:信息来源|来源|转自|转载自)\s*[:：]\s*(?P<whom>[^\s\]】)）]{2,20})")


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure with the record it would become; `left_out` is why it becomes none."""

    figure: Figure
    match: Match
    observation: Observation | None
    left_out: str = ""

    @property
    def key(self) -> str:
        """The list of its indicator that it belongs to."""
        return "targets" if self.figure.kind == "target" else "observations"


def source_of(header: Header | None, catalogue: Catalogue, text: str = "") -> tuple[Source, bool]:
    """The letter as a source, and whether the catalogue has it already. What the letter does not say is `?`.

    Its kind and reliability follow from its head: an office that signs with a number wrote it itself (`primary`), a newspaper
    is the `press`, and a page that says it took the text from elsewhere is a `repost`.
    """
    head = header or Header()
    for known in catalogue.sources.values():
        numbers = known.document_number, known.index_number
        if (
            (head.document_number and head.document_number == numbers[0])
            or (head.index_number and head.index_number == numbers[1])
            or (head.title and head.title == known.title and head.issuer in (None, known.issuer))
        ):
            return known, True
    number = re.search(r"〔(\d+)〕(\d+)", head.document_number or "")
    stem = (
        f"letter-{number[1]}-{number[2]}"
        if number
        else f"letter-{head.published or head.dated or head.proposal_number or 1}"
    )
    stem = re.sub("[^a-z0-9.-]", "-", stem.lower())
    name, again = stem, 2
    while name in catalogue.sources:
        name, again = f"{stem}-{again}", again + 1
    title, issuer = head.title or _MISSING, head.issuer or _MISSING
    dates = {"dated": head.dated, "published": head.published}
    kind, reliability = _kind(head, text)
    return Source(
        name, kind, title, issuer, reliability, head.document_number, head.index_number, **dates
    ), False


def _kind(head: Header, text: str) -> tuple[Kind, Reliability]:
    """What sort of source it is, and how near to the office that made the claims."""
    title, issuer = head.title or "", head.issuer or ""
    if _PRESS.search(issuer):
        return "press", "press"
    kind: Kind = "letter"
    if not _REPLY.search(title):
        kind = next((kind for kind, words in _TITLES if words.search(title)), "letter")
    taken = _TAKEN_FROM.search(text, 0, _HEAD)
    if taken and _PRESS.search(taken["whom"]):
        return kind, "repost"
    return kind, "primary" if _OFFICE.search(issuer) or head.document_number else "repost"


def drafts(letter: Letter, catalogue: Catalogue, lang: Language) -> tuple[Source, bool, list[Draft]]:
    """The letter as a source, whether it is known, and a draft for every figure in text order."""
    source, known = source_of(letter.header, catalogue, letter.text)
    made = [
        _draft(figure, found[0], source, catalogue, lang)
        for figure, found in zip(letter.figures, match_letter(letter, catalogue), strict=True)
    ]
    for _ in range(3):  # what one pass leaves out may have hidden something from it
        objections = _objections(made, source, known, catalogue, lang)
        if not objections:
            break
        made = [
            _without(draft, objections[at]) if at in objections else draft for at, draft in enumerate(made)
        ]
    return source, known, made


def _without(draft: Draft, why: str) -> Draft:
    """The draft without its record."""
    return Draft(draft.figure, draft.match, None, why)


def _draft(figure: Figure, found: Match, source: Source, catalogue: Catalogue, lang: Language) -> Draft:
    def left(why: str) -> Draft:
        return Draft(figure, found, None, wording.tr(why, lang))

    if found.indicator is None:
        return left("no known indicator fits")
    if found.ref_area is None:
        place = places.named(figure.quote)
        if "area_unknown" in found.reasons and place:
            return Draft(
                figure,
                found,
                None,
                wording.tr("the catalogue has no area {name}; add it first", lang, name=place),
            )
        return left("the letter names no area of the catalogue")
    if figure.time_period is None and words.is_start(figure):
        return left("an earlier value whose date the letter does not say")
    period = figure.time_period or (source.date or "")[:7] or None
    if period is None:
        return left("neither the figure nor the letter has a date")
    indicator = catalogue.indicators[found.indicator]
    power = gates.power(figure, indicator)
    made = Observation(
        period,
        found.ref_area,
        printed(figure),
        source.id,
        " ".join(figure.quote.split()),
        figure.qualifier,
        None if power == indicator.unit_mult else power,
        period_stated=figure.time_period is not None and figure.period.stated,
    )
    claims = indicator.targets if figure.kind == "target" else indicator.observations
    for claim in claims:
        same_value = quantity.agree(indicator.quantity(claim), indicator.quantity(made))
        if (
            claim.source == source.id
            and claim.ref_area == made.ref_area
            and same_value
            and (claim.time_period == period or not (claim.period_stated and made.period_stated))
        ):
            return left("the catalogue has it already")
    return Draft(figure, found, made)


def _objections(
    made: list[Draft], source: Source, known: bool, catalogue: Catalogue, lang: Language
) -> dict[int, str]:
    """Draft → what `checks` would say of it as an error or a warning."""
    if not any(draft.observation for draft in made):
        return {}
    trails: dict[tuple[object, ...], int] = {}
    files: list[tuple[Path, Document]] = [] if known else [(Path(_MISSING), Document(sources=(source,)))]
    for file, document in catalogue.files:
        indicators = list(document.indicators)
        for position, indicator in enumerate(indicators):
            lists = {"observations": list(indicator.observations), "targets": list(indicator.targets)}
            for at, draft in enumerate(made):
                if draft.observation and draft.match.indicator == indicator.id:
                    trails[file, "indicators", position, draft.key, len(lists[draft.key])] = at
                    lists[draft.key].append(draft.observation)
            indicators[position] = replace(
                indicator, observations=tuple(lists["observations"]), targets=tuple(lists["targets"])
            )
        files.append((file, replace(document, indicators=tuple(indicators))))
    found: dict[int, str] = {}
    for finding in checks.findings(Catalogue(tuple(files), "")):
        number = trails.get((finding.file, *finding.trail[:4]))
        if number is not None and RULES[finding.rule][0] != "note":
            params = {"first_at": source.id, **finding.params}
            problem = Problem("", 0, 0, finding.rule, params)
            found.setdefault(number, wording.say_problem(problem, lang, place=False))
    return found


def yaml(letter: Letter, catalogue: Catalogue, lang: Language) -> str:
    """The drafts as YAML: the source, and for each known indicator the claims to paste below its own.

    What is left out follows in comments, each with its reason; claims that cannot be true together with a new one stand
    beside it.
    """
    source, known, made = drafts(letter, catalogue, lang)
    entered = [draft for draft in made if draft.observation]
    lines = [] if known else list(_source_lines(source, lang))
    if entered:
        lines.append("indicators:")
    for name in dict.fromkeys(draft.match.indicator for draft in entered):
        title = catalogue.indicators[name or ""].title(lang)
        lines.append(f"  - id: {name}  # {title}")
        for key in ("observations", "targets"):
            of_key = [draft for draft in entered if draft.match.indicator == name and draft.key == key]
            lines += [f"    {key}:"] if of_key else []
            for draft in of_key:
                lines += _claim_lines(draft, lang)
    left = [draft for draft in made if not draft.observation]
    if left:
        lines += ["", "# " + wording.tr("Not entered:", lang)]
        lines += [
            f"# - {_in_comment(f'{d.figure.number}{d.figure.unit} · {d.figure.quote} — {d.left_out}')}"
            for d in left
        ]
    return "\n".join([*lines, ""])


def _source_lines(source: Source, lang: Language) -> Iterator[str]:
    yield "sources:"
    yield f"  - id: {source.id}"
    yield f"    kind: {source.kind}"
    for key in ("title", "issuer", "document_number", "index_number", "dated", "published"):
        value = getattr(source, key)
        if value == _MISSING:
            yield f"    # {key}: {wording.tr('the letter does not say; add it', lang)}"
        elif value:
            yield f"    {key}: {_scalar(value) if key in ('title', 'issuer', 'document_number', 'index_number') else value}"
    if source.issuer == _MISSING and not source.document_number:
        yield f"    # reliability: {wording.tr('the letter does not say; add it', lang)}"
    else:
        yield f"    reliability: {source.reliability}"


def _claim_lines(draft: Draft, lang: Language) -> Iterator[str]:
    claim = draft.observation
    assert claim is not None  # noqa: S101 - only those that are entered come here
    yield f'      - time_period: "{claim.time_period}"'
    yield f"        ref_area: {claim.ref_area}"
    yield f"        obs_value: {claim.obs_value}"
    if claim.qualifier:
        yield f"        qualifier: {claim.qualifier}"
    if claim.unit_mult is not None:
        yield f"        unit_mult: {claim.unit_mult}"
    if not claim.period_stated:
        yield "        period_stated: false"
    yield f"        source: {claim.source}"
    yield f"        quote: {_scalar(claim.quote)}"
    for other in draft.match.conflicts:
        value = quantity.SYMBOLS[other.observation.qualifier] + other.observation.obs_value
        yield f"        # {wording.tr('conflicts with {value} in {source}', lang, value=value, source=other.observation.source)}"


def _scalar(text: str) -> str:
    """A text as YAML: plain where nothing in it can be read as anything else."""
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def _in_comment(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", " ", text)
