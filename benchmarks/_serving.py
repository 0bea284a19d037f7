"""The apps that are measured, started and stopped: ours and the peers beside it, and where a bound is kept."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
_HEADLESS = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.port"]


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, and its process."""

    address: str
    pid: int

    def memory(self) -> float:
        """Megabytes in memory (resident set, Linux)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def cpu(self) -> float:
        """Seconds of CPU used so far (Linux)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def ours(folder: Path = ROOT, **env: str) -> Iterator[Server]:
    """Our app as `streamlit run app.py` starts it; `folder` holds another version of the project where given."""
    with _serving([*STREAMLIT, "app.py", *_HEADLESS], folder, folder / "src", env) as server:
        yield server


@contextlib.contextmanager
def peer(name: str, folder: Path = ROOT) -> Iterator[Server]:
    """A peer (`streamlit`, `dash`, `vizro`, `static`) with the figures of `folder`.

    It runs in an empty folder, so that no settings of ours reach it.
    """
    command = [sys.executable, str(HERE / "_peers.py"), name]
    if name == "streamlit":
        command = [*STREAMLIT, str(HERE / "_plain.py"), *_HEADLESS]
    env = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "INDICATORS_DATA": str(folder / "data")}
    with (
        tempfile.TemporaryDirectory() as empty,
        _serving(command, Path(empty), folder / "src", env) as server,
    ):
        yield server


@contextlib.contextmanager
def _serving(command: list[str], cwd: Path, source: Path, env: dict[str, str]) -> Iterator[Server]:
    port = _free_port()
    path = os.pathsep.join(filter(None, [str(source), os.environ.get("PYTHONPATH")]))
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            [*command, str(port)],
            cwd=cwd,
            env=os.environ | {"PYTHONPATH": path} | env,
            stdout=log,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        try:
            if not _answers(server, process):
                log.seek(0)
                raise RuntimeError(f"{' '.join(command)} does not answer:\n{log.read().decode()[-2000:]}")
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()


def _answers(server: Server, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(server.address):
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass(frozen=True)
class Bound:
    """A promise: what is measured, the most that it may be, and the middle half of the runs where there were several."""

    what: str
    measured: float
    most: float
    spread: tuple[float, float] | None = None

    @property
    def kept(self) -> bool:
        return self.measured <= self.most


def ratio(what: str, ours: Sequence[float], theirs: Sequence[float], most: float) -> Bound:
    """The bound on ours / theirs: the median of the ratios of runs side by side, which the machine's other work meets alike."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    low, middle, high = quartiles(ratios)
    return Bound(what, middle, most, (low, high))


def quartiles(values: Sequence[float]) -> list[float]:
    """The middle half's lower end, the median, the middle half's upper end."""
    return statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else [values[0]] * 3


def options(about: str | None) -> argparse.ArgumentParser:
    """The command line that the measurements of the app share."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--app", type=Path, default=ROOT, metavar="FOLDER", help="another version of ours")
    return parser


def report(bounds: Sequence[Bound]) -> int:
    """Prints every bound and whether it is kept; 1 where one is missed."""
    for bound in bounds:
        spread = "({:.3g}–{:.3g})".format(*bound.spread) if bound.spread else ""
        verdict = "met" if bound.kept else "MISSED"
        print(f"{bound.what:50}{bound.measured:9.3g} {spread:15} at most {bound.most:<7.3g}{verdict}")
    return 0 if all(bound.kept for bound in bounds) else 1
