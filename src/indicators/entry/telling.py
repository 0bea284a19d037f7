"""How edits are told: in the preview, in the message of a commit, in the history."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import wording
from indicators.entry.compared import ClaimEdit, Edit, GapEdit
from indicators.model import Catalogue, Language, Observation
from indicators.series import Claim


def line(edit: Edit, catalogue: Catalogue, lang: Language) -> str:
    """An edit in a line: 重庆 2022年 数字经济核心产业增加值占GDP比重：超过8% → 7.7%（cq-jxw-2023-373）."""
    if isinstance(edit, ClaimEdit):
        return _claim(edit, catalogue, lang)
    if isinstance(edit, GapEdit):
        gap = edit.after or edit.before
        assert gap is not None  # noqa: S101 - one of them is there
        template = (
            "reason for the empty cell added: {cell}"
            if edit.after
            else "reason for the empty cell removed: {cell}"
        )
        return wording.tr(
            template, lang, cell=_cell(catalogue, edit.indicator, gap.ref_area, gap.time_period, lang)
        )
    if edit.kind == "other":
        return wording.tr("vocabulary or events changed", lang)
    record = edit.after or edit.before
    name = record.title if record else edit.id
    said = name if isinstance(name, str) else name(lang)
    kinds = {"source": ("source added: {name}", "source removed: {name}", "source changed: {name}")}
    words = kinds.get(
        edit.kind, ("indicator added: {name}", "indicator removed: {name}", "indicator changed: {name}")
    )
    number = 0 if edit.after and not edit.before else 1 if edit.before and not edit.after else 2
    return wording.tr(words[number], lang, name=said)


def subject(edits: Sequence[Edit], catalogue: Catalogue, lang: Language) -> str:
    """The edits in one line: the only one itself, of several how many there are."""
    claims = [edit for edit in edits if isinstance(edit, ClaimEdit)]
    if len(claims) == 1:
        return line(claims[0], catalogue, lang)
    if not claims:
        return line(edits[0], catalogue, lang) if edits else wording.tr("comments or layout changed", lang)
    counts = [
        (sum(edit.before is None for edit in claims), "{count} figure added", "{count} figures added"),
        (
            sum(None not in (edit.before, edit.after) for edit in claims),
            "{count} figure revised",
            "{count} figures revised",
        ),
        (sum(edit.after is None for edit in claims), "{count} figure withdrawn", "{count} figures withdrawn"),
    ]
    return wording.listed([wording.trn(one, many, count, lang) for count, one, many in counts if count], lang)


def _claim(edit: ClaimEdit, catalogue: Catalogue, lang: Language) -> str:
    cell = _cell(catalogue, edit.id.indicator, edit.id.ref_area, edit.id.time_period, lang)
    fields = {"cell": cell, "source": edit.id.source}
    before = value(catalogue, edit, edit.before, lang)
    after = value(catalogue, edit, edit.after, lang)
    if edit.before is None:
        return wording.tr("added: {cell}: {value} ({source})", lang, value=after, **fields)
    if edit.after is None:
        return wording.tr("withdrawn: {cell}: {value} ({source})", lang, value=before, **fields)
    if before == after:
        keys = [
            key
            for key in edit.after.__struct_fields__
            if getattr(edit.before, key) != getattr(edit.after, key)
        ]
        return wording.tr(
            "revised: {cell}: {value}, {keys} ({source})", lang, value=after, keys=", ".join(keys), **fields
        )
    return wording.tr(
        "revised: {cell}: {before} → {after} ({source})", lang, before=before, after=after, **fields
    )


def value(catalogue: Catalogue, edit: ClaimEdit, claim: Observation | None, lang: Language) -> str:
    """A claim's value with its hedge and unit, as everywhere; empty where there is none."""
    indicator = catalogue.indicators.get(edit.id.indicator)
    if claim is None:
        return ""
    if indicator is None:
        return claim.obs_value
    mult = indicator.unit_mult if claim.unit_mult is None else claim.unit_mult
    source = catalogue.sources.get(claim.source)
    whole = Claim(
        indicator.id,
        edit.id.kind,
        claim.ref_area,
        claim.time_period,
        indicator.quantity(claim),
        mult,
        claim,
        source,
    )
    return str(wording.claim(whole, catalogue, lang))


def _cell(catalogue: Catalogue, name: str, area: str, period: str, lang: Language) -> str:
    indicator, place = catalogue.indicators.get(name), catalogue.areas.get(area)
    return wording.tr(
        "{area}, {title}, {period}",
        lang,
        area=place.title(lang) if place else area,
        title=indicator.title(lang) if indicator else name,
        period=wording.period(period, lang),
    )
