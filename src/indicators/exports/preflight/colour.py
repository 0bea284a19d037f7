"""How well one colour stands out from another: WCAG's contrast."""

from __future__ import annotations

import re

TEXT, LARGE_TEXT, MARK = 4.5, 3.0, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
_LARGE, _LARGE_BOLD = 24, 18.66  # px: 18 pt, and 14 pt in bold (WCAG 2.2, "large scale")
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([0-9.]+)\s*)?\)")


def rgb(colour: str, ground: str = "#ffffff") -> tuple[int, int, int] | None:
    """Red, green, blue from 0 to 255 of `#rrggbb` or `rgb()`; what `rgba()` lets through is the ground's. None for other words."""
    if found := _HEX.fullmatch(colour):
        value = int(found[1], 16)
        return value >> 16, value >> 8 & 255, value & 255
    if not (found := _RGB.fullmatch(colour)):
        return None
    red, green, blue = (int(part) for part in found.groups()[:3])
    opacity = float(found[4] or 1)
    below = rgb(ground) or (255, 255, 255)
    mixed = [
        round(part * opacity + under * (1 - opacity))
        for part, under in zip((red, green, blue), below, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]


def opacity(colour: str) -> float:
    """How much of a colour covers what lies behind it, from 0 to 1."""
    found = _RGB.fullmatch(colour)
    return float(found[4]) if found and found[4] else 1.0


def luminance(colour: tuple[int, int, int]) -> float:
    """Relative luminance from 0 to 1 (WCAG 2.2, "relative luminance"; sRGB of IEC 61966-2-1)."""
    shares = [part / 255 for part in colour]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"); 21 where one is not a colour we can read."""
    one, other = rgb(colour, ground), rgb(ground)
    if one is None or other is None:
        return 21.0
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def wanted(size: float, bold: bool) -> float:
    """The contrast that text of a size in px needs."""
    return LARGE_TEXT if size >= (_LARGE_BOLD if bold else _LARGE) else TEXT
