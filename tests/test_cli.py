"""The command line as its users run it: exit codes, whole messages, files written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from indicators import store
from indicators.exports import table

ROOT = Path(__file__).parents[1]

SIZE = """themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
sources:
  - {id: letter, kind: letter, title: 关于《建议》的答复, issuer: 经信委, document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04, url: "https://example.org/1"}
  - {id: paper, kind: press, title: 报道, issuer: 日报, reliability: press, published: 2023-09-05}
indicators:
  - id: core_share
    title: {zh: 核心产业占比, en: Core share}
    short_title: {zh: 占比, en: Share}
    definition: {zh: 增加值与GDP之比。, en: Value added relative to GDP.}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 7.7, source: paper, quote: 提升至2022年的7.7%}
      - {time_period: "2022", ref_area: CN-CQ, obs_value: 8, qualifier: more_than, source: letter, quote: 占比超过8%}
    targets:
      - {time_period: "2025", ref_area: CN-CQ, obs_value: 10, qualifier: at_least, source: letter, quote: 占比达到10%以上}
"""
WRONG = SIZE.replace("obs_value: 7.7, source: paper", "obs_value: 超过8, source: papers")
ALERT = SIZE.replace(
    "提升至2022年的7.7%}",
    '提升至2022年的7.7%}\n      - {time_period: "2021", ref_area: CN-SC, obs_value: 120, source: paper, quote: 占比120%}',
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "size.yaml").write_text(SIZE, encoding="utf-8")
    return folder


def run(*args: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INDICATORS_")}
    clean |= {"PYTHONPATH": str(ROOT / "src"), "INDICATORS_CACHE": str(cwd / "cache"), "COLUMNS": "120"}
    command = [sys.executable, "-m", "indicators.cli", *map(str, args)]
    return subprocess.run(
        command, cwd=cwd, env=clean | env, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


def said(*args: str | Path, cwd: Path, **env: str) -> tuple[int, str, str]:
    done = run(*args, cwd=cwd, **env)
    return done.returncode, done.stdout, done.stderr


# ------------------------------------------------------------------------------------------------ check


def test_check_counts_what_is_there_when_nothing_is_wrong(data: Path) -> None:
    assert said("check", cwd=data.parent) == (0, "没有问题：1个文件，1个指标，3条数字，2个来源\n", "")
    assert said("check", data / "size.yaml", "--lang", "en", cwd=data.parent) == (
        0,
        "No problems: 1 file, 1 indicator, 3 figures, 2 sources\n",
        "",
    )


def test_check_prints_place_and_message_of_every_problem_and_counts_them(data: Path) -> None:
    (data / "size.yaml").write_text(WRONG.replace("direction: up", "direction: upp"), encoding="utf-8")
    assert said("check", "data", "--lang", "en", cwd=data.parent) == (
        1,
        "data/size.yaml:19:16: error: direction is upp; did you mean up?\n"
        "data/size.yaml:21:59: error: obs_value is 超过8; write obs_value: 8 and, on its own line, qualifier: more_than\n"
        "2 errors, 0 warnings, 0 notes\n",
        "",
    )
    status, out, error = said("check", "data", cwd=data.parent)
    assert (status, out.splitlines()[-1], error) == (1, "错误2处，警告0处，提示0处", "")
    assert out.startswith("data/size.yaml:19:16: 错误：")


def test_check_finds_what_is_wrong_between_records(data: Path) -> None:
    (data / "size.yaml").write_text(SIZE.replace("source: paper,", "source: papers,"), encoding="utf-8")
    assert said("check", "--data", "data", "--lang", "en", cwd=data.parent) == (
        1,
        "data/size.yaml:21:72: error: there is no source papers in the catalogue; did you mean paper?\n"
        "1 error, 0 warnings, 0 notes\n",
        "",
    )


def test_a_warning_is_a_problem_until_its_reason_is_given_and_then_a_note(data: Path) -> None:
    (data / "size.yaml").write_text(ALERT, encoding="utf-8")
    status, out, _ = said("check", "--lang", "en", cwd=data.parent)
    assert (status, out.splitlines()[-1]) == (1, "0 errors, 1 warning, 0 notes")
    (data / "size.yaml").write_text(
        ALERT.replace("占比120%}", "占比120%, because: 原文如此}"), encoding="utf-8"
    )
    assert said("check", "--lang", "en", cwd=data.parent) == (
        0,
        "No problems: 1 file, 1 indicator, 4 figures, 2 sources; 1 note (--verbose lists them)\n",
        "",
    )
    status, out, _ = said("check", "--lang", "en", "--verbose", cwd=data.parent)
    assert status == 0
    assert [line.split(": ")[1] for line in out.splitlines()[:-1]] == ["note"]


def test_a_folder_that_does_not_exist_is_a_problem_with_the_data(data: Path) -> None:
    english = "nowhere: error: there is no such file or folder; check the path\n"
    assert said("check", "nowhere", "--lang", "en", cwd=data.parent) == (
        1,
        english + "1 error, 0 warnings, 0 notes\n",
        "",
    )
    assert said("list", INDICATORS_DATA="nowhere", INDICATORS_LANG="en", cwd=data.parent) == (
        1,
        "",
        english + "The data has 1 error, to be corrected first.\n",
    )


def test_an_empty_folder_is_a_problem_with_the_data(data: Path) -> None:
    (data.parent / "empty").mkdir()
    assert said("check", "empty", cwd=data.parent) == (
        1,
        "empty: 错误：文件夹里没有 .yaml 文件；请放入 indicators.yaml，或指定另一个文件夹\n错误1处，警告0处，提示0处\n",
        "",
    )


def test_a_language_that_there_is_not_is_a_wrong_command(data: Path) -> None:
    assert run("check", "--lang", "fr", cwd=data.parent).returncode == 2
    assert run("chek", cwd=data.parent).returncode == 2


# ------------------------------------------------------------------------------------------------ list and show


def test_list_names_every_indicator_by_theme(data: Path) -> None:
    status, out, error = said("list", cwd=data.parent)
    rows = [line.split() for line in out.splitlines() if line.strip(" ─")]
    assert (status, error) == (0, "")
    assert rows == [
        ["标识", "指标", "单位", "数字", "时期"],
        ["规模"],
        ["core_share", "核心产业占比", "%", "3", "2022–2025"],
    ]


def test_show_says_every_claim_with_its_hedge_and_then_its_sentence(data: Path) -> None:
    status, out, error = said("show", "core_share", cwd=data.parent)
    assert (status, error) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines() if line.strip(" ─")] == [
        "核心产业占比 core_share",
        "增加值与GDP之比。",
        "重庆 CN-CQ",
        "时期 数值 性质 发文机关 文号 日期",
        "1 2022年 超过8% 实际 采用 经信委 渝经信复函〔2023〕373号 2023-04-04",
        "2 2022年 7.7% 实际 分歧 日报 2023-09-05",
        "3 2025年 不低于10% 目标 经信委 渝经信复函〔2023〕373号 2023-04-04",
        "1 “占比超过8%” 经信委：《关于〈建议〉的答复》，渝经信复函〔2023〕373号，2023年4月4日。 https://example.org/1",
        "采用：取较可靠的来源。",
        "2 “提升至2022年的7.7%” 日报：《报道》，2023年9月5日。",
        "3 “占比达到10%以上” 经信委：《关于〈建议〉的答复》，渝经信复函〔2023〕373号，2023年4月4日。 https://example.org/1",
    ]


def test_show_as_of_a_day_leaves_out_what_was_not_known_then(data: Path) -> None:
    status, out, _ = said("show", "core_share", "--as-of", "2023-04-04", "--lang", "en", cwd=data.parent)
    rows = [" ".join(line.split()) for line in out.splitlines() if line.strip(" ─")]
    assert status == 0
    assert rows[:6] == [
        "Core share core_share",
        "Value added relative to GDP.",
        "As known on 4 April 2023",
        "Chongqing CN-CQ",
        "Period Value Kind Issuer Document Date",
        "1 2022 more than 8% Actual 经信委 渝经信复函〔2023〕373号 2023-04-04",
    ]


def test_show_for_an_area_without_figures_says_where_there_are_some(data: Path) -> None:
    status, out, _ = said("show", "core_share", "--area", "CN-SC", cwd=data.parent)
    assert (status, out.splitlines()[-1]) == (0, "没有数据；有数据的地区：CN-CQ。")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ("show", "core_shar"),
            "There is no indicator core_shar; did you mean core_share? indicators list names them all.\n",
        ),
        (("show", "xyz"), "There is no indicator xyz. indicators list names them all.\n"),
        (("show", "core_share", "--area", "重庆"), "There is no area 重庆; did you mean CN-CQ?\n"),
        (("show", "core_share", "--area", "CN-C"), "There is no area CN-C; did you mean CN-SC, CN-CQ?\n"),
        (
            ("show", "core_share", "--as-of", "2023-13"),
            "--as-of is 2023-13; write a date such as 2023-04-04.\n",
        ),
        (
            ("export", "out.csv", "--indicator", "core_shar"),
            "There is no indicator core_shar; did you mean core_share? indicators list names them all.\n",
        ),
    ],
)
def test_what_is_not_known_is_a_wrong_command_and_something_near_is_named(
    data: Path, args: tuple[str, ...], message: str
) -> None:
    assert said(*args, "--lang", "en", cwd=data.parent) == (2, "", message)


def test_data_with_errors_are_neither_shown_nor_exported(data: Path) -> None:
    (data / "size.yaml").write_text(SIZE.replace("source: paper,", "source: papers,"), encoding="utf-8")
    for args in (("list",), ("show", "core_share"), ("export", "out.csv")):
        assert said(*args, "--lang", "en", cwd=data.parent) == (
            1,
            "",
            "data/size.yaml:21:72: error: there is no source papers in the catalogue; did you mean paper?\n"
            "The data has 1 error, to be corrected first.\n",
        )
    assert not (data.parent / "out.csv").exists()


# ------------------------------------------------------------------------------------------------ export


def test_export_writes_the_whole_table(data: Path) -> None:
    out = data.parent / "out.csv"
    out.write_text("old")
    assert said("export", "out.csv", cwd=data.parent) == (0, "已写入 out.csv：3行\n", "")
    assert out.read_bytes() == table.csv_bytes(store.read(data))
    assert sorted(file.name for file in data.parent.iterdir()) == ["cache", "data", "out.csv"]


def test_export_writes_an_indicator_once_however_often_it_is_named(data: Path) -> None:
    args = ("export", "out.csv", "--indicator", "core_share", "--indicator", "core_share", "--lang", "en")
    assert said(*args, cwd=data.parent) == (0, "out.csv written: 3 rows\n", "")


def test_export_can_write_to_standard_output(data: Path) -> None:
    done = run("export", "-", cwd=data.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("\ufeffindicator,ref_area,")


def test_export_into_a_folder_that_does_not_exist_says_so_and_writes_nothing(data: Path) -> None:
    assert said("export", "no/out.csv", "--lang", "en", cwd=data.parent) == (
        1,
        "",
        "no/out.csv cannot be written (No such file or directory); check that its folder exists, may be written to "
        "and has room, and that no program has it open.\n",
    )
    assert not (data.parent / "no").exists()


# ------------------------------------------------------------------------------------------------ failures


def test_a_fault_of_the_program_is_one_sentence_unless_details_are_asked_for() -> None:
    code = (
        "import sys; from indicators import cli, store; "
        "store.read = lambda *_: 1 / 0; sys.argv = ['indicators', *sys.argv[1:]]; cli.main()"
    )
    for args, sentence in (
        (("list",), "程序出了差错，命令没有完成；在同一命令后加 --debug 可看到详情。\n"),
        (
            ("list", "--lang", "en"),
            "The program failed and the command was not completed; add --debug to see the details.\n",
        ),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (3, "", sentence)
    details = subprocess.run(
        [sys.executable, "-c", code, "list", "--debug"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert details.returncode == 1
    assert details.stderr.endswith("ZeroDivisionError: division by zero\n")


def test_a_reader_that_closes_the_pipe_early_sees_no_complaint(data: Path) -> None:
    command = f'"{sys.executable}" -m indicators.cli export - | head -c 10'
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, shell=True, cwd=data.parent, env=env, capture_output=True, check=False)  # noqa: S602
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_is_utf8_whatever_the_locale_says(data: Path) -> None:
    assert said("check", cwd=data.parent, LC_ALL="C", PYTHONIOENCODING="ascii") == (
        0,
        "没有问题：1个文件，1个指标，3条数字，2个来源\n",
        "",
    )


def test_help_is_in_both_languages(data: Path) -> None:
    out = run("--help", cwd=data.parent).stdout
    for words in (
        "检查数据",
        "Check the data",
        "列出全部指标",
        "List all indicators",
        "导出幻灯片",
        "读一封复函",
    ):
        assert words in out
