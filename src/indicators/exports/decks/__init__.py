"""Old decks: which charts still say what the catalogue says, and the native ones made new in their places.

`check` reads a .pptx that was made here and since edited, or put together from several, and finds every chart by its receipt.
`refreshed` rebuilds the charts that changed: of such a chart its drawing, the workbook behind it and its alternative text,
and nothing else in the file.
"""

from indicators.exports.decks.refreshing import check, refreshed
from indicators.exports.decks.report import STATUSES, Change, Checked, Edit, Report, Status

__all__ = ["STATUSES", "Change", "Checked", "Edit", "Report", "Status", "check", "refreshed"]
