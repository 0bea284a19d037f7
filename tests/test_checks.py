"""Rules between records: each with the smallest catalogue that breaks it, the message compared whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indicators import checks, reading
from indicators.letters import quotes
from indicators.model import Catalogue, Document

SHARED = """\
themes:
  - {id: size, title: {zh: 规模, en: Size}}
units:
  - {id: percent, title: {zh: "%", en: "%"}, name: {zh: 百分比, en: per cent}}
  - {id: percentage_points, title: {zh: 个百分点, en: pp}, name: {zh: 百分点, en: percentage points}}
  - {id: item, title: {zh: 个, en: ""}, name: {zh: 个, en: items}, scale: myriad}
  - {id: person, title: {zh: 人, en: ""}, name: {zh: 人, en: persons}, scale: myriad}
  - {id: per_10k, title: {zh: 个/万人, en: per 10k}, name: {zh: 每万人, en: per ten thousand}}
  - {id: bps, title: {zh: bps, en: bps}, name: {zh: 比特, en: bits per second}, scale: si}
areas:
  - {id: CN, title: {zh: 全国, en: China}}
  - {id: CN-CQ, title: {zh: 重庆, en: Chongqing}, parent: CN}
sources:
  - {id: letter, kind: letter, title: 复函, issuer: 经信委, reliability: primary, published: 2023-04-04}
  - {id: report, kind: report, title: 报告, issuer: 统计局, reliability: primary, dated: 2024-01, published: 2024-02}
  - {id: page, kind: press, title: 网页, issuer: 日报, reliability: press}
"""
Write = Callable[..., list[str]]


def claim(
    period: str,
    value: str,
    *,
    source: str = "page",
    quote: str | None = None,
    area: str = "CN-CQ",
    **more: str,
) -> str:
    hedge = {
        "more_than": "超过",
        "at_least": "不少于",
        "less_than": "不到",
        "at_most": "至多",
        "about": "约",
        "": "",
    }
    said = quote or f"指标为{hedge[more.get('qualifier', '')]}{value}个"
    keys = {
        "time_period": f'"{period}"',
        "ref_area": area,
        "obs_value": value,
        "source": source,
        "quote": f'"{said}"',
    }
    return "{" + ", ".join(f"{key}: {word}" for key, word in (keys | more).items()) + "}"


def indicator(
    *observations: str,
    targets: tuple[str, ...] = (),
    derived: tuple[str, ...] = (),
    breaks: tuple[str, ...] = (),
    id: str = "x",
    title: str = "指标",
    short: str = "{zh: 指标, en: Indicator}",
    unit: str = "item",
    mult: int = 0,
    direction: str = "none",
    theme: str = "size",
) -> str:
    text = f"""\
  - id: {id}
    title: {{zh: {title}, en: Indicator}}
    short_title: {short}
    definition: {{zh: 定义, en: Definition}}
    theme: {theme}
    unit: {unit}
    unit_mult: {mult}
    direction: {direction}
