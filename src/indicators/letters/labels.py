"""The block of labels above a letter on a government page: `[ 发文字号 ] …`, `索引号：…`, a table, or a label in a line of its own."""

from __future__ import annotations

import re
from functools import cache

from indicators.letters.alternatives import any_of

#: What the labels are called → which field of the header they give; "" where the reader has no use for it.
_LABELS: dict[str, str] = {
    "发文字号 发文文号 发文号 文件编号 公文编号 文号 字号": "document_number",
    "信息索引号 索引编号 索引号码 索引号 信息索引": "index_number",
    "发布机构 发文机关 发文机构 发布单位 发文单位 发布部门 制发机关 公开主体 公开责任部门 责任部门 信息提供单位 承办单位 主办单位 答复单位": "issuer",
    "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 制发日期 形成日期 印发日期 签发日期 答复日期 答复时间": "dated",
    "发布日期 发布时间 公开日期 公开时间 公布日期 上网日期 更新时间 日期 时间": "published",
    "信息名称 文件名称 标题 名称": "title",
    "主题分类 体裁分类 组配分类 服务对象分类 主题词 关键词 有效性 时效性 文件状态 信息来源 文章来源 来源 浏览次数 浏览量 点击数 点击量 阅读次数 访问量 "
    "字体 公开方式 公开范围 公开形式 载体类型 语种 废止日期 失效日期 实施日期 生效日期 施行日期 责任编辑 作者 编辑 内容概述 公开程序 打印 分享 所属类别 信息类别": "",
}
_FIELDS = {label: field for labels, field in _LABELS.items() for label in labels.split()}
_BLANK = "[ \t\u3000\xa0]*"
_BLANKS = re.compile("[ \t\u3000\xa0]+")
_INDEX = re.compile(r"(?=\S*\d)[A-Za-z0-9][\w./·-]{4,59}")


@cache
def _label() -> re.Pattern[str]:
    """A label with its marks; compiled when the first head is read, for it takes some 50 ms."""
    words = any_of(_FIELDS, between=_BLANK)
    return re.compile(
        rf"(?:(?P<box>[\[【〔]){_BLANK}|(?P<cell>^|(?<=\|)){_BLANK}|(?<![\u4e00-\u9fff]))(?P<label>{words}){_BLANK}"
        rf"(?(box)[\]】〕]{_BLANK}[:：]?|(?:[:：]|(?(cell)(?:\||$)|(?!))))",
        re.MULTILINE,
    )


def block(head: str) -> dict[str, str]:
    """Field → its value as printed; the first label with a value wins, and a field without one is absent."""
    fields: dict[str, str] = {}
    found = list(_label().finditer(head))
    for label, following in zip(found, [*found[1:], None], strict=False):
        field = _FIELDS[_BLANKS.sub("", label["label"])]
        rest = head[label.end() : following.start() if following else label.end() + 300]
        value = _value(rest)
        if field == "index_number":
            index = _INDEX.match(value)
            value = index[0] if index else ""
        if field and value:
            fields.setdefault(field, value)
    return fields


def _value(rest: str) -> str:
    """The first cell of the first line that has one."""
    for line in rest.split("\n"):
        for cell in line.split("|"):
            if words := cell.strip(" \t\u3000\xa0-•·*[【"):
                return words
    return ""
