"""How the history of a figure is said: what became known when, and what it did to what was known before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from indicators import quantity
from indicators.model import Catalogue, Language
from indicators.quantity import Quantity
from indicators.revisions import Effect, Revision
from indicators.series import Claim, Rule
from indicators.statements import Statement
from indicators.wording import evidence, numbers, targets, times
from indicators.wording.changes import amount
from indicators.wording.labels import with_status
from indicators.wording.messages import tr

#: effect → what a figure did
EFFECTS: dict[Effect, str] = {
    "first": "first known",
    "confirmed": "confirms",
    "refined": "more exact",
    "revised": "revises",
    "contradicted": "contradicts",
    "replaced": "replaces",
    "chosen": "analyst’s choice",
}
#: effect → how many figures did so
COUNTED: dict[Effect, str] = {
    "first": "{count} first known",
    "confirmed": "{count} confirming",
    "refined": "{count} more exact",
    "revised": "{count} revising",
    "contradicted": "{count} contradicting",
    "replaced": "{count} replacing a target",
}
#: why a value is shown, in a bracket behind it
BECAUSE: dict[Rule, str] = {
    "chosen": "analyst’s choice",
    "chosen_printed": "printed, not derived",
    "status": "closer to final",
    "latest_target": "the later target",
    "reliability": "the more reliable source",
    "exactness": "more exact",
    "latest": "published later",
    "file_order": "first in the file",
}
#: what a claim did to the value shown: on a known day, and where nobody knows when
AGAINST: dict[str, tuple[str, str]] = {
    "same": ("the same as the value then shown", "the same as the value shown"),
    "agrees": ("agrees with the value then shown, {shown}", "agrees with the value shown, {shown}"),
    "refines": ("more exact than the value then shown, {shown}", "more exact than the value shown, {shown}"),
    "contradicts": ("contradicts the value then shown, {shown}", "contradicts the value shown, {shown}"),
    "refines in vain": (
        "more exact than the value then shown, {shown}, which stays ({rule})",
        "more exact than the value shown, {shown}, which stays ({rule})",
    ),
    "contradicts in vain": (
        "contradicts the value then shown, {shown}, which stays ({rule})",
        "contradicts the value shown, {shown}, which stays ({rule})",
    ),
}
#: how a figure stands to the claims before it and since
RELATIONS: dict[str, str] = {
    "confirms": "Confirms",
    "refines": "More exact than",
    "agrees": "Agrees with",
    "revises": "Revises",
    "replaces": "Replaces",
    "contradicts": "Contradicts",
    "since agrees": "Since agreed with by",
    "since contradicts": "Since contradicted by",
    "since replaces": "Since replaced by",
}
_AGAINST = ("revises", "contradicts", "since contradicts")
_DIRECTIONLESS = ("rank", "year")  # “up” is no direction there


def effect(effect: Effect, lang: Language) -> str:
    """What a claim did to what was known, in a word or two: 首次给出, 印证, 更精确, 修订, 不一致, 取代."""
    return tr(EFFECTS[effect], lang)


def day(revision: Revision, lang: Language) -> str:
    """The day of a step; 日期不详 where the source has none."""
    return times.date(revision.known.isoformat(), lang) if revision.known else tr("date unknown", lang)


def named(claim: Claim, lang: Language) -> str:
    """The source of a claim inside a sentence: its document number, else its title; a computed value is called that."""
    if claim.source is None:
        return tr("a computation,", lang)
    if claim.source.document_number:
        return claim.source.document_number
    title = claim.source.title
    if lang == "en":
        return f"“{title.replace('“', '‘').replace('”', '’')}”"
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def revision(revision: Revision, catalogue: Catalogue, lang: Language) -> str:
    """A step as a sentence.

    2023年9月5日：《…》称7.7%，与当时所示的超过8%不一致，仍显示超过8%（来源更可靠）。
    """
    date, said = day(revision, lang), says(revision, catalogue, lang)
    if revision.choice:
        return tr("{date}: {says}", lang, date=date, says=said)
    return tr("{date}: {source} {says}", lang, date=date, source=named(revision.claim, lang), says=said)


def says(revision: Revision, catalogue: Catalogue, lang: Language) -> str:
    """What stands behind the source in a step's sentence: 称7.7%，与当时所示的超过8%不一致，仍显示超过8%."""
    if revision.choice:
        return _decided(revision, catalogue, lang)
    what = _listed(_what(revision, catalogue, lang), lang)
    if revision.claim.derived:
        formula = evidence.formula(revision.claim, catalogue, lang)
        return tr("{formula}: {what}.", lang, formula=formula, what=what)
    return tr("says {value}: {what}.", lang, value=_value(revision.claim, catalogue, lang), what=what)


