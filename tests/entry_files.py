"""Data files in every way that analysts write them, for the tests of entering figures."""

from __future__ import annotations

import random

HEAD = """themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
  - {id: CNY, title: {zh: 元, en: yuan}, name: {zh: 元, en: yuan}, scale: myriad}
areas:
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}}
  - {id: CN-SC, title: {zh: 四川, en: Sichuan}}
  - {id: CN, title: {zh: 全国, en: China}}
sources:
  # 复函在前
  - {id: letter, kind: letter, title: 关于《建议》的答复, issuer: 经信委, document_number: 渝经信复函〔2023〕373号, reliability: primary, published: 2023-04-04}
  - {id: paper, kind: press, title: 报道, issuer: 日报, reliability: press, published: 2023-09-05}
"""
INDICATOR = """  - id: {id}
    title: {{zh: {id}占比, en: Share {id}}}
    short_title: {{zh: 占比, en: Share}}
    definition:
      zh: 增加值与GDP之比。# 不是注释
      en: "Value added: relative to GDP."
    theme: size  # 章节
    unit: percent
    decimals: 1
    direction: up
"""
AREAS = ("CN-CQ", "CN-SC")
SOURCES = ("letter", "paper")
#: What the quotes of claims may hold besides their number.
ODD = (
    "",
    "，比“去年”好",
    ": ",
    " #1",
    "'",
    '"',
    "[",
    "{a}",
    ", b",
    "- ",
    "&",
    "*",
    "!",
    "%",
    "@",
    "`",
    "\\n",
    "？",
    "：",
    " null",
    "é",
    "😀",
)


def file(seed: int) -> tuple[str, list[tuple[str, str, str, str, str]]]:
    """A file that the strict reader takes, and its claims: indicator, list, area, period, source."""
    luck = random.Random(seed)  # noqa: S311
    claims: list[tuple[str, str, str, str, str]] = []
    parts = [HEAD, "# 指标\n", "indicators:\n"]
    for name in ("one", "two")[: luck.randint(1, 2)]:
        parts.append(INDICATOR.format(id=name))
        for key in ("observations", "targets"):
            cells = [
                (area, str(year), source)
                for area in AREAS
                for year in range(2020, 2024)
                for source in SOURCES
                if luck.random() < 0.25
            ]
            if luck.random() < 0.2:
                luck.shuffle(cells)
            if cells:
                parts.append(_list(luck, key, cells))
                claims += [(name, key, *cell) for cell in cells]
            elif luck.random() < 0.2:
                parts.append(f"    {key}: []  # 还没有\n")
        if luck.random() < 0.5:
            parts.append("\n  # 下一个\n")
    text = "".join(parts)
    if luck.random() < 0.3:
        text = text.rstrip("\n ")
    if luck.random() < 0.3:
        text = text.replace("\n", "\r\n")
    return text, claims


def _list(luck: random.Random, key: str, cells: list[tuple[str, str, str]]) -> str:
    style = luck.choice(("block", "block", "braces", "mixed", "line", "lines"))
    if style == "line":
        gap = luck.choice((", ", ","))
        return f"    {key}: [" + gap.join(_flow(luck, cell) for cell in cells) + "]  # 一行\n"
    if style == "lines":
        body = ",  # 逗号\n".join("      " + _flow(luck, cell) for cell in cells)
        return f"    {key}: [\n{body}{luck.choice(('', ','))}\n    ]\n"
    dash = " " * luck.choice((4, 6, 6, 8))
    gap = " " * luck.choice((1, 1, 1, 3))
    text = f"    {key}:{luck.choice(('', '  # 列表'))}\n"
    for cell in cells:
        if luck.random() < 0.2:
            text += luck.choice((f"{dash}# 上面的话\n", "\n", "\n    # 浅\n"))
        if style == "braces" or (style == "mixed" and luck.random() < 0.5):
            text += f"{dash}-{gap}{_flow(luck, cell)}{luck.choice(('', '  # 尾'))}\n"
        else:
            text += _block(luck, cell, dash, gap)
    return text


def _keys(luck: random.Random, cell: tuple[str, str, str], *, flow: bool) -> list[tuple[str, str]]:
    area, period, source = cell
    mark = luck.choice(('"', '"', "'", ""))
    keys = [
        ("time_period", f"{mark}{period}{mark}"),
        ("ref_area", area),
        ("obs_value", luck.choice(("8", "7.70", "1/3"))),
    ]
    if luck.random() < 0.4:
        keys.append(("qualifier", luck.choice(("more_than", '"about"'))))
    if luck.random() < 0.2:
        keys.append(("unit_mult", "2"))
    if luck.random() < 0.2:
        keys.append(("period_stated", "false"))
    keys += [("source", source), ("quote", luck.choice(("占比8%", '"占比: 8%"', "'占比''8%'")))]
    if luck.random() < 0.2:
        keys.append(("note", luck.choice(("说明", '"多: 说"'))))
    if luck.random() < 0.1 and not flow:
        keys.append(("because", ">-\n{indent}  折叠的\n{indent}  理由"))
    if luck.random() < 0.2:
        luck.shuffle(keys)
    return keys


def _flow(luck: random.Random, cell: tuple[str, str, str]) -> str:
    inside = luck.choice(("", " "))
    return (
        "{"
        + inside
        + ", ".join(f"{key}: {value}" for key, value in _keys(luck, cell, flow=True))
        + inside
        + "}"
    )


def _block(luck: random.Random, cell: tuple[str, str, str], dash: str, gap: str) -> str:
    indent = f"{dash} {gap}"
    text = ""
    for number, (key, value) in enumerate(_keys(luck, cell, flow=False)):
        before = f"{dash}-{gap}" if not number else indent
        if number and luck.random() < 0.05:
            text += f"{indent}# 里面的话\n"
        tail = luck.choice(("", "", "", "", "  # 尾注")) if not value.startswith(">") else ""
        text += f"{before}{key}: {value.replace('{indent}', indent)}{tail}\n"
    return text + (f"{indent}# 跟着的话\n" if luck.random() < 0.1 else "")
