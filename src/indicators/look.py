"""The look, in one place: colours, type, space and the geometry of marks, for charts, pages, slides and sheets.

Nothing else in the project writes a colour or a font name. Every text colour has a contrast of at least 4.5 to 1 on paper
and card (WCAG 2.2, 1.4.3), every mark colour at least 3 to 1 (1.4.11); a test holds that. `third` is only for large or
decorative text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

SANS = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", serif'

#: Fonts of slides, which name one font and no list: the one that every Chinese Office has, on Windows and on the Mac. Its
#: figures are tabular, and its Latin letters go with it.
OFFICE_LATIN = "Microsoft YaHei"
OFFICE_EAST_ASIAN = "Microsoft YaHei"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; the names are those of the pages' CSS variables (`--ink`, `--accent-soft`)."""

    paper: str
    card: str
    ink: str
    second: str
    third: str
    hairline: str
    accent: str
    accent_soft: str
    target_text: str
    target: str
    conflict: str
    highlight: str


LIGHT = Palette(
    paper="#fbfaf7",
    card="#ffffff",
    ink="#1a1f26",
    second="#59626e",
    third="#8b929b",
    hairline="#e5e2db",
    accent="#004488",
    accent_soft="#e6eef7",
    target_text="#8a6508",
    target="#b8860b",
    conflict="#a8324a",
    highlight="#fff1b8",
)
DARK = Palette(
    paper="#12161b",
    card="#1a2027",
    ink="#e9ecef",
    second="#aab2bc",
    third="#7d8691",
    hairline="#2b333c",
    accent="#7fb2e5",
    accent_soft="#1c2c3d",
    target_text="#e0b44c",
    target="#e0b44c",
    conflict="#e58a9b",
    highlight="#4d4216",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes and spaces in px."""

    label: int = 12  # the smallest text anywhere
    title: float = 13.5
    body: int = 14
    sentence: int = 25
    number: int = 34
    claim: int = 64  # the number of a chart that is one number
    gap: int = 14
    radius: int = 8
    page: int = 1280


@dataclass(frozen=True, slots=True)
class Marks:
    """Geometry of the marks in px: diameters, line widths, lengths. A sparkline uses the same at `spark` size."""

    dot: int = 9
    square: int = 7
    diamond: int = 12
    ring: int = 15  # dotted circle of another source's claim
    halo: int = 17  # soft ring of an approximate number
    outline: float = 1.8
    line: float = 2.25
    context_line: float = 1.5
    gap_line: float = 1.5
    hairline: float = 1.0
    arrow: int = 14  # from the edge of the dot to the tip
    barb: float = 3.5  # of the arrow's open head
    spark: float = 0.7


@dataclass(frozen=True, slots=True)
class SlideSizes:
    """Type sizes and spaces of slides in pt. Nothing on a slide is smaller than `least`; `titles` are tried from the largest."""

    titles: tuple[int, ...] = (26, 24, 22, 20)
    narrow_titles: tuple[int, ...] = (22, 20, 18, 16)
    deck: int = 36  # the title of the whole
    body: int = 14
    least: int = 12
    crowded: tuple[int, ...] = (10, 9, 8)  # of a chart that has no room otherwise
    margin: int = 40
    tight: int = 26  # margin of a narrow slide
    wide: int = 600  # a chart at least so wide has labels of `body` size, a narrower one of the least


SIZES = Sizes()
SLIDES = SlideSizes()
MARKS = Marks()


def palette(dark: bool) -> Palette:
    """The colours of the dark or the light theme."""
    return DARK if dark else LIGHT


def css_variables(dark: bool) -> str:
    """The palette, type stacks and sizes as CSS declarations (`--accent: #004488;`), to be put into a rule.

    Names are those of `Palette` and `Sizes` with hyphens; sizes carry `px`.
    """
    colours = palette(dark)
    lines = [f"--{_css(field.name)}: {getattr(colours, field.name)};" for field in fields(Palette)]
    lines += [f"--size-{_css(field.name)}: {getattr(SIZES, field.name)}px;" for field in fields(Sizes)]
    lines += [f"--sans: {SANS};", f"--serif: {SERIF};", f"color-scheme: {'dark' if dark else 'light'};"]
    return "\n".join(lines)


def _css(name: str) -> str:
    return name.replace("_", "-")
