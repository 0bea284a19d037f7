"""Entering figures on the command line: preview, question, whole messages, exit codes."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pygit2
import pytest
from typer.testing import CliRunner

from entry_files import HEAD, INDICATOR
from indicators import checks, store
from indicators.cli import app

ROOT = Path(__file__).parents[1]
FIGURE = '      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}\n'
ONE = INDICATOR.format(id="one").replace("one占比", "核心产业占GDP比重")
GOAL = '    targets:\n      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7, qualifier: at_least, source: letter, quote: 达到7%以上}\n'
TEXT = f"{HEAD}indicators:\n{ONE}    observations:\n{FIGURE}{GOAL}"
ADD = (
    "add",
    "one",
    "--area",
    "重庆",
    "--period",
    "2021年",
    "--value",
    "7.5%",
    "--source",
    "渝经信复函[2023]373号",
    "--quote",
    "2021年占比7.5%",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "size.yaml").write_text(TEXT, encoding="utf-8")
    repo = pygit2.init_repository(tmp_path)
    repo.config["user.name"], repo.config["user.email"] = "李分析", "li@example.org"
    repo.index.add("data/size.yaml")
    repo.index.write()
    who = repo.default_signature
    repo.create_commit("HEAD", who, who, "first\n", repo.index.write_tree(), [])
    return folder


def said(*args: str | Path, cwd: Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the command line, run in this process: nobody can be asked."""
    env: dict[str, str | None] = dict.fromkeys(name for name in os.environ if name.startswith("INDICATORS_"))
    with contextlib.chdir(cwd):
        done = CliRunner().invoke(
            app, list(map(str, args)), env=env | {"INDICATORS_CACHE": str(cwd / "cache")}
        )
    return done.exit_code, done.stdout, done.stderr


def text(data: Path) -> str:
    return (data / "size.yaml").read_text(encoding="utf-8")


def test_a_figure_is_previewed_and_nothing_is_written_where_nobody_can_be_asked(data: Path) -> None:
    assert said(*ADD, cwd=data.parent) == (
        2,
        "录入：重庆，核心产业占GDP比重，2021年：7.5%（letter）\n"
        "之前：2022年重庆核心产业占GDP比重超过8%；2021年不低于7%的目标尚无数据可判。\n"
        "之后：2022年重庆核心产业占GDP比重超过8%，较2021年提高超过0.5个百分点；已达到2021年不低于7%的目标。\n"
        "· 目标不低于7%（2021年）：已达到\n"
        "--- size.yaml\n"
        "+++ size.yaml\n"
        "@@ -23,6 +23,7 @@\n"
        "     decimals: 1\n"
        "     direction: up\n"
        "     observations:\n"
        '+      - {time_period: "2021", ref_area: CN-CQ, obs_value: 7.5, source: letter, quote: 2021年占比7.5%}\n'
        f" {FIGURE}"
        "     targets:\n"
        f" {GOAL.splitlines()[1]}\n",
        "这里没有人可问，什么也没有写；加 --yes 直接写入。\n",
    )
    assert text(data) == TEXT


def test_with_yes_it_is_written_and_recorded_and_undo_takes_it_back(data: Path) -> None:
    code, out, err = said(*ADD, "--yes", "--lang", "en", cwd=data.parent)
    assert (code, err) == (0, "")
    written, recorded = out.splitlines()[-2:]
    assert written == "Written to size.yaml."
    assert recorded.startswith("In the history: ")
    code, out, err = said("history", "one", "--lang", "en", "-n", "1", cwd=data.parent)
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == "    added: Chongqing, Share one, 2021: 7.5% (letter)"
    code, out, err = said("undo", recorded.split()[-1], "--yes", cwd=data.parent)
    assert (code, err, text(data)) == (0, "", TEXT)
    assert out.splitlines()[0] == "撤回：重庆，核心产业占GDP比重，2021年：7.5%（letter）"


def test_an_unlikely_figure_needs_because(data: Path) -> None:
    odd = [word.replace("7.5%", "75%") for word in ADD]
    code, _, err = said(*odd, "--yes", "--lang", "en", cwd=data.parent)
    assert (code, err.splitlines()) == (
        1,
        [
            "data/size.yaml:27:59: warning: > 8 is 1/9 times the value of 2021 (75); correct it, or say why in because:",
            "Nothing was written: if the figure is right, say why with --because.",
        ],
    )
    code, _, err = said(*odd, "--yes", "--because", "口径不同", "--lang", "en", cwd=data.parent)
    assert code == 0
    assert "because: 口径不同" in text(data)


def test_revise_changes_what_is_named_and_withdraw_needs_a_reason(data: Path) -> None:
    place = ("one", "--area", "CN-CQ", "--period", "2022", "--source", "letter")
    assert (
        said("revise", *place, "--value", "超过9%", "--quote", "占比超过9%", "--yes", cwd=data.parent)[0] == 0
    )
    assert text(data) == TEXT.replace("obs_value: 8,", "obs_value: 9,").replace("占比超过8%", "占比超过9%")
    code, _, err = said("withdraw", *place, "--yes", cwd=data.parent)
    assert code == 2
    assert "--why" in err
    code, *_ = said("withdraw", *place, "--why", "抄错了", "--yes", cwd=data.parent)
    assert code == 0
    assert "observations" not in text(data)
    assert "    为什么：抄错了" in said("history", "-n", "1", cwd=data.parent)[1]


