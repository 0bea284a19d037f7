"""JSON Schema of a catalogue file: completion and hovers in any editor that speaks YAML.

The first line of a data file names it (`# yaml-language-server: $schema=indicators.schema.json`). It is made from the
model, so it cannot say anything else than the reader; only the words of the hovers stand here.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from indicators.model import Document

#: What an editor shows for a key; a key means the same wherever it stands.
HOVERS: dict[str, str] = {
    "themes": "主题：目录的章节 · Chapters of the catalogue",
    "units": "计量单位；数量级写在 unit_mult，不写在单位里 · Units; powers of ten belong into unit_mult",
    "areas": "地区：ISO 3166-2，市县用 CN- 加 GB/T 2260 · ISO 3166-2; cities and districts as CN- and GB/T 2260",
    "sources": "来源：每份文件一次 · Documents that make claims, each once",
    "indicators": "指标 · What is measured, with every claim about it",
    "id": "稳定的标识，一经使用不再更改 · A stable id, never changed once used",
    "title": "名称 · Title",
    "short_title": "卡片上的短名称：中文至多12字 · For cards: at most 12 Chinese or 28 Latin characters",
    "definition": "统计的是什么、按什么标准、不可与什么混淆 · What is counted, by which standard, what it is not",
    "theme": "主题的 id · Id of a theme",
    "unit": "单位的 id · Id of a unit",
    "unit_mult": "10的几次方：万 4，百万 6，亿 8，十亿 9，万亿 12 · Power of ten of the number",
    "decimals": "显示的小数位 · Decimals shown",
    "direction": "up 越大越好，down 越小越好，none 不论 · Which way is better",
    "headline": "是否首页重点指标 · Shown first on the overview",
    "zh": "中文 · Chinese",
    "en": "英文 · English",
    "indicator": "指标的 id · Id of an indicator",
    "breaks": "口径变化：前后不连线、不比较 · Changes of definition: nothing is joined or compared across them",
    "observations": "已发生的数字，每条一个来源一句话 · Claims about the past, one source and one sentence each",
    "targets": "对将来的数字：计划、承诺、要求 · Claims about the future: planned, promised, required",
    "choices": "分析员选定：这一格显示哪个来源的数字，写明理由 · An analyst's choice: whose claim is shown for a cell, and why",
    "missing": "为什么这一格没有数字 · Why a cell is empty",
    "events": "看这些序列必须知道的事：政策、普查、规划 · What a reader of these series must know",
    "derived": "由已有数字推算，只写算法不写数值 · Computed from claims; the value is never typed",
    "time_period": '时期，加引号："2022"、2022-Q3、2022-06、2022-06-30、2016/2020、2022-01/2022-07 · Period or range',
    "ref_area": "地区代码 · Area code",
    "obs_value": "原文印出的数字，不加引号，不写单位和千分位；1/3 可写 · Digits as printed, without quotes, unit, separators",
    "qualifier": "限定词：more_than 超过、at_least 不低于、less_than 不足、at_most 不超过、about 约；没有就不写 · The hedge",
    "obs_status": "SDMX：E 估计、P 初步、F 预测；正常不写 · SDMX status; absent means normal",
    "period_stated": "原文没有写时期时写 false，时期用来源日期代替 · false where the source states no period",
    "source": "来源的 id · Id of a source",
    "quote": "原文照录，须含这个数字 · The source's own words, with the number in them",
    "note": "读者须知 · What a reader must know",
    "because": "为什么：保留看似异常的数字，或选定这个来源 · Why an unlikely figure is right, or this source is chosen",
    "decided": "选定日期；此前的视图不受影响 · Day of the choice; earlier views are not touched by it",
    "by": "谁选定的 · Who chose",
    "reason": "not_published 查过，没有公布；not_applicable 不可能有；not_looked_for 还没有查 · Looked for and not found, cannot exist, not looked for",
    "looked": "查找日期 · Day on which it was looked for",
    "kind": "文件：letter 复函、plan 规划、bulletin 公报、report 报告、press 新闻；选定：actual 实际、target 目标 · Kind of document; of a cell",
    "issuer": "谁说的 · Who says it",
    "document_number": "发文字号 · Number of an official document",
    "index_number": "索引号 · Index number",
    "dated": "成文日期 · Date on the document",
    "published": "发布日期 · Date of publication",
    "url": "网页地址 · Address of the page",
    "reliability": "primary 官方原文、press 报刊转述、repost 转载 · Official page, press report, or copy",
    "operation": "difference 相减、sum 相加、ratio 相除 · How the parents are combined",
    "of": "由哪些数字推算，按次序 · The claims it is computed from, in order",
    "parent": "上级地区 · Area above",
    "scale": "数量级的说法：myriad 万/亿，si k/M/G，none 无 · How powers of ten are said",
    "name": "单位的全称 · Name of the unit",
}

_DATES = ("time_period", "published", "dated", "decided", "looked")


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a catalogue file."""
    schema = msgspec.json.schema(Document)
    schema["title"] = "indicators"
    for record in schema["$defs"].values():
        record["properties"] = {key: _rule(key, rule) for key, rule in record.get("properties", {}).items()}
    return schema


def _rule(key: str, rule: dict[str, Any]) -> dict[str, Any]:
    options = [option for option in rule.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:  # an absent key is absent, never null
        rule = options[0]
    if key in HOVERS:
        rule = rule | {"description": HOVERS[key]}
    if key == "obs_value":  # in the file it is a number, or a fraction
        rule["type"] = ["number", "string"]
    if key in _DATES:  # a year needs no quotes: the key says that it is text
        rule["type"] = ["string", "integer"]
    return rule


def text() -> str:
    """The schema as it is committed beside the data."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
