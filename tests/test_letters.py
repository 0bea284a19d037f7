"""The reader of letters: every numeral is a figure or has the rule that says why it is none."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.letters.alternatives import any_of
from indicators.letters.layout import layout
from indicators.letters.letter import Figure, Header, Letter
from indicators.letters.lexicon import lexicon
from indicators.letters.reader import figures_as_json, read
from indicators.letters.times import mentions
from indicators.letters.vocabulary import RUN, read_yaml, vocabulary
from linear import takes_linear_time

HERE = Path(__file__).parent
PRACTICE = HERE.parents[1] / "shared" / "letters"
HELD_BACK = ("09_", "19_")
SENTENCES = yaml.safe_load((HERE / "letters_sentences.yaml").read_text(encoding="utf-8"))
RULES = read_yaml("rules.yaml")["exclusions"]
UNITS = read_yaml("units.yaml")["units"]
TIMES = read_yaml("times.yaml")["forms"]
KINDS = [{"id": name} | entry for part in read_yaml("kinds.yaml").values() for name, entry in part.items()]
MEASURES = [{"id": name} | entry for name, entry in read_yaml("measures.yaml").items()]
ANCHORED = ("noun", "no_noun")


def examples(entries: list[dict[str, Any]]) -> list[tuple[str, str, bool]]:
    return [
        (entry["id"], example, wanted)
        for entry in entries
        for kind, wanted in (("matches", True), ("misses", False))
        for example in entry[kind]
    ]


def marked(example: str) -> tuple[str, int]:
    """The text of an example and where its marked numeral starts."""
    start = example.index("<")
    return example.replace("<", "", 1).replace(">", "", 1), start


def short(letter: Letter) -> list[str]:
    rows = []
    for figure in figures_as_json(letter):
        parts = [
            figure["number"],
            figure["unit"] or "-",
            figure["qualifier"],
            figure["kind"],
            figure["period"],
        ]
        rows.append(" ".join(part for part in parts if part))
    return rows


@pytest.mark.parametrize("entry", RULES + UNITS + TIMES + KINDS + MEASURES, ids=lambda entry: entry["id"])
def test_every_entry_gives_a_reason_and_two_examples_each_way(entry: dict[str, Any]) -> None:
    assert entry["reason"]
    assert len(entry["matches"]) >= 2
    assert len(entry["misses"]) >= 2


@pytest.mark.parametrize(("rule", "example", "wanted"), examples(RULES))
def test_rules_take_out_what_they_say(rule: str, example: str, wanted: bool) -> None:
    text, start = marked(example)
    taken = {skipped.rule for skipped in read(text).skipped if skipped.start <= start < skipped.end}
    assert (rule in taken) is wanted


@pytest.mark.parametrize(("entry", "example", "wanted"), examples(UNITS))
def test_units_are_read_behind_the_number(entry: str, example: str, wanted: bool) -> None:
    text, start = marked(example)
    figures = [figure for figure in read(text).figures if figure.start <= start < figure.end]
    assert any(entry == entry_of(figure) for figure in figures) is wanted


def entry_of(figure: Figure) -> str:
    """The entry of units.yaml that the unit of the figure belongs to."""
    words = vocabulary().words
    unit = lexicon().fold(figure.unit)
    if "/" in unit.lstrip("/") and unit not in words:
        return "rates"
    while unit and unit not in words and unit[0] in "十百千万亿":
        unit = unit[1:]
    return words[unit].entry if unit in words else ""


@pytest.mark.parametrize(("form", "example", "wanted"), examples(TIMES))
def test_periods_are_found(form: str, example: str, wanted: bool) -> None:
    folded = lexicon().fold(example)
    found = {mention.rule for mention in mentions(vocabulary(), example, folded, layout(example, folded))}
    assert (form in found) is wanted


@pytest.mark.parametrize("entry", KINDS + MEASURES, ids=lambda entry: entry["id"])
def test_words_of_kinds_and_measures_find_what_they_say(entry: dict[str, Any]) -> None:
    pattern = re.compile(entry["pattern"])
    find = pattern.match if entry["id"] in ANCHORED else pattern.search
    for example in entry["matches"]:
        found = find(re.sub("[<>]", "", example))
        assert found, example
        span = found.span("noun") if entry["id"] == "noun" else found.span()
        assert span == (example.index("<"), example.index(">") - 1), example
    for example in entry["misses"]:
        found = find(example)
        assert not (found and found.group()), example


def test_every_hedge_and_filler_gives_a_reason() -> None:
    words = read_yaml("lexicon.yaml")
    for part in ("hedges", "fillers", "not_hedged", "magnitudes", "fractions", "units", "not_figures"):
        assert all(entry["reason"] for entry in words[part])


@pytest.mark.parametrize(
    ("text", "expected"),
    [(entry["text"], entry["figures"]) for entries in SENTENCES.values() for entry in entries],
)
def test_sentences_of_every_field(text: str, expected: list[str]) -> None:
    assert short(read(text)) == expected


def numerals(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in RUN.finditer(lexicon().fold(text))]


def covered(letter: Letter) -> set[int]:
    places: set[int] = set()
    for figure in letter.figures:
        places |= set(range(figure.start, figure.end + len(figure.unit) + 3))
    for skipped in letter.skipped:
        places |= set(range(skipped.start, skipped.end))
    return places


PIECES = st.sampled_from(
    [
        "2022年",
        "1—9月",
        "超过",
        "约",
        "8%",
        "3.5个百分点",
        "万",
        "亿元",
        "一",
        "二",
        "十",
        "百",
        "千",
        "第",
        "三位",
        "全国",
        "前五",
        "(一)",
        "1.",
        "〔2023〕",
        "373号",
        "5G",
        "PM2.5",
        ",",
        "。",
        ";",
        "\n",
        "(",
        ")",
        "《",
        "》",
        "“",
        "”",
        "增长",
        "下降",
        "从",
        "提高到",
        "分别为",
        "、",
        "和",
        "至",
        "-",
        "—",
        "/",
        ":",
        "+",
        "余",
        "多",
        "个",
        "家",
        "元/人",
        "三成",
        "翻一番",
        "倍",
        "1/3",
        "百分之三",
        "０１２",
        "①",
        "Ⅲ",
        "数十",
        "几百",
        "一半",
        "１，２",
        "1,234",
        "1",
        "234",
        "拟",
        "将",
        "力争",
        "截至",
        "目前",
        "今年",
        "亩",
        "公里",
        "年",
        "月",
        "日",
        "时",
        "分",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80)))
def test_no_numeral_disappears_and_no_text_breaks_the_reader(text: str) -> None:
    letter = read(text)
    places = covered(letter)
    assert [span for span in numerals(text) if span[0] not in places] == []
    starts = [figure.start for figure in letter.figures]
    assert starts == sorted(starts)
    for figure in letter.figures:
        assert text[figure.start : figure.end] == figure.number
        assert figure.number in figure.quote
        assert figure.quote in text
    for skipped in letter.skipped:
        assert text[skipped.start : skipped.end] == skipped.number


HOSTILE = {
    "digits": "1" * 100_000,
    "commas": "," * 100_000,
    "wide commas": "，" * 100_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "titles": "《" * 100_000,
    "titled": "《1" * 50_000,
    "quotes": "“1" * 50_000,
    "grouped": "为" + "1," * 50_000,
    "dashes": "1-" * 50_000,
    "ranges": "1-1个" * 25_000,
    "slashes": "1/" * 50_000,
    "points": "1." * 50_000,
    "spaced": "1 234 " * 17_000,
    "plus": "1+" * 50_000,
    "times": "1×" * 50_000,
    "numerals": "一" * 100_000,
    "magnitudes": "万" * 100_000,
    "letters": "a" * 100_000,
    "codes": "1g" * 50_000,
    "ordinals": "第一" * 50_000,
    "years": "2022年" * 20_000,
    "months": "2022年1月" * 14_000,
    "handed out": "分别1%、" * 20_000,
    "pairs": "从1到" * 25_000,
    "plans": "我们将建3个," * 14_000,
    "addresses": "http://" + "1/" * 50_000,
    "nouns": "5个" + "的" * 100_000,
    "lines": "\n" * 100_000,
    "blanks": " " * 100_000,
    "bars": "某县|1|2\n" * 5_000,
    "one row": "甲|" + "1|" * 16_000,
    "gaps": "甲  1  2\n" * 4_000,
    "heads": "一、甲。乙1个\n(一)丙。1个\n" * 2_000,
    "frames": "2022年,某事。全年1个。" * 2_000,
    "limits": "对甲给予最高" * 5_000 + "1万元奖励",
    "rewards": "1万元、" * 8_000,
    "base rates": "不高于LPR+1个基点," * 2_000,
    "places": "某某某区" * 8_000,
    "frameworks": "1个甲+" * 8_000,
    "classes": "百万吨级" * 8_000,
}


@given(
    st.lists(st.text("一二a(", min_size=1, max_size=4), min_size=1, max_size=8), st.text("一二a(", max_size=6)
)
def test_a_pattern_of_many_words_finds_the_longest_that_fits(words: list[str], text: str) -> None:
    found = re.match(any_of(words), text)
    fitting = [word for word in words if text.startswith(word)]
    assert (found.group() if found else None) == max(fitting, key=len, default=None)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    read("增长1%")
    assert takes_linear_time(read, HOSTILE[name])


def test_nothing_comes_of_nothing() -> None:
    assert read("") == Letter(Header(), (), (), (), "")
    assert read("\n \n").figures == ()
    assert read("The committee met on Tuesday.").figures == ()


def test_last_year_is_resolved_against_the_date_of_the_letter_only() -> None:
    text = "去年全市发电量985亿千瓦时。"
    assert read(text).figures[0].time_period is None
    period = read(text, Header(published="2023-04-04")).figures[0].period
    assert (period.time_period, period.found, period.stated) == ("2022", "document", False)
    assert period.reason == "去年 in a letter of 2023-04-04"


def test_an_implied_value_is_proposed_with_its_formula() -> None:
    [proposal] = read("2022年零售额比上年增长31.1%,比上年加快3.8个百分点。").proposals
    assert (proposal.value, proposal.unit, proposal.time_period) == (27.3, "%", "2021")
    assert proposal.formula == "31.1 − 3.8 = 27.3"
    assert read("零售额增长31.1%。就业率提高3.8个百分点。").proposals == ()


def test_a_figure_knows_its_unit_in_the_catalogue() -> None:
    money, share = read("投入超40亿元,占比8%。").figures
    assert (money.value, money.unit, money.unit_id, money.unit_mult, money.qualifier) == (
        40,
        "亿元",
        "CNY",
        8,
        "more_than",
    )
    assert (share.unit_id, share.unit_mult) == ("percent", 0)


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not (PRACTICE / "score.py").exists():
        pytest.skip("the practice letters are not here")
    spec = importlib.util.spec_from_file_location("score", PRACTICE / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_practice_letters_are_read(score: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    for file in PRACTICE.glob("*.txt"):
        if file.stem.startswith(HELD_BACK):
            continue
        figures = figures_as_json(read(file.read_bytes().decode("utf-8")))
        (tmp_path / f"{file.stem}.json").write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")
        shutil.copy(PRACTICE / f"{file.stem}.gold.json", tmp_path / "gold")
    shutil.copy(PRACTICE / "BORDERLINE.json", tmp_path / "gold")
    result = score.score(str(tmp_path), str(tmp_path / "gold"))
    assert result["nu"][2] >= 0.98
    assert result["val"] >= 0.99
    assert result["qual"] >= 0.99
    assert result["qR"] >= 0.97
    assert result["kind"] >= 0.93
    assert result["per"] >= 0.85
    assert result["pR"] >= 0.80
    assert result["meas"] >= 0.70


def test_a_year_before_the_letter_is_no_goal() -> None:
    text = "沪经信建〔2019〕15号\n张三代表:\n您的建议收悉,答复如下:\n到2018年底,家庭光纤用户为644万户。到2025年,用户达到900万户。"
    past, goal = read(text).figures
    assert (past.kind, past.time_period) == ("actual", "2018")
    assert (goal.kind, goal.time_period) == ("target", "2025")


@pytest.mark.parametrize(
    ("text", "value", "mult"),
    [
        ("发行债券一亿五千万元", 1.5e8, 0),
        ("发行债券一亿零五百万元", 1.05e8, 0),
        ("藏书5亿3千万字", 5.3e8, 0),
        ("修渠三万五千米", 35000, 0),
        ("种树两万零五百株", 20500, 0),
        ("浓度为百万分之三点五", 3.5e-6, 0),
        ("病死率为万分之三", 3e-4, 0),
        ("病死率为千分之六", 6, 0),
        ("利率为LPR-30BP", -30, 0),
        ("种树两万株", 2, 4),
    ],
)
def test_a_number_of_several_magnitudes_is_one_number(text: str, value: float, mult: int) -> None:
    [figure] = read(text + "。").figures
    assert (figure.value, figure.unit_mult) == (pytest.approx(value), mult)
