"""The sizes that pictures and slides are made in: in points, so that the smallest label (12) is 12 pt where they are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from indicators.model import Language
from indicators.wording import tr

SizeName = Literal["16:9", "4:3", "half-slide", "a4", "square", "wechat"]
NAMES: tuple[SizeName, ...] = get_args(SizeName)


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in points (1/72 inch), and how many pixels of a picture one point has."""

    name: SizeName
    width: int
    height: int
    scale: float = 2.0

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a picture in pixels."""
        return round(self.width * self.scale), round(self.height * self.scale)


SIZES: dict[SizeName, Size] = {
    size.name: size
    for size in (
        Size("16:9", 960, 540),  # PowerPoint's widescreen: 13.333 × 7.5 inches
        Size("4:3", 720, 540),  # 10 × 7.5 inches
        Size("half-slide", 456, 400),  # beside text on a widescreen slide
        Size("a4", 770, 523),  # across an A4 page (297 × 210 mm) within margins of 12.7 mm
        Size("square", 540, 540),
        Size("wechat", 450, 600, 2.4),  # 3:4 on a telephone, 1080 × 1440 px
    )
}

_TITLES: dict[SizeName, str] = {
    "half-slide": "half slide",
    "a4": "A4",
    "square": "square",
    "wechat": "WeChat",
}


def title(name: SizeName, lang: Language) -> str:
    """What a size is called; ratios are called as they are written."""
    return tr(_TITLES[name], lang) if name in _TITLES else name
