"""Charts: an indicator in several areas as a Plotly figure, or one area as a sparkline."""

from indicators.charts.figure import PLOT_CONFIG, figure
from indicators.charts.sparkline import sparkline
from indicators.charts.template import template
from indicators.charts.view import View, comparable, evidence_id, find_claim

__all__ = [
    "PLOT_CONFIG",
    "View",
    "comparable",
    "evidence_id",
    "figure",
    "find_claim",
    "sparkline",
    "template",
]