"""
    lists = (("observations", observations), ("targets", targets), ("derived", derived), ("breaks", breaks))
    return text + "".join(
        f"    {key}:\n" + "".join(f"      - {one}\n" for one in ones) for key, ones in lists if ones
    )


@pytest.fixture
def check(tmp_path: Path) -> Write:
    """What is found in these indicators; `f` stands for the file, whose first indicator starts in line 2."""

    def check(*indicators: str, shared: str = SHARED) -> list[str]:
        texts = {"f": "indicators:\n" + "".join(indicators), "shared": shared}
        files = []
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            found = reading.read(text.encode(), name)
            assert isinstance(found, Document), "\n".join(map(str, found))
            files.append((tmp_path / name, found))
        problems = checks.check(Catalogue(tuple(files), "digest"))
        return [f"{problem.severity} {problem}".replace(f"{tmp_path}/", "") for problem in problems]

    return check


def test_a_sound_catalogue_has_no_problems(check: Write) -> None:
    assert check(indicator(claim("2022", "8", qualifier="more_than"), claim("2023", "9"))) == []


# ------------------------------------------------------------------------------------------- ids and references


def test_every_name_that_a_record_uses_exists(check: Write) -> None:
    parent = "{indicator: y, time_period: 2022, source: nobody, ref_area: CN-BJ}"
    found = check(
        indicator(
            claim("2022", "8", source="leter"),
            claim("2022", "8", area="CN-SC"),
            theme="sise",
            unit="firm",
            breaks=("{time_period: 2020, title: {zh: 改, en: x}, ref_area: CN-CX}",),
            derived=(f"{{time_period: 2022, ref_area: XX, operation: sum, of: [{parent}, {parent}]}}",),
        ),
        shared=SHARED.replace("parent: CN}", "parent: CM}"),
    )
    assert found == [
        "error f:6:12: there is no theme sise in the catalogue; did you mean size?",
        "error f:7:11: there is no unit firm in the catalogue; correct the id or add it",
        "error f:11:70: there is no source leter in the catalogue; did you mean letter?",
        "error f:12:41: there is no area CN-SC in the catalogue; did you mean CN-CQ?",
        "error f:14:39: there is no area XX in the catalogue; correct the id or add it",
        "error f:14:76: there is no indicator y in the catalogue; correct the id or add it",
        "error f:14:106: there is no source nobody in the catalogue; correct the id or add it",
        "error f:14:124: there is no area CN-BJ in the catalogue; did you mean CN-CQ?",
        "error f:14:144: there is no indicator y in the catalogue; correct the id or add it",
        "error f:14:174: there is no source nobody in the catalogue; correct the id or add it",
        "error f:14:192: there is no area CN-BJ in the catalogue; did you mean CN-CQ?",
        "error f:16:62: there is no area CN-CX in the catalogue; did you mean CN-CQ?",
        "error shared:12:57: there is no area CM in the catalogue; correct the id or add it",
    ]


def test_an_id_stands_once_in_all_files(check: Write) -> None:
    found = check(
        indicator(id="x"),
        indicator(id="x"),
        shared=SHARED + SHARED.split("sources:\n")[1].split("\n", maxsplit=1)[0] + "\n",
    )
    assert found == [
        "error f:10:9: the indicator x stands twice (first in f:2:9); give one of them another id or merge them",
        "error shared:17:10: the source letter stands twice (first in shared:14:10); "
        "give one of them another id or merge them",
    ]


# ------------------------------------------------------------------------------------------- claims


def test_a_source_makes_one_claim_on_a_cell(check: Write) -> None:
    found = check(
        indicator(
            claim("2022", "8", qualifier="more_than"),
            claim("2022", "9"),
            claim("2022", "9", source="letter"),
            claim("2022", "9", area="CN"),
            claim("2021", "9"),
            targets=(claim("2022", "9"),),
        )
    )
    assert found == [
        "error f:12:9: page already says > 8 for this cell (f:11:9); one source makes one claim on a cell: "
        "keep one, or tell the two apart by period or indicator"
    ]


@pytest.mark.parametrize(
    ("period", "source", "is_late"),
    [
        ("2022", "letter", True),
        ("2023-Q1", "letter", True),
        ("2023-04-03", "letter", True),
        ("2023-04-04", "letter", False),
        ("2023", "letter", False),
        ("2023-12", "report", True),
        ("2024-01", "report", False),
        ("2022", "page", False),
    ],
)
def test_a_target_is_later_than_its_source(check: Write, period: str, source: str, is_late: bool) -> None:
    published = {"letter": "2023-04-04", "report": "2024-02", "page": ""}[source]
    found = check(indicator(targets=(claim(period, "8", source=source),)))
    assert (
        found
        == [
            f"warning f:11:23: the target is for {period}, but its source is from {published}; "
            "correct the period, move it to observations, or say why in because:"
        ]
        * is_late
    )


@pytest.mark.parametrize(
    ("period", "source", "is_early"),
    [
        ("2023", "letter", True),
        ("2023-Q2", "letter", True),
        ("2023-05", "letter", True),
        ("2023-04-05", "letter", True),
        ("2023-01/2023-05", "letter", True),
        ("2023-01/2023-04", "letter", False),
        ("2023-04", "letter", False),
        ("2023-04-04", "letter", False),
        ("2023-Q1", "letter", False),
        ("2024-02", "report", False),
        ("2024", "report", True),
        ("2030", "page", False),
    ],
)
def test_an_observation_is_not_later_than_its_source(
    check: Write, period: str, source: str, is_early: bool
) -> None:
    published = {"letter": "2023-04-04", "report": "2024-02", "page": ""}[source]
    found = check(indicator(claim(period, "8", source=source)))
    assert (
        found
        == [
            f"warning f:11:23: the observation is for {period}, but its source is from {published}; "
            "move it to targets, mark it obs_status: F, or say why in because:"
        ]
        * is_early
    )


def test_a_forecast_and_a_period_that_is_not_stated_may_be_later_than_the_source(check: Write) -> None:
    assert check(indicator(claim("2023", "8", source="letter", obs_status="F"))) == []
    assert check(indicator(claim("2023", "8", source="letter", obs_status="E"))) == []
    assert check(indicator(claim("2023", "8", source="letter", period_stated="false"))) == []
    assert check(indicator(targets=(claim("2023-04", "8", source="letter", period_stated="false"),))) == []


@pytest.mark.parametrize(
    ("value", "qualifier", "quote", "message"),
    [
        (
            "8",
            "",
            "指标为9个",
            "error f:11:59: the value is 8, but the quote has 9: “指标为9个”; correct either",
        ),
        (
            "8",
            "",
            "没有数字",
            "error f:11:59: the value is 8, but the quote has no number: “没有数字”; correct either",
        ),
        (
            "7.70",
            "",
            "指标为7.7个",
            "error f:11:59: the value is 7.70, but the quote has 7.7: “指标为7.7个”; correct either",
        ),
        (
            "8",
            "",
            "超过8个",
            "error f:11:59: qualifier is absent, but the quote hedges 8 with “超过” (more_than): “超过8个”; correct either",
        ),
        (
            "8",
            "more_than",
            "约8个",
            "error f:11:101: qualifier is more_than, but the quote hedges 8 with “约” (about): “约8个”; correct either",
        ),
        (
            "8",
            "more_than",
            "达到8个",
            "error f:11:102: qualifier is more_than, but the quote hedges 8 with no word: “达到8个”; correct either",
        ),
        (
            "8",
            "",
            "指标为8万个",
            "error f:11:59: the value is 8, but the quote has 8万: “指标为8万个”; correct either",
        ),
    ],
)
def test_a_quote_says_the_digits_and_the_hedge(
    check: Write, value: str, qualifier: str, quote: str, message: str
) -> None:
    more = {"qualifier": qualifier} if qualifier else {}
    found = check(indicator(claim("2022", value, quote=quote, **more)))
    assert [line.partition(": ")[2] for line in found] == [message.partition(": ")[2]]
    assert found == [message]


def test_a_quote_that_leaves_the_power_of_ten_out_cannot_be_checked(check: Write) -> None:
    assert check(indicator(claim("2022", "8", quote="指标 | 8 | 9", unit_mult="4"))) == [
        "note f:11:83: the quote cannot be checked against 8 × 10^4 (it does not print the power of ten): “指标 | 8 | 9”"
    ]


def test_the_power_of_ten_stands_in_the_quote_where_it_is_spoken(check: Write) -> None:
    assert check(indicator(claim("2022", "8", quote="指标为8万个", unit_mult="4"))) == []
    assert check(indicator(claim("2022", "8", quote="指标为8万个"), mult=4)) == []
    assert check(indicator(claim("2022", "340", quote="带宽340G"), mult=9, unit="bps")) == []
    assert check(indicator(claim("2022", "8", quote="指标为8亿个"), mult=4)) == [
        "error f:11:59: the value is 8 × 10^4, but the quote has 8亿: “指标为8亿个”; correct either"
    ]


def test_a_quote_with_odd_digits_is_no_trouble(check: Write) -> None:
    assert check(indicator(claim("2022", "8", quote="编号 0,000 和 007", unit_mult="4"))) == [
        "error f:11:59: the value is 8 × 10^4, but the quote has 0,000: “编号 0,000 和 007”; correct either"
    ]


def test_the_same_words_around_many_numbers_say_the_same_as_around_one(check: Write) -> None:
    rows = [
        (f"{words}{value}{behind}", value, qualifier, mult)
        for words in ("指标达到", "指标超过", "不超过", "近", "over ", "20", "", "约占")
        for behind in ("个", "%", "万个", "以上", " of 9", ".5", "", "个，约为1/3", " | 8")
        for value in ("8", "9", "1", "2022", "7.70", "0.5")
        for qualifier in (None, "more_than", "about")
        for mult in (None, 0, 4)
    ]
    assert quotes.states_many(*zip(*rows, strict=True)) == [quotes.states(*row) for row in rows]


# ------------------------------------------------------------------------------------------- derived values


def derived(operation: str, *parents: tuple[str, str]) -> str:
    of = ", ".join(f"{{indicator: {name}, time_period: {period}, source: page}}" for name, period in parents)
    return f"{{time_period: 2022, ref_area: CN-CQ, operation: {operation}, of: [{of}]}}"


def test_the_parents_of_a_derived_value_exist(check: Write) -> None:
    found = check(
        indicator(claim("2022", "8"), id="a"),
        indicator(id="b", derived=(derived("sum", ("a", "2022"), ("a", "2021")),)),
    )
    assert found == [
        "error f:21:116: no claim fits a · CN-CQ · 2021 · page; correct the parent of the derived value"
    ]


@pytest.mark.parametrize(
    ("operation", "units", "unit", "fits"),
    [
        ("difference", ("percent", "percent"), "percentage_points", True),
        ("difference", ("percent", "percent"), "percent", False),
        ("difference", ("percent", "percentage_points"), "percent", True),
        ("difference", ("percentage_points", "percent"), "percent", False),
        ("difference", ("item", "item"), "item", True),
        ("difference", ("item", "person"), "item", False),
        ("sum", ("percent", "percent"), "percent", True),
        ("sum", ("percent", "percentage_points"), "percent", True),
        ("sum", ("percent", "item"), "percent", False),
        ("ratio", ("item", "item"), "percent", True),
        ("ratio", ("item", "item"), "item", False),
        ("ratio", ("item", "person"), "per_10k", True),
        ("ratio", ("item", "person"), "percent", False),
    ],
)
def test_the_unit_of_a_derived_value_follows_from_its_parents(
    check: Write, operation: str, units: tuple[str, str], unit: str, fits: bool
) -> None:
    found = check(
        indicator(claim("2022", "8"), id="a", unit=units[0]),
        indicator(claim("2022", "2"), id="b", unit=units[1]),
        indicator(id="c", unit=unit, derived=(derived(operation, ("a", "2022"), ("b", "2022")),)),
    )
    said = f"{operation} of {', '.join(units)} gives no {unit}; correct the operation or its parents"
    assert found == [f"error f:31:57: {said}"] * (not fits)


def test_what_cannot_be_known_is_not_derived(check: Write) -> None:
    found = check(
        indicator(
            claim("2022", "8", qualifier="more_than"), claim("2021", "9", qualifier="more_than"), id="a"
        ),
        indicator(id="b", derived=(derived("difference", ("a", "2022"), ("a", "2021")),)),
    )
    assert found == [
        "error f:22:73: the derived value cannot be computed: > 9 and > 8 leave the result open: it cannot be known."
    ]


# ------------------------------------------------------------------------------------------- plausibility


def test_a_jump_against_the_neighbour_is_a_warning_at_the_later_claim(check: Write) -> None:
    assert check(indicator(claim("2020", "10"), claim("2021", "79"), claim("2022", "10"))) == []
    assert check(indicator(claim("2021", "80"), claim("2020", "10"))) == [
        "warning f:11:59: 80 is 8 times the value of 2020 (10); correct it, or say why in because:"
    ]
    assert check(indicator(claim("2020", "80"), claim("2021", "10"))) == [
        "warning f:12:59: 10 is 1/8 times the value of 2020 (80); correct it, or say why in because:"
    ]


def test_a_single_odd_value_is_one_warning_not_two(check: Write) -> None:
    found = check(
        indicator(claim("2020", "10"), claim("2021", "110"), claim("2022", "12"), claim("2023", "13"))
    )
    assert found == [
        "warning f:12:59: 110 is 11 times the value of 2020 (10); correct it, or say why in because:"
    ]


@pytest.mark.parametrize(
    "claims",
    [
        (claim("2020", "10"), claim("2021", "90", area="CN")),
        (claim("2020", "10"), claim("2021-06", "90")),
        (claim("2020", "10"), claim("2021-Q2", "90")),
        (claim("2020-01/2020-06", "10"), claim("2021-01/2021-12", "90")),
        (claim("2020", "0"), claim("2021", "90")),
        (claim("2020", "-10"), claim("2021", "90")),
    ],
)
def test_only_claims_of_one_area_and_span_are_compared(check: Write, claims: tuple[str, str]) -> None:
    assert check(indicator(*claims)) == []


def test_the_first_halves_of_years_are_compared(check: Write) -> None:
    assert check(indicator(claim("2020-01/2020-06", "10"), claim("2021-01/2021-06", "90"))) == [
        "warning f:12:70: 90 is 9 times the value of 2020-01/2020-06 (10); correct it, or say why in because:"
    ]


def test_nothing_is_compared_across_a_break_nor_observations_with_targets_nor_rates_of_growth(
    check: Write,
) -> None:
    claims = (claim("2020", "10"), claim("2021", "90"))
    wide = "title: {zh: 宽口径, en: Wider}"
    assert check(indicator(*claims, breaks=(f"{{time_period: 2021, {wide}}}",))) == []
    assert check(indicator(*claims, breaks=(f"{{time_period: 2021-06, ref_area: CN-CQ, {wide}}}",))) == []
    assert len(check(indicator(*claims, breaks=(f"{{time_period: 2021, ref_area: CN, {wide}}}",)))) == 1
    assert len(check(indicator(*claims, breaks=(f"{{time_period: 2020, {wide}}}",)))) == 1
    assert check(indicator(claims[0], targets=(claims[1],))) == []
    assert check(indicator(*claims, title="出口增速")) == []


def test_a_slip_of_wan_or_yi_is_told_from_a_jump(check: Write) -> None:
    def at(year: str, value: str, mult: int) -> str:
        return claim(
            year, value, unit_mult=str(mult), quote=f"指标{value}{ {0: '', 4: '万', 8: '亿'}[mult] }个"
        )

    assert check(indicator(at("2020", "13", 0), at("2021", "14", 4))) == [
        "warning f:12:59: 14 × 10^4 is about 10,000 times its neighbours (13 in 2020); "
        "is a 万 or 亿 too many or missing? correct unit_mult, or say why in because:"
    ]
    assert check(indicator(at("2020", "13", 8), at("2021", "14", 0), at("2022", "15", 8))) == [
        "warning f:12:59: 14 is about 1/100,000,000 times its neighbours (13 × 10^8 in 2020); "
        "is a 万 or 亿 too many or missing? correct unit_mult, or say why in because:"
    ]


@pytest.mark.parametrize(
    ("direction", "claims", "message"),
    [
        ("up", (("22", "more_than"), ("20", "more_than")), "> 20 lies below the earlier > 22 (2021)"),
        ("up", (("22", ""), ("20", "at_least")), "≥ 20 lies below the earlier 22 (2021)"),
        ("down", (("3", "at_most"), ("5", "at_most")), "≤ 5 lies above the earlier ≤ 3 (2021)"),
        ("up", (("22", "more_than"), ("24", "more_than")), ""),
        ("up", (("22", "more_than"), ("20", "")), ""),
        ("up", (("22", "about"), ("20", "more_than")), ""),
        ("up", (("22", "less_than"), ("20", "more_than")), ""),
        ("down", (("22", "more_than"), ("20", "more_than")), ""),
        ("none", (("22", "more_than"), ("20", "more_than")), ""),
    ],
)
def test_a_bound_does_not_go_back(
    check: Write, direction: str, claims: tuple[tuple[str, str], tuple[str, str]], message: str
) -> None:
    written = [
        claim(year, value, **({"qualifier": qualifier} if qualifier else {}))
        for year, (value, qualifier) in zip(("2021", "2022"), claims, strict=True)
    ]
    found = check(indicator(*written, direction=direction))
    assert found == (
        [f"warning f:12:59: the bound {message}; correct it, or say why in because:"] if message else []
    )


def test_a_share_is_not_above_100_percent_but_growth_may_be(check: Write) -> None:
    claims = (claim("2021", "100"), claim("2022", "101"))
    assert check(indicator(*claims, title="增加值占GDP比重", unit="percent")) == [
        "warning f:12:59: 101 % is a share above 100 %; correct it, or say why in because:"
    ]
    assert len(check(indicator(*claims, title="互联网普及率", unit="percent"))) == 1
    assert check(indicator(*claims, title="出口增长率", unit="percent")) == []
    assert check(indicator(*claims, title="增加值占GDP比重", unit="item")) == []
    assert check(indicator(*claims, title="算力规模", unit="percent")) == []


def test_a_short_title_fits_a_card(check: Write) -> None:
    assert check(indicator(short="{zh: 一二三四五六七八九十GDP, en: Twenty-eight letters and fin}")) == []
    assert check(
        indicator(short="{zh: 一二三四五六七八九十一二三, en: Twenty-nine letters are too much}")
    ) == [
        "warning f:4:23: the short title “一二三四五六七八九十一二三” is too long to stand on a card; at most 12 characters",
        "warning f:4:42: the short title “Twenty-nine letters are too much” is too long to stand on a card; "
        "at most 28 characters",
    ]


# ------------------------------------------------------------------------------------------- because


def test_because_turns_a_warning_into_a_note_that_keeps_both(check: Write) -> None:
    found = check(indicator(claim("2020", "10"), claim("2021", "90", because="口径相同，确有增长")))
    assert found == ["note f:12:59: 90 is 9 times the value of 2020 (10) — kept, because 口径相同，确有增长"]


def test_because_explains_a_quote_that_cannot_be_checked(check: Write) -> None:
    found = check(indicator(claim("2022", "8", quote="指标 | 8 | 9", unit_mult="4", because="表1的一行")))
    assert found == [
        "note f:11:83: the quote cannot be checked against 8 × 10^4 (it does not print the power of ten): "
        "“指标 | 8 | 9” — kept, because 表1的一行"
    ]


def test_because_excuses_no_error(check: Write) -> None:
    found = check(indicator(claim("2022", "8", quote="指标为9个", because="我说的")))
    assert found == ["error f:11:59: the value is 8, but the quote has 9: “指标为9个”; correct either"]
