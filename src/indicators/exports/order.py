"""An order: which charts, in which size and language, for which day; and what every format is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from indicators.exports import stamp
from indicators.exports.exhibit import Exhibit, exhibits
from indicators.exports.receipts import Subject
from indicators.exports.sizes import SIZES, Size, SizeName
from indicators.model import Catalogue, Language

Format = Literal["pptx", "xlsx", "csv", "json", "png", "svg", "pdf", "html", "zip"]
FORMATS: tuple[Format, ...] = get_args(Format)

#: how far something is: steps done, steps in all
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    Attributes:
        subjects: the charts, in order.
        lang: language of every word.
        size: of slides and pictures.
        as_of: as known on that day, for what is not said chart by chart.
        template: an organisation's own slides (.pptx) to build on.
        address: where the dashboard is reached, for links.
    """

    subjects: tuple[Subject, ...]
    lang: Language = "zh"
    size: SizeName = "16:9"
    as_of: date | None = None
    template: bytes | None = field(default=None, repr=False)
    address: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """An order with what it is filled from. `day` is written into files: the newest source's, never today's."""

    catalogue: Catalogue
    order: Order
    exhibits: tuple[Exhibit, ...]
    today: date
    day: datetime
    told: Told

    @property
    def lang(self) -> Language:
        """The language of every word."""
        return self.order.lang

    @property
    def size(self) -> Size:
        """The size of slides and pictures."""
        return SIZES[self.order.size]


def _nobody(done: int, total: int) -> None:
    """Tells nobody."""


def work(catalogue: Catalogue, order: Order, today: date, told: Told = _nobody) -> Work:
    """An order ready to be filled.

    Raises:
        KeyError: there is no such indicator.
    """
    found = tuple(exhibits(catalogue, order.subjects, today, order.address))
    return Work(catalogue, order, found, today, stamp.day(catalogue, order.as_of), told)
