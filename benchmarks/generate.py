"""A catalogue of 100,000 claims in 40 files, about 25 MB, written the way analysts write."""

from __future__ import annotations

from pathlib import Path

FILES, INDICATORS, YEARS, SOURCES = 40, 50, 50, 10

_SHARED = """\
themes:
  - id: size
    title: {zh: 规模与占比, en: Size and share}
units:
  - id: percent
    title: {zh: "%", en: "%"}
    name: {zh: 百分比, en: per cent}
areas:
  - id: CN-CQ
    title: {zh: 重庆, en: Chongqing}
"""
_SOURCE = """\
  - id: letter-{file}-{source}
    kind: letter
    title: 关于建议办理情况的答复函{source}
    issuer: 重庆市经济和信息化委员会
    published: 2025-04-04
    reliability: primary
"""
_INDICATOR = """\
  - id: share_{file}_{indicator}
    title: {{zh: 数字经济核心产业增加值占GDP比重, en: Core digital industries {file} {indicator}}}
    short_title: {{zh: 核心产业占比, en: Core share}}
    definition: {{zh: 按统计分类核算的核心产业增加值占GDP比重, en: Value added of the core industries relative to GDP}}
    theme: size
    unit: percent
    decimals: 1
    direction: up
    observations:
"""
_CLAIM = """\
      - time_period: "{year}"
        ref_area: CN-CQ
        obs_value: {value}
        qualifier: more_than
        source: letter-{file}-{source}
        quote: {year}年数字经济核心产业增加值占GDP比重超过{value}%
"""


def generate(folder: Path) -> list[Path]:
    """Writes the catalogue into `folder` and returns its files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for file in range(FILES):
        parts = [_SHARED if file == 0 else "", "sources:\n"]
        parts += [_SOURCE.format(file=file, source=source) for source in range(SOURCES)]
        parts.append("indicators:\n")
        for indicator in range(INDICATORS):
            parts.append(_INDICATOR.format(file=file, indicator=indicator))
            for step in range(YEARS):
                year, value = 1975 + step, f"{10 + step}.{indicator % 10}"
                parts.append(_CLAIM.format(year=year, value=value, file=file, source=step % SOURCES))
        files.append(folder / f"part{file:02}.yaml")
        files[-1].write_text("".join(parts), encoding="utf-8")
    return files
