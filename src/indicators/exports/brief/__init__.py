"""A brief: one page for each chart, with the sentences and sources behind it, as an HTML document to be printed."""

from indicators.exports.brief.document import Paper, document, filling, measuring, paper, title

__all__ = ["Paper", "document", "filling", "measuring", "paper", "title"]
