"""The browser that draws: what happens when it hangs, is killed, grows or is not there."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indicators.exports import browser
from indicators.exports.browser import Late, Lost, Missing, Page, Refused, Worker, starting
from indicators.exports.browser.process import Process

FIGURE = '{"data":[{"type":"scatter","x":[1,2],"y":[3,4]}],"layout":{"width":200,"height":100}}'
FOREVER = "while (true) {}"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are not there")


@pytest.fixture(scope="module")
def found(chromium: str) -> Callable[[], str]:
    return lambda: chromium


@pytest.fixture(scope="module")
def worker(found: Callable[[], str]) -> Iterator[Worker]:
    """One worker for all tests that leave it in order."""
    made = Worker(found)
    yield made
    pid = made.process.pid if made.process else 0
    made.close()
    assert not _alive(pid)


def draw(page: Page) -> str:
    return page.svg(FIGURE)


def pid_of(worker: Worker) -> int:
    assert worker.process is not None
    return worker.process.pid


def _alive(pid: int) -> list[int]:
    """What is left of a browser's processes a moment after it was closed."""
    for _ in range(50):
        if not (left := starting.members(pid)):
            break
        time.sleep(0.1)
    return left


def test_one_browser_serves_all_jobs(worker: Worker) -> None:
    first = worker.do(draw)
    pid = pid_of(worker)
    assert first.startswith("<svg")
    assert worker.do(draw) == first
    assert pid_of(worker) == pid


def test_ten_callers_at_once_get_each_their_own(worker: Worker) -> None:
    def sized(width: int) -> str:
        return worker.do(lambda page: page.svg(FIGURE.replace("200", str(width))))

    with ThreadPoolExecutor(10) as pool:
        drawn = list(pool.map(sized, range(200, 300, 10)))
    assert [f'width="{width}"' in svg for width, svg in zip(range(200, 300, 10), drawn, strict=True)] == [
        True
    ] * 10


def test_a_page_that_never_answers_fails_alone_and_others_are_served_by_a_new_browser(worker: Worker) -> None:
    worker.do(draw)
    hung = pid_of(worker)
    results: dict[str, object] = {}

    def forever() -> None:
        try:
            worker.do(lambda page: page.evaluate(FOREVER), patience=1)
        except Late as error:
            results["hung"] = error.seconds

    threads = [threading.Thread(target=forever)]
    threads += [
        threading.Thread(target=lambda n=n: results.__setitem__(f"other {n}", worker.do(draw)[:4]))  # type: ignore[misc]
        for n in range(3)
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join(30)
    assert results == {"hung": 1, "other 0": "<svg", "other 1": "<svg", "other 2": "<svg"}
    assert pid_of(worker) != hung
    assert not _alive(hung)


def test_a_browser_killed_in_the_middle_of_a_job_is_replaced_and_the_job_done(worker: Worker) -> None:
    worker.do(draw)
    killed = pid_of(worker)
    wait = "new Promise((done) => setTimeout(() => done(7), 600))"
    threading.Timer(0.2, os.kill, (killed, signal.SIGKILL)).start()
    assert worker.do(lambda page: page.evaluate(wait)) == 7
    assert pid_of(worker) != killed
    assert not _alive(killed)


def test_a_page_that_crashes_is_done_once_more_and_then_given_up(worker: Worker) -> None:
    tries = []

    def crash(page: Page) -> None:
        tries.append(page)
        page.process.call("Page.crash", page.session)

    with pytest.raises(Lost):
        worker.do(crash)
    assert len(tries) == 2
    assert worker.do(draw).startswith("<svg")


def test_what_plotly_cannot_draw_is_refused_and_the_browser_stays(worker: Worker) -> None:
    worker.do(draw)
    pid = pid_of(worker)
    with pytest.raises(Refused, match="nothing here"):
        worker.do(lambda page: page.evaluate("(() => { throw new Error('nothing here') })()"))
    assert worker.do(draw).startswith("<svg")
    assert pid_of(worker) == pid


def test_the_page_reaches_neither_a_network_nor_a_file(worker: Worker, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for address in (secret.as_uri(), "http://127.0.0.1:9/", "https://example.org/"):
        with pytest.raises(Refused, match="Failed to fetch"):
            worker.do(
                lambda page, address=address: page.evaluate(f"fetch('{address}').then((r) => r.text())")
            )  # type: ignore[misc]


def test_after_so_many_jobs_the_browser_is_replaced(found: Callable[[], str]) -> None:
    worker = Worker(found, most_jobs=2)
    pids = []
    for _ in range(3):
        worker.do(lambda page: pids.append(page.process.pid))
    worker.close()
    assert pids[0] == pids[1] != pids[2]


def test_a_browser_that_has_grown_too_large_is_replaced(found: Callable[[], str]) -> None:
    worker = Worker(found, most_memory=1)
    worker.do(draw)
    pid = pid_of(worker)
    for _ in range(19):
        worker.do(lambda page: page.evaluate("1"))
    assert worker.process is None
    assert not _alive(pid)


def test_two_hundred_drawings_leave_the_memory_of_browser_and_program_flat(worker: Worker) -> None:
    def memory() -> tuple[int, int]:
        assert worker.process is not None
        own = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return worker.process.memory() or 0, own

    for _ in range(60):
        worker.do(draw)
    before = memory()
    assert before[0] > 50_000_000
    for n in range(200):
        worker.do(
            lambda page, n=n: page.png(page.svg(FIGURE.replace("200", str(400 + n % 7))), (400, 300), 1)
        )  # type: ignore[misc]
    after = memory()
    assert after[0] < before[0] + 150_000_000
    assert after[1] < before[1] + 20_000_000


def test_closing_leaves_no_process_and_no_profile_and_the_next_job_starts_anew(
    found: Callable[[], str],
) -> None:
    worker = Worker(found)
    worker.do(draw)
    assert worker.process is not None
    pid, profile = worker.process.pid, worker.process.profile
    assert profile.is_dir()
    worker.close()
    worker.close()
    assert worker.process is None
    assert not _alive(pid)
    assert not profile.exists()
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    assert worker.do(draw).startswith("<svg")
    worker.close()


def test_a_browser_leaves_when_its_program_is_gone(chromium: str) -> None:
    process = Process(chromium)
    process.call("Browser.getVersion")
    process.forget()  # the ends of the pipes are closed, as they are when a program dies
    for _ in range(100):
        if starting.gone(process.pid):
            break
        time.sleep(0.1)
    else:
        pytest.fail("it runs on")
    process.kill()


def test_what_a_killed_program_left_behind_is_swept_up(
    chromium: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed, running = (tmp_path / f"indicators-browser-{pid}-x" for pid in (2**22 + 1, os.getpid()))
    killed.mkdir()
    running.mkdir()
    process = Process(chromium)
    assert not killed.exists()
    assert running.exists()
    assert process.profile.parent == tmp_path
    process.close()


def test_a_program_that_is_no_browser_is_lost_not_waited_for(tmp_path: Path) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    with pytest.raises(Lost):
        Worker(lambda: str(fake)).do(draw)
    with pytest.raises(Lost):
        Worker(lambda: str(tmp_path / "none")).do(draw)


def test_the_environment_names_the_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.setenv(browser.VARIABLE, str(fake))
    assert browser.find() == str(fake)


def test_a_named_browser_that_is_not_there_is_not_silently_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, "/nowhere/chrome")
    with pytest.raises(Missing) as error:
        Worker().do(draw)
    assert error.value.named == "/nowhere/chrome"
