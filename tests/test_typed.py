from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.quantity import QUALIFIERS, Quantity, symbols
from indicators.typed import NotAQuantity, Parsed, parse

HOW = "Write digits such as 8, 7.70, -0.3, 2,254 or 1/3, if need be with a hedge such as > or 约 and with 万, 亿, million or %."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", ("8", None, 0, "")),
        ("7.70", ("7.70", None, 0, "")),
        ("-0.3", ("-0.3", None, 0, "")),
        ("−16.0", ("-16.0", None, 0, "")),
        ("+5", ("5", None, 0, "")),
        ("负3", ("-3", None, 0, "")),
        ("1/3", ("1/3", None, 0, "")),
        ("2,254", ("2254", None, 0, "")),
        ("３，０００", ("3000", None, 0, "")),
        ("８．５％", ("8.5", None, 0, "percent")),
        ("8.5 %", ("8.5", None, 0, "percent")),
        ("10 percent", ("10", None, 0, "percent")),
        ("3.5个百分点", ("3.5", None, 0, "percentage_point")),
        ("0.7 percentage points", ("0.7", None, 0, "percentage_point")),
        ("百分之八", ("8", None, 0, "percent")),
        ("两成", ("2", None, 1, "percent")),
        ("40亿元", ("40", None, 8, "元")),
        ("1.2万亿元", ("1.2", None, 12, "元")),
        ("11.76萬億元", ("11.76", None, 12, "元")),
        ("400k", ("400", None, 3, "")),
        ("5 million", ("5", None, 6, "")),
        ("2.5 billion yuan", ("2.5", None, 9, "yuan")),
        ("¥5亿", ("5", None, 8, "¥")),
        ("RMB 2.036 trillion", ("2.036", None, 12, "RMB")),
        ("三分之一", ("1/3", None, 0, "")),
        ("一半", ("1/2", None, 0, "")),
        ("one third", ("1/3", None, 0, "")),
        ("三百五十家", ("350", None, 0, "家")),
        ("2020", ("2020", None, 0, "")),
    ],
)
def test_a_number_is_read_with_its_power_of_ten_and_its_unit(text, expected):
    assert parse(text) == Parsed(*expected)


@pytest.mark.parametrize(
    ("qualifier", "texts"),
    [
        ("more_than", [">8", "> 8", "＞8", "超8", "超过8", "超过了8", "逾8", "突破8", "8余", "8多", "more than 8", "over 8", "Over 8", "oltre 8"]),
        ("at_least", ["≥8", "≥ 8", ">=8", "不低于8", "不少于8", "至少8", "8以上", "8及以上", "8+", "at least 8", "no less than 8", "8 or more"]),
        ("less_than", ["<8", "不足8", "不到8", "低于8", "少于8", "less than 8", "under 8", "fewer than 8"]),
        ("at_most", ["≤8", "<=8", "不超过8", "至多8", "最多8", "8以下", "8以内", "up to 8", "at most 8", "no more than 8"]),
        ("about", ["~8", "≈8", "≈ 8", "约8", "約8", "大约8", "近8", "接近8", "8左右", "about 8", "nearly 8", "around 8", "approx. 8"]),
    ],
)  # fmt: skip
def test_every_way_to_hedge_is_understood(qualifier, texts):
    assert {text: (parse(text).digits, parse(text).qualifier) for text in texts} == dict.fromkeys(
        texts, ("8", qualifier)
    )


def test_what_is_typed_is_a_quantity_in_units():
    assert parse("超过40亿元").quantity == Quantity.printed("40", "more_than", 8)
    assert parse("三成").quantity.value == 30
    assert parse("接近三分之一").quantity.value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"There is no number. {HOW}"),
        ("  ", f"There is no number. {HOW}"),
        ("abc", f"“abc” is no number. {HOW}"),
        ("nan", f"“nan” is no number. {HOW}"),
        ("1.234.567", f"“1.234.567” is no number. {HOW}"),
        ("1/0", f"“1/0” is no number. {HOW}"),
        ("8-10", f"“8-10” has more than one number: “8” and “10”. {HOW}"),
        ("10%-20%", f"“10%-20%” has more than one number: “10” and “20”. {HOW}"),
        ("12 000", f"“12 000” has more than one number: “12” and “000”. {HOW}"),
        ("1,5", "“1,5” can be read in two ways. Write 1.5 or 15."),
        ("08", "“08” starts with a zero. Write 8."),
        ("000", "“000” starts with a zero. Write 0."),
        ("8.", f"“8.” is a number with more around it. {HOW}"),
        (".5", f"“.5” is a number with more around it. {HOW}"),
        ("1e5", f"“1e5” is a number with more around it. {HOW}"),
        ("8 (est.)", f"“8 (est.)” is a number with more around it. {HOW}"),
        ("GDP 8%", f"“GDP 8%” is a number with more around it. {HOW}"),
        ("8" * 90, f"“{'8' * 20}…” is too long for a number. {HOW}"),
    ],
)
def test_what_is_no_number_is_refused_with_what_to_write(text, message):
    with pytest.raises(NotAQuantity) as refused:
        parse(text)
    assert str(refused.value) == message


@settings(deadline=None)  # the first example compiles the lexicon
@given(
    digits=st.from_regex(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?|[1-4]/[5-9]", fullmatch=True),
    qualifier=st.sampled_from([None, *QUALIFIERS]),
)
def test_what_is_shown_in_signs_can_be_typed_again(digits, qualifier):
    quantity = Quantity.printed(digits, qualifier)
    assert parse(symbols(quantity)).quantity == quantity


@settings(deadline=None)  # the first example compiles the lexicon
@given(
    digits=st.from_regex(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?", fullmatch=True),
    hedge=st.sampled_from(
        [("", None), ("超过", "more_than"), ("至少", "at_least"), ("不足", "less_than"), ("约", "about")]
    ),
    magnitude=st.sampled_from([("", 0), ("万", 4), ("亿", 8), ("万亿", 12)]),
    unit=st.sampled_from(["", "元", "个", "家", "户"]),
)
def test_what_is_said_in_chinese_can_be_typed_again(digits, hedge, magnitude, unit):
    assert parse(hedge[0] + digits + magnitude[0] + unit) == Parsed(digits, hedge[1], magnitude[1], unit)


@settings(deadline=None)  # the first example compiles the lexicon
@given(
    st.text(
        alphabet="0123456789.,-+/%><≥≤≈~约超过近不足至少以上万亿余多个 aemor\n１．，％一二三十百分之",
        max_size=12,
    )
)
def test_any_text_is_a_quantity_or_refused(text):
    try:
        parsed = parse(text)
    except NotAQuantity:
        return
    assert parsed.quantity.qualifier == parsed.qualifier
