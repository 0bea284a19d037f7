"""The words of the pages themselves that the message catalogue does not have: English is the key, as there."""

from __future__ import annotations

from indicators.model import Language
from indicators.wording import tr

BRAND = "Chongqing digital economy"

#: English → Chinese
ZH: dict[str, str] = {
    BRAND: "重庆数字经济指标",
    "Main navigation": "主导航",
    "The address says {what}, which is not known here; it was left out.": "网址中的 {what} 无法识别，已略过。",
    ", ": "、",
    "The data files have {count} problems and cannot be shown.": "数据文件有{count}处问题，暂时无法显示。",
    "The data files have {count} problems; the last version that could be read is shown.": "数据文件有{count}处问题；现在显示的是上一个可用的版本。",
    "Correct what stands below, then load this page again.": "请按下列提示改正，然后刷新本页。",
    "sources up to {date}": "来源截至{date}",
    "Data version": "数据版本",
    "One period only": "仅一期数据",
    "{period} derived": "{period}为推算值",
    "No data for {area}.": "{area}暂无数据。",
    "Choose an indicator": "选择指标",
    "Search by title": "按名称查找",
    "Compare areas": "比较地区",
    "Source note": "来源备注",
    "Computed from": "据以计算",
    "computed": "推算",
    "agrees": "相符",
    "conflicts": "不符",
    "What is counted": "口径说明",
    "Title, document number, words of the source": "指标、文号、原文",
    "Download all {count} rows": "下载全部{count}条",
    "Download the {count} rows found": "下载查到的{count}条",
    "{first}–{last} of {count}": "第{first}—{last}条，共{count}条",
    "All {count} figures, each with its sentence and its source": "全部{count}条数字，条条有原文、有出处",
    "{found} of {count} figures": "{count}条数字中的{found}条",
    "Several claims on one cell stand side by side; a row leads to its evidence.": "同一时期的不同说法并列在此；点一行看依据。",
    "Previous page": "上一页",
    "Next page": "下一页",
    "Pages": "分页",
    "Clear all": "清除条件",
    "Words of the source": "原文",
}  # fmt: skip


def say(msgid: str, lang: Language, **fields: object) -> str:
    """The words in `lang`, their fields filled in."""
    if lang == "zh" and msgid in ZH:
        return ZH[msgid].format_map(fields) if fields else ZH[msgid]
    return tr(msgid, lang, **fields)
