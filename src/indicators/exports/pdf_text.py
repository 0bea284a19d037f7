"""Makes the Chinese of a PDF searchable in every reader.

In Chinese fonts 心 and the radical ⼼ are one drawing. A browser that prints names that drawing after the radical, whose number is
lower, and writes the true character beside it; some readers look at the name alone, and whoever searches for 心 or copies it finds
nothing. Here drawings are named after the characters, by Unicode's own tables.
"""

from __future__ import annotations

import re
import unicodedata

import pikepdf

#: Radicals of the block U+2E80 and the characters that they stand for (Unicode 15.0, EquivalentUnifiedIdeograph.txt)
_RADICALS = "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
_CHARACTERS = "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
_MEANT = dict(zip(map(ord, _RADICALS), _CHARACTERS, strict=True)) | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
_LINE = re.compile(rb"<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>\s*)?<([0-9A-Fa-f]{4})>(?=\s*[\r\n])")
_SECTION = re.compile(rb"(beginbfchar|beginbfrange)(.*?)(endbfchar|endbfrange)", re.DOTALL)


def repaired(pdf: pikepdf.Pdf) -> int:
    """Names drawings after characters instead of radicals in all fonts of a PDF; gives the number of fonts changed."""
    changed = 0
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and isinstance(item.get("/ToUnicode"), pikepdf.Stream):
            before = item.ToUnicode.read_bytes()
            after = _SECTION.sub(_section, before)
            if after != before:
                item.ToUnicode.write(after)
                changed += 1
    return changed


def _section(match: re.Match[bytes]) -> bytes:
    ranges = match[1] == b"beginbfrange"
    return match[1] + _LINE.sub(_range if ranges else _single, match[2]) + match[3]


def _single(match: re.Match[bytes]) -> bytes:
    """`<code> <radical>` of a bfchar."""
    if match[2] is not None:  # two pairs in one line, which no writer makes
        return match[0]
    code = int(match[3], 16)
    return b"<%s> <%s>" % (match[1], _hex(code)) if code in _MEANT else match[0]


def _range(match: re.Match[bytes]) -> bytes:
    """`<first> <last> <radical>` of a bfrange, where each code has the next character: listed one by one."""
    if match[2] is None:
        return match[0]
    first, last, code = int(match[1], 16), int(match[2], 16), int(match[3], 16)
    codes = range(code, code + last - first + 1)
    if not any(each in _MEANT for each in codes):
        return match[0]
    return b"<%s> <%s> [%s]" % (match[1], match[2], b" ".join(b"<%s>" % _hex(each) for each in codes))


def _hex(code: int) -> bytes:
    """A character as ToUnicode has it: UTF-16BE in hexadecimal digits."""
    return _MEANT.get(code, chr(code)).encode("utf-16-be").hex().upper().encode()
