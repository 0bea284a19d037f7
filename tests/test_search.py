"""Search: by Chinese, English, pinyin, document number and words of quotes; what matched is marked; nothing breaks it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect, sync_playwright
from pypinyin import lazy_pinyin

from indicators import search, store
from indicators.model import Catalogue
from indicators.pages import search as page
from indicators.pages.state import State
from indicators.search import Found, Hit
from indicators.search.folding import fold, fold_with_places
from indicators.search.pinyin import spell

DATA = Path(__file__).parents[1] / "data"
CORE = "digital_core_share_gdp"
LETTER = "cq-jxw-2023-373"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(DATA)


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> search.Index:
    return search.index(catalogue)


def ids(hits: list[Hit], kind: str) -> list[str]:
    return [hit.id for hit in hits if hit.kind == kind]


def marked(found: Found) -> str:
    """The text with what matched in brackets."""
    text, last = "", 0
    for start, end in found.marks:
        text += f"{found.text[last:start]}[{found.text[start:end]}]"
        last = end
    return text + found.text[last:]


def wide(text: str) -> str:
    """The text in full-width characters."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


# ------------------------------------------------------------------------------------------------ folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("渝经信复函〔2023〕373号", "渝经信复函2023 373号"),
        ("渝经信复函 [2023] 373 号", "渝经信复函2023 373号"),
        ("渝经信复函【２０２３】３７３号", "渝经信复函2023 373号"),
        ("３,６４０类", "3640类"),
        ("2021, 2025", "2021 2025"),
        ("提升至7.7％。", "提升至7.7%"),
        ("Value added, SHARE of GDP", "value added share of gdp"),
        ("shù zì", "shu zi"),
        ("GDP 比重", "gdp比重"),
        ("“渝快办”", "渝快办"),
        ("…—！", ""),
    ],
)
def test_text_is_compared_without_case_width_accents_and_brackets(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more_and_every_character_keeps_its_place(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text) == fold(folded)
    assert len(places) == len(folded)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


# ------------------------------------------------------------------------------------------------ indicators


@pytest.mark.parametrize(
    "query",
    [
        "数字经济",
        "shuzijingji",
        "szjj",
        "SZJJ",
        "ｓｚｊｊ",
        "shuzi jj",
        "shu zi jing ji",
        "shu'zi'jing'ji",
        "shùzì jīngjì",
        "shu4zi4jing1ji4",
    ],
)
def test_chinese_is_found_by_its_pinyin_in_every_way_of_typing_it(index: search.Index, query: str) -> None:
    first = search.find(index, query)[0]
    assert first.id == CORE
    assert marked(first.found[0]) == "[数字经济]核心产业增加值占GDP比重"


def test_the_last_syllable_may_be_broken_off(index: search.Index) -> None:
    for query, found in (("shuzij", "[数字经]济"), ("shuziji", "[数字经]济"), ("shuzijin", "[数字经]济")):
        assert marked(search.find(index, query)[0].found[0]).startswith(found)


def test_every_indicator_is_found_by_its_titles_among_the_first(
    catalogue: Catalogue, index: search.Index
) -> None:
    for indicator in catalogue.indicators.values():
        for title in (indicator.title.zh, indicator.title.en, indicator.id):
            assert ids(search.find(index, title, 1), "indicator") == [indicator.id], title
        for title in (indicator.short_title.zh, indicator.short_title.en):
            assert indicator.id in ids(search.find(index, title, 3), "indicator"), title


def test_every_indicator_is_found_by_its_full_pinyin_and_its_initials(
    catalogue: Catalogue, index: search.Index
) -> None:
    for indicator in catalogue.indicators.values():
        title = "".join(filter(str.isalnum, indicator.title.zh))
        syllables = lazy_pinyin(title, errors=list)
        assert ids(search.find(index, "".join(syllables), 1), "indicator") == [indicator.id]
        assert ids(search.find(index, " ".join(syllables), 1), "indicator") == [indicator.id]
        assert indicator.id in ids(search.find(index, "".join(s[0] for s in syllables), 3), "indicator"), (
            title
        )


def test_words_decide_how_a_character_is_read(index: search.Index) -> None:
    found = search.find(index, "chongqing", 20)
    assert "中国移动[重庆]公司5G基站数" in [marked(text) for hit in found for text in hit.found]
    assert not search.find(index, "zhongqinggongsi")


def test_a_name_is_spelt_though_one_of_its_characters_is_in_no_dictionary() -> None:
    spelt = spell("㐂数㐃㐇字5G")
    assert spelt.syllables[1][0] == "shu"
    assert spelt.syllables[4][0] == "zi"
    assert spelt.syllables[5:] == (("5",), ("g",))
    assert spelt.places == (0, 1, 2, 3, 4, 5, 6)


def test_characters_in_their_order_find_a_longer_name(index: search.Index) -> None:
    first = search.find(index, "研发强度")[0]
    assert marked(first.found[0]) == "全社会[研发]投入[强度]"
    assert ids(search.find(index, "核心产业占比"), "indicator")[0] == CORE


def test_an_area_in_the_query_is_where_the_indicator_is_shown(index: search.Index) -> None:
    for query in ("四川5G基站", "5g基站 四川省", "sichuan 5g base"):
        first = search.find(index, query)[0]
        assert (first.id, first.area) == ("fiveg_base_stations", "CN-SC")
    assert search.find(index, "5G基站")[0].area is None


def test_a_whole_title_goes_before_its_beginning_and_that_before_its_middle(index: search.Index) -> None:
    found = ids(search.find(index, "laptop output", 3), "indicator")
    assert found[:2] == ["laptop_output", "laptop_world_share"]
    assert ids(search.find(index, "GDP", 1), "indicator") == ["gdp"]


def test_letters_in_the_middle_of_a_word_count_only_when_they_are_many(index: search.Index) -> None:
    assert "gigabit_users" in ids(search.find(index, "roadband", 20), "indicator")
    assert not [
        hit for hit in search.find(index, "ro", 20) if any("b[ro]adband" in marked(t) for t in hit.found)
    ]


# ------------------------------------------------------------------------------------------------ sources, sentences


@pytest.mark.parametrize(
    "query",
    [
        "373",
        "373号",
        "渝经信复函〔2023〕373号",
        "渝经信复函[2023]373号",
        "渝经信复函【2023】373号",
        "渝经信复函（2023）373 号",
        "渝经信复函(2023)373",
        "渝经信复函２０２３ ３７３",
        "渝经信复函 373",
        "2023 373",
    ],
)
def test_a_document_number_is_found_however_it_is_written(index: search.Index, query: str) -> None:
    hits = search.find(index, query)
    assert ids(hits, "source") == [LETTER]
    assert hits[0].found[0].text == "渝经信复函〔2023〕373号"
    assert hits[0].found[0].marks


def test_a_number_is_not_found_in_the_middle_of_another(index: search.Index) -> None:
    assert LETTER not in ids(search.find(index, "73号"), "source")
    assert LETTER in ids(search.find(index, "渝经信复函〔2023〕37"), "source")  # still being typed
    assert search.find(index, "渝经信复函〔2023〕37号") == []


def test_a_sentence_is_found_by_its_words_and_its_number(index: search.Index) -> None:
    hit = next(hit for hit in search.find(index, "超过8%") if hit.kind == "sentence")
    assert hit.id == CORE
    assert hit.claim is not None
    assert hit.claim.source == LETTER
    assert marked(hit.found[0]) == "2022年数字经济核心产业增加值占GDP比重[超过8%]"
    assert ids(search.find(index, "3640"), "sentence") == ["gov_data_resources"]


def test_a_document_number_leads_to_the_sentences_of_the_document(index: search.Index) -> None:
    sentences = [hit for hit in search.find(index, "渝经信复函〔2023〕373号", 50) if hit.kind == "sentence"]
    assert len(sentences) > 5
    assert {hit.claim.source for hit in sentences if hit.claim} == {LETTER}


def test_an_issuer_is_found_by_its_short_form(index: search.Index, catalogue: Catalogue) -> None:
    found = ids(search.find(index, "发改委"), "source")
    assert found
    assert {catalogue.sources[name].issuer for name in found} == {"重庆市发展和改革委员会"}


def test_indicators_come_first_then_sources_then_sentences_and_of_each_no_more_than_asked(
    index: search.Index,
) -> None:
    kinds = [hit.kind for hit in search.find(index, "5G", 3)]
    assert kinds == ["indicator"] * 3 + ["source"] * 3 + ["sentence"] * 3


def test_only_what_was_known_on_the_day_is_found(catalogue: Catalogue, index: search.Index) -> None:
    day = date(2023, 4, 3)
    assert LETTER in ids(search.find(index, "373"), "source")
    assert search.find(index, "373", as_of=day) == []
    assert search.find(index, "数字经济", as_of=date(1999, 1, 1)) == []
    for hit in search.find(index, "5G", 100, as_of=day):
        if hit.claim:
            source = catalogue.sources[hit.claim.source]
            assert source.date is not None
            assert source.date < "2023-04-04"


# ------------------------------------------------------------------------------------------------ anything may be typed


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=60)
    | st.from_regex(r"[a-z0-9 .*+?()\[\]{}|\\^$〔〕号重庆数字经济%]{1,30}", fullmatch=True)
)
def test_nothing_that_is_typed_breaks_it_and_every_mark_lies_in_its_text(query: str) -> None:
    for hit in search.find(INDEX, query, 5):
        assert hit.found
        for found in hit.found:
            last = -1
            for start, end in found.marks:
                assert last < start < end <= len(found.text)
                last = end


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["数字经济", "gdp", "373号", "szjj", "core share", "5g 四川", "shuzi jj"]), st.data())
def test_neither_case_nor_width_nor_blanks_around_it_change_what_is_found(
    query: str, data: st.DataObject
) -> None:
    changes: list[Callable[[str], str]] = [str.upper, str.title, wide, lambda text: f"　{text} "]
    changed = data.draw(st.sampled_from(changes))(query)
    assert search.find(INDEX, changed) == search.find(INDEX, query)


