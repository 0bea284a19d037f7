"""The message catalogue: an English template is the key, its Chinese stands in `locales/zh`.

The catalogue is a gettext .po file (GNU gettext manual, chapter 10), read when the first Chinese message is asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from indicators.model import Language

#: the name of what all this is
BRAND = "Chongqing digital economy"

_PO = "locales/zh/LC_MESSAGES/indicators.po"


@cache
def chinese() -> dict[str, str]:
    """Every message that has a Chinese translation: English template → Chinese template."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - an English command line need not pay for it

    with resources.files("indicators").joinpath(_PO).open("rb") as stream:
        catalogue = read_po(stream, locale="zh")
    return {
        message.id: message.string
        for message in catalogue
        if isinstance(message.id, str) and isinstance(message.string, str) and message.id and message.string
    }


def tr(msgid: str, lang: Language, /, **fields: object) -> str:
    """The message in `lang` with its {named} fields filled in; a message without translation comes back in English.

    Raises:
        KeyError: the template has a field that is not among `fields`.
    """
    template = chinese().get(msgid, msgid) if lang == "zh" else msgid
    return template.format_map(fields) if "{" in template else template


def trn(one: str, many: str, count: int, lang: Language, /, **fields: object) -> str:
    """`one` for a count of 1, else `many`; `{count}` is filled in with thousands separators."""
    return tr(one if count == 1 else many, lang, count=f"{count:,}", **fields)
