"""The index of a catalogue: what its titles, definitions and quotes say, n-gram by n-gram."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from indicators.letters.letter import Figure, Header
from indicators.match import gates, places, words
from indicators.match.reasons import Reason
from indicators.model import Catalogue, Indicator

#: how much two or three characters in common are worth: 市级部门 alone says little
_LITTLE = 8.0
#: how far what else is alike adds to what is most alike, and how far a known number raises the score
_MORE, _RISE = 0.25, 1.15
_SHOWN = 5
_GROWTH = re.compile("增速|增长|增幅|增加率|涨幅|降幅|同比|环比|倍增")


class Index:
    """What the words of a catalogue say, n-gram by n-gram."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._of: list[tuple[str, Reason, float]] = []  # document → indicator, what it is, root of its size
        self._growth: dict[str, bool] = {}
        self._turns: dict[str, tuple[bool, ...]] = {}
        self._values: dict[str, list[tuple[str, str, float]]] = {}
        documents: list[tuple[str, Reason, Counter[str]]] = []
        for indicator in catalogue.indicators.values():
            self._growth[indicator.id] = bool(_GROWTH.search(indicator.title.zh))
            self._turns[indicator.id] = words.turns(indicator.title.zh)
            self._values[indicator.id] = list(gates.values(indicator))
            for what, clause in words.documents(indicator):
                if grams := words.grams(clause):
                    documents.append((indicator.id, what, grams))
        holding: dict[str, set[str]] = defaultdict(set)
        for name, _, grams in documents:
            for gram in grams:
                holding[gram].add(name)
        count = len(catalogue.indicators) + 1
        self._weights = {gram: math.log(count / (len(names) + 0.5)) for gram, names in holding.items()}
        self._rare = math.log(count / 0.5)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, (name, what, grams) in enumerate(documents):
            for gram in grams:
                self._postings[gram].append(number)
            self._of.append((name, what, math.sqrt(sum(self._weights[gram] for gram in grams))))
        self._areas = _named_areas(catalogue)
        self._names = frozenset(name for name, _ in self._areas)

    def alike(self, figure: Figure, area: str | None) -> list[tuple[float, str, tuple[Reason, ...]]]:
        """The indicators that fit, best first: score, id, reasons."""
        shares: dict[str, dict[Reason, float]] = defaultdict(dict)
        said = words.said(figure)
        turns = words.turns(" ".join(clause for clause, _ in said))
        for clause, weight in said:
            grams = words.grams(clause)
            size = sum(self._weights.get(gram, self._rare) for gram in grams)
            common: dict[int, float] = defaultdict(float)
            for gram in grams:
                gain = self._weights.get(gram, 0.0)
                for number in self._postings.get(gram, ()):
                    common[number] += gain
            for number, shared in common.items():
                name, what, root = self._of[number]
                share = weight * shared * shared / (shared + _LITTLE) / (root * math.sqrt(size))
                if share > shares[name].get(what, 0.0):
                    shares[name][what] = share
        ranked = sorted(
            ((max(of.values()) + _MORE * sum(of.values()), name) for name, of in shares.items()), reverse=True
        )
        fitting: list[tuple[float, str, tuple[Reason, ...]]] = []
        for most, name in ranked:
            if len(fitting) >= _SHOWN and most * _RISE < sorted(fit[0] for fit in fitting)[-_SHOWN]:
                break  # nothing behind it can rise that far
            if fit := self._fit(figure, self._catalogue.indicators[name], shares[name], turns, area):
                fitting.append((fit[0], name, fit[1]))
        return sorted(fitting, key=lambda each: (-each[0], each[1]))[:_SHOWN]

    def _fit(
        self,
        figure: Figure,
        indicator: Indicator,
        shares: dict[Reason, float],
        turns: tuple[bool, ...],
        area: str | None,
    ) -> tuple[float, tuple[Reason, ...]] | None:
        unit = gates.unit_fits(figure, indicator, self._catalogue)
        if unit is None:
            return None
        score = max(shares.values()) * (1 - _MORE) + _MORE * sum(shares.values())
        reasons: list[Reason] = [
            what for what, share in sorted(shares.items(), key=lambda each: -each[1]) if share > 0.25
        ]
        reasons.append(unit)
        score *= 1.0 if unit == "unit" else 0.85
        growth = figure.kind == "change"
        if indicator.unit == "percent" and growth != self._growth[indicator.id]:
            score *= 0.55
        elif growth and self._growth[indicator.id]:
            reasons.append("growth")
        for ours, theirs in zip(turns, self._turns[indicator.id], strict=True):
            if ours != theirs:
                score *= 0.75
        near = gates.nearness(figure, gates.power(figure, indicator), self._values[indicator.id], area)
        if near:
            score *= _RISE if near == "same_value" else 1.05
            reasons.append(near)
        return min(score, 1.0), tuple(reasons)

    def area(self, figure: Figure, header: Header | None) -> tuple[str | None, tuple[Reason, ...]]:
        """The area that the figure's own words name, else the issuer's; none where they name one that is not known."""
        for clause in (figure.measure, figure.quote):
            named = [(clause.rfind(name), area) for name, area in self._areas if name in clause]
            if named:
                return max(named)[1], ("area_named",)
        if places.unknown(figure.quote, self._names):
            return None, ("area_unknown",)
        issuer = " ".join(filter(None, [header.issuer, header.title])) if header else ""
        inside = [area for name, area in self._areas if name in issuer]
        return (self._smallest(inside), ("area_issuer",)) if inside else (None, ())

    def _smallest(self, areas: Iterable[str]) -> str:
        """The area that lies within the others: 铜梁 in 重庆市铜梁区."""

        def depth(area: str) -> int:
            record, steps = self._catalogue.areas.get(area), 0
            while record and record.parent and steps < 9:
                record, steps = self._catalogue.areas.get(record.parent), steps + 1
            return steps

        return max(areas, key=depth)


_INDEXES: dict[str, Index] = {}


def index_of(catalogue: Catalogue) -> Index:
    """The index of a catalogue; the last two are kept."""
    index = _INDEXES.get(catalogue.digest)
    if index is None:
        index = Index(catalogue)
        for old in list(_INDEXES)[:-1]:
            _INDEXES.pop(old, None)
        _INDEXES[catalogue.digest] = index
    return index


def _named_areas(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Name → area; the country goes by several."""
    names = [(area.title.zh, area.id) for area in catalogue.areas.values()]
    return names + [(name, "CN") for name in ("全国", "我国", "国内", "中国") if "CN" in catalogue.areas]
