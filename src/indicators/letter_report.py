"""What `indicators letter` prints: a table in which every number stands out in its clause, or JSON."""

from __future__ import annotations

import json
from typing import Any

from rich.console import Console
from rich.text import Text

from indicators import wording
from indicators.interval import SYMBOLS
from indicators.letters.letter import Figure, Header, Letter
from indicators.match import Match, Reason, match_letter
from indicators.model import Catalogue, Language
from indicators.terminal import plural, say, table

_HEAD = {
    "title": "Title",
    "document_number": "Document number",
    "index_number": "Index number",
    "issuer": "Issuer",
    "addressee": "Addressee",
    "dated": "Dated",
    "published": "Published",
    "proposal_number": "Proposal",
}
_COLUMNS: dict[Language, tuple[str, ...]] = {
    "zh": ("", "数值", "时期", "性质", "原文", "指标", "已知", "依据"),
    "en": ("", "Value", "Period", "Kind", "Sentence", "Indicator", "Known", "Why"),
}
#: Why an indicator is proposed, in the words of the table.
_WHY: dict[Reason, tuple[str, str]] = {
    "title": ("名称相近", "title"),
    "quote": ("原文相近", "earlier quotes"),
    "definition": ("定义相近", "definition"),
    "unit": ("单位相同", "unit"),
    "unit_alike": ("单位相近", "like unit"),
    "growth": ("同为增速", "both growth"),
    "same_value": ("数值已有", "same value"),
    "near_value": ("量级相近", "like size"),
    "area_named": ("文中地区", "area named"),
    "area_issuer": ("发文机关地区", "issuer's area"),
    "area_unknown": ("目录无此地区", "area not in the catalogue"),
    "new": ("无相近指标", "nothing like it"),
    "taken": ("已有更合适的数字", "another figure fits better"),
}
_KINDS = {"actual": "Actual", "target": "Target", "change": "Change"}


def as_json(letter: Letter, *, skipped: bool) -> str:
    """The figures as a list; with `skipped` an object that also lists every other numeral with the rule that excludes it."""
    figures = [_record(figure) for figure in letter.figures]
    others = [{"number": each.number, "start": each.start, "rule": each.rule} for each in letter.skipped]
    content: Any = {"figures": figures, "skipped": others} if skipped else figures
    return json.dumps(content, ensure_ascii=False, indent=1)


def _record(figure: Figure) -> dict[str, Any]:
    return {
        "quote": figure.quote,
        "start": figure.start,
        "number": figure.number,
        "value": figure.value,
        "unit": figure.unit,
        "qualifier": SYMBOLS[figure.qualifier].strip().replace("≥", ">=").replace("≤", "<=").replace("≈", "~")
        or "=",
        "period": figure.time_period,
        "period_found": figure.period.found,
        "kind": figure.kind,
        "measure": figure.measure,
        "unit_id": figure.unit_id,
        "unit_mult": figure.unit_mult,
        "confidence": round(figure.confidence, 3),
    }


def print_table(
    out: Console, letter: Letter, catalogue: Catalogue | None, lang: Language, *, skipped: bool
) -> None:
    """Prints the head of the letter, its figures with the indicators they belong to, and how many there are."""
    _print_head(out, letter.header, lang)
    if letter.figures:
        rows = table(_COLUMNS[lang], right=(0,))
        found = match_letter(letter, catalogue) if catalogue else []
        for number, figure in enumerate(letter.figures, 1):
            best = found[number - 1][0] if catalogue else None
            rows.add_row(
                str(number),
                f"{SYMBOLS[figure.qualifier]}{figure.number}{figure.unit}",
                wording.period(figure.time_period, lang) if figure.time_period else "—",
                wording.tr(_KINDS[figure.kind], lang),
                marked(figure),
                _indicator(figure, best, catalogue, lang),
                _known(best, lang),
                Text(
                    say(lang, "、", ", ").join(say(lang, *_WHY[each]) for each in best.reasons)
                    if best
                    else "",
                    "dim",
                ),
            )
        out.print(rows)
    _print_implied(out, letter, lang)
    if skipped:
        _print_skipped(out, letter, lang)
    count, others = len(letter.figures), len(letter.skipped)
    zh = f"{count}个数字；另有{others}处数码不是指标数字" + (
        "" if skipped or not others else "（加 --skipped 列出）"
    )
    en = f"{plural(count, 'figure')}; {plural(others, 'other numeral')} in the text" + (
        "" if skipped or not others else " (--skipped lists them)"
    )
    out.print(say(lang, zh, en))


