"""Areas beside each other: in which order, how surely, and what must be known before they are compared."""

from indicators.ranking.areas import (
    Against,
    Entry,
    Ranking,
    against,
    instead,
    ordered,
    rank,
    side,
    smallest_first,
    whichever,
)
from indicators.ranking.candidates import Candidate, candidates, comparable, richest
from indicators.ranking.caveats import Caveat, caveats
from indicators.ranking.levels import RANKED, Level, level
from indicators.ranking.order import Place, cuts, places

__all__ = [
    "RANKED",
    "Against",
    "Candidate",
    "Caveat",
    "Entry",
    "Level",
    "Place",
    "Ranking",
    "against",
    "candidates",
    "caveats",
    "comparable",
    "cuts",
    "instead",
    "level",
    "ordered",
    "places",
    "rank",
    "richest",
    "side",
    "smallest_first",
    "whichever",
]
