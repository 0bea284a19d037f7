"""The order as one HTML file that needs nothing else: charts, evidence, definitions and sources, without a network."""

from indicators.exports.offline.page import page

__all__ = ["page"]
