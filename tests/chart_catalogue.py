"""A small catalogue for the tests of charts, and what they look at in a figure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from indicators import reading
from indicators.charts import View, figure
from indicators.model import Catalogue, Document, Language

HEAD = """
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
  - {id: item, title: {zh: 个, en: ""}, name: {zh: 个, en: number}, scale: myriad}
  - {id: rank, title: {zh: 位, en: ""}, name: {zh: 名次, en: rank}}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN, title: {zh: 全国, en: China}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
sources:
  - {id: a, kind: letter, title: 复函, issuer: 经信委, document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04}
  - {id: b, kind: press, title: 报道, issuer: 日报, reliability: press, published: 2024-10-21}
  - {id: evil, kind: press, title: "<b>x</b>", issuer: "<b>bold</b> $x^2$ %{y} & co", reliability: press, published: 2022-01-01}
"""
MARKS = ("printed", "about", "bound", "derived", "agreeing", "conflicting", "target")


def claim(period: str, value: str, source: str = "a", **more: str) -> str:
    keys = {
        "time_period": f'"{period}"',
        "ref_area": "CN-CQ",
        "obs_value": value,
        "source": source,
        "quote": "引文",
    }
    return "      - {" + ", ".join(f"{key}: {word}" for key, word in (keys | more).items()) + "}\n"


def indicator(
    *observations: str, targets: tuple[str, ...] = (), unit: str = "percent", more: str = "", id: str = "x"
) -> str:
    """An indicator as it stands in the file."""
    names = {"x": ("指标", "Indicator")}.get(id, (f"指标{id}", f"Indicator {id}"))
    text = f"""  - id: {id}
    title: {{zh: {names[0]}, en: {names[1]}}}
    short_title: {{zh: {names[0]}, en: {names[1]}}}
    definition: {{zh: 定义, en: Definition}}
    theme: size
    direction: up
    unit: {unit}
"""
    text += more + ("    observations:\n" + "".join(observations) if observations else "")
    return text + ("    targets:\n" + "".join(targets) if targets else "")


def read(*indicators: str, more: str = "") -> Catalogue:
    """A catalogue of some indicators, with `more` behind them."""
    found = reading.read((HEAD + "indicators:\n" + "".join(indicators) + more).encode(), "test.yaml")
    assert isinstance(found, Document), "\n".join(map(str, found))
    return Catalogue(((Path("test.yaml"), found),), "digest")


def catalogue(
    *observations: str, targets: tuple[str, ...] = (), unit: str = "percent", more: str = ""
) -> Catalogue:
    """A catalogue with one indicator, x."""
    return read(indicator(*observations, targets=targets, unit=unit, more=more))


def drawn(found: Catalogue, *areas: str, lang: Language = "zh", **more: Any) -> dict[str, Any]:
    """The figure of indicator x."""
    return figure(found, View(("x",), areas or ("CN-CQ",), lang, **more)).to_plotly_json()


def marks(fig: dict[str, Any]) -> dict[str, list[tuple[str, float]]]:
    """Kind of mark → where it stands."""
    return {
        trace["name"]: list(zip(trace["x"], trace["y"], strict=True))
        for trace in fig["data"]
        if trace["mode"] == "markers"
    }


def joined(fig: dict[str, Any], kind: str = "line") -> list[tuple[float, float]]:
    """The pairs of values that a line connects."""
    pairs: list[tuple[float, float]] = []
    for trace in fig["data"]:
        if trace["mode"] == "lines" and trace["name"].startswith(kind):
            values = [*trace["y"], None]
            pairs += [(values[i], values[i + 1]) for i in range(0, len(values), 3)]
    return pairs


def shapes(fig: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [shape for shape in fig["layout"].get("shapes", ()) if shape["name"] == name]


def texts(fig: dict[str, Any], name: str = "label") -> list[str]:
    notes = fig["layout"]["annotations"]
    return [
        re.sub("</?b>", "", note["text"]).replace("<br>", "") for note in notes if note.get("name") == name
    ]


def legend(fig: dict[str, Any]) -> list[str]:
    """The entries of the legend."""
    notes = [note["text"] for note in fig["layout"]["annotations"] if note.get("name") == "legend"]
    lines = [line for note in notes for line in note.split("<br>")]
    return [entry for line in lines for entry in re.sub("<[^>]+>", "", line).split("   ")]
