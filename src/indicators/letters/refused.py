"""A document that cannot be read: raised deep inside, handed to the caller as a `Problem`."""

from __future__ import annotations

#: The largest file, and the most text in it: a letter has some 10 KB, the thickest yearbook a few MB.
FILE_LIMIT_MB = 20
TEXT_LIMIT = 5_000_000


class Refused(Exception):
    """Why a document is not read: a rule of `problems.RULES` and the fields of its message."""

    def __init__(self, rule: str, **params: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.params = params
