"""Figures from government letters: claims with their hedge, their sentence and their source."""
