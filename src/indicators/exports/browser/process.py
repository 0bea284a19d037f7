"""One browser as a process, spoken to over two pipes in the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).

choreographer finds the browser but does not drive it: its pipe keeps the browser's ends open, so that nobody notices when the
browser is killed, and its commands switch off the sandbox and the rule that pages may not read files. Here the browser's ends are
closed at once. Then a browser that is gone, whoever stopped it, ends every reading and writing with `Lost`, and killing it is all
that a time limit needs. It also works the other way: a browser whose program is gone reads the end of its pipe and leaves.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from indicators.exports.browser import starting

_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # 64 MB in a container
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-renderer-backgrounding",  # a page that nobody looks at would have to wait for every other program
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--font-render-hinting=none",  # letters as wide as on paper, whatever the size
    "--disable-lcd-text",
)
_CHUNK = 1 << 20
_FAREWELL = 3.0  # seconds that a browser has to leave by itself


def _ended_pages(event: dict[str, Any]) -> tuple[object, ...]:
    """The pages that an event says are gone."""
    match event.get("method"):
        case "Inspector.targetCrashed":
            return (event.get("sessionId"),)
        case "Target.detachedFromTarget":
            return (event["params"].get("sessionId"),)
        case _:
            return ()


class Lost(Exception):
    """The browser is gone, or its page is."""


class Process:
    """A running browser, its number among the system's processes and the profile folder that it has for itself.

    Raises:
        OSError: the program cannot be started.
    """

    def __init__(self, path: str) -> None:
        # A browser from a snap sees no other /tmp than its own.
        home = str(Path.home()) if "snap" in path else None
        name = f"{'.' if home else ''}indicators-browser-"
        _sweep(Path(home or tempfile.gettempdir()), name)
        self.profile = Path(tempfile.mkdtemp(prefix=f"{name}{os.getpid()}-", dir=home))
        self._waiting = bytearray()
        self._number = 0
        self._ended = False
        command = [path, *_FLAGS, f"--user-data-dir={self.profile}"]
        if sys.platform != "win32" and os.geteuid() == 0:
            command.append("--no-sandbox")  # root, as in a container, has to do without
        try:
            self.pid, self._from, self._to = starting.start([*command, "about:blank"])
        except BaseException:
            shutil.rmtree(self.profile, ignore_errors=True)
            raise

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """What the browser answers to a command.

        Args:
            method: the protocol's name of the command.
            session: the page that it is for; the browser as a whole when empty.
            **params: its parameters.

        Raises:
            Lost: the browser or the page is gone.
            ValueError: the browser does not understand the command.
        """
        self._number += 1
        command: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        self._send(json.dumps(command, ensure_ascii=False).encode("utf-8", "replace") + b"\0")
        while True:
            answer = json.loads(self._receive())
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ValueError(f"{method}: {answer['error'].get('message')}")
                return dict(answer["result"])
            if session and session in _ended_pages(answer):
                raise Lost

    def memory(self) -> int | None:
        """Bytes that the browser and its helpers keep in memory, each for itself; None where the system does not tell."""
        pages = 0
        with contextlib.suppress(OSError, ValueError):
            for pid in starting.members(self.pid):
                resident, shared = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1:3]
                pages += int(resident) - int(shared)
            return pages * os.sysconf("SC_PAGE_SIZE")
        return None

    def close(self) -> None:
        """Lets the browser leave, and sees that it does."""
        if not self._ended:
            with contextlib.suppress(Lost):
                self._number += 1
                self._send(json.dumps({"id": self._number, "method": "Browser.close"}).encode() + b"\0")
                end = time.monotonic() + _FAREWELL
                while time.monotonic() < end and not starting.gone(self.pid):
                    time.sleep(0.01)
        self.kill()
        self.forget()

    def kill(self) -> None:
        """Ends the browser and its helpers; reading from it then raises `Lost`. May be called from another thread."""
        if self._ended:
            return
        self._ended = True
        starting.kill(self.pid)

    def forget(self) -> None:
        """Frees what a browser that has ended leaves behind: the pipes, and the profile folder."""
        for end in (self._from, self._to):
            with contextlib.suppress(OSError):
                os.close(end)
        for _ in range(20):  # helpers that are still leaving may write into it
            shutil.rmtree(self.profile, ignore_errors=True)
            if not self.profile.exists():
                break
            time.sleep(0.05)

    def _send(self, message: bytes) -> None:
        rest = memoryview(message)
        try:
            while rest:
                rest = rest[os.write(self._to, rest) :]
        except OSError as error:
            raise Lost from error

    def _receive(self) -> bytes:
        seen = 0
        while (end := self._waiting.find(0, seen)) < 0:
            seen = len(self._waiting)
            try:
                chunk = os.read(self._from, _CHUNK)
            except OSError as error:
                raise Lost from error
            if not chunk:
                raise Lost
            self._waiting += chunk
        message = bytes(self._waiting[:end])
        del self._waiting[: end + 1]
        return message


def _sweep(folder: Path, name: str) -> None:
    """Removes profiles of programs that were killed and could not do it themselves."""
    if sys.platform == "win32":  # where asking whether a process runs would end it
        return
    for left in folder.glob(f"{name}*-*"):
        try:
            os.kill(int(left.name.removeprefix(name).partition("-")[0]), 0)
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)
        except (OSError, ValueError):  # it runs and is another user's, or the folder is none of ours
            continue
