"""Menus of links: what can be chosen, what is, and how much each choice would leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a menu: its words, its address, how much it leaves (a number or words, empty for nothing), whether it is chosen."""

    title: str
    href: str
    count: int | str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu with its name. The template macro `menu` prints it."""

    name: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> str:
        """What is chosen, in words."""
        return next((option.title for option in self.options if option.chosen), "")


def narrowing(
    name: str,
    every: str,
    titles: Mapping[str, str],
    counts: Mapping[str, int],
    *,
    chosen: str | None,
    link: Callable[[str | None], str],
    total: int | None = None,
) -> Menu:
    """A menu that narrows a list to one value: “all” first, then the values that leave something.

    Args:
        name: the menu's name.
        every: the words for no choice.
        titles: the words for each value, in the order of the menu.
        counts: how much each value would leave.
        chosen: the value chosen now.
        link: the address for a value, and for none.
        total: how much there is without a choice; the sum of `counts` when absent.
    """
    all_of_it = sum(counts.values()) if total is None else total
    options = [Option(every, link(None), all_of_it, chosen is None)]
    options += [
        Option(title, link(value), counts.get(value, 0), value == chosen)
        for value, title in titles.items()
        if counts.get(value) or value == chosen
    ]
    return Menu(name, tuple(options))