@pytest.mark.parametrize(
    "query", [".*", "((", "\\", "^", "%%%", "|", "{0,9999999}", "*" * 5000, "\x00", "\ud800"]
)
def test_signs_have_no_special_meaning(index: search.Index, query: str) -> None:
    assert search.find(index, query) == []


def test_a_pattern_finds_its_letters_and_not_what_it_would_match(index: search.Index) -> None:
    assert search.find(index, "[a-z]+") == search.find(index, "a z")
    assert search.find(index, "gdp|laptop") == search.find(index, "gdp laptop") == []


def test_a_very_long_query_is_read_only_so_far(index: search.Index) -> None:
    assert search.find(index, "a" * 100_000) == []
    assert search.find(index, "数字经济 " * 10_000)


INDEX = search.index(store.read(DATA))


# ------------------------------------------------------------------------------------------------ the list


def test_the_list_shows_the_latest_value_with_its_hedge(catalogue: Catalogue) -> None:
    html = page.results(catalogue, "核心产业占比", State())
    assert '<span class="hedge">超过</span><span class="number">8</span><span class="unit">%</span>' in html
    assert "数字经济<mark>核心产业</mark>增加值<mark>占</mark>GDP<mark>比</mark>重" in html
    assert 'href="./explore?indicator=digital_core_share_gdp"' in html


