"""Many viewers at once on two cores: our app beside the plainest Streamlit app with the same charts.

Fifty viewers have the page open, each with its web socket, and each chooses another indicator every three seconds; a viewer whose
answer takes longer chooses again when it is there. Measured is the time from the choice until the whole answer has arrived. A
viewer is a client of the same protocol, not a browser: what browsers draw is measured by `browser.py`. Clients and servers share
the two cores. Both servers run all the time and are loaded in turns of fifteen seconds, so that other work on the machine
meets both. Before that, one viewer has chosen every indicator once (`alone`): these servers are in use, not just started. The
peer is as Streamlit starts it: it computes each figure when it is chosen, and collects garbage after every run.

CPU is the server's alone, for each choice answered. Memory for each viewer is what the server holds (resident set) after the load
more than before the fifty came, divided by fifty.

    python benchmarks/load.py [--seconds 60] [--viewers 50] [--minutes 30] [--app FOLDER]

`--minutes` is the long run, of our app alone: viewers leave after twenty choices and others come; memory is printed every minute,
and must be flat in the second half. Needs Linux, which tells what a process uses, and the package `websockets`.
"""

from __future__ import annotations

import contextlib
import os
import random
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import _serving
from _serving import Bound, Server
from _viewers import Failed, Plain, Viewer, of_ours

from indicators import store

EVERY = 3.0  # seconds between two choices of a viewer
TURN = 15.0  # seconds that one server is loaded before the other
STAY = 20  # choices after which a viewer leaves in the long run
CORES = 2


@dataclass
class Crowd:
    """The viewers of one server, and what they have seen."""

    server: Server
    kind: type[Viewer]
    titles: dict[str, str]
    viewers: list[Viewer] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    cpu: float = 0
    before: float = 0

    def warm(self) -> None:
        """One viewer chooses every indicator once."""
        viewer = self.kind(self.server.address)
        for name in self.titles:
            self.alone.append(timed(viewer, name, self.titles[name]))
        viewer.leave()

    def arrive(self, count: int) -> None:
        self.before = self.server.memory()
        self.viewers = [self.kind(self.server.address) for _ in range(count)]

    def choose(self, seconds: float, *, churn: bool = False) -> None:
        """All viewers choose for so long; with `churn`, viewers leave and others come."""
        until = time.perf_counter() + seconds
        cpu = self.server.cpu()
        threads = [
            threading.Thread(target=self._one, args=(place, until, churn))
            for place in range(len(self.viewers))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.cpu += self.server.cpu() - cpu

    def _one(self, place: int, until: float, churn: bool) -> None:
        due = time.perf_counter() + random.random() * EVERY
        while due < until:
            time.sleep(max(0, due - time.perf_counter()))
            try:
                if churn and random.random() < 1 / STAY:
                    self.viewers[place].leave()
                    self.viewers[place] = self.kind(self.server.address)
                name = random.choice(list(self.titles))
                self.times.append(timed(self.viewers[place], name, self.titles[name]))
            except (Failed, OSError) as error:
                self.errors.append(str(error))
                with contextlib.suppress(Failed, OSError):
                    self.viewers[place] = self.kind(self.server.address)
            due = max(due + EVERY, time.perf_counter())

    @property
    def held(self) -> float:
        """Megabytes that the server holds for each viewer."""
        return (self.server.memory() - self.before) / len(self.viewers)


def timed(viewer: Viewer, name: str, title: str) -> float:
    """Milliseconds of a choice."""
    start = time.perf_counter()
    viewer.choose(name, title)
    return (time.perf_counter() - start) * 1000


def percentile(times: list[float], per_cent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[per_cent - 1]


def compare(app: Path, titles: dict[str, str], viewers: int, seconds: float) -> int:
    """Loads both servers in turns and prints what their viewers saw; 1 where a bound is missed."""
    with _serving.ours(app) as ours, _serving.peer("streamlit", app) as plain:
        kind = of_ours(ours.address)
        crowds = {"ours": Crowd(ours, kind, titles), "plain Streamlit": Crowd(plain, Plain, titles)}
        for crowd in crowds.values():
            crowd.warm()
        for crowd in crowds.values():
            crowd.arrive(viewers)
        for turn in range(round(seconds / TURN)):
            for name, crowd in crowds.items():
                print(f"\rturn {turn + 1}: {name:20}", end="", file=sys.stderr, flush=True)
                crowd.choose(TURN)
        print("\r", end="", file=sys.stderr)
        print(f"{viewers} viewers, a choice every {EVERY:g} s, ours by {kind.__name__.lower()}")
        head = ("p50, ms", "p95, ms", "choices", "errors", "CPU, ms", "MB/viewer", "alone, ms")
        print(" " * 16 + "".join(f"{each:>11}" for each in head))
        for name, crowd in crowds.items():
            numbers = [percentile(crowd.times, 50), percentile(crowd.times, 95), len(crowd.times)]
            numbers += [len(crowd.errors), crowd.cpu / len(crowd.times) * 1000, crowd.held]
            numbers += [percentile(crowd.alone, 50)]
            print(f"{name:16}" + "".join(f"{number:11.4g}" for number in numbers))
        for name, crowd in crowds.items():
            for error in sorted(set(crowd.errors))[:3]:
                print(f"  {name}: {error}")
        mine, theirs = crowds.values()
        times = percentile(mine.times, 95) / percentile(theirs.times, 95)
        return _serving.report(
            [
                Bound("p95 of a choice, ours / plain Streamlit", times, 1 / 30),
                Bound("errors of ours", len(mine.errors), 0),
            ]
        )


def endure(app: Path, titles: dict[str, str], viewers: int, minutes: int) -> int:
    """Loads our server for long and prints its memory every minute; 1 where it is not flat in the second half."""
    with _serving.ours(app) as ours:
        crowd = Crowd(ours, of_ours(ours.address), titles)
        crowd.warm()
        crowd.arrive(viewers)
        memory: list[float] = []
        for minute in range(1, minutes + 1):
            crowd.times.clear()
            crowd.choose(60, churn=True)
            memory.append(ours.memory())
            p95 = percentile(crowd.times, 95)
            said = f"minute {minute:3}  {memory[-1]:7.1f} MB   p95 {p95:6.1f} ms   errors {len(crowd.errors)}"
            print(said, flush=True)
    second = memory[len(memory) // 2 :]
    slope = statistics.linear_regression(range(len(second)), second).slope if len(second) > 1 else 0.0
    print(f"second half: {slope:+.3f} MB a minute")
    return _serving.report(
        [
            Bound("errors", len(crowd.errors), 0),
            Bound("memory, last quarter / the one before", _quarter(memory, 4) / _quarter(memory, 3), 1.02),
        ]
    )


def _quarter(memory: list[float], which: int) -> float:
    quarter = max(1, len(memory) // 4)
    end = len(memory) - (4 - which) * quarter
    return statistics.fmean(memory[max(0, end - quarter) : end] or memory)


def main() -> int:
    """The comparison, or with `--minutes` the long run."""
    parser = _serving.options(__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of load for each server")
    parser.add_argument("--viewers", type=int, default=50)
    parser.add_argument("--minutes", type=int, help="the long run instead")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    catalogue = store.read(arguments.app / "data")
    titles = {indicator.id: indicator.title.zh for indicator in catalogue.indicators.values()}
    if arguments.minutes:
        return endure(arguments.app, titles, arguments.viewers, arguments.minutes)
    return compare(arguments.app, titles, arguments.viewers, arguments.seconds)


if __name__ == "__main__":
    sys.exit(main())
