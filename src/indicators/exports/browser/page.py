"""The page in which a browser draws: Plotly's script and nothing else; it can reach neither the network nor a file."""

from __future__ import annotations

import base64
import contextlib
import json
from importlib import resources
from typing import Any

from indicators.charts import PLOTLY
from indicators.exports.browser.process import Process

_SCRIPT = resources.files("indicators.exports.browser") / "page.js"
_EMPTY = (
    "<!doctype html><meta charset=utf-8>"
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'\"><body>"
)


class Refused(Exception):
    """The page answered with an error: what is wanted cannot be drawn."""


class Page:
    """A browser with a page that draws; `session` is the page's name in the protocol.

    Raises:
        OSError: the browser cannot be started.
        process.Lost: it left while it started.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self._targets: dict[str, str] = {}
        self.session = self._opened(_EMPTY)
        self.evaluate(PLOTLY.read_text("utf-8"))
        self.evaluate(_SCRIPT.read_text("utf-8"))

    def svg(self, figure: str, seed: int = 0) -> str:
        """A figure as SVG.

        Args:
            figure: Plotly's JSON with `data` and `layout`, which has width and height.
            seed: tells the ids of one drawing from those of another in the same document; the same figure and seed give the same text.

        Raises:
            Refused: Plotly cannot draw it.
            process.Lost: the browser is gone.
        """
        return str(self.evaluate(f"indicators.draw({figure}, {seed})"))

    def png(self, drawing: str, size: tuple[int, int], scale: float) -> bytes:
        """An SVG as PNG.

        Args:
            drawing: the SVG.
            size: width and height in px.
            scale: pixels for each of them.

        Raises:
            Refused: it cannot be drawn.
            process.Lost: the browser is gone.
        """
        pixels = [round(side * scale) for side in size]
        drawn = self.evaluate(
            f"indicators.paint({json.dumps(drawing, ensure_ascii=False)}, {pixels[0]}, {pixels[1]})"
        )
        return base64.b64decode(str(drawn))

    def missing(self, letters: str, font: str) -> str:
        """Those of the letters for which no font of this computer has a sign; `font` is a CSS stack."""
        call = f"indicators.missing({json.dumps(letters)}, {json.dumps(font)})"
        return str(self.evaluate(call))

    def measured(self, document: str, script: str) -> Any:
        """What a script finds out in an HTML document.

        Raises:
            Refused: the script failed.
            process.Lost: the browser is gone.
        """
        session = self._opened(document)
        try:
            return self.evaluate(script, session)
        finally:
            self._close(session)

    def printed(self, document: str, script: str = "") -> bytes:
        """An HTML document as PDF, its pages as large as its style says.

        Args:
            document: complete HTML, with nothing to load.
            script: an expression that is evaluated before it is printed.

        Raises:
            Refused: the script or the printer failed.
            process.Lost: the browser is gone.
        """
        session = self._opened(document)
        try:
            if script:
                self.evaluate(script, session)
            found = self.process.call(
                "Page.printToPDF",
                session,
                preferCSSPageSize=True,
                printBackground=True,
                generateTaggedPDF=True,
                generateDocumentOutline=True,
            )
        except ValueError as error:
            raise Refused(str(error)) from error
        finally:
            self._close(session)
        return base64.b64decode(found["data"])

    def evaluate(self, expression: str, session: str = "") -> Any:
        """What an expression, or the promise that it gives, comes to in a page.

        Raises:
            Refused: it throws.
            process.Lost: the browser is gone.
        """
        session = session or self.session
        found = self.process.call(
            "Runtime.evaluate", session, expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            details = found["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details.get("text", "")
            raise Refused(str(text).splitlines()[0] if text else "")
        return found["result"].get("value")

    def _opened(self, document: str) -> str:
        """The session of a new page with a document."""
        target = self.process.call("Target.createTarget", url="about:blank")["targetId"]
        session = str(self.process.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        self._targets[session] = target
        self.process.call("Inspector.enable", session)
        frame = self.process.call("Page.getFrameTree", session)["frameTree"]["frame"]["id"]
        self.process.call("Page.setDocumentContent", session, frameId=frame, html=document)
        return session

    def _close(self, session: str) -> None:
        with contextlib.suppress(ValueError):
            self.process.call("Target.closeTarget", targetId=self._targets.pop(session))
