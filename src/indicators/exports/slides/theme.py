"""The theme of the deck that is built without a template: our colours and fonts under Office's names."""

from __future__ import annotations

from indicators.exports.slides.shapes import HEAD
from indicators.exports.slides.text import Fonts, fill
from indicators.look import LIGHT


def theme() -> str:
    """Colours, fonts and effects as `a:theme`."""
    fonts = Fonts()
    tones = {
        "dk1": LIGHT.ink,
        "lt1": LIGHT.card,
        "dk2": LIGHT.second,
        "lt2": LIGHT.paper,
        "accent1": LIGHT.accent,
        "accent2": LIGHT.target,
        "accent3": LIGHT.conflict,
        "accent4": LIGHT.second,
        "accent5": LIGHT.third,
        "accent6": LIGHT.accent_soft,
        "hlink": LIGHT.accent,
        "folHlink": LIGHT.second,
    }
    colours = "".join(_scheme(name, tone) for name, tone in tones.items())
    both = "".join(
        f'<a:{kind}Font><a:latin typeface="{fonts.latin}"/><a:ea typeface="{fonts.east_asian}"/><a:cs typeface=""/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    solid = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{w}">{solid}</a:ln>' for w in (9525, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Indicators"><a:themeElements>'
        f'<a:clrScheme name="Indicators">{colours}</a:clrScheme><a:fontScheme name="Indicators">{both}</a:fontScheme>'
        f'<a:fmtScheme name="Indicators"><a:fillStyleLst>{solid * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{solid * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _scheme(name: str, tone: str) -> str:
    return fill(tone).replace("a:solidFill", f"a:{name}")