def marked(figure: Figure) -> Text:
    """The clause with its number in brackets, and in bold where there are colours."""
    at = figure.quote.find(figure.number)
    end = at + len(figure.number)
    if at < 0:
        return Text(figure.quote)
    number = (f"【{figure.number}】", "bold yellow")
    return Text.assemble(figure.quote[:at].replace("\n", " "), number, figure.quote[end:].replace("\n", " "))


def _print_head(out: Console, header: Header | None, lang: Language) -> None:
    for key, label in _HEAD.items():
        value = getattr(header, key, None)
        if value:
            how = header.how.get(key) if header else None
            damaged = {
                "damaged": say(
                    lang, "（页面缺字，只有这一天说得通）", " (characters are lost; only this day fits)"
                ),
                "damaged_year": say(
                    lang, "（页面缺字，只能确定年份）", " (characters are lost; only the year is sure)"
                ),
            }.get(how or "", "")
            out.print(
                Text.assemble((f"{wording.tr(label, lang)}  ", "dim"), value, (damaged, "yellow")),
                soft_wrap=True,
            )


def _indicator(figure: Figure, best: Match | None, catalogue: Catalogue | None, lang: Language) -> Text:
    if best is None or catalogue is None:
        return Text(figure.measure)
    if best.indicator is None:
        return Text.assemble((say(lang, "新指标？", "New? "), "yellow"), figure.measure)
    area = (
        catalogue.areas[best.ref_area].title(lang) + say(lang, "：", ": ")
        if best.ref_area in catalogue.areas
        else ""
    )
    return Text(f"{area}{catalogue.indicators[best.indicator].title(lang)}")


def _known(best: Match | None, lang: Language) -> Text:
    """Whether the catalogue's claims on the cell agree."""
    if best is None or not best.known:
        return Text("")
    if conflicts := best.conflicts:
        values = ", ".join(SYMBOLS[k.observation.qualifier] + k.observation.obs_value for k in conflicts)
        return Text(say(lang, f"分歧 {values}", f"conflicts {values}"), "bold red")
    return Text(say(lang, "相容", "agrees"), "green")


def _print_implied(out: Console, letter: Letter, lang: Language) -> None:
    """The values that the letter implies but does not print, each with its arithmetic."""
    if not letter.proposals:
        return
    rows = table(
        ("推得的数值", "时期", "算式", "指标", "原文")
        if lang == "zh"
        else ("Implied", "Period", "Formula", "Measure", "Sentence")
    )
    for each in letter.proposals:
        period = wording.period(each.time_period, lang) if each.time_period else "—"
        value = f"{each.formula.rpartition('= ')[2]}{each.unit}"
        rows.add_row(value, period, each.formula, each.measure, each.reason)
    out.print(rows)


def _print_skipped(out: Console, letter: Letter, lang: Language) -> None:
    rows = table(("", "数码", "规则") if lang == "zh" else ("", "Numeral", "Rule"))
    for each in letter.skipped:
        before = letter.text[max(0, each.start - 8) : each.start].replace("\n", " ")
        after = letter.text[each.end : each.end + 8].replace("\n", " ")
        rows.add_row(str(each.start), Text.assemble(before, (f"【{each.number}】", "bold"), after), each.rule)
    out.print(rows)
