"""`indicators letter`: a letter in, its figures out as a table, as JSON and as YAML that can be entered."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators import checks, drafts, store
from indicators.drafts import _scalar
from indicators.letters.header import read_header
from indicators.letters.letter import Header
from indicators.letters.reader import read

ROOT = Path(__file__).parents[1]
LETTER = """某页 > 政务公开
[ 发文字号 ] 渝经信复函〔2024〕512号 [ 成文日期 ] 2024-05-20 [ 发布日期 ] 2024-05-27
重庆市经济和信息化委员会关于市六届人大二次会议第0301号建议的答复函
刘洋代表：
您提出的建议收悉，答复如下：
一、工作进展
2023年，全市软件业务收入达到3246.5亿元；智能工厂累计建成144个，高标准农田超过2800万亩。
二、下一步
到2027年，软件业务收入力争突破6000亿元。
"""


def run(*args: str | Path, text: bytes = b"", cwd: Path = ROOT) -> tuple[int, str, str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("INDICATORS_")}
    env |= {"PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "indicators.cli", "letter", *map(str, args)]
    done = subprocess.run(command, cwd=cwd, env=env, input=text, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="gbk")
    return path


def test_the_table_marks_each_number_in_its_clause_beside_its_indicator(file: Path) -> None:
    code, out, err = run(file)
    assert (code, err) == (0, "")
    rows = [re.split(r"\s{2,}", line.strip()) for line in out.splitlines()]
    assert ["文号", "渝经信复函〔2024〕512号"] in rows
    assert ["建议提案号", "0301"] in rows
    [revenue] = [row for row in rows if any("3246.5" in cell for cell in row)]
    assert revenue[1:4] == ["3246.5亿元", "2023年", "实际"]
    assert "软件业务收入达到【3246.5】亿元" in revenue[4]
    assert revenue[5] == "重庆：软件业务收入"
    [target] = [row for row in rows if any("6000" in cell for cell in row)]
    assert target[1:4] == ["> 6000亿元", "2027年", "目标"]
    assert [row[5][:4] for row in rows if any("2800" in cell for cell in row)] == ["新指标？"]


def test_the_table_says_why_an_indicator_is_proposed(file: Path) -> None:
    _, out, _ = run(file)
    [row] = [line for line in out.splitlines() if "【3246.5】" in line]
    assert "单位相同" in row
    assert "发文机关地区" in row
    _, out, _ = run(file, "--lang", "en")
    assert "issuer's area" in out


def test_values_that_the_letter_implies_stand_below_with_their_arithmetic(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("2022年,全市网上零售额增长31.1%,比上年加快3.8个百分点。", encoding="utf-8")
    _, out, _ = run(path)
    [row] = [line for line in out.splitlines() if "31.1 − 3.8 = 27.3" in line]
    assert re.split(r"\s{2,}", row.strip())[:2] == ["27.3%", "2021年"]


@pytest.mark.parametrize(
    ("header", "text", "expected"),
    [
        (Header(title="某局关于第1号建议的答复函", issuer="某市教育局"), "", ("letter", "primary")),
        (Header(title="2023年国民经济和社会发展统计公报", issuer="某市统计局"), "", ("bulletin", "primary")),
        (Header(title="“十四五”养老服务规划", issuer="某市民政局"), "", ("plan", "primary")),
        (Header(title="全市新增学位5万个", issuer="某某日报"), "", ("press", "press")),
        (
            Header(title="某局关于第1号建议的答复函", issuer="某市教育局"),
            "来源：人民网",
            ("letter", "repost"),
        ),
    ],
)
def test_a_source_is_as_reliable_as_its_head_says(
    header: Header, text: str, expected: tuple[str, str]
) -> None:
    source, _ = drafts.source_of(header, store.read(ROOT / "data"), text)
    assert (source.kind, source.reliability) == expected


def test_json_is_the_list_that_the_score_reads_from_a_file_or_standard_input(file: Path) -> None:
    code, out, err = run(file, "--format", "json")
    assert (code, err) == (0, "")
    figures = json.loads(out)
    needed = {"start", "number", "value", "unit", "qualifier", "period", "kind", "measure", "quote"}
    assert all(needed <= set(each) for each in figures)
    assert all(LETTER[each["start"] :].startswith(each["number"]) for each in figures)
    assert [each["number"] for each in figures] == ["3246.5", "144", "2800", "6000"]
    assert [each["qualifier"] for each in figures] == ["=", "=", ">", ">"]
    assert run("-", "--format", "json", text=LETTER.encode()) == (0, out, "")


def test_skipped_lists_every_other_numeral_with_its_rule(file: Path) -> None:
    content = json.loads(run(file, "--format", "json", "--skipped")[1])
    assert set(content) == {"figures", "skipped"}
    assert {each["number"] for each in content["skipped"]} >= {"2024", "512", "0301"}
    assert all(each["rule"] for each in content["skipped"])
    code, out, _ = run(file, "--skipped", "--lang", "en")
    assert code == 0
    assert "【0301】" in out


def test_without_data_a_letter_is_read_all_the_same(file: Path, tmp_path: Path) -> None:
    code, out, err = run(file, cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "【3246.5】" in out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "-: 错误：里面没有文字；请粘贴或另存复函的正文\n"),
        (b"Dear Sir", "-: 错误：里面没有中文；只读中文复函\n"),
        (b"\x00\x01" * 50, "-: 错误：这不是文字；复函可从 .txt、.html、.mht、.docx 和有文字的 .pdf 读取\n"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(text: bytes, message: str) -> None:
    assert run("-", text=text) == (1, "", message)


def test_a_missing_file_is_said_in_english_too(tmp_path: Path) -> None:
    assert run(tmp_path / "no.txt", "--lang", "en") == (
        1,
        "",
        f"{tmp_path / 'no.txt'}: error: there is no such file or folder; check the path\n",
    )


# ------------------------------------------------------------------------------------------------ YAML


def pasted(yaml: str, folder: Path) -> None:
    """Does what an analyst does: the source into its own file, each list below the list of its indicator."""
    sources, _, claims = yaml.partition("indicators:\n")
    if sources.strip() and not sources.lstrip().startswith("#"):
        (folder / "letter.yaml").write_text(sources, encoding="utf-8")
    for part in re.split(r"(?m)^  - id: ", claims.partition("\n# ")[0])[1:]:
        name = part.split()[0]
        for key, lines in re.findall(r"(?ms)^    (observations|targets):\n(.*?)(?=^    \w|\Z)", part):
            for path in folder.glob("*.yaml"):
                text = path.read_text(encoding="utf-8")
                record = re.search(rf"(?ms)^  - id: {name}\n.*?(?=^  - id: |^\w|\Z)", text)
                if record is None:
                    continue
                body = record[0].rstrip("\n") + "\n"
                if f"    {key}:\n" in body:
                    new = body.replace(f"    {key}:\n", f"    {key}:\n{lines.rstrip()}\n", 1)
                else:
                    new = body + f"    {key}:\n{lines.rstrip()}\n"
                path.write_text(text.replace(record[0], new + "\n"), encoding="utf-8")


def test_yaml_passes_the_check_when_it_is_pasted_with_its_source(file: Path, tmp_path: Path) -> None:
    code, yaml, err = run(file, "--format", "yaml")
    assert (code, err) == (0, "")
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    before = sum(1 for _ in store.read(folder).claims())
    pasted(yaml, folder)
    catalogue = store.read(folder)
    assert [each for each in checks.check(catalogue) if each.severity != "note"] == []
    entered = [
        (indicator.id, kind, claim.time_period, claim.ref_area, claim.obs_value, claim.qualifier)
        for indicator, kind, claim in catalogue.claims()
        if claim.source == "letter-2024-512"
    ]
    assert sorted(entered) == [
        ("smart_factories", "actual", "2023", "CN-CQ", "144", None),
        ("software_revenue", "actual", "2023", "CN-CQ", "3246.5", None),
        ("software_revenue", "target", "2027", "CN-CQ", "6000", "more_than"),
    ]
    assert sum(1 for _ in catalogue.claims()) == before + 3
    assert "# - 2800万亩" in yaml
    source = catalogue.sources["letter-2024-512"]
    assert (source.title, source.document_number, source.dated, source.published) == (
        "重庆市经济和信息化委员会关于市六届人大二次会议第0301号建议的答复函",
        "渝经信复函〔2024〕512号",
        "2024-05-20",
        "2024-05-27",
    )


def test_a_letter_that_is_entered_already_gives_nothing_to_enter_twice() -> None:
    catalogue = store.read(ROOT / "data")
    first = LETTER.replace("〔2024〕512", "〔2023〕373")
    source, known, made = drafts.drafts(read(first, read_header(first)), catalogue, "zh")
    assert (source.id, known) == ("cq-jxw-2023-373", True)
    again = "[ 发文字号 ] 渝经信复函〔2023〕373号\n2022年数字经济核心产业增加值占GDP比重超过8%。"
    _, _, made = drafts.drafts(read(again, read_header(again)), catalogue, "zh")
    assert [(draft.observation, draft.left_out) for draft in made] == [(None, "函中没有写明数据里的地区")]
    again = again.replace("2022年", "2022年重庆")
    _, _, made = drafts.drafts(read(again, read_header(again)), catalogue, "zh")
    assert [(draft.observation, draft.left_out) for draft in made] == [(None, "数据中已有")]


def test_what_a_letter_does_not_say_of_itself_is_left_to_the_analyst() -> None:
    text = "李明代表：\n您的建议收悉。2023年全国5G基站337.7万个。"
    yaml = drafts.yaml(read(text, read_header(text)), store.read(ROOT / "data"), "en")
    assert (
        "    # title: the letter does not say; add it\n    # issuer: the letter does not say; add it\n"
        in yaml
    )
    assert "    # reliability: the letter does not say; add it\n" in yaml


def test_a_place_that_the_catalogue_does_not_have_is_named_in_the_reason() -> None:
    text = LETTER.replace("全市软件业务收入", "永川区软件业务收入")
    _, _, made = drafts.drafts(read(text, read_header(text)), store.read(ROOT / "data"), "zh")
    assert made[0].left_out == "目录中没有地区“永川区”；请先添加"


@given(st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool))
def test_every_text_comes_back_from_the_yaml_it_is_written_in(text: str) -> None:
    import yaml

    from indicators.problems import INVISIBLE

    if INVISIBLE.search(text) or not text.isprintable():
        return
    assert yaml.safe_load(f"quote: {_scalar(text)}") == {"quote": text}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "2022年",
                    "1—9月",
                    "超过",
                    "8%",
                    "3.5个百分点",
                    "从",
                    "提高到",
                    "40余",
                    "亿元",
                    "三成",
                    "翻两番",
                    "全国第三",
                    "（",
                    "〔",
                    "[",
                    ")",
                    "》",
                    "《",
                    ",",
                    "。",
                    "\n",
                    "第0265号",
                    "1/3",
                    "万",
                    "-",
                ]
            ),
        ),
        max_size=20,
    ).map("".join)
)
def test_no_text_raises_an_exception(text: str) -> None:
    letter = read(text, read_header(text))
    for figure in letter.figures:
        assert text[figure.start : figure.end] == figure.number
        assert figure.number in figure.quote
    drafts.drafts(letter, CATALOGUE, "zh")


CATALOGUE = store.read(ROOT / "data")
