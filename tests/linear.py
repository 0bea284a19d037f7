"""Whether something takes time in proportion to what it is given: CPU time of an eighth beside that of the whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Given = TypeVar("Given", str, bytes)


def takes_linear_time(run: Callable[[Given], object], whole: Given) -> bool:
    """True when the whole takes at most 24 times as long as an eighth of it: linear is 8, square would be 64."""

    def seconds(part: Given) -> float:
        start = time.process_time()
        run(part)
        return time.process_time() - start

    small = min(seconds(whole[: len(whole) // 8]) for _ in range(2))
    return seconds(whole) < 24 * max(small, 0.01)
