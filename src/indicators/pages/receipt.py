"""From a receipt back to what it stands for: the address of the view, and whether its figures are still the same."""

from __future__ import annotations

from datetime import date

from indicators.charts import Comparison
from indicators.exports import receipts
from indicators.exports.exhibit import exhibits
from indicators.exports.receipts import Subject
from indicators.model import Catalogue, Language
from indicators.pages.state import State


def address(catalogue: Catalogue, text: str, lang: Language | None = None) -> str | None:
    """The relative address of the view for a receipt; None where it cannot be read.

    Behind it stands the fingerprint, where the receipt has one: the view says so when its figures have changed since.

    Args:
        catalogue: where the indicators stand.
        text: the receipt, as typed or pasted.
        lang: the language to show it in; its own when absent.
    """
    code, fingerprint = receipts.find(text) or (text, "")
    subject = receipts.read(code, catalogue)
    if subject is None:
        return None
    return state(subject, lang).link() + (f"&receipt={fingerprint}" if fingerprint else "")


def state(subject: Subject, lang: Language | None = None) -> State:
    """The page that shows a subject, with everything that the subject says, so that later defaults do not change it."""
    if isinstance(subject, Comparison):
        return State(
            "compare",
            lang or subject.lang,
            indicators=(subject.indicator,),
            areas=(subject.area,),
            as_of=subject.as_of,
            period=subject.period,
            show=subject.level or "",
        )
    return State(
        "explore",
        lang or subject.lang,
        indicators=subject.indicators,
        areas=subject.areas,
        as_of=subject.as_of,
        chart=subject.kind,
        transform=subject.transform,
        base=subject.base,
        shared=subject.shared,
        log=subject.log,
    )


def differs(catalogue: Catalogue, subject: Subject, fingerprint: str, today: date) -> bool:
    """Whether what is drawn of a subject is no longer what had this fingerprint; never without a fingerprint."""
    if not fingerprint:
        return False
    return fingerprint not in {shown.fingerprint for shown in exhibits(catalogue, (subject,), today)}
