"""The one-way street: who may import whom stands in pyproject.toml and is held here."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "indicators"
CHECK = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_nothing_imports_what_stands_above_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECK],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_module_has_its_place_on_the_street() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [street] = [contract for contract in contracts if contract["type"] == "layers"]
    placed = [name.strip(" ()") for layer in street["layers"] for name in re.split("[|:]", layer)]
    modules = {file.stem for file in PACKAGE.glob("*.py")} | {
        file.parent.name for file in PACKAGE.glob("*/__init__.py")
    }
    assert sorted(placed) == sorted(modules - {"__init__"})


def test_only_the_app_and_its_pages_import_streamlit() -> None:
    assert {file for file in importers("streamlit") if not file.startswith("src/indicators/pages/")} <= {
        "app.py"
    }


def test_only_charts_import_plotly() -> None:
    assert {file for file in importers("plotly") if not file.startswith("src/indicators/charts/")} == set()


def importers(package: str) -> set[str]:
    """The files of the program that import `package` anywhere, also inside functions."""
    files = [ROOT / "app.py", *PACKAGE.rglob("*.py")]
    return {file.relative_to(ROOT).as_posix() for file in files if package in imported(file)}


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names
