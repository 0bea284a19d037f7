"""Commands that enter figures: add, revise, withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from indicators.cli.app import Data, Debug, Lang, app, guarded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.entry import Plan
    from indicators.entry.steps import ClaimId
    from indicators.model import Catalogue, Language, Source

Id = Annotated[str, typer.Argument(metavar="ID", help="指标的标识，见 list Id of the indicator, see list")]
Area = Annotated[str, typer.Option("--area", help="地区，例如 CN-CQ 或 重庆 Area, for example CN-CQ")]
Period = Annotated[str, typer.Option("--period", help="时期，例如 2022、2022-Q3 Period, for example 2022")]
SourceName = Annotated[
    str, typer.Option("--source", help="来源的标识或发文字号 Id or document number of the source")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="不问，直接写入 Write without asking")]
Target = Annotated[bool, typer.Option("--target", help="是目标 It is a target")]
Note = Annotated[str | None, typer.Option("--note", help="读者须知 What a reader must know")]
Because = Annotated[
    str | None, typer.Option("--because", help="看似异常的数字为什么是对的 Why an unlikely figure is right")
]
Why = Annotated[str, typer.Option("--why", help="为什么改，写入历史 Why, for the history")]
Status = Annotated[
    Literal["A", "E", "P", "B", "F", "M", "I"] | None,
    typer.Option("--status", help="E 估计、P 初步、F 预测 Estimated, provisional, forecast"),
]


@app.command(help="录入一个数字 Enter a figure")
@guarded
def add(
    indicator: Id,
    *,
    area: Area,
    period: Period,
    value: Annotated[
        str, typer.Option("--value", help="例如 超过8%、≥10、约40亿元 For example >8, ≥10, 约40亿元")
    ],
    quote: Annotated[str, typer.Option("--quote", help="原文，须含这个数字 The source's own words")],
    source: SourceName = "",
    target: Target = False,
    note: Note = None,
    because: Because = None,
    status: Status = None,
    no_period: Annotated[
        bool, typer.Option("--period-not-stated", help="原文没有写时期 The source states no period")
    ] = False,
    title: Annotated[
        str | None, typer.Option("--source-title", help="新来源的标题 Title of a new source")
    ] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="新来源的发布者 Who issued it")] = None,
    number: Annotated[str | None, typer.Option("--number", help="发文字号 Document number")] = None,
    published: Annotated[str | None, typer.Option("--published", help="发布日期 Date of publication")] = None,
    dated: Annotated[str | None, typer.Option("--dated", help="成文日期 Date on the document")] = None,
    url: Annotated[str | None, typer.Option("--url", help="网页地址 Address of the page")] = None,
    kind: Annotated[
        Literal["letter", "plan", "bulletin", "report", "press"] | None,
        typer.Option("--kind", help="新来源的种类 Kind of the new source"),
    ] = None,
    reliability: Annotated[
        Literal["primary", "press", "repost"] | None,
        typer.Option("--reliability", help="原文、报刊、转载 Original, press, copy"),
    ] = None,
    why: Why = "",
    yes: Yes = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Adds a claim, with a new source where one is described; shows what changes and asks."""
    described = {
        "title": title,
        "issuer": issuer,
        "document_number": number,
        "published": published,
        "dated": dated,
        "url": url,
        "kind": kind,
        "reliability": reliability,
    }

    def make() -> Plan:
        from indicators import entry
        from indicators.entry import values
        from indicators.model import Observation

        contents, catalogue = _read(data)
        _known(catalogue, indicator, lang)
        record, steps = _source(source, described, catalogue, lang)
        found = values.value(value, quote, catalogue.indicators[indicator], catalogue)
        claim = Observation(
            values.period(period),
            values.area(area, catalogue),
            found.obs_value,
            record.id,
            quote,
            found.qualifier,
            found.unit_mult,
            status,
            not no_period,
            note,
            because,
        )
        step = entry.Add(indicator, "target" if target else "actual", claim)
        return entry.plan_on(contents, catalogue, entry.Change((*steps, step), why))

    _propose(make, data, lang, yes=yes)


