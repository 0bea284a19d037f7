"""The place that a sentence names as its own (永川区建成…), so that no figure goes to the issuer's place by default."""

from __future__ import annotations

import re
from collections.abc import Collection

_PROVINCES = "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
_AT_HEAD = r"(?:\A|[,，。;；、:：(（\s]|其中|支持|指导|位于|落户|[年月末底]|我省|我市|全省|全市|在)"
_NAMED = re.compile(
    rf"{_AT_HEAD}(?P<name>(?:{_PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?"
    rf"|(?!其中|我[市省]|全[市省])[\u3400-\u9fff]{{2,4}}?(?:自治州|自治县|市|县|区|州|盟|旗))"
    rf"(?=[\u3400-\u9fffA-Z\d“])(?!级|域|委|[内外]|长|民|场|政府|财政)"
)
_KIND = re.compile(r"(?:自治州|自治县|市|县|区|州|盟|旗)\Z")
#: What stands before 市, 县 or 区 in words that name no place: 社区, 示范区, 老旧小区, 全市, 资本市(场), 各区.
_COMMON = re.compile(
    r"(?:[社园小城区县市景山库林街老辖地校厂灾疫牧农郊片矿湖特军战禁选跨全各本我该个上股门夜楼超的和及与等在了级乡镇多两几\d一二三四五六七八九十百千万亿]"
    r"|示范|试验|实验|开发|保护|功能|合作|集聚|产业|先行|先导|自贸|自由贸易|保税|旅游|生态|度假|商务|服务|核心|居住|监管|种植|养殖|生活|办公|行政|偏远|中心"
    r"|建设|重点|集中|连片|消费|拓展|国际|国内|期货|资本|劳动力|人才|技术|交易|批发|债券|信贷|西部|东部|南部|北部|沿海|民族|贫困|脱贫|其他|部分|有关|相关|周边|毗邻)\Z"
)

_GENERIC = frozenset(("高新", "经开", "经济开发", "高新技术产业开发"))


def named(words: str) -> str | None:
    """The last place that stands at the head of a clause, as written; None where none does."""
    found = None
    for match in _NAMED.finditer(words):
        stem = _KIND.sub("", match["name"])
        if len(stem) >= 2 and stem not in _GENERIC and not _COMMON.search(stem):
            found = match["name"]
    return found


def unknown(words: str, known: Collection[str]) -> str | None:
    """The place named, where the catalogue has it under none of its known names."""
    name = named(words)
    return None if name is None or any(each in name for each in known) else name
