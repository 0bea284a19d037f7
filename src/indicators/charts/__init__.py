"""Charts: indicators in areas as Plotly figures, one area as a sparkline."""

from indicators.charts.figure import PLOT_CONFIG, figure
from indicators.charts.panels import Panel, figures
from indicators.charts.sparkline import sparkline
from indicators.charts.template import template
from indicators.charts.view import Kind, View, comparable, evidence_id, find_claim

__all__ = [
    "PLOT_CONFIG",
    "Kind",
    "Panel",
    "View",
    "comparable",
    "evidence_id",
    "figure",
    "figures",
    "find_claim",
    "sparkline",
    "template",
]