def tally(effects: Iterable[Effect], lang: Language) -> str:
    """How many figures did what: 首次给出20个，印证2个; empty where there are none."""
    count = Counter(effects)
    parts = (tr(COUNTED[name], lang, count=f"{count[name]:,}") for name in COUNTED if count[name])
    return ("，" if lang == "zh" else ", ").join(parts)


def relations(statement: Statement, lang: Language) -> Iterator[tuple[str, bool, tuple[Claim, ...]]]:
    """Whom a figure of a source agreed with or contradicted, before and since: the words, whether they agree, the claims."""
    groups: dict[str, list[Claim]] = {name: [] for name in RELATIONS}
    for claim in statement.revision.earlier:
        groups[_to_earlier(statement.revision, claim)].append(claim)
    for step in statement.later:
        if not step.choice:
            agrees = "since agrees" if _agree(step.claim, statement.claim) else "since contradicts"
            groups["since replaces" if step.effect == "replaced" else agrees].append(step.claim)
    for name, claims in groups.items():
        if claims:
            yield tr(RELATIONS[name], lang), name not in _AGAINST, tuple(claims)


def _to_earlier(step: Revision, claim: Claim) -> str:
    shown = step.before is not None and claim is step.before.best
    if shown and step.effect == "replaced":
        return "replaces"
    if not _agree(claim, step.claim):
        return "revises" if shown and step.effect == "revised" else "contradicts"
    return {"confirmed": "confirms", "refined": "refines"}.get(step.effect, "agrees")


def _agree(a: Claim, b: Claim) -> bool:
    return quantity.agree(a.quantity, b.quantity)


def _what(step: Revision, catalogue: Catalogue, lang: Language) -> Iterator[str]:
    """What a claim did, clause by clause."""
    if step.before is None:
        first = "the first target known" if step.claim.kind == "target" else "the first figure known"
        yield tr(first if step.known else "no figure with a date stands before it", lang)
        return
    fields = {
        "shown": _value(step.before.best, catalogue, lang),
        "after": numbers.claim(step.after.best, catalogue, lang),
        "rule": _because(step, lang),
    }
    same = _value(step.claim, catalogue, lang) == fields["shown"]
    stays = step.before.best is step.after.best
    if step.effect == "replaced":
        yield tr("replaces the target of {shown}", lang, **fields)
    else:
        if step.effect == "refined":
            did = "refines in vain" if stays else "refines"
        elif not _agree(step.claim, step.before.best):
            did = "contradicts in vain" if stays else "contradicts"
        else:
            did = "same" if same else "agrees"
        yield tr(AGAINST[did][step.known is None], lang, **fields)
    if step.effect == "refined" and not stays:
        yield tr("{after} is shown from then on", lang, **fields)
    elif step.effect not in ("refined", "replaced") and not stays:
        shows = (
            "this source is the one shown from then on ({rule})"
            if same
            else "{after} is shown from then on ({rule})"
        )
        yield tr(shows, lang, **fields)
    if change := _change(step, catalogue, lang):
        yield change


def _because(step: Revision, lang: Language) -> str:
    """Why the value is shown; of an undated rival nobody can say that it is the older one."""
    if step.known is None and step.rule in ("latest", "latest_target"):
        return tr("has a date", lang)
    return tr(BECAUSE[step.rule], lang) if step.rule in BECAUSE else ""


def _change(step: Revision, catalogue: Catalogue, lang: Language) -> str:
    """By how much the value shown was revised; empty where that is not known or “up” says nothing."""
    indicator = catalogue.indicators[step.claim.indicator]
    if not isinstance(step.change, Quantity) or indicator.unit in _DIRECTIONLESS:
        return ""
    size = targets.distance(step.change)
    if size is None:
        return ""
    template = "up by {amount}" if step.change.value > 0 else "down by {amount}"
    return tr(template, lang, amount=amount(size, indicator, catalogue, lang))


def _decided(step: Revision, catalogue: Catalogue, lang: Language) -> str:
    """An analyst's choice with its reason."""
    fields = {
        "shown": _value(step.before.best, catalogue, lang) if step.before else "",
        "after": _value(step.after.best, catalogue, lang),
        "because": step.choice.because.rstrip("。.") if step.choice else "",
    }
    if (
        step.after.choice is None
    ):  # chosen was what nobody had yet said, and the choice before it no longer holds
        return tr("the earlier choice no longer holds; {after} is shown: {because}.", lang, **fields)
    if step.before and step.before.best is not step.after.best:
        return tr("an analyst chose {after} over the {shown} shown until then: {because}.", lang, **fields)
    return tr("an analyst chose {after}, as shown until then: {because}.", lang, **fields)


def _value(claim: Claim, catalogue: Catalogue, lang: Language) -> str:
    return with_status(str(numbers.claim(claim, catalogue, lang)), claim, lang)


def _listed(clauses: Iterable[str], lang: Language) -> str:
    return ("，" if lang == "zh" else "; ").join(clauses)
