"""Charts: indicators in areas as Plotly figures, one area as a sparkline."""

from indicators.charts.figure import PLOT_CONFIG, PLOTLY, figure
from indicators.charts.lead import lead
from indicators.charts.panels import Panel, figures
from indicators.charts.sparkline import sparkline
from indicators.charts.template import template
from indicators.charts.tracks import tracks
from indicators.charts.usual import HOME_AREA, areas_with_figures, usual_areas, usual_view
from indicators.charts.view import Comparison, Kind, View, comparable, evidence_id, find_claim

__all__ = [
    "HOME_AREA",
    "PLOTLY",
    "PLOT_CONFIG",
    "Comparison",
    "Kind",
    "Panel",
    "View",
    "areas_with_figures",
    "comparable",
    "evidence_id",
    "figure",
    "figures",
    "find_claim",
    "lead",
    "sparkline",
    "template",
    "tracks",
    "usual_areas",
    "usual_view",
]