def test_a_source_leads_to_its_page_and_a_sentence_to_its_evidence(catalogue: Catalogue) -> None:
    html = page.results(catalogue, "渝经信复函〔2023〕373号", State())
    assert f'href="./sources?source={LETTER}"' in html
    assert f"at=CN-CQ~2022~{LETTER}" in html
    assert "<mark>渝经信复函〔2023〕373号</mark>" in html


def test_the_list_speaks_the_language_of_the_reader_and_keeps_to_the_day(catalogue: Catalogue) -> None:
    state = State(lang="en", as_of=date(2023, 12, 31))
    html = page.results(catalogue, "laptop", state)
    assert re.findall(r'class="found-kind"[^>]*>([^<]*)', html) == ["Indicators", "Sources", "Sentences"]
    links = re.findall(r'href="([^"]*)"', html)
    assert links
    assert all("lang=en" in link and "asof=2023-12-31" in link for link in links)


def test_the_area_that_is_asked_for_is_the_one_shown(catalogue: Catalogue) -> None:
    html = page.results(catalogue, "四川5G基站", State())
    assert 'href="./explore?indicator=fiveg_base_stations&amp;area=CN-SC"' in html
    assert re.search(r"四川 · 20\d\d年", html)


def test_the_picker_gets_every_indicator_and_nothing_else(catalogue: Catalogue) -> None:
    html = page.results(catalogue, "数", State(show="indicators"))
    found = re.findall(r'data-indicator="([^"]*)"', html)
    assert len(found) > 50
    assert html.count("<a ") == len(found)