@app.command(help="修改一个已有的数字 Revise a figure")
@guarded
def revise(
    indicator: Id,
    *,
    area: Area,
    period: Period,
    source: SourceName,
    target: Target = False,
    value: Annotated[str | None, typer.Option("--value", help="新的数值 The new value")] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="新的原文 The new quote")] = None,
    note: Note = None,
    because: Because = None,
    status: Status = None,
    drop: Annotated[
        list[str] | None,
        typer.Option(
            "--drop", help="删去 note、because 或 status，可重复 Take one of these away, repeatable"
        ),
    ] = None,
    why: Why = "",
    yes: Yes = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Changes what is named and nothing else; shows what changes and asks."""

    def make() -> Plan:
        from indicators import entry
        from indicators.entry import values
        from indicators.terminal import stop

        contents, catalogue = _read(data)
        _known(catalogue, indicator, lang)
        which = _claim(catalogue, indicator, (area, period, source), target=target)
        fields: dict[str, Any] = {
            key: given
            for key, given in (("quote", quote), ("note", note), ("because", because), ("obs_status", status))
            if given is not None
        }
        for key in drop or ():
            if key not in ("note", "because", "status"):
                stop(
                    2,
                    lang,
                    f"--drop 是 {key}；请写 note、because 或 status。",
                    f"--drop is {key}; write note, because or status.",
                )
            fields["obs_status" if key == "status" else key] = None
        if value is not None:
            words = quote or _quote(catalogue, which)
            found = values.value(value, words, catalogue.indicators[indicator], catalogue)
            fields |= {
                "obs_value": found.obs_value,
                "qualifier": found.qualifier,
                "unit_mult": found.unit_mult,
            }
        return entry.plan_on(contents, catalogue, entry.Change((entry.Revise(which, fields),), why))

    _propose(make, data, lang, yes=yes)


@app.command(help="撤回一个数字，写明理由 Withdraw a figure and say why")
@guarded
def withdraw(
    indicator: Id,
    *,
    area: Area,
    period: Period,
    source: SourceName,
    why: Annotated[str, typer.Option("--why", help="为什么撤回 Why it goes")],
    target: Target = False,
    yes: Yes = False,
    data: Data = None,
    lang: Lang = "zh",
    debug: Debug = False,
) -> None:
    """Takes a claim out of the file; the reason goes into the history."""

    def make() -> Plan:
        from indicators import entry

        contents, catalogue = _read(data)
        _known(catalogue, indicator, lang)
        which = _claim(catalogue, indicator, (area, period, source), target=target)
        return entry.plan_on(contents, catalogue, entry.Change((entry.Withdraw(which),), why))

    _propose(make, data, lang, yes=yes)


def _propose(make: Any, data: Path | None, lang: Language, *, yes: bool) -> None:
    from indicators.cli.proposing import propose

    propose(make, data, lang, yes=yes)


def _read(data: Path | None) -> tuple[Mapping[Path, bytes], Catalogue]:
    from indicators import entry, store
    from indicators.problems import CatalogueError

    try:
        contents = store.contents(data)
        return contents, store.of(contents)
    except CatalogueError as error:
        raise entry.Objections(error.problems) from None


def _known(catalogue: Catalogue, indicator: str, lang: Language) -> None:
    from indicators.cli.asked import must_know_indicators

    must_know_indicators(catalogue, [indicator], lang)


def _claim(catalogue: Catalogue, indicator: str, cell: tuple[str, str, str], *, target: bool) -> ClaimId:
    from indicators.entry import ClaimId, values

    area, period, source = cell
    return ClaimId(
        indicator,
        "target" if target else "actual",
        values.area(area, catalogue),
        values.period(period),
        values.source(source, catalogue).id,
    )


def _quote(catalogue: Catalogue, which: ClaimId) -> str:
    indicator = catalogue.indicators[which.indicator]
    claims = indicator.targets if which.kind == "target" else indicator.observations
    return next((claim.quote for claim in claims if which.names(claim)), "")


def _source(
    name: str, described: Mapping[str, Any], catalogue: Catalogue, lang: Language
) -> tuple[Source, tuple[Any, ...]]:
    """The source that is named, or the new one that is described with the step that adds it."""
    import re

    from indicators import entry, model
    from indicators.entry import values
    from indicators.terminal import stop

    if not any(described.values()):
        return values.source(name, catalogue), ()
    for key, option in (("title", "--source-title"), ("issuer", "--issuer"), ("kind", "--kind")):
        if not described[key]:
            stop(2, lang, f"新来源还要写 {option}。", f"A new source also needs {option}.")
    number = described["document_number"] or ("" if re.fullmatch("[a-z0-9_.-]*", name) else name)
    day = described["published"] or described["dated"] or ""
    is_id = name and name != number
    fields = {key: given for key, given in described.items() if given} | (
        {"document_number": number} if number else {}
    )
    fields.setdefault("reliability", "press" if described["kind"] == "press" else "primary")
    made = model.Source(id=name if is_id else values.source_id(number, day, catalogue), **fields)
    return made, (entry.AddSource(made),)
