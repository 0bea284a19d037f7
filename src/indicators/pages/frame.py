"""Templates, style sheet and script: how pages become HTML. Every text goes through Jinja2 with autoescape."""

from __future__ import annotations

from functools import cache, partial
from importlib import resources

import jinja2

from indicators import look, wording
from indicators.model import Language
from indicators.wording import tr

STATIC = resources.files("indicators.pages") / "static"


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("indicators.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _words(lang: Language, msgid: str, **fields: object) -> str:
    return tr(msgid, lang, **fields)


def render(template: str, lang: Language, **values: object) -> str:
    """The HTML of a template; every value is escaped. `_` and `counted` give words in `lang`."""
    return (
        _templates()
        .get_template(template)
        .render(
            _=partial(_words, lang),
            counted=partial(_counted, lang=lang),
            lang=lang,
            brand=wording.BRAND,
            **values,
        )
    )


def _counted(one: str, many: str, count: int, lang: Language) -> str:
    return wording.trn(one, many, count, lang)


@cache
def styles() -> str:
    """The style sheet of all pages, colours of both themes included: what is common first, then a file for each page."""
    light, dark = look.css_variables(dark=False), look.css_variables(dark=True)
    colours = f":root{{{light}}}@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"
    colours += f'html:lang(en){{--sans:"quotes",{look.SANS};--serif:"serif quotes",{look.SERIF}}}'
    colours += f"html [lang=zh-CN]{{--sans:{look.SANS};--serif:{look.SERIF}}}"
    return f"<style>{colours}{_joined('css', first='base.css')}</style>"


@cache
def script() -> str:
    """The JavaScript of all pages, an ES module that Streamlit mounts: the parts in `js`, then `page.js`."""
    return _joined("js") + (STATIC / "page.js").read_text("utf-8")


def _joined(folder: str, first: str = "") -> str:
    files = [file for file in (STATIC / folder).iterdir() if file.name.endswith(f".{folder}")]
    files.sort(key=lambda file: (file.name != first, file.name))
    return "".join(file.read_text("utf-8") for file in files)