def test_the_table_is_offered_where_it_would_find_the_words_too(catalogue: Catalogue) -> None:
    assert "./data?q=373" in page.results(catalogue, "373", State())
    assert "./data" not in page.results(catalogue, "szjj", State())


def test_what_is_typed_is_never_markup(catalogue: Catalogue) -> None:
    html = page.results(catalogue, "<b onclick=x>&\"'", State())
    assert "<b onclick" not in html
    assert "没有找到“&lt;b onclick=x&gt;&amp;" in html
    assert page.results(catalogue, "   ", State()) == ""


# ------------------------------------------------------------------------------------------------ in a browser


@pytest.fixture(scope="module")
def tab(serve: Callable[..., str], chromium: str) -> Iterator[Page]:
    """The overview in a browser."""
    address = serve(DATA)
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1360, "height": 900}, locale="zh-CN")
        page.set_default_timeout(20_000)
        page.goto(address)
        expect(page.locator("footer.bottom")).to_be_visible()
        yield page


def test_the_keyboard_alone_finds_and_opens_an_indicator(tab: Page) -> None:
    field, options = tab.locator("#search"), tab.locator("#found [role=option]")
    tab.keyboard.press("/")
    expect(field).to_be_focused()
    tab.keyboard.type("szjj")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(options.first).to_contain_text("数字经济核心产业增加值占GDP比重")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(tab.locator(".search [role=status]")).to_contain_text("条结果")
    tab.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    chosen = options.nth(1).get_attribute("id")
    expect(field).to_have_attribute("aria-activedescendant", chosen or "")
    assert [found["id"] for found in Axe().run(tab).response["violations"]] == []
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_contain_text("数字经济核心产业增加值")
    expect(tab).to_have_url(re.compile("indicator=digital_core_value_added"))
    expect(tab.locator("#main")).to_be_focused()
    expect(field).to_have_value("")
    expect(tab.locator("#found")).to_be_hidden()


def test_escape_closes_the_list_and_then_empties_the_field(tab: Page) -> None:
    tab.keyboard.press("/")
    tab.keyboard.type("laptop")
    expect(tab.locator("#found")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#found")).to_be_hidden()
    expect(tab.locator("#search")).to_have_value("laptop")
    tab.keyboard.press("Escape")
    expect(tab.locator("#search")).to_have_value("")


def test_enter_waits_for_the_answer(tab: Page) -> None:
    tab.locator("#search").fill("渝经信复函[2023]373号")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(f"sources.*source={LETTER}"))


def test_a_picker_knows_pinyin_too(tab: Page) -> None:
    tab.locator(".top nav a", has_text="指标").click()
    tab.locator(".picker summary").first.click()
    tab.keyboard.type("szjjhx")
    shown = tab.locator(".picker-list [data-text]:visible")
    expect(shown.first).to_contain_text("数字经济核心产业")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_contain_text("核心产业")
