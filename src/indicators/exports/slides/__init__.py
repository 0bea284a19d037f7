"""An order as slides that a presenter can edit: native charts with their numbers, their sources and a receipt."""

from indicators.exports.slides.making import deck, rebuilt
from indicators.exports.slides.template import TemplateProblem, grounded

__all__ = ["TemplateProblem", "deck", "grounded", "rebuilt"]
