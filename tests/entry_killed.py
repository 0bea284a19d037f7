"""Kills a process that enters figures, again and again, and looks at the file each time: entry_killed.py FOLDER ROUNDS.

Prints how often the file was the old one and the new one when the figure being written was not yet confirmed, and ends with 1
where it was anything else.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from indicators import entry, reading
from indicators.entry import Add, Change, messages, recording
from indicators.model import Document, Observation


def write(folder: Path, year: int, last: int, told: int) -> None:
    """Enters a figure for every year from `year` to `last`, and tells each that is safe."""
    while year <= last:
        claim = Observation(str(year), "CN-CQ", "9", "letter", "占比9%", note="说明" * 2000)
        plan = entry.plan(folder, Change((Add("one", "actual", claim),)))

        def keep(current: entry.Plan) -> recording.Recorded:
            files = {one.file: one.before for one in current.files}
            return recording.record(files, folder, messages.message(current, "en"))

        entry.save(plan, folder, keep)
        os.write(told, f"{year}\n".encode())
        year += 1


def main() -> int:
    """Runs the rounds."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    file, start = folder / "size.yaml", (folder / "size.yaml").read_bytes()
    luck = random.Random(7)  # noqa: S311
    write(
        folder, 1000, 1000, os.open(os.devnull, os.O_WRONLY)
    )  # everything is imported before the first fork
    file.write_bytes(start)
    known: set[int] = set()
    year, old, new = 1000, 0, 0
    for _ in range(rounds):
        out, told = os.pipe()
        child = os.fork()
        if not child:
            os.close(out)
            write(folder, year, 9999, told)
        os.close(told)
        with os.fdopen(out) as stream:
            started = time.monotonic()
            first = stream.readline()  # it is at work, and so long does a figure take
            time.sleep(luck.random() * 1.5 * (time.monotonic() - started))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            safe = known | {int(line) for line in (first + stream.read()).split()}
        document = reading.read(file.read_bytes(), file.name)
        if not isinstance(document, Document):
            print(*document, sep="\n")
            return 1
        years = {int(one.time_period) for one in document.indicators[0].observations} - {2022}
        if not safe <= years or len(years) > len(safe) + 1:
            print(f"lost {safe - years}, more than one too many in {years - safe}")
            return 1
        old, new = old + (years == safe), new + (years != safe)
        known, year = years, max(years, default=999) + 1
        (folder.parent / ".git" / "index.lock").unlink(
            missing_ok=True
        )  # git, too, leaves its lock behind when it is killed
        if year > 1150:
            file.write_bytes(start)
            known, year = set(), 1000
    print(f"{old} {new}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
