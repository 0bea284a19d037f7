"""How fast letters are read: figures by our rules beside jieba's part-of-speech tagger on the same text.

Measured are characters a second on a long text (letters in a row), one letter after import, the import itself in a fresh process,
and how time grows when the text is twice as long. A tagger finds words, not figures; it is the step that other pipelines for
Chinese begin with. Runs alternate, so that other work on the machine slows both.

    python benchmarks/letters.py [--runs 5] [--copies 40]

Needs the package `jieba`. Its dictionary is loaded before anything is measured.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from indicators import store
from indicators.letters.header import read_header
from indicators.letters.reader import read
from indicators.match import match_letter

ROOT = Path(__file__).parents[1]
_SENTENCES = """{year}年，全市规模以上工业增加值增长{a}.3%，比上年加快1.{b}个百分点；粮食总产量达到{a}60.5万吨，高标准农田超过{b}80万亩。
二、关于民生保障。截至{year}年底，建成社区养老服务站{a}{b}0余个，新增学位{b}.{a}万个，三级医院{a}家（居西部第{b}位），门诊次均费用控制在{a}{b}0元以内。
到{next}年，力争常住人口城镇化率提高到7{b}%左右，森林覆盖率不低于5{b}.{a}%，单位地区生产总值能耗累计下降14%以上。
围绕政务、金融、交通等{a}0余个行业{b}254家重要单位的{a}217个系统完成备案，每万人拥有5G基站数超{a}{b}个，带宽达到{a}40Gbps。
按照《关于推动高质量发展的意见》（某府发〔{year}〕{a}{b}号）要求，我们将加强统筹、完善机制，进一步优化营商环境，持续推动各项工作落实见效。
三、下一步工作打算。坚持以人民为中心的发展思想，聚焦群众急难愁盼问题，健全部门协同、上下联动的工作格局，压实属地责任，强化要素保障，
推动产业链上下游协作配套，支持企业开展关键核心技术攻关，完善普惠金融服务体系，引导社会资本有序参与，营造稳定公平透明可预期的发展环境。
同时，加大政策宣传解读力度，畅通意见建议反映渠道，认真研究吸收代表委员提出的意见，及时总结推广基层经验做法，切实把各项任务落到实处。
"""


def text_of(copies: int) -> str:
    """Some `copies` × 3,000 characters, a figure in every 30: made of a few paragraphs, all numbers invented."""
    head = "某市发展和改革委员会关于市五届人大三次会议第0412号建议的答复函\n\n王强代表：\n您提出的建议收悉，现答复如下。\n"
    body = [
        _SENTENCES.format(
            year=2015 + copy % 9, next=2025 + copy % 5, a=1 + (copy + part) % 9, b=1 + (copy * part) % 9
        )
        for copy in range(copies)
        for part in range(5)
    ]
    return head + "".join(body)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def import_seconds(statement: str) -> float:
    """What a statement adds to an empty Python, in a fresh process; the best of five."""
    command = [sys.executable, "-c"]
    whole, empty = (
        min(seconds(lambda: subprocess.run([*command, code], check=True)) for _ in range(5))  # noqa: B023
        for code in (statement, "pass")
    )
    return whole - empty


def main() -> None:
    """Prints medians and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--copies", type=int, default=40)
    arguments = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg, setLogLevel

        setLogLevel(60)
        posseg.lcut("先载入词典")
    long, double, one = text_of(arguments.copies), text_of(2 * arguments.copies), text_of(2)
    catalogue = store.read(ROOT / "data")
    letter = read(one, read_header(one))
    match_letter(letter, catalogue)
    read(long)
    times: dict[str, list[float]] = {}
    for _ in range(arguments.runs):
        for name, work in (
            ("ours", lambda: read(long)),
            ("jieba", lambda: posseg.lcut(long)),
            ("double", lambda: read(double)),
            ("one", lambda: read(one, read_header(one))),
            ("head", lambda: read_header(one)),
            ("match", lambda: match_letter(letter, catalogue)),
        ):
            times.setdefault(name, []).append(seconds(work))
    middle = {name: statistics.median(each) for name, each in times.items()}
    ours, jieba = len(long) / middle["ours"], len(long) / middle["jieba"]
    print(
        f"a text of {len(long):,} characters   ours {ours:10,.0f} /s   jieba.posseg {jieba:10,.0f} /s   ours/jieba {ours / jieba:.2f}"
    )
    growth = middle["double"] / middle["ours"] * len(long) / len(double)
    print(
        f"twice as long, time a character                                            double/single {growth:.2f}"
    )
    print(
        f"one letter of {len(one):,} characters, head included      {middle['one'] * 1000:7.1f} ms   (head {middle['head'] * 1000:.1f} ms)"
    )
    figures = len(letter.figures)
    print(
        f"matching its {figures} figures with {len(catalogue.indicators)} indicators        {middle['match'] * 1000 / figures:7.2f} ms a figure"
    )
    print(
        f"import of the reader                               {import_seconds('import indicators.letters.reader') * 1000:7.0f} ms"
    )
    print(
        f"import and the first letter                        {import_seconds('from indicators.letters.reader import read; read(chr(24180) * 9)') * 1000:7.0f} ms"
    )


if __name__ == "__main__":
    main()
