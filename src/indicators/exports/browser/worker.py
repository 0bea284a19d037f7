"""The browser of this program: started when it is first needed, watched, replaced when it hangs, dies or grows."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from typing import TypeVar

from indicators.exports.browser import finding
from indicators.exports.browser.page import Page, Refused
from indicators.exports.browser.process import Lost, Process

T = TypeVar("T")

PATIENCE = 20.0  # seconds that a job may take
_START = 40.0  # seconds that a browser may take to start, on a cold disk
_MOST_JOBS = 1000
_MOST_MEMORY = 1_500_000_000  # bytes; a fresh browser has 400 MB, much of it shared
_IDLE = 600.0  # seconds without a job after which the browser is not worth its memory
_LOOK = 20  # jobs between two looks at the memory


class Late(Exception):
    """A job took longer than it may; its browser was killed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Worker:
    """One browser for any number of threads, one job at a time.

    A job is a function of the page. One that takes too long loses its browser and raises `Late`; the next one gets a new browser.
    One whose browser dies is done once more with a new one, since others may have killed it: the system when memory is short.

    Args:
        find: finds the browser's path; raises `finding.Missing` where there is none.
        most_jobs: after so many jobs the browser is replaced.
        most_memory: likewise when it has grown to so many bytes.
    """

    def __init__(
        self,
        find: Callable[[], str] = finding.find,
        *,
        most_jobs: int = _MOST_JOBS,
        most_memory: int = _MOST_MEMORY,
    ) -> None:
        self._find = find
        self._most_jobs, self._most_memory = most_jobs, most_memory
        self._turn = threading.Lock()
        self._page: Page | None = None
        self._jobs = 0
        self._rest = threading.Timer(_IDLE, self.close)
        atexit.register(self.close)

    @property
    def process(self) -> Process | None:
        """The browser that runs at present."""
        return self._page.process if self._page else None

    def do(self, job: Callable[[Page], T], patience: float = PATIENCE) -> T:
        """What a job gives; it waits for its turn.

        Args:
            job: what to do with the page.
            patience: the seconds that it may take once it is its turn.

        Raises:
            finding.Missing: there is no browser.
            Late: the job took too long.
            Lost: its browser died twice, or cannot be started.
            Refused: the page cannot do it.
        """
        with self._turn:
            self._rest.cancel()
            try:
                return self._once(job, patience)
            except Lost:
                return self._once(job, patience)
            finally:
                self._rest = threading.Timer(_IDLE, self.close)
                self._rest.daemon = True
                self._rest.start()

    def close(self) -> None:
        """Ends the browser; the next job starts another one."""
        self._rest.cancel()
        with self._turn:
            self._replace()

    def _once(self, job: Callable[[Page], T], patience: float) -> T:
        page = self._page or self._started()
        try:
            found = _watched(page.process, lambda: job(page), patience)
        except Refused:
            self._done(page)
            raise
        except BaseException:  # also an interrupted one, whose answer is still to come
            page.process.kill()
            self._replace()
            raise
        self._done(page)
        return found

    def _started(self) -> Page:
        try:
            process = Process(self._find())
        except OSError as error:
            raise Lost from error
        try:
            self._page = _watched(process, lambda: Page(process), _START)
        except BaseException:
            process.close()
            raise
        self._jobs = 0
        return self._page

    def _done(self, page: Page) -> None:
        """Replaces a browser that has done enough or grown too large."""
        self._jobs += 1
        large = self._jobs % _LOOK == 0 and (page.process.memory() or 0) > self._most_memory
        if large or self._jobs >= self._most_jobs:
            self._replace()

    def _replace(self) -> None:
        page, self._page = self._page, None
        if page:
            page.process.close()


def _watched(process: Process, job: Callable[[], T], patience: float) -> T:
    """What a job gives; its process is killed when it takes too long, which ends the job wherever it waits."""
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(patience, end)
    watch.daemon = True
    watch.start()
    try:
        return job()
    except Lost as error:
        if late.is_set():
            raise Late(patience) from error
        raise
    finally:
        watch.cancel()
