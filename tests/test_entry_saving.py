"""Saving a change: whole or not at all, whatever happens to the machine, the disk, the files or the other writers."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pygit2
import pytest

from entry_files import HEAD, INDICATOR
from indicators import checks, entry, store
from indicators.entry import Add, AddSource, Change, ClaimId, Refused, Revise, Withdraw, history, recording
from indicators.model import Catalogue, Observation, Source

ROOT = Path(__file__).parents[1]
KILLS = int(os.environ.get("INDICATORS_KILLS", "30"))
WRITERS, EACH = (int(n) for n in os.environ.get("INDICATORS_WRITERS", "4x8").split("x"))
TODAY = date(2026, 11, 24)
FIGURE = '      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}\n'
ONE = INDICATOR.format(id="one").replace("direction: up", "direction: none")
TEXT = f"{HEAD}indicators:\n{ONE}    observations:\n{FIGURE}"
THERE = ClaimId("one", "actual", "CN-CQ", "2022", "letter")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    (made / "size.yaml").write_text(TEXT, encoding="utf-8")
    return made


def claim(period: str, value: str = "9", source: str = "letter", **more: str) -> Observation:
    return Observation(period, "CN-CQ", value, source, f"占比{value}%", **more)  # type: ignore[arg-type]


def added(folder: Path, *claims: Observation) -> entry.Plan:
    return entry.plan(folder, Change(tuple(Add("one", "actual", one) for one in claims)), TODAY)


def figures(folder: Path) -> list[tuple[str, str, str]]:
    catalogue: Catalogue = store.read(folder)
    assert [problem for problem in checks.check(catalogue) if problem.severity == "error"] == []
    return [(c.time_period, c.obs_value, c.source) for c in catalogue.indicators["one"].observations]


def left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != ".entry.lock")


# ----------------------------------------------------------------------------------------------------- what is refused


def test_an_error_and_an_unexplained_warning_are_refused_and_a_reason_is_stored(folder: Path) -> None:
    plan = added(folder, claim("2021", "97"))
    assert [(problem.rule, problem.severity) for problem in plan.problems] == [("jump", "warning")]
    with pytest.raises(entry.Objections):
        entry.save(plan, folder)
    assert (folder / "size.yaml").read_text(encoding="utf-8") == TEXT
    plan = added(folder, claim("2021", "97", because="口径不同"))
    assert [problem.rule for problem in plan.problems] == ["explained"]
    entry.save(plan, folder)
    assert "because: 口径不同" in (folder / "size.yaml").read_text(encoding="utf-8")
    wrong = added(folder, Observation("2024", "CN-CQ", "9", "nobody", "占比8%"))
    assert sorted(problem.rule for problem in wrong.problems) == ["quote_number_missing", "unknown_reference"]


def test_a_reason_also_holds_for_the_neighbour_that_the_figure_makes_odd(folder: Path) -> None:
    plan = added(folder, claim("2021", "0.7", because="统计口径较窄"))
    assert [(problem.rule, problem.severity) for problem in plan.problems] == [("explained", "note")]


def test_only_what_is_new_is_said(folder: Path) -> None:
    text = TEXT.replace("占比超过8%", "占比超过9%")
    (folder / "size.yaml").write_text(text, encoding="utf-8")
    assert [problem.rule for problem in checks.check(store.read(folder))] == ["quote_number_missing"]
    assert added(folder, claim("2021")).problems == ()


def test_a_second_claim_by_one_source_a_later_source_and_the_same_words_are_said(folder: Path) -> None:
    assert [problem.rule for problem in added(folder, claim("2022", "9")).problems] == ["same_claim_twice"]
    entry.save(added(folder, claim("2021", "9", "paper")), folder)
    plan = added(folder, claim("2021", "9"))
    assert [problem.rule for problem in plan.problems] == ["same_words", "older_source"]
    assert str(plan.problems[1]).endswith(
        "a later source, paper (2023-09-05), already says 9 for this cell; both stay"
    )


def test_a_figure_of_a_year_that_has_not_begun_needs_a_reason(folder: Path) -> None:
    text = TEXT.replace("published: 2023-04-04}", "}").replace(
        "reliability: primary, }", "reliability: primary}"
    )
    (folder / "size.yaml").write_text(text, encoding="utf-8")
    assert [problem.rule for problem in added(folder, claim("2027")).problems] == ["future_actual"]


def test_percentage_points_are_no_per_cent(folder: Path) -> None:
    wrong = Observation("2023", "CN-CQ", "9", "paper", "比上年提高9个百分点")
    assert "points_as_percent" in [problem.rule for problem in added(folder, wrong).problems]
    right = Observation("2023", "CN-CQ", "9", "paper", "占比9%，比上年提高1个百分点")
    assert "points_as_percent" not in [problem.rule for problem in added(folder, right).problems]


def test_a_withdrawal_without_a_reason_and_a_change_of_nothing_are_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="needs a reason"):
        entry.plan(folder, Change((Withdraw(THERE),)))
    with pytest.raises(Refused, match="leave everything as it is"):
        entry.plan(folder, Change((Revise(THERE, {"obs_value": "8"}),)))
    with pytest.raises(Refused, match="paper says nothing about one in CN-CQ, 2022; letter"):
        entry.plan(folder, Change((Revise(ClaimId("one", "actual", "CN-CQ", "2022", "paper"), {}),)))


def test_a_new_source_comes_with_its_figure_and_both_or_neither_are_written(folder: Path) -> None:
    new = Source("bulletin", "bulletin", "公报", "统计局", "primary", published="2024-03-01")
    steps = (AddSource(new), Add("one", "actual", claim("2023", source="bulletin")))
    entry.save(entry.plan(folder, Change(steps), TODAY), folder)
    assert figures(folder)[-1] == ("2023", "9", "bulletin")
    assert list(store.read(folder).sources) == ["letter", "paper", "bulletin"]


# ------------------------------------------------------------------------------------------------------- other writers


def test_two_people_who_enter_different_cells_both_keep_their_figures(folder: Path) -> None:
    mine, yours = added(folder, claim("2020")), added(folder, claim("2021"))
    entry.save(mine, folder)
    saved = entry.save(yours, folder)
    assert saved.plan is not yours
    assert [period for period, *_ in figures(folder)] == ["2020", "2021", "2022"]


def test_two_people_who_change_one_cell_see_both_and_nothing_is_lost(folder: Path) -> None:
    def revised(value: str) -> entry.Plan:
        fields = {"obs_value": value, "quote": f"占比超过{value}%"}
        return entry.plan(folder, Change((Revise(THERE, fields),)), TODAY)

    mine, yours = revised("9"), revised("10")
    entry.save(mine, folder)
    with pytest.raises(entry.ChangedMeanwhile) as caught:
        entry.save(yours, folder)
    [cell] = caught.value.cells
    assert [[one.obs_value for one in state] for state in (cell.before, cell.now, cell.yours)] == [
        ["8"],
        ["9"],
        ["10"],
    ]
    assert figures(folder) == [("2022", "9", "letter")]


def test_a_hand_edit_between_plan_and_save_survives(folder: Path) -> None:
    plan = added(folder, claim("2021"))
    edited = TEXT.replace("# 复函在前", "# 复函在最前")
    (folder / "size.yaml").write_text(edited, encoding="utf-8")
    entry.save(plan, folder)
    text = (folder / "size.yaml").read_text(encoding="utf-8")
    assert "# 复函在最前" in text
    assert 'time_period: "2021"' in text


def test_a_file_that_is_gone_or_broken_meanwhile_is_left_alone(folder: Path) -> None:
    (folder / "other.yaml").write_text("sources: []\n", encoding="utf-8")
    plan = added(folder, claim("2021"))
    (folder / "size.yaml").unlink()
    with pytest.raises(Refused, match=r"size\.yaml is no longer there; nothing was written"):
        entry.save(plan, folder)
    assert left(folder) == ["other.yaml"]
    (folder / "size.yaml").write_text(TEXT + "x: [", encoding="utf-8")
    with pytest.raises(entry.Objections):
        entry.save(plan, folder)


def test_many_processes_at_once_lose_nothing(folder: Path) -> None:
    pygit2.init_repository(folder.parent)
    (folder / "size.yaml").write_text(TEXT, encoding="utf-8")
    recording.record({folder / "size.yaml": b""}, folder, "first")
    running = [
        subprocess.Popen(
            [
                sys.executable,
                str(ROOT / "tests/entry_writer.py"),
                str(folder),
                str(1000 + EACH * n),
                str(EACH),
            ],
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for n in range(WRITERS)
    ]
    told = [process.communicate(timeout=600) for process in running]
    assert [error for _, error in told if error] == []
    assert {line.split(" ", 1)[1] for out, _ in told for line in out.splitlines()} == {"None"}
    years = [int(period) for period, *_ in figures(folder)]
    assert years == [*range(1000, 1000 + WRITERS * EACH), 2022]
    assert sum(1 for _ in history.entries(folder)) == WRITERS * EACH + 1


# -------------------------------------------------------------------------------------------------------- sudden ends


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT / "src"), "INDICATORS_CACHE": str(folder.parent / "cache")}


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill -9")
def test_a_writer_killed_at_any_moment_leaves_the_old_file_or_the_new_one(folder: Path) -> None:
    pygit2.init_repository(folder.parent)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/entry_killed.py"), str(folder), str(KILLS)],
        env=environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=3600,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    print(f"old and new: {done.stdout}")
    entry.save(added(folder, claim("2021")), folder)
    assert left(folder) == ["size.yaml"]  # what the killed ones left behind is swept


# ---------------------------------------------------------------------------------------------------- disk and rights


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file sizes is POSIX")
def test_a_full_disk_changes_nothing_and_leaves_nothing_behind(folder: Path) -> None:
    plan = added(folder, claim("2021"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(
            Refused, match=r"size\.yaml cannot be written \(File too large\); nothing was changed"
        ):
            entry.save(plan, folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert (folder / "size.yaml").read_text(encoding="utf-8") == TEXT
    assert left(folder) == ["size.yaml"]
    entry.save(plan, folder)
    assert figures(folder)[0] == ("2021", "9", "letter")


def test_a_folder_that_takes_no_file_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = added(folder, claim("2021"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        Refused, match=r"size\.yaml cannot be written \(Permission denied\); nothing was changed"
    ):
        entry.save(plan, folder)
    monkeypatch.undo()
    assert left(folder) == ["size.yaml"]


def test_where_the_second_of_two_files_cannot_be_written_the_first_is_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "two.yaml").write_text(f"indicators:\n{INDICATOR.format(id='two')}", encoding="utf-8")
    steps = (Add("one", "actual", claim("2021")), Add("two", "actual", claim("2021")))
    plan = entry.plan(folder, Change(steps), TODAY)
    states = {file: file.read_bytes() for file in folder.iterdir()}
    whole = Path.replace

    def once(self: Path, target: Path) -> Path:
        if target.name == plan.files[1].file.name:
            raise OSError(5, "Input/output error")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(Refused, match="nothing was changed"):
        entry.save(plan, folder)
    monkeypatch.undo()
    assert {file: file.read_bytes() for file in states} == states


def test_who_waits_too_long_for_another_writer_is_told(folder: Path) -> None:
    code = "import sys, time, filelock\nwith filelock.FileLock(sys.argv[1]):\n print(1, flush=True)\n time.sleep(60)"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(folder / ".entry.lock")], stdout=subprocess.PIPE
    )
    assert other.stdout
    other.stdout.readline()
    try:
        with pytest.raises(Refused, match="Another program has been writing"):
            entry.save(added(folder, claim("2021")), folder, patience=0.2)
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    entry.save(added(folder, claim("2021")), folder, patience=5)  # a dead writer holds no lock


def test_rights_and_links_of_a_file_stay(folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (folder / "size.yaml").rename(real)
    real.chmod(0o640)
    (folder / "size.yaml").symlink_to(real)
    entry.save(added(folder, claim("2021")), folder)
    assert (folder / "size.yaml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert 'time_period: "2021"' in real.read_text(encoding="utf-8")


def test_every_refusal_has_chinese_words() -> None:
    from indicators.entry.refusals import REASONS
    from indicators.wording.messages import chinese

    assert set(REASONS.values()) <= chinese().keys()
