"""What `indicators check-deck` prints: slide by slide what became of every chart, claim by claim; and how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from indicators.exports.decks import Change, Checked, Edit, Report, Status
from indicators.model import Language
from indicators.terminal import plural, say, table

_COLUMNS: dict[Language, tuple[str, ...]] = {
    "zh": ("页", "", "图", "原来 → 现在", "来源"),
    "en": ("Slide", "", "Chart", "Then → now", "Source"),
}
_STATUSES: dict[Status, tuple[str, str, str]] = {
    "current": ("未变", "current", "green"),
    "changed": ("有变化", "changed", "bold yellow"),
    "withdrawn": ("已撤回", "withdrawn", "bold red"),
    "unknown": ("手工图", "made by hand", "dim"),
}


def print_report(out: Console, report: Report, lang: Language) -> None:
    """Prints a row for every chart, below it one for every change; the last line says how many there are."""
    if report.charts:
        rows = table(_COLUMNS[lang], right=(0,))
        for chart in report.charts:
            zh, en, style = _STATUSES[chart.status]
            title = " ".join(chart.title.split()) or chart.name
            rows.add_row(str(chart.slide), Text(say(lang, zh, en), style), title, "", "")
            for label, about, change, by in _lines(chart, lang):
                rows.add_row("", Text(label, "dim"), about, change, by)
        out.print(rows)
    out.print(counted(report, lang), soft_wrap=True)


def counted(report: Report, lang: Language) -> str:
    """How many charts are as they were, changed, withdrawn, made by hand; edited and refreshed ones besides."""
    if not report.ours:
        zh = f"{report.slides}页里没有本看板导出的图"
        en = f"There are no charts from this dashboard on its {plural(report.slides, 'slide')}"
        hand = report.count["unknown"]
        more = say(lang, f"；另有{hand}幅手工图", f"; {plural(hand, 'chart')} made by hand") if hand else ""
        return zh + more + "。" if lang == "zh" else en + more + "."
    parts = [
        f"{say(lang, zh, en)}{number}幅" if lang == "zh" else f"{number} {en}"
        for status, number in report.count.items()
        if number
        for zh, en, _ in [_STATUSES[status]]
    ]
    edited = sum(chart.edited for chart in report.charts)
    fresh = sum(chart.refreshed for chart in report.charts)
    more = (
        say(lang, f"；手工改过数字{edited}幅", f"; {edited} with numbers changed by hand") if edited else ""
    )
    titles = sum(bool(chart.title_now) for chart in report.charts)
    more += (
        say(lang, f"；标题与现在的说法不同{titles}幅", f"; {titles} with another title today")
        if titles
        else ""
    )
    more += say(lang, f"；已更新{fresh}幅", f"; {fresh} refreshed") if fresh else ""
    number = len(report.charts)
    head = say(
        lang,
        f"{report.slides}页，{number}幅图：",
        f"{plural(report.slides, 'slide')}, {plural(number, 'chart')}: ",
    )
    return head + ("，" if lang == "zh" else ", ").join(parts) + more + ("。" if lang == "zh" else ".")


def _lines(chart: Checked, lang: Language) -> Iterator[tuple[str, str, str, str]]:
    """Label, what it is about, old and new, by whom."""
    for change in chart.changes:
        yield _label(change, lang), f"{change.what} {change.period}".strip(), *_change(change, lang)
    for edit in chart.edits:
        label = say(lang, "手改", "by hand")
        yield label, f"{edit.what} {edit.period}".strip(), _edit(edit, lang), ""
    if chart.title_now:
        yield say(lang, "标题现为", "title now"), chart.title_now, "", ""
    for note in chart.notes:
        yield say(lang, "提示", "note"), note, "", ""


def _label(change: Change, lang: Language) -> str:
    if not change.old:
        return say(lang, "新增", "added")
    return say(lang, "不再有", "gone") if not change.new else say(lang, "改变", "revised")


def _change(change: Change, lang: Language) -> tuple[str, str]:
    """Old and new, and who says so: both, where they are not the same."""
    remark = say(lang, f"（{change.remark}）", f" ({change.remark})") if change.remark else ""
    values = f"{change.old or '—'} → {change.new + remark if change.new else '—'}"
    both = change.old_by and change.new_by and change.old_by != change.new_by
    return values, f"{change.old_by} → {change.new_by}" if both else change.new_by or change.old_by


def _edit(edit: Edit, lang: Language) -> str:
    now = edit.now or say(lang, "没有", "nothing")
    return say(lang, f"导出时{edit.made}，图中{now}", f"exported as {edit.made}, drawn as {now}")
