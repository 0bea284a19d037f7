"""The scripts: they run from anywhere, in a folder with a blank in its name, and say in a sentence what is missing."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pygit2
import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ("serve", "test", "lint", "bench")
BASH = shutil.which("bash")

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh checkout without .venv, in a folder with a blank in its name."""
    root = tmp_path / "my checkout"
    shutil.copytree(ROOT / "scripts", root / "scripts")
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A PATH on which there is no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("dirname", "cat", "grep", "cksum"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def run(script: Path, *args: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = os.environ | ({"PATH": str(path)} if path else {})
    command = [str(BASH), str(script), *args]
    return subprocess.run(
        command, cwd=script.anchor, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


@contextlib.contextmanager
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("name", [*(f"scripts/{name}" for name in SCRIPTS), "scripts/_setup.sh", ".ci/run"])
def test_bash_understands_the_script(name: str) -> None:
    done = subprocess.run(
        [str(BASH), "-n", str(ROOT / name)], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", [*(f"scripts/{name}" for name in SCRIPTS), ".ci/run"])
def test_the_script_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_ci_runs_the_tests() -> None:
    assert "exec ./scripts/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_without_a_python_serve_says_what_is_needed(checkout: Path, path: Path) -> None:
    done = run(checkout / "scripts" / "serve", "--port", "8599", path=path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "需要 Python 3.11 或更新的版本，这里没有找到。\nPython 3.11 or newer is needed and none was found.\n"
    )


def test_without_the_venv_module_serve_says_how_to_get_it(checkout: Path, path: Path) -> None:
    python = path / "python3"
    python.write_text(f"#!{BASH}\n[[ $2 != *ensurepip* ]]\n")
    python.chmod(0o755)
    done = run(checkout / "scripts" / "serve", "--port", "8599", path=path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "python3 缺少 venv 模块，请先安装（Debian、Ubuntu：apt-get install python3-venv）。\n"
        "python3 lacks the module venv; install it (Debian, Ubuntu: apt-get install python3-venv).\n"
    )


@pytest.mark.parametrize("args", [("--port",), ("--port", "eighty"), ("--port=0",), ("--port", "65536")])
def test_a_port_that_is_none_is_refused(checkout: Path, args: tuple[str, ...]) -> None:
    done = run(checkout / "scripts" / "serve", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "--port 后面要写 1 到 65535 的端口号，例如 --port 8600。\n"
        "--port needs a number from 1 to 65535, for example --port 8600.\n"
    )


def test_a_port_in_use_is_refused_and_another_one_named(checkout: Path) -> None:
    with listening() as port:
        done = run(checkout / "scripts" / "serve", "--port", str(port))
    other = port + 1 if port < 65535 else 8501
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"端口 {port} 已被占用，请换一个：./scripts/serve --port {other}\n"
        f"Port {port} is in use; choose another: ./scripts/serve --port {other}\n"
    )


def test_bench_refuses_a_measurement_that_does_not_exist(checkout: Path) -> None:
    done = run(checkout / "scripts" / "bench", "no_such")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "没有 benchmarks/no_such.py。\nThere is no benchmarks/no_such.py.\n"


def test_every_requirement_is_pinned_to_the_version_that_was_tested() -> None:
    tested = pins("constraints.txt")
    direct = pins("requirements.txt") | pins("requirements-dev.txt")
    assert direct == {name: tested.get(name, "") for name in direct}


README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_script_in_the_readme_exists() -> None:
    named = re.findall(r"\./(scripts/\w+)", README)
    assert {"scripts/serve", "scripts/test", "scripts/lint", "scripts/bench"} <= set(named)
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


@pytest.mark.parametrize("command", re.findall(r"^\.venv/bin/(indicators .+)$", README, re.MULTILINE))
def test_every_indicators_command_in_the_readme_runs(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    (tmp_path / "letter.txt").write_text(
        "重庆市经济和信息化委员会\n关于市六届人大二次会议第0301号建议的答复函\n渝经信复函〔2024〕512号\n2024年4月8日\n"
        "刘洋代表：\n您的建议收悉。2023年，全市软件业务收入达到3246.5亿元。",
        encoding="utf-8",
    )
    data = shutil.copytree(ROOT / "data", tmp_path / "catalogue/data")
    repository = pygit2.init_repository(data.parent)
    repository.index.add_all()
    repository.index.write()
    who = pygit2.Signature("李分析", "li@example.org")
    repository.create_commit("HEAD", who, who, "全部数字", repository.index.write_tree(), [])
    if "deck.pptx" in words[2:3]:
        ours("export", "deck.pptx", "--indicator", "gdp", cwd=tmp_path)
    done = ours(*words[1:], cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def ours(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line run on a copy of the project's own data with a history."""
    return subprocess.run(
        [sys.executable, "-m", "indicators.cli", *words, "--data", str(cwd / "catalogue/data")],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def pins(name: str) -> dict[str, str]:
    """Package, in small letters with hyphens and without its extras, → version."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r ")):
            package, equal, version = line.partition("==")
            assert equal, f"{name} does not pin {line}"
            found[package.partition("[")[0].lower().replace("_", "-")] = version
    return found
