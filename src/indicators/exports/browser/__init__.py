"""A browser of this computer that draws: found, started once, kept warm, watched, and closed with the program."""

from indicators.exports.browser.finding import VARIABLE, Missing, find
from indicators.exports.browser.page import Page, Refused
from indicators.exports.browser.process import Lost
from indicators.exports.browser.worker import PATIENCE, Late, Worker

__all__ = ["PATIENCE", "VARIABLE", "Late", "Lost", "Missing", "Page", "Refused", "Worker", "find"]
