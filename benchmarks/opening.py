"""What opening and checking 100,000 claims costs, beside PyYAML's C loader on the same files.

CPU time, the median of three rounds, the contestants taking turns. Exits with 1 where a bound is missed.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES, INDICATORS, YEARS, SOURCES = 40, 50, 50, 10
ROUNDS = 3
HEDGES = {"": "达到", "more_than": "超过", "about": "约"}

SHARED = """\
themes:
  - id: size
    title: {zh: 规模与占比, en: Size and share}
units:
  - id: percent
    title: {zh: "%", en: "%"}
    name: {zh: 百分比, en: per cent}
areas:
  - id: CN-CQ
    title: {zh: 重庆, en: Chongqing}
"""
SOURCE = """\
  - id: letter-{file}-{source}
    kind: letter
    title: 重庆市经济和信息化委员会关于市六届人大一次会议第{source}号建议办理情况的答复函
    issuer: 重庆市经济和信息化委员会
    published: 2025-04-04
    reliability: primary
"""
INDICATOR = """\
  - id: share_{file}_{indicator}
    title: {{zh: 数字经济核心产业增加值占GDP比重, en: Core digital industries {file} {indicator}}}
    short_title: {{zh: 核心产业占比, en: Core share}}
    definition: {{zh: 按统计分类核算的核心产业增加值占GDP比重, en: Value added of the core industries relative to GDP.}}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
"""
CLAIM = """\
      - time_period: "{year}"
        ref_area: CN-CQ
        obs_value: {value}{qualifier}
        source: letter-{file}-{source}
        quote: {year}年，全市数字经济核心产业增加值占地区生产总值（GDP）的比重{hedge}{value}%，比上年提高0.5个百分点
"""


def generate(folder: Path) -> None:
    """Writes the catalogue the way analysts write; every fifth number has a hedge, as in the real one."""
    for file in range(FILES):
        parts = [SHARED if file == 0 else "", "sources:\n"]
        parts += [SOURCE.format(file=file, source=source) for source in range(SOURCES)]
        parts.append("indicators:\n")
        for indicator in range(INDICATORS):
            parts.append(INDICATOR.format(file=file, indicator=indicator))
            for step in range(YEARS):
                hedge = ("more_than", "", "", "", "about", "", "", "", "", "")[(step + indicator) % 10]
                parts.append(
                    CLAIM.format(
                        year=1975 + step,
                        value=f"{10 + step}.{indicator % 10}",
                        qualifier=f"\n        qualifier: {hedge}" if hedge else "",
                        hedge=HEDGES[hedge],
                        file=file,
                        source=step % SOURCES,
                    )
                )
        (folder / f"part{file:02}.yaml").write_text("".join(parts), encoding="utf-8")


def change(folder: Path) -> None:
    """Revises one figure in one file."""
    file = folder / "part07.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2025-04-04", f"2025-04-{10 + time.time_ns() % 20}", 1), encoding="utf-8")


def cpu(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def child(code: str, **env: str) -> dict[str, float]:
    """Runs Python code in a process of its own: CPU seconds with imports, peak memory in MB, what it prints as JSON."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Not ru_maxrss: a child inherits the peak of the process that it was forked from.
    peak = 'next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))'
    program = f"{code}\nimport json; print(json.dumps(dict(mb={peak} / 1024)))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | env,
        check=True,
        capture_output=True,
        text=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": seconds, **json.loads(done.stdout.splitlines()[-1])}


LOAD = """
import yaml, pathlib
kept = [yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in sorted(pathlib.Path({!r}).glob("*.yaml"))]
"""
OPEN = "from indicators import store\nkept = store.read({!r})"


def measure(folder: Path, cache: Path) -> dict[str, list[float]]:
    import yaml

    from indicators import checks, store

    def load() -> object:
        return [
            yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in sorted(folder.glob("*.yaml"))
        ]

    def forget(also_compiled: bool) -> None:
        store._memory.clear()
        for file in cache.glob("*") if also_compiled else ():
            file.unlink()

    found: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        found.setdefault(name, []).append(value)

    env = {"INDICATORS_CACHE": str(cache)}
    for _ in range(ROUNDS):
        note("load", cpu(load))
        forget(also_compiled=True)
        note("first open", cpu(lambda: store.read(folder)))
        note("unchanged, running", cpu(lambda: store.read(folder)))
        note("unchanged, new process", child(OPEN.format(str(folder)), **env)["cpu"])
        change(folder)
        note("one file changed, running", cpu(lambda: store.read(folder)))
        change(folder)
        note("one file changed, new process", child(OPEN.format(str(folder)), **env)["cpu"])
        note("check", cpu(partial(checks.check, store.read(folder))))
        forget(also_compiled=True)
        note("memory, first open", child(OPEN.format(str(folder)), **env)["mb"])
        note("memory, load", child(LOAD.format(str(folder)))["mb"])
        forget(also_compiled=True)
        note("real catalogue", child(OPEN.format(str(ROOT / "data")), **env)["cpu"])
        forget(also_compiled=True)
    return found


def main() -> int:
    """Prints the table; 1 where a bound is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "data", Path(name) / "cache"
        folder.mkdir()
        os.environ["INDICATORS_CACHE"] = str(cache)
        generate(folder)
        megabytes = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        found = {name: statistics.median(values) for name, values in measure(folder, cache).items()}
    load, memory = found["load"], found["memory, load"]
    print(
        f"{FILES * INDICATORS * YEARS:,} claims in {FILES} files, {megabytes:.1f} MB; C loader {load:.2f} s, {memory:.0f} MB"
    )
    rows: list[tuple[str, str, float, str, float, bool]] = []
    for name, bound in (("first open", 0.3), ("check", 0.05)):
        rows.append(
            (name, f"{found[name]:.3f} s", found[name] / load, "at most", bound, found[name] / load <= bound)
        )
    for name, bound in (
        ("unchanged, running", 100),
        ("unchanged, new process", 20),
        ("one file changed, running", 20),
        ("one file changed, new process", 20),
    ):
        rows.append(
            (name, f"{found[name]:.3f} s", load / found[name], "at least", bound, load / found[name] >= bound)
        )
    share = found["memory, first open"] / memory
    rows.append(
        ("memory, first open", f"{found['memory, first open']:.0f} MB", share, "at most", 1, share <= 1)
    )
    real = found["real catalogue"] * 1000
    rows.append(("real catalogue, empty cache", f"{real:.0f} ms", real, "at most", 150, real <= 150))
    print(f"{'':32}{'measured':>12}{'times':>10}   wanted")
    for name, measured, times, word, bound, kept in rows:
        print(f"{name:32}{measured:>12}{times:>10.3g}   {word} {bound:g}{'' if kept else '   MISSED'}")
    return 0 if all(row[-1] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
