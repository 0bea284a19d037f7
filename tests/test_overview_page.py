"""The overview: a minute's reading on top, every indicator below, as known on the day that is asked for."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from indicators import series, store, wording
from indicators.model import Catalogue, Language, Text
from indicators.pages import cards, overview
from indicators.pages.state import State

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 24)
LETTER_DAY = date(2023, 4, 4)  # when 渝经信复函〔2023〕373号 was published


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return store.read(DATA)


def html(catalogue: Catalogue, **state: object) -> str:
    return overview.answer(catalogue, State("overview", **state), TODAY).html  # type: ignore[arg-type]


def text(page: str) -> str:
    """What a reader sees."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


def shown(
    catalogue: Catalogue, area: str = "CN-CQ", lang: Language = "zh", as_of: date | None = None
) -> list[cards.Card]:
    chapters = cards.chapters(catalogue, area, lang, as_of or TODAY, as_of)
    return [card for chapter in chapters for card in (*chapter.cards, *chapter.rows)]


# ------------------------------------------------------------------------------------------------ in a minute


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_theme_says_one_sentence_on_top_that_leads_to_its_cards(
    catalogue: Catalogue, lang: Language
) -> None:
    page = html(catalogue, lang=lang)
    top, _, _ = page.partition('<section class="theme"')
    for theme in catalogue.themes:
        sentence = wording.headline(theme, catalogue, lang, today=TODAY)
        assert sentence in text(top)
        assert f'<h2 id="theme-{theme}">' in page
    assert re.findall(r'href="#theme-([a-z]+)"', top) == list(catalogue.themes)[1:]
    assert page.count("<h1") == 1


def test_disputes_are_counted_as_the_page_of_disputes_counts_them(catalogue: Catalogue) -> None:
    here = [cell for cell in series.conflicts(catalogue) if cell.best.ref_area == "CN-CQ"]
    assert f'<a data-go="top" href="./conflicts?area=CN-CQ">{len(here)}处来源分歧</a>' in html(catalogue)


def test_every_target_stands_in_one_of_four_ways(catalogue: Catalogue) -> None:
    said = re.search(r"目标：((?:\d+项[^、<]+、?)+)<", html(catalogue))
    assert said
    counts = [int(number) for number in re.findall(r"(\d+)项", said[1])]
    dated = [
        indicator
        for indicator in catalogue.indicators.values()
        if (goal := wording.Series.read(indicator, catalogue, "CN-CQ", None).goal)
        and goal.best.observation
        and goal.best.observation.period_stated
    ]
    assert sum(counts) == len(dated)


def test_a_target_is_met_not_met_ahead_or_open(catalogue: Catalogue) -> None:
    standings = {card.indicator: card.standing for card in shown(catalogue)}
    assert standings["nev_output"] == "not_met"  # 2024: 1 million vehicles
    assert standings["digital_economy_share_gdp"] == "met"  # 2022: more than 40%
    assert standings["digital_core_value_added"] == "ahead"  # 2027
    assert standings["fiveg_per_10k"] == "open"  # 2025 has no data
    assert standings["data_exchange_volume"] is None  # the source gives its target no year


# ------------------------------------------------------------------------------------------------ cards


def test_the_hedge_stands_before_the_number(catalogue: Catalogue) -> None:
    page = html(catalogue)
    assert '<span class="hedge">超过</span><span class="number">8</span><span class="unit">%</span>' in page
    assert '<span class="hedge">more than</span> <span class="number">8</span>' in html(catalogue, lang="en")


def test_a_card_has_two_remarks_at_most_and_a_dispute_goes_first(catalogue: Catalogue) -> None:
    for card in shown(catalogue):
        kinds = [chip.kind for chip in card.chips]
        assert len(kinds) <= 2
        if card.conflicts:
            assert kinds[0] == "conflict"


def test_a_dispute_names_one_value_and_says_when_there_are_more(catalogue: Catalogue) -> None:
    chips = {card.indicator: card.chips for card in shown(catalogue)}
    assert chips["digital_core_share_gdp"][0].text == "来源有分歧：7.7%"
    assert chips["software_revenue"][0].text == "来源有分歧：2,750亿元（估计数）等"


def test_an_old_figure_says_how_old_it_is(catalogue: Catalogue) -> None:
    chips = {card.indicator: [chip.text for chip in card.chips] for card in shown(catalogue)}
    assert chips["digital_china_rank"] == ["已2年未更新"]
    # Where the target's remark says already that the year has no data, that is enough.
    assert chips["fiveg_per_10k"] == ["目标47.8个（2025年）：2025年无数据"]


