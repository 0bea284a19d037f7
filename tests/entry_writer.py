"""A process that enters figures, for the tests of locks and of sudden ends: entry_writer.py FOLDER FIRST COUNT [LIST]."""

from __future__ import annotations

import sys
from pathlib import Path

from indicators import entry
from indicators.entry import Add, Change, messages, recording
from indicators.model import Observation


def main() -> None:
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for year in range(first, first + count):
        claim = Observation(str(year), "CN-CQ", "9", "letter", "占比9%")
        plan = entry.plan(folder, Change((Add("one", "actual", claim),)))

        def keep(current: entry.Plan) -> recording.Recorded:
            return recording.record(
                {one.file: one.before for one in current.files}, folder, messages.message(current, "en")
            )

        saved = entry.save(plan, folder, keep)
        print(year, getattr(saved.record, "trouble", ""), flush=True)


if __name__ == "__main__":
    main()
