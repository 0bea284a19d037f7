"""What a page answers to an address: a title, HTML, and the figures that belong into it.

A page is a function of its address. Streamlit runs it when the app is opened; a step inside the app asks the same
function over HTTP (`document`), and the page's script puts the answer in place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Drawing(Protocol):
    """A Plotly figure, as far as a page knows one."""

    def to_json(self) -> str | None:
        """The figure as JSON text."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: Plotly's `data` and `layout` as JSON text, and what it says to those who do not see it."""

    json: str
    alt: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A page. The n-th figure is drawn where the HTML has `data-figure="n"`.

    `ignored` are parameters of the address that were understood but do not fit this page: name and value.
    """

    title: str
    html: str
    figures: tuple[Figure, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()


def figure(drawing: Drawing, alt: str) -> Figure:
    """A Plotly figure, ready to be sent."""
    return Figure(drawing.to_json() or "{}", alt)