def test_every_indicator_is_reached_from_the_overview_of_some_area(catalogue: Catalogue) -> None:
    reached: set[str] = set()
    for area in {claim.ref_area for _, _, claim in catalogue.claims()}:
        reached |= set(re.findall(r"indicator=([a-z0-9_]+)", html(catalogue, areas=(area,))))
    assert reached == set(catalogue.indicators)


def test_a_sparkline_stands_in_the_page_itself_and_has_no_style_of_its_own(catalogue: Catalogue) -> None:
    page = html(catalogue)
    drawings = re.findall(r"<svg.*?</svg>", page)
    assert len(drawings) == page.count('class="card"')
    assert not [drawing for drawing in drawings if "style" in drawing or "fill=" in drawing]
    assert "data:image" not in page


# ------------------------------------------------------------------------------------------------ as known on a day


def test_what_was_not_known_yet_is_not_there(catalogue: Catalogue) -> None:
    then = {card.indicator: card for card in shown(catalogue, as_of=LETTER_DAY)}
    now = {card.indicator: card for card in shown(catalogue)}
    assert set(then) < set(now)
    core = then["digital_core_share_gdp"]
    assert (str(core.said), core.conflicts) == ("超过8%", 0)
    assert now["digital_core_share_gdp"].conflicts == 1
    for card in then.values():
        told = series.claims_of(catalogue, card.indicator, LETTER_DAY)
        assert any(claim.ref_area == "CN-CQ" for claim in told)


def test_every_link_keeps_the_day(catalogue: Catalogue) -> None:
    page = html(catalogue, as_of=LETTER_DAY)
    links = [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")]
    assert len(links) > 50
    assert all("asof=2023-04-04" in link for link in links)
    assert "来源截至2023年4月4日" in page


def test_a_target_is_judged_on_the_day(catalogue: Catalogue) -> None:
    then = {card.indicator: card.standing for card in shown(catalogue, as_of=LETTER_DAY)}
    assert then["fiveg_per_10k"] == "ahead"


def test_before_anything_was_known_the_page_says_so_and_since_when(catalogue: Catalogue) -> None:
    page = html(catalogue, as_of=date(1999, 1, 1))
    assert "到1999年1月1日还没有重庆的任何数字；最早的数字公布于2014年6月6日。" in page
    assert 'href="./?asof=2014-06-06"' in page
    assert "<section" not in page
    first = html(catalogue, as_of=date(2014, 6, 6))
    assert first.count('class="card"') + first.count('class="row"') >= 1


def test_an_area_without_figures_says_so(catalogue: Catalogue) -> None:
    claimed = {claim.ref_area for _, _, claim in catalogue.claims()}
    without = next(area for area in catalogue.areas if area not in claimed)
    name = catalogue.areas[without].title.zh
    assert f'<h1 class="lead">{name}暂无数据。</h1>' in html(catalogue, areas=(without,))


# ------------------------------------------------------------------------------------------------ as a document


def test_what_the_catalogue_says_is_never_markup(catalogue: Catalogue) -> None:
    evil = "<script>alert(1)</script>&\"'"
    path, document = catalogue.files[0]
    first = msgspec.structs.replace(
        document.indicators[0], title=Text(evil, evil), short_title=Text(evil, evil)
    )
    changed = msgspec.structs.replace(document, indicators=(first, *document.indicators[1:]))
    page = html(Catalogue(((path, changed), *catalogue.files[1:]), "changed"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in page


def test_the_english_page_has_no_chinese_and_the_chinese_one_no_english_words(catalogue: Catalogue) -> None:
    assert not re.findall("[一-鿿]", text(html(catalogue, lang="en")))
    words = set(re.findall("[A-Za-z]{4,}", text(html(catalogue))))
    assert words <= {"Gbps", "Mbps", "PFLOPS"}  # units


class Parts(HTMLParser):
    """Collects the names of the parts and fails where one stands in another."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("data-part")
        if name:
            assert not any(self.open), f"{name} stands in another part"
            self.names.append(name)
        if tag not in ("input", "br", "img"):
            self.open.append(bool(name))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


def test_parts_have_names_of_their_own_and_do_not_stand_in_each_other(catalogue: Catalogue) -> None:
    parts = Parts()
    parts.feed(html(catalogue))
    assert not parts.open
    assert len(parts.names) == len(set(parts.names)) > len(catalogue.themes)
