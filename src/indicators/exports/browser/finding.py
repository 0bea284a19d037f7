"""Finds a Chrome, Chromium or Edge on this computer."""

from __future__ import annotations

import os
import shutil

#: names the browser to use; the second one is what other programs read
VARIABLE = "INDICATORS_BROWSER"
_NAMED = (VARIABLE, "CHROMIUM")


class Missing(Exception):
    """There is no browser. `named` is what `VARIABLE` names, where that is no program."""

    def __init__(self, named: str = "") -> None:
        super().__init__(named)
        self.named = named


def find() -> str:
    """The path of a browser: the one that the environment names, else the first that stands where browsers usually stand.

    Names and places on Linux, macOS and Windows are those of choreographer, which Plotly maintains for its own pictures.

    Raises:
        Missing: there is none, or the environment names what is no program.
    """
    for variable in _NAMED:
        named = os.environ.get(variable)
        if named:
            found = shutil.which(named)
            if found is None:
                raise Missing(named)
            return found
    from choreographer.browsers.chromium import Chromium  # noqa: PLC0415 - 0.2 s, for pictures only

    path = Chromium.find_browser(skip_local=False)
    if path is None or not shutil.which(path):
        raise Missing
    return str(path)
