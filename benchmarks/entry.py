"""What entering costs: one figure into 100,000, beside PyYAML's C loader reading the same file once; a sheet of 10,000 rows.

Entering is the whole way: reading the files, working the change out, proving that the new text holds just that, the checks, the
sentences before and after, the lock, the file on the disk. CPU time where others wait for the processor too, the median of some
rounds, the contestants taking turns. Exits with 1 where a bound is missed.

    python benchmarks/entry.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from opening import generate

ROOT = Path(__file__).resolve().parents[1]


def cpu(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def joined(folder: Path, one: Path) -> None:
    """The generated catalogue as a single file of 100,000 claims."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))]
    heads, rest = texts[0].split("sources:\n")[0], [text.split("sources:\n", 1)[1] for text in texts]
    sources, indicators = zip(*(text.split("indicators:\n", 1) for text in rest), strict=True)
    one.write_text(f"{heads}sources:\n{''.join(sources)}indicators:\n{''.join(indicators)}", encoding="utf-8")


def enter(root: Path, indicator: str, year: int) -> None:
    """Enters a figure, from nothing read to everything written."""
    from indicators import entry
    from indicators.entry import effects
    from indicators.model import Observation

    claim = Observation(str(year), "CN-CQ", "9.5", "letter-20-1", "占比9.5%", because="试")
    plan = entry.plan(root, entry.Change((entry.Add(indicator, "actual", claim),)))
    effects.sentences(plan, "zh")
    effects.effects(plan, "zh")
    plan.difference()
    entry.save(plan, root)


def enter_real(root: Path, year: int) -> None:
    """The same for the catalogue of this project."""
    from indicators import entry
    from indicators.entry import effects
    from indicators.model import Observation

    claim = Observation(str(year), "CN-CQ", "7.1", "cqrb-2023-09-05", "占比7.1%")
    plan = entry.plan(root, entry.Change((entry.Add("digital_core_share_gdp", "actual", claim),)))
    effects.sentences(plan, "zh")
    effects.effects(plan, "zh")
    plan.difference()
    entry.save(plan, root)


def rows(folder: Path) -> bytes:
    """A sheet of 10,000 figures: 50 for each of 200 indicators, as analysts fill it in."""
    made = io.StringIO()
    out = csv.writer(made)
    out.writerow(["indicator", "ref_area", "time_period", "value", "source", "quote"])
    for file in range(4):
        for indicator in range(50):
            for year in range(1920, 1970):
                value = f"{max(1, year - 1962)}.{indicator % 10}%"
                quote = f"{year}年，全市数字经济核心产业增加值占地区生产总值（GDP）的比重达到{value}，比上年提高0.5个百分点"
                out.writerow(
                    [f"share_{file}_{indicator}", "CN-CQ", year, value, f"letter-{file}-{year % 10}", quote]
                )
    return made.getvalue().encode()


def import_sheet(root: Path, data: bytes) -> None:
    """The whole way from the bytes of a sheet to the files."""
    from indicators import entry
    from indicators.entry import importing, sheets

    plan = importing.plan(sheets.parse(data, "figures.csv"), root)
    plan.difference()
    entry.save(plan, root)


def opened(root: Path) -> None:
    """Reads and checks a catalogue of which nothing is compiled, as after `git pull`."""
    from indicators import checks, store

    store._memory.clear()
    for file in store.cache_folder().glob("*"):
        file.unlink()
    checks.check(store.read(root))


def main() -> int:
    """Prints the table; 1 where a bound is missed."""
    import yaml

    from indicators import store

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name:
        many, single, real = (Path(name) / part for part in ("many", "single", "real"))
        for folder in (many, single):
            folder.mkdir()
        shutil.copytree(ROOT / "data", real)
        os.environ["INDICATORS_CACHE"] = str(Path(name) / "cache")
        generate(many)
        joined(many, single / "indicators.yaml")
        for folder in (many, single, real):  # as it is while people work: read once already
            store.read(folder)
        for year in range(1900, 1900 + rounds):
            for label, work in (
                (
                    "load",
                    lambda: yaml.load((single / "indicators.yaml").read_bytes(), Loader=yaml.CSafeLoader),
                ),
                ("into one file", partial(enter, single, "share_20_25", year)),
                ("into one of 40 files", partial(enter, many, "share_20_25", year)),
                (
                    "load real",
                    lambda: [
                        yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) for file in real.glob("*.yaml")
                    ],
                ),
                ("into the real one", partial(enter_real, real, year)),
            ):
                found.setdefault(label, []).append(cpu(work))
        for turn in range(rounds):
            few = Path(name) / f"few{turn}"
            few.mkdir()
            for file in sorted(many.glob("*.yaml"))[:4]:
                shutil.copy(file, few)
            sheet = rows(few)
            store.read(few)
            found.setdefault("import", []).append(cpu(partial(import_sheet, few, sheet)))
            found.setdefault("open", []).append(cpu(partial(opened, few)))
    middle = {label: statistics.median(each) for label, each in found.items()}
    rows_ = [
        ("into one file of 100,000", middle["into one file"], middle["into one file"] / middle["load"], 0.5),
        (
            "into one of 40 files",
            middle["into one of 40 files"],
            middle["into one of 40 files"] / middle["load"],
            0.5,
        ),
        (
            "into the real catalogue",
            middle["into the real one"],
            middle["into the real one"] / middle["load real"],
            1,
        ),
    ]
    rows_.append(("a sheet of 10,000 rows", middle["import"], middle["import"] / middle["open"], 3))
    print(
        f"C loader: one file of 100,000 claims {middle['load']:.2f} s, the real catalogue {middle['load real'] * 1000:.0f} ms"
    )
    print(f"opening and checking the catalogue with the sheet's figures {middle['open']:.2f} s")
    print(f"{'':28}{'measured':>12}{'times':>10}   wanted")
    for label, seconds, times, bound in rows_:
        print(
            f"{label:28}{seconds * 1000:9.0f} ms{times:10.3g}   at most {bound:g}{'' if times <= bound else '   MISSED'}"
        )
    return 0 if all(times <= bound for _, _, times, bound in rows_) else 1


if __name__ == "__main__":
    sys.exit(main())
