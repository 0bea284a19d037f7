"""Letters: from the text of a source to the figures it states."""
