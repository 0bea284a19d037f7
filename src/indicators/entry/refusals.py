"""Why a change is not made: one sentence each, and nothing has been written when it is said."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import wording
from indicators.model import Language, Text
from indicators.problems import Problem

#: reason → English sentence, which is also its key in the message catalogue.
REASONS: dict[str, str] = {
    # what is asked for
    "not_a_value": "“{text}” is not one number; write digits such as 8, 7.70, -0.3 or 1/3, if need be with a hedge such as > or 约 and with 万, 亿 or %.",
    "other_unit": "“{text}” does not fit {indicator}, which is counted in {unit}; correct the value or choose another indicator.",
    "no_indicator": "There is no indicator {indicator}.",
    "no_claim": "{source} says nothing about {indicator} in {area}, {period}; {known}",
    "no_source": "There is no source {source}; name one by its id or its document number, or describe a new one.",
    "several_sources": "{source} fits several sources: {found}; name one by its id.",
    "source_exists": "There is a source {source} already.",
    "indicator_exists": "There is an indicator {indicator} already.",
    "nothing_changes": "The change would leave everything as it is.",
    "no_reason": "A withdrawal needs a reason: say why the figure goes.",
    "bad_record": "{key} does not fit: {reason}",
    "not_editable": "{file} is written in a way that cannot be changed by line; change it in an editor.",
    "no_gap": "{indicator} has no reason for an empty cell {area}, {period}.",
    "no_place": "There is no file in which a new {kind} could stand.",
    "letter_without_figures": "None of the letter’s {count} figures can be entered as it stands.",
    "letter_without_name": "The letter does not say its title or who wrote it; enter its source first, with its document number.",
    # the history
    "no_history": "{folder} is in no git repository, so there is no history.",
    "no_commit": "There is no commit {commit}.",
    "no_data_in_commit": "Commit {commit} changed no data file.",
    "first_commit": "Commit {commit} is the first one; what was before it is not known.",
    "merge_commit": "Commit {commit} joins two lines of history; undo the changes it joins.",
    "unreadable_commit": "The data of commit {commit} are not in today’s format; undo it in an editor.",
    "not_undone": "What commit {commit} changed in {file} has been changed again since; undo it in an editor.",
    # what has happened meanwhile
    "changed_meanwhile": "Somebody else has changed the same figures meanwhile ({figures}); nothing was written. Look at both and enter yours again.",
    "busy": "Another program has been writing to {folder} for {seconds} seconds; nothing was written, try again.",
    "gone": "{file} is no longer there; nothing was written.",
    "not_written": "{file} cannot be written ({reason}); nothing was changed.",
    "changed_since": "{file} has changed since; look at it and try again. Nothing was written.",
    "half_written": "{file} cannot be written ({reason}). Already written and not to be put back: {written}; compare with the history.",
}


class Refused(Exception):
    """The change is not made. `said` gives the reason as a sentence."""

    def __init__(self, reason: str, /, **fields: object) -> None:
        self.reason, self.fields = reason, fields
        super().__init__(self.said("en"))

    def said(self, lang: Language) -> str:
        """The reason in `lang`."""
        fields = {
            key: value(lang) if isinstance(value, Text) else value for key, value in self.fields.items()
        }
        return wording.tr(REASONS[self.reason], lang, **fields)


class Objections(Refused):
    """The catalogue cannot be read, or the change would make it wrong or implausible; `problems` says where."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        Exception.__init__(self, "\n".join(map(str, self.problems)))

    def said(self, lang: Language) -> str:
        """Every problem on a line of its own."""
        return "\n".join(wording.say_problem(problem, lang) for problem in self.problems)
