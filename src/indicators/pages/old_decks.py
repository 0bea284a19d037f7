"""An old deck: what has become of its charts since they were exported, and the deck with today's."""

from __future__ import annotations

from pathlib import PurePath

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from indicators import wording
from indicators.exports import decks, files, names
from indicators.model import Language
from indicators.pages import bare
from indicators.pages.frame import render
from indicators.pages.serving import ROOM, Asked, Refused, file, json, served
from indicators.wording import tr, trn


async def check(request: Request) -> Response:
    """What has become of the charts in a deck that is sent; with `refresh`, the deck with today's."""
    return await served(request, _check, home="./", room=ROOM)


def _check(asked: Asked) -> Response:
    lang, deck = asked.lang, asked.file
    if deck is None:
        raise Refused(422, tr("No file arrived. Choose one and send it again.", lang))
    if asked.fields.get("refresh"):
        data, report = decks.refreshed(asked.catalogue, deck, asked.today, lang, asked.name)
        _readable(report, lang)
        return file(_renamed(asked.name, lang), data, files.MEDIA_TYPES["pptx"])
    report = decks.check(asked.catalogue, deck, asked.today, lang, asked.name)
    _readable(report, lang)
    html = render(
        "deck_report.html",
        lang,
        report=report,
        summary=summary(report, lang),
        problems=[wording.say_problem(problem, lang, place=False) for problem in report.problems],
        refreshable=any(each.status == "changed" and each.form == "chart" for each in report.charts),
        scripted=asked.scripted,
    )
    if asked.scripted:
        return json({"html": html})
    report_html = Markup(html)  # noqa: S704 - made by `render`, where every value was escaped
    return bare.page("deck_page.html", lang, "./", report=report_html)


def _readable(report: decks.Report, lang: Language) -> None:
    """Refuses what is no deck at all."""
    if report.problems and not report.slides:
        raise Refused(422, " ".join(wording.say_problem(each, lang, place=False) for each in report.problems))


def summary(report: decks.Report, lang: Language) -> str:
    """How many charts were exported from here, and how many of them have which status."""
    counted = (
        ("{count} current", report.count["current"]),
        ("{count} changed", report.count["changed"]),
        ("{count} withdrawn", report.count["withdrawn"]),
    )
    said = tr(", ", lang).join(tr(words, lang, count=count) for words, count in counted if count)
    charts = sum(count for _, count in counted)
    return tr(
        "{label}: {value}", lang, label=trn("{count} chart", "{count} charts", charts, lang), value=said
    )


def _renamed(name: str, lang: Language) -> str:
    """What the refreshed deck is called: as the one that was sent, with a word behind it."""
    stem = PurePath(name.replace("\\", "/")).stem
    return names.file_name(tr("{name} (refreshed)", lang, name=stem), "pptx", [])
