"""Files for a presenter: downloads, the look before them, figures for a browser that draws them itself."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from indicators.exports import files, images, picture, preflight, slides
from indicators.exports.order import FORMATS, Format, Order, Work, work
from indicators.pages import ordering
from indicators.pages.frame import render
from indicators.pages.serving import ROOM, Asked, Refused, file, json, served
from indicators.pages.state import codes
from indicators.wording import tr

_LOG = logging.getLogger(__name__)


async def download(request: Request) -> Response:
    """A file: `./export/pptx?view=CODE~CODE&size=16:9&lang=zh`. Posted with a `template`, slides are built on it."""
    form = request.path_params["format"]
    if form not in FORMATS:
        return Response(status_code=404)
    return await served(request, partial(_download, form=form), home="../", room=ROOM)


async def look(request: Request) -> Response:
    """What to know before a download, as `{"html": …, "stop": …}`: the words, and whether the reader should see them first."""
    return await served(request, _look)


async def pictures(request: Request) -> Response:
    """Complete Plotly figures of the charts, for a browser that makes the pictures itself."""
    return await served(request, _pictures)


async def means(request: Request) -> Response:
    """Whether pictures and PDF can be made on this machine: `{"browser": true}`."""
    there = await to_thread.run_sync(images.available)
    return json({"browser": there})


def ordered(asked: Asked) -> Work:
    """The order that is asked for, ready to be filled.

    Raises:
        Refused: no chart is named, too many are, one of them is not known, or there is nothing to draw.
    """
    lang, wanted = asked.lang, codes(asked.fields.get("view", ""))
    if not wanted:
        raise Refused(422, tr("No chart is named; add one to the basket first.", lang))
    if len(wanted) > ordering.MOST:
        raise Refused(422, tr("{count} charts at most go into one file.", lang, count=ordering.MOST))
    shown, unknown = ordering.subjects(asked.catalogue, wanted, lang)
    if unknown:
        said = tr(
            "This code is mistyped, or its indicator is gone: {code}", lang, code=tr(", ", lang).join(unknown)
        )
        raise Refused(404, said)
    size = asked.fields.get("size", "")
    order: Order = ordering.order(shown, lang, size, asked.address, asked.file)
    ready = work(asked.catalogue, order, asked.today)
    if not ready.exhibits:
        raise Refused(422, tr("There is nothing to draw: nothing was known yet.", lang))
    return ready


def _download(asked: Asked, form: Format) -> Response:
    ready = ordered(asked)
    try:
        made = files.download(ready, form)
    except (images.NoBrowser, images.Failed) as error:
        _LOG.warning("no %s: %s", form, error)
        raise Refused(503, str(error)) from error
    except slides.TemplateProblem as error:
        raise Refused(422, error.say(asked.lang)) from error
    media = files.MEDIA_TYPES["zip"] if made.name.endswith(".zip") else files.MEDIA_TYPES[form]
    return file(made.name, made.data, media)


def _look(asked: Asked) -> Response:
    form = asked.fields.get("format")
    if form not in FORMATS:
        raise Refused(404, tr("There is no such format.", asked.lang))
    ready = ordered(asked)
    found = preflight.findings(ready, form)
    stop = any(finding.severity != "note" for finding in found)
    html = render("preflight.html", asked.lang, findings=found, exhibits=ready.exhibits, stop=stop)
    return json({"html": html, "stop": stop})


def _pictures(asked: Asked) -> Response:
    ready = ordered(asked)
    dark = asked.fields.get("dark") == "1"
    found: list[dict[str, Any]] = []
    for name, shown in zip(files.picture_names(ready, "png"), ready.exhibits, strict=True):
        drawn = picture.picture(ready, shown, dark)
        found.append(
            {
                "name": name.removesuffix(".png"),
                "data": drawn.data,
                "layout": drawn.layout,
                "width": drawn.width,
                "height": drawn.height,
                "scale": drawn.scale,
            }
        )
    return json({"pictures": found})
