"""The history: one commit for each change, only its files, who, what and why; undo by a new change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pygit2
import pytest

from entry_files import HEAD, INDICATOR
from indicators import entry, store
from indicators.entry import (
    Add,
    AddSource,
    Change,
    ClaimId,
    Refused,
    Revise,
    Withdraw,
    history,
    messages,
    recording,
    telling,
    undoing,
)
from indicators.entry.compared import ClaimEdit
from indicators.model import Observation, Source

FIGURE = '      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}\n'
MISSING = '    missing:\n      - {time_period: "2020", ref_area: CN-CQ, reason: not_published}\n'
ONE = INDICATOR.format(id="one").replace("direction: up", "direction: none")
TEXT = f"{HEAD}indicators:\n{ONE}    observations:\n{FIGURE}{MISSING}"
THERE = ClaimId("one", "actual", "CN-CQ", "2022", "letter")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    (made / "size.yaml").write_text(TEXT, encoding="utf-8")
    repo = pygit2.init_repository(tmp_path, initial_head="main")
    repo.config["user.name"], repo.config["user.email"] = "李分析", "li@example.org"
    (tmp_path / "other.txt").write_text("one", encoding="utf-8")
    repo.index.add_all()
    repo.index.write()
    who = repo.default_signature
    repo.create_commit("HEAD", who, who, "first\n", repo.index.write_tree(), [])
    return made


@pytest.fixture
def repo(folder: Path) -> pygit2.Repository:
    return pygit2.Repository(str(folder.parent))


def claim(period: str, value: str = "9", source: str = "letter", **more: str) -> Observation:
    return Observation(period, "CN-CQ", value, source, f"占比{value}%", **more)  # type: ignore[arg-type]


def done(folder: Path, *steps: entry.Step, why: str = "") -> recording.Recorded:
    return saved(folder, entry.plan(folder, Change(steps, why)))


def saved(folder: Path, plan: entry.Plan) -> recording.Recorded:
    def keep(current: entry.Plan) -> recording.Recorded:
        files = {one.file: one.before for one in current.files}
        return recording.record(files, folder, messages.message(current, "zh"))

    found = entry.save(plan, folder, keep).record
    assert isinstance(found, recording.Recorded)
    return found


def undone(folder: Path, commit: str = "HEAD") -> recording.Recorded:
    return saved(folder, undoing.undo(folder, commit))


def text(folder: Path) -> str:
    return (folder / "size.yaml").read_text(encoding="utf-8")


def status(repo: pygit2.Repository) -> dict[str, int]:
    return {name: int(flag) for name, flag in repo.status().items() if not name.endswith(".entry.lock")}


def test_a_commit_says_who_what_and_why(folder: Path, repo: pygit2.Repository) -> None:
    record = done(folder, Add("one", "actual", claim("2021", because="口径较窄")))
    assert (record.trouble, record.also) == (None, ())
    head = repo.head.peel(pygit2.Commit)
    assert str(head.id) == record.commit
    assert (head.author.name, head.author.email) == ("李分析", "li@example.org")
    assert head.message == "录入：重庆，one占比，2021年：9%（letter）\n\n为什么：口径较窄\n"
    assert status(repo) == {}


def test_several_figures_are_one_commit_that_lists_them(folder: Path, repo: pygit2.Repository) -> None:
    done(
        folder,
        Add("one", "actual", claim("2021")),
        Withdraw(THERE),
        why="更正",
    )
    assert repo.head.peel(pygit2.Commit).message == (
        "录入1个数字、撤回1个数字\n\n"
        "撤回：重庆，one占比，2022年：超过8%（letter）\n"
        "录入：重庆，one占比，2021年：9%（letter）\n"
        "为什么：更正\n"
    )


def test_what_else_is_staged_stays_staged_and_uncommitted(folder: Path, repo: pygit2.Repository) -> None:
    (folder.parent / "other.txt").write_text("two", encoding="utf-8")
    (folder.parent / "new.txt").write_text("new", encoding="utf-8")
    repo.index.add("other.txt")
    repo.index.write()
    done(folder, Add("one", "actual", claim("2021")))
    assert status(repo) == {
        "other.txt": pygit2.enums.FileStatus.INDEX_MODIFIED,
        "new.txt": pygit2.enums.FileStatus.WT_NEW,
    }
    tree = repo.head.peel(pygit2.Commit).tree
    assert repo[tree["other.txt"].id].data == b"one"


def test_hand_edits_that_nobody_committed_are_named(folder: Path) -> None:
    (folder / "size.yaml").write_text(TEXT.replace("复函在前", "复函在最前"), encoding="utf-8")
    assert done(folder, Add("one", "actual", claim("2021"))).also == ("data/size.yaml",)


def test_without_a_repository_the_figure_is_saved_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "size.yaml").write_text(TEXT, encoding="utf-8")
    record = done(tmp_path, Add("one", "actual", claim("2021")))
    assert (record.commit, record.trouble) == (None, "no_repository")
    assert 'time_period: "2021"' in text(tmp_path)
    with pytest.raises(Refused, match="is in no git repository"):
        list(history.entries(tmp_path))


def test_a_locked_index_is_said_and_the_file_is_written(
    folder: Path, repo: pygit2.Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "_PATIENCE", 0.1)
    lock = folder.parent / ".git" / "index.lock"
    lock.touch()
    record = done(folder, Add("one", "actual", claim("2021")))
    assert (record.commit, record.trouble) == (None, "locked")
    assert 'time_period: "2021"' in text(folder)
    lock.unlink()
    assert done(folder, Add("one", "actual", claim("2019"))).also == ("data/size.yaml",)
    assert status(repo) == {}


def test_a_detached_head_a_merge_and_an_ignored_file_are_said(folder: Path, repo: pygit2.Repository) -> None:
    repo.set_head(repo.head.target)
    record = done(folder, Add("one", "actual", claim("2021")))
    assert record.commit
    assert record.trouble == "detached"
    (folder.parent / ".git" / "MERGE_HEAD").write_text(f"{repo.head.target}\n")
    assert done(folder, Add("one", "actual", claim("2019"))).trouble == "in_progress"
    (folder.parent / ".git" / "MERGE_HEAD").unlink()
    (folder.parent / ".gitignore").write_text("own/\n")
    own = folder.parent / "own"
    own.mkdir()
    (own / "size.yaml").write_text(TEXT, encoding="utf-8")
    assert done(own, Add("one", "actual", claim("2021"))).trouble == "ignored"


def test_a_clock_that_was_set_back_is_said_and_the_history_stays_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(folder, Add("one", "actual", claim("2020")))
    now = time.time()
    early = pygit2.Signature("李分析", "li@example.org", int(now) - 90_000, 0)
    monkeypatch.setattr(recording, "_who", lambda repo: early)
    assert done(folder, Add("one", "actual", claim("2021"))).trouble == "clock"
    years = [
        edit.id.time_period
        for each in history.entries(folder, "one")
        for edit in each.edits or ()
        if isinstance(edit, ClaimEdit)
    ]
    assert years[:2] == ["2021", "2020"]


def test_an_unborn_branch_gets_its_first_commit(tmp_path: Path) -> None:
    pygit2.init_repository(tmp_path)
    (tmp_path / "size.yaml").write_text(TEXT, encoding="utf-8")
    assert done(tmp_path, Add("one", "actual", claim("2021"))).commit
    assert [each.subject[:2] for each in history.entries(tmp_path)] == ["录入"]


def test_the_history_of_an_indicator_tells_before_and_after(folder: Path) -> None:
    done(folder, Add("one", "actual", claim("2021")))
    done(folder, Revise(THERE, {"obs_value": "8.5", "quote": "占比超过8.5%"}), why="原文看错")
    done(folder, AddSource(Source("new", "press", "新报道", "日报", "press")))
    catalogue = store.read(folder)
    found = list(history.entries(folder, "one"))
    assert [
        [telling.line(edit, catalogue, "en") for edit in each.edits or ()] + [each.why] for each in found[:2]
    ] == [
        ["revised: Chongqing, Share one, 2022: more than 8% → more than 8.5% (letter)", "原文看错"],
        ["added: Chongqing, Share one, 2021: 9% (letter)", ""],
    ]
    assert [each.who for each in found] == ["李分析"] * 3
    assert len(list(history.entries(folder))) == 4


# ----------------------------------------------------------------------------------------------------------------- undo


def test_undoing_the_last_change_brings_every_byte_back(folder: Path, repo: pygit2.Repository) -> None:
    done(folder, Add("one", "actual", claim("2020")))
    assert "missing" not in text(folder)
    assert [claim.time_period for claim in undoing.undo(folder, "HEAD").claims] == ["2020"]
    record = undone(folder)
    assert text(folder) == TEXT
    message = repo.head.peel(pygit2.Commit).message
    assert message.startswith("撤销 ")
    assert record.commit


@pytest.mark.parametrize(
    "step",
    [
        lambda: Add("one", "actual", claim("2021")),
        lambda: Add("one", "actual", claim("2020")),
        lambda: Revise(THERE, {"obs_value": "8.5", "quote": "占比超过8.5%", "note": "说明"}),
        lambda: Withdraw(THERE),
        lambda: AddSource(Source("new", "press", "新报道", "日报", "press")),
    ],
)
def test_an_older_change_is_undone_beside_later_ones(folder: Path, step: Callable[[], entry.Step]) -> None:
    record = done(folder, step(), why="试")
    done(folder, Add("one", "actual", claim("2019")), Add("one", "target", claim("2030")))
    undone(folder, str(record.commit))
    only = store.read(folder).indicators["one"]
    assert [one.time_period for one in only.observations] == ["2019", "2022"]
    assert only.observations[1] == Observation("2022", "CN-CQ", "8", "letter", "占比超过8%", "more_than")
    assert [one.time_period for one in only.missing] == ["2020"]
    assert list(store.read(folder).sources) == ["letter", "paper"]


def test_a_figure_that_was_changed_again_since_is_not_overwritten(folder: Path) -> None:
    record = done(folder, Revise(THERE, {"note": "一"}))
    done(folder, Revise(THERE, {"note": "二"}))
    with pytest.raises(entry.ChangedMeanwhile) as caught:
        undoing.undo(folder, str(record.commit))
    [cell] = caught.value.cells
    assert [state[0].note for state in (cell.before, cell.now, cell.yours)] == ["一", "二", None]


def test_undo_passes_the_same_checks(folder: Path) -> None:
    record = done(folder, AddSource(Source("new", "press", "新报道", "日报", "press")))
    done(folder, Add("one", "actual", claim("2021", source="new")))
    plan = undoing.undo(folder, str(record.commit))
    assert [problem.rule for problem in plan.problems] == ["unknown_reference"]
    assert not plan.allowed


def test_hand_made_commits_are_undone_line_by_line(folder: Path, repo: pygit2.Repository) -> None:
    def committed(content: str) -> str:
        (folder / "size.yaml").write_text(content, encoding="utf-8")
        repo.index.add("data/size.yaml")
        repo.index.write()
        who = repo.default_signature
        return str(
            repo.create_commit("HEAD", who, who, "by hand", repo.index.write_tree(), [repo.head.target])
        )

    changed = committed(TEXT.replace("zh: 规模,", "zh: 规模与占比,").replace("# 指标", "# 全部指标"))
    done(folder, Add("one", "actual", claim("2021")))
    undone(folder, changed)
    assert "zh: 规模," in text(folder)
    assert 'time_period: "2021"' in text(folder)
    again = committed(text(folder).replace("zh: 规模,", "zh: 大小,"))
    committed(text(folder).replace("zh: 大小,", "zh: 尺寸,"))
    with pytest.raises(Refused, match=r"has been changed again since; undo it in an editor"):
        undoing.undo(folder, again)


def test_what_cannot_be_undone_is_said(folder: Path, repo: pygit2.Repository) -> None:
    with pytest.raises(Refused, match="is the first one"):
        undoing.undo(folder, "HEAD")
    with pytest.raises(Refused, match="There is no commit nowhere"):
        undoing.undo(folder, "nowhere")
    repo.index.add_all()
    repo.index.write()
    who = repo.default_signature
    (folder.parent / "other.txt").write_text("two", encoding="utf-8")
    repo.index.add("other.txt")
    repo.create_commit("HEAD", who, who, "other", repo.index.write_tree(), [repo.head.target])
    with pytest.raises(Refused, match="changed no data file"):
        undoing.undo(folder, "HEAD")
