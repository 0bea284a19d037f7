"""The app as a real server, and a real browser to look at it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[..., str]]:
    """Starts the app on a free port with the data of a folder, and gives its address."""
    running: list[subprocess.Popen[bytes]] = []

    def start(data: Path, base: str = "") -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
        command += ["--server.baseUrlPath", base] if base else []
        path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
        environment = os.environ | {"INDICATORS_DATA": str(data), "PYTHONPATH": path}
        running.append(
            subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        )
        address = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
        for _ in range(200):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health"):  # noqa: S310
                return address
            time.sleep(0.1)
        pytest.fail("the server did not start within 20 seconds")

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(10)


@pytest.fixture(scope="module")
def chromium() -> str:
    """The path of a Chromium. Without one the browser tests are skipped, in CI they fail."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium: install it (apt-get install chromium) or name one in CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def office() -> str:
    """The path of LibreOffice with Impress. Without it its tests are skipped, in CI they fail."""
    names = (os.environ.get("SOFFICE"), "soffice", "libreoffice")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None or not list(Path(found).resolve().parent.glob("*sdlo*")):
        reason = "no LibreOffice Impress: install it (apt-get install libreoffice-impress) or name soffice in SOFFICE"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A headless Chromium that asks nothing of the internet by itself."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium, args=flags)


def sideways(page: Page) -> int:
    """By how many px a page is wider than its window."""
    return int(
        page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid="stMain"]');
                return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
            }"""
        )
    )
