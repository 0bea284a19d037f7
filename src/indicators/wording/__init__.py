"""How a figure is said in Chinese and English: one sentence engine for card, chart, table, slide and command line."""

from indicators.wording.changes import amount, change, refusal
from indicators.wording.clauses import Series, disagreement
from indicators.wording.evidence import (
    by,
    citation,
    dated_by_source,
    figure_citation,
    formula,
    highlight,
    page_link,
    period_note,
)
from indicators.wording.labels import (
    kind,
    reliability,
    rule,
    say_problem,
    severity,
    source_kind,
    status,
)
from indicators.wording.messages import BRAND, tr, trn
from indicators.wording.numbers import Said, axis_mult, claim, unit_title, value
from indicators.wording.sentences import alt, headline, since, title
from indicators.wording.targets import (
    agreement,
    conflict,
    listed,
    shortfall,
    state,
    target,
    verdict,
    verdict_sentence,
)
from indicators.wording.times import date, period, short_period, when

__all__ = [
    "BRAND",
    "Said",
    "Series",
    "agreement",
    "alt",
    "amount",
    "axis_mult",
    "by",
    "change",
    "citation",
    "claim",
    "conflict",
    "date",
    "dated_by_source",
    "disagreement",
    "figure_citation",
    "formula",
    "headline",
    "highlight",
    "kind",
    "listed",
    "page_link",
    "period",
    "period_note",
    "refusal",
    "reliability",
    "rule",
    "say_problem",
    "severity",
    "short_period",
    "shortfall",
    "since",
    "source_kind",
    "state",
    "status",
    "target",
    "title",
    "tr",
    "trn",
    "unit_title",
    "value",
    "verdict",
    "verdict_sentence",
    "when",
]
