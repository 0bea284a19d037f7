"""Putting the page together: one file, nothing fetched, every text from data escaped by Jinja2."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from indicators import charts, look, wording
from indicators.exports.exhibit import definitions
from indicators.exports.offline import drawings, rows
from indicators.exports.order import Work
from indicators.model import Indicator, Language
from indicators.wording import tr, trn
from indicators.wording.numbers import HEDGES

_HERE = resources.files("indicators.exports.offline")

#: behind signs, what they mean, in the order of the list
_SIGNS = (
    ("printed", "A filled dot is a number as its source prints it."),
    (
        "more",
        "A hollow dot with an arrow upwards is a lower bound: more than, or at least. How much more is not known.",
    ),
    ("less", "A hollow dot with an arrow downwards is an upper bound: less than, or at most."),
    ("about", "A dot in a soft ring is an approximate number."),
    ("derived", "A hollow dot without an arrow is computed; the formula stands in the table."),
    ("target", "A hollow diamond is a target."),
    ("agreeing", "A grey dotted circle is what another source says, and agrees."),
    ("conflicting", "A red dotted circle is what another source says, and conflicts."),
    ("broken", "A broken line is another area, or another indicator."),
    ("thread", "A light dotted line passes over years without data; no value can be read off it."),
    ("break", "A vertical line with a word is a change of definition; nothing is joined across it."),
)


def page(work: Work) -> bytes:
    """The order as one HTML document in UTF-8.

    It opens from a file, without a network: Plotly's script, the charts, the styles are in it, and its Content Security
    Policy (https://www.w3.org/TR/CSP3/) forbids to fetch anything. Scripts run only with the hashes of ours.
    """
    lang = work.lang
    sources = list({source.id: source for each in work.exhibits for source in each.sources}.values())
    numbers = {source.id: n for n, source in enumerate(sources, 1)}
    shown = []
    figures = {}
    for n, exhibit in enumerate(work.exhibits, 1):
        shown.append(rows.shown(n, exhibit, numbers))
        if exhibit.panel.shape not in drawings.TYPE:
            figures[n] = drawings.drawings(work, exhibit)
        work.told(n, len(work.exhibits))
    scripts = [*([_plotly()] if figures else []), _text("page.js")]
    templates = drawings.templates(work, (each for n, each in enumerate(work.exhibits, 1) if n in figures))
    html = (
        _environment()
        .get_template("page.html")
        .render(
            _=partial(_words, lang),
            counted=partial(_counted, lang=lang),
            lang=lang,
            brand=wording.BRAND,
            shown=shown,
            figures=figures,
            templates=templates,
            known=_known(work),
            claims=len({(e.claim.indicator, e.claim.order) for each in work.exhibits for e in each.evidence}),
            definitions=[
                _definition(work, indicator) for indicator in definitions(work.catalogue, work.exhibits)
            ],
            sources=rows.listed(sources, lang),
            signs=_SIGNS,
            hedges=_hedges(lang),
            digest=work.catalogue.digest[:12],
            language=rows.language,
            policy=_policy(scripts),
            style=Markup(_style()),  # noqa: S704 - ours, nothing from data
            scripts=[Markup(script) for script in scripts],  # noqa: S704 - ours, nothing from data
        )
    )
    return html.encode()


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator counts."""

    indicator: Indicator
    unit: str
    theme: str
    breaks: tuple[tuple[str, str], ...]


def _definition(work: Work, indicator: Indicator) -> Definition:
    catalogue, lang = work.catalogue, work.lang
    return Definition(
        indicator,
        wording.unit_title(indicator, catalogue, lang),
        catalogue.themes[indicator.theme].title(lang),
        tuple((wording.period(each.time_period, lang), each.title(lang)) for each in indicator.breaks),
    )


def _hedges(lang: Language) -> str:
    """The words that may stand before a number."""
    return ("、" if lang == "zh" else ", ").join(tr(word, lang) for word in HEDGES.values())


def _known(work: Work) -> str:
    """What was known when: the day asked for, else that of the newest source."""
    if work.order.as_of:
        return tr("Known by {date}", work.lang, date=wording.date(work.order.as_of.isoformat(), work.lang))
    return tr("sources up to {date}", work.lang, date=wording.date(work.day.date().isoformat(), work.lang))


# ------------------------------------------------------------------------------------------------ Jinja2


@cache
def _environment() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("indicators.exports.offline"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.policies["json.dumps_function"] = _dumped
    return found


def _dumped(value: Any, **_options: object) -> str:
    """JSON for the filter `tojson`, which escapes `<`, `>`, `&` and `'` afterwards: so nothing in it can end the script.

    Old browsers take U+2028 and U+2029 for ends of lines.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _words(lang: Language, msgid: str, **fields: object) -> str:
    return tr(msgid, lang, **fields)


def _counted(one: str, many: str, count: int, lang: Language) -> str:
    return trn(one, many, count, lang)


# ------------------------------------------------------------------------------------------------ ours


def _policy(scripts: list[str]) -> str:
    """Nothing is fetched, nothing is sent. Plotly writes styles into its drawings, so that these are allowed."""
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {allowed}",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )


@cache
def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


@cache
def _plotly() -> str:
    return charts.PLOTLY.read_text("utf-8")


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


@cache
def _style() -> str:
    """Colours and type of both themes, then the style sheet; print is light whatever the screen is."""
    light, dark = look.css_variables(dark=False), look.css_variables(dark=True)
    colours = f":root{{{light}}}@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"
    colours += f'html:lang(en){{--sans:"quotes",{look.SANS};--serif:"serif quotes",{look.SERIF}}}'
    colours += f"html [lang=zh-CN]{{--sans:{look.SANS};--serif:{look.SERIF}}}"
    return colours + _text("page.css")