def test_a_new_source_is_described_with_the_figure(data: Path) -> None:
    new = [*ADD]
    new[new.index("--source") + 1] = "渝经信函〔2024〕5号"
    code, _, err = said(*new, "--source-title", "复函", "--yes", cwd=data.parent)
    assert (code, err) == (2, "新来源还要写 --issuer。\n")
    described = (
        "--source-title",
        "复函",
        "--issuer",
        "经信委",
        "--kind",
        "letter",
        "--published",
        "2024-05-06",
    )
    assert said(*new, *described, "--yes", cwd=data.parent)[0] == 0
    assert "id: letter-2024-5" in text(data)
    assert "document_number: 渝经信函〔2024〕5号" in text(data)


@pytest.mark.parametrize(
    ("option", "value", "code", "message"),
    [
        ("--source", "nobody", 1, "没有来源 nobody；请写来源的标识或发文字号，或者填写一个新来源。\n"),
        ("--value", "8亿元", 1, "“8亿元”与指标 one 不符，它的单位是百分比；请更正数值或换一个指标。\n"),
        ("add", "ones", 2, "没有指标 ones；是不是 one？indicators list 列出全部指标。\n"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    data: Path, option: str, value: str, code: int, message: str
) -> None:
    words = [*ADD]
    words[words.index(option) + 1] = value
    assert said(*words, "--yes", cwd=data.parent) == (code, "", message)


def test_a_second_claim_of_one_source_is_sent_to_revise(data: Path) -> None:
    words = [word.replace("2021", "2022") for word in ADD]
    code, _, err = said(*words, "--yes", cwd=data.parent)
    assert (code, err.splitlines()[-1]) == (1, "没有写入：这个来源已有这一格的数字，改它用 revise。")


def test_a_sheet_is_previewed_imported_and_its_template_written(data: Path) -> None:
    sheet = data.parent / "figures.csv"
    sheet.write_text(
        "指标,地区,时期,数值,来源,原文\none,重庆,2020,7%,letter,占比7%\none,四川,2020,6%,letter,占比6%\n",
        encoding="gbk",
    )
    code, out, err = said("import", sheet, "--dry-run", cwd=data.parent)
    assert (code, err, out.splitlines()[-1], text(data)) == (0, "", "这是预览，没有写入。", TEXT)
    assert said("import", sheet, "--yes", cwd=data.parent)[0] == 0
    assert text(data).count("source: letter") == 4
    assert "录入2个数字" in pygit2.Repository(str(data.parent)).head.peel(pygit2.Commit).message
    sheet.write_text("指标,地区,时期,数值,来源,原文\none,重庆,2019,=1+1,letter,占比2%\n", encoding="utf-8")
    code, _, err = said("import", sheet, "--yes", cwd=data.parent)
    assert (code, err.splitlines()[-1]) == (1, "没有写入。")
    assert err.startswith("figures.csv!D2: 错误：")
    assert said("import", "--template", "t.xlsx", cwd=data.parent) == (0, "已写入 t.xlsx\n", "")
    assert said("import", cwd=data.parent)[0] == 2


def test_without_a_repository_the_command_says_what_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "size.yaml").write_text(TEXT, encoding="utf-8")
    code, _, err = said(*ADD, "--yes", cwd=tmp_path)
    assert (code, err) == (0, "数据文件夹不在 git 仓库里：这次改动没有历史，也不能用 undo 撤销。\n")
    assert said("history", cwd=tmp_path)[0] == 1


def test_a_letter_is_entered_with_its_source(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "[ 发文字号 ] 渝经信复函〔2024〕512号 [ 成文日期 ] 2024-05-20 [ 发布日期 ] 2024-05-27\n"
        "重庆市经济和信息化委员会关于市六届人大二次会议第0301号建议的答复函\n"
        "刘洋代表：\n您提出的建议收悉，答复如下：\n"
        "2023年，全市软件业务收入达到3246.5亿元；智能工厂累计建成144个，高标准农田超过2800万亩。\n"
        "到2027年，软件业务收入力争突破6000亿元。\n",
        encoding="utf-8",
    )
    code, out, err = said("letter", letter, "--add", "--yes", cwd=tmp_path)
    assert (code, err) == (0, "数据文件夹不在 git 仓库里：这次改动没有历史，也不能用 undo 撤销。\n")
    assert out.startswith("没有录入：\n  2800万亩 · ")
    after = store.read(tmp_path / "data")
    entered = [
        (one.id, kind, claim.obs_value)
        for one, kind, claim in after.claims()
        if claim.source == "letter-2024-512"
    ]
    assert sorted(entered) == [
        ("smart_factories", "actual", "144"),
        ("software_revenue", "actual", "3246.5"),
        ("software_revenue", "target", "6000"),
    ]
    assert [problem for problem in checks.check(after) if problem.severity != "note"] == []
