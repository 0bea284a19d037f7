"""What is wrong, where it stands, and what to do about it.

Every message of the project stands in `RULES`, once, in English; `wording.say_problem` gives it in Chinese
through the message catalogue. File, form, sheet and command line share the rule and the message with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

#: Characters that no value may hold, because nobody can see them: controls, line and paragraph separators, BOM.
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

Severity = Literal["error", "warning", "note"]

#: rule -> (severity, English template). Templates say what stands there and what to write instead.
RULES: dict[str, tuple[Severity, str]] = {
    # the file as bytes
    "missing": ("error", "there is no such file or folder; check the path"),
    "no_files": (
        "error",
        "the folder holds no .yaml file; put indicators.yaml into it or name another folder",
    ),
    "unreadable": ("error", "the file cannot be read ({reason}); check its permissions"),
    "too_large": (
        "error",
        "the file has {size} MB, more than the {limit} MB that one file may have; split it by theme",
    ),
    "bom": ("error", "the file starts with a byte order mark; save it as UTF-8 without BOM"),
    "utf16": ("error", "the file is UTF-16; save it as UTF-8"),
    "gbk": ("error", "the file is not UTF-8 (it looks like GBK: {found}); save it as UTF-8"),
    "not_text": ("error", "byte {found} is not text; this is not a YAML file or it is damaged, restore it"),
    "empty_file": ("error", "the file is empty; write the keys sources: and indicators:, or delete it"),
    # the file as YAML
    "syntax": ("error", "this is not valid YAML here ({reason}); look at this line and the one above"),
    "tab": ("error", "a tab stands here; write spaces"),
    "invisible": ("error", "the invisible character {found} stands here; delete it"),
    "indent": (
        "error",
        "this line is indented like none of the lines around it; align it with its neighbours",
    ),
    "odd_start": ("error", "a value cannot start with {found}; put it in double quotes"),
    "odd_escape": (
        "error",
        "{found} means nothing in double quotes; write \\\\ for a backslash, or use single quotes",
    ),
    "colon_in_value": ("error", "a second ': ' stands in this line; put the value in double quotes"),
    "dash_in_value": (
        "error",
        "'- ' starts a list here; put the value in double quotes, or start the list in a line of its own",
    ),
    "no_colon": ("error", "this line has no ': '; write a key, a colon, a space and a value"),
    "open_quote": ("error", "the quotation mark {found} that opens here is never closed; close it"),
    "open_bracket": (
        "error",
        "the entries after the bracket {found} are not separated by ', ' or it is never closed; correct it",
    ),
    "text_after_quote": (
        "error",
        "text stands behind the closing {found}; put all of it in quotation marks or none",
    ),
    "block_text": ("error", "{found} starts a folded text in YAML; put the value in double quotes"),
    "two_documents": ("error", "'---' starts a second document; one file holds one document"),
    "document_end": ("error", "'...' ends the document here, but text follows; delete the line"),
    "directive": ("error", "a %-directive stands here; delete the line"),
    "anchor": ("error", "the anchor {found} stands here; write the value out, anchors are not read"),
    "alias": ("error", "the alias {found} stands here; write the value out, aliases are not read"),
    "tag": ("error", "the tag {found} stands here; delete it, the kind of each value is fixed by its key"),
    "merge": ("error", "the merge key << stands here; write the keys out"),
    "too_deep": (
        "error",
        "the file is nested more than {limit} levels deep; no key of a catalogue needs that",
    ),
    "too_many_values": ("error", "more than {limit} values stand before this one; split the file by theme"),
    "too_many_problems": (
        "error",
        "more than {limit} problems stand before this one and the rest is not listed; correct these first",
    ),
    "key_not_text": ("error", "a key must be a single word; this one is a list or a mapping"),
    # the file as a catalogue
    "duplicate_key": ("error", "{key} stands twice in this record (first in line {first}); keep one of them"),
    "unknown_key": ("error", "{key} is not a key of {where}; write one of {allowed}"),
    "unknown_key_near": ("error", "{key} is not a key of {where}; did you mean {near}?"),
    "missing_key": ("error", "{where} lacks the key {key}; add it"),
    "not_mapping": (
        "error",
        "{found} stands where {where} needs keys with values; write for example {example}",
    ),
    "not_list": ("error", "{found} stands where {key} needs a list; start each entry with '- '"),
    "not_scalar": ("error", "{key} has a list or keys below it; write a single value"),
    "empty_value": ("error", "{key} has no value; write one or delete the line"),
    "too_few": ("error", "{key} has fewer than {lowest} entries; add the missing ones"),
    "control_character": (
        "error",
        "{key} holds a line break or an invisible character ({found}); write it in one paragraph",
    ),
    "not_bool": ("error", "{key} is {found}; write true or false"),
    "not_integer": ("error", "{key} is {found}; write a whole number without quotes"),
    "number_too_far": ("error", "{key} is {found}; write a whole number from {lowest} to {highest}"),
    "not_choice": ("error", "{key} is {found}; write one of {allowed}"),
    "not_choice_near": ("error", "{key} is {found}; did you mean {near}?"),
    "number_as_text": ("error", "{key} is {found}, a number as text; write it without quotes: {fix}"),
    "block_number": (
        "error",
        "{key} is {found}, which YAML reads as a folded text; write {key}: {fix} and, on its own line, qualifier: {qualifier}",
    ),
    "number_with_hedge": (
        "error",
        "{key} is {found}; write {key}: {fix} and, on its own line, qualifier: {qualifier}",
    ),
    "number_written": ("error", "{key} is {found}; write {fix}"),
    "number_with_mult": (
        "error",
        "{key} is {found}; write {key}: {fix} and, on its own line, unit_mult: {unit_mult}",
    ),
    "number_too_long": ("error", "{key} has {found} characters; a number as printed has at most {limit}"),
    "not_number": ("error", "{key} is {found}, which is no number; write digits such as 8, 7.70 or 1/3"),
    "not_period": (
        "error",
        '{key} is {found}; write a period such as "2022", 2022-Q3, 2022-06, 2022-06-30, 2016/2020 or 2022-01/2022-07',
    ),
    "no_such_period": ("error", "{key} is {found}, and there is no such {what}; correct it"),
    "not_date": (
        "error",
        "{key} is {found}; write a date such as 2023-04-04, or 2023-04 or 2023 where no more is known",
    ),
    "not_id": ("error", "{key} is {found}; write an id of {form}"),
    "id_too_long": ("error", "{key} is {found}, longer than {limit} characters; shorten it"),
    "not_url": ("error", "{key} is {found}; write an address that starts with http:// or https://"),
    # a letter as a file
    "letter_empty": ("error", "there is no text in it; paste or save the letter's text"),
    "letter_scan": (
        "error",
        "the PDF is made of images without text (a scan); run text recognition over it first, or use the web page",
    ),
    "letter_password": ("error", "the file is protected by a password; save it without one"),
    "letter_too_large": (
        "error",
        "the file has {size} MB, more than the {limit} MB that are read; save the letter alone, as text",
    ),
    "letter_too_long": (
        "error",
        "the document holds {size} characters or pages, more than the {limit} that are read; save the letter alone, as text",
    ),
    "letter_old_word": ("error", "this is an old Word or WPS file (.doc, .wps); save it as .docx"),
    "letter_other_format": (
        "error",
        "this is {found}; a letter is read from .txt, .html, .mht, .docx and from .pdf with text",
    ),
    "letter_damaged_file": (
        "error",
        "the {found} file is damaged and cannot be opened; fetch it again or paste its text",
    ),
    "letter_damaged_text": (
        "error",
        "the file says that it is {found}, but some of its characters are not; save it as UTF-8",
    ),
    "letter_binary": (
        "error",
        "this is no text; a letter is read from .txt, .html, .mht, .docx and from .pdf with text",
    ),
    "letter_mixed_encodings": (
        "error",
        "the text changes its encoding in line {number} (UTF-8 and GBK in one file); save all of it as UTF-8",
    ),
    "letter_not_chinese": ("error", "there is no Chinese in it; only Chinese letters are read"),
    # a deck of slides
    "deck_other": ("error", "this is no PowerPoint file; decks are read from .pptx"),
    "deck_other_office": (
        "error",
        "this is a file of {found}, whatever its name; decks are read from .pptx",
    ),
    "deck_old": ("error", "this is an old PowerPoint or WPS file (.ppt, .dps); save it as .pptx"),
    "deck_password": ("error", "the file is protected by a password; save it without one"),
    "deck_damaged": ("error", "the PowerPoint file is damaged and cannot be opened; fetch it again"),
    "deck_too_large": (
        "error",
        "the file holds more than the {limit} MB that are read; split it, or compress its pictures",
    ),
    "deck_too_many": (
        "error",
        "there are more than {limit} slides or charts in it; split it and check the parts",
    ),
    "deck_slide": (
        "warning",
        "slide {slide} is damaged and was not checked; look at it in PowerPoint and save the file again",
    ),
    "deck_workbook": (
        "warning",
        "slide {slide}: what stands behind the chart “{name}” cannot be read, so its old values are not known; export the chart again",
    ),
    # between records
    "duplicate_id": (
        "error",
        "the {kind} {id} stands twice (first in {first}); give one of them another id or merge them",
    ),
    "unknown_reference": ("error", "there is no {kind} {id} in the catalogue; correct the id or add it"),
    "unknown_reference_near": ("error", "there is no {kind} {id} in the catalogue; did you mean {near}?"),
    "zero_denominator": ("error", "{key} is {found}, a division by zero; correct it"),
    "same_claim_twice": (
        "error",
        "{source} already says {first} for this cell ({first_at}); one source makes one claim on a cell: keep one, or tell the two apart by period or indicator",
    ),
    "target_not_ahead": (
        "warning",
        "the target is for {period}, but its source is from {published}; correct the period, move it to observations, or say why in because:",
    ),
    "actual_ahead": (
        "warning",
        "the observation is for {period}, but its source is from {published}; move it to targets, mark it obs_status: F, or say why in because:",
    ),
    "parent_not_found": (
        "error",
        "no claim fits {indicator} · {ref_area} · {period} · {source}; correct the parent of the derived value",
    ),
    "not_derivable": ("error", "the derived value cannot be computed: {reason}"),
    "unit_not_derivable": (
        "error",
        "{operation} of {units} gives no {unit}; correct the operation or its parents",
    ),
    "choice_without_claim": (
        "error",
        "{source} says nothing about {ref_area} in {period}; name a source that does, or delete the choice",
    ),
    "choice_without_source": (
        "error",
        "the choice names no source, and there is no derived value for {ref_area} in {period}; add source: and whose claim is shown",
    ),
    "choice_twice": ("error", "this cell has a choice already ({first_at}); keep one of them"),
    "choice_too_early": (
        "warning",
        "the choice is from {decided}, but its source became known in {published}; correct either date",
    ),
    "missing_but_claimed": (
        "error",
        "the cell is not empty: {found} stands there ({claim_at}); delete this entry or correct its cell",
    ),
    "missing_twice": ("error", "this cell is explained already ({first_at}); keep one of them"),
    "event_other_year": (
        "note",
        "the event is in {period}, but its quote speaks of {years}: “{quote}”",
    ),
    "event_unseen": (
        "warning",
        "{indicator} has no figure for {ref_area}, so the event is shown nowhere; correct either",
    ),
    "quote_number_missing": (
        "error",
        "the value is {value}, but the quote has {found}: “{quote}”; correct either",
    ),
    "quote_hedge_differs": (
        "error",
        "qualifier is {qualifier}, but the quote hedges {value} with {hedge}: “{quote}”; correct either",
    ),
    "quote_unchecked": ("note", "the quote cannot be checked against {value} ({reason}): “{quote}”"),
    "jump": (
        "warning",
        "{value} is {factor} times the value of {neighbour_period} ({neighbour}); correct it, or say why in because:",
    ),
    "myriad_slip": (
        "warning",
        "{value} is about {factor} times its neighbours ({neighbour} in {neighbour_period}); is a 万 or 亿 too many or missing? correct unit_mult, or say why in because:",
    ),
    "backwards": (
        "warning",
        "the bound {value} lies {side} the earlier {neighbour} ({neighbour_period}); correct it, or say why in because:",
    ),
    "share_over_100": ("warning", "{value} % is a share above 100 %; correct it, or say why in because:"),
    "short_title_long": (
        "warning",
        "the short title “{found}” is too long to stand on a card; at most {limit} characters",
    ),
    "points_as_percent": (
        "warning",
        "the unit is %, but the quote has {value} percentage points: “{quote}”; choose an indicator in percentage points, or say why in because:",
    ),
    "percent_as_points": (
        "warning",
        "the unit is percentage points, but the quote has {value} %: “{quote}”; choose an indicator in %, or say why in because:",
    ),
    "explained": ("note", "{message} — kept, because {because}"),
    # a sheet of figures
    "sheet_too_large": ("error", "the file has {size} MB, more than the {limit} MB that are read; split it"),
    "sheet_bomb": ("error", "unpacked the file has more than {limit} MB; this is no sheet of figures"),
    "sheet_macros": ("error", "the workbook holds macros; save it as .xlsx without them"),
    "sheet_links": ("error", "the workbook is linked to other files; paste the values and save it again"),
    "sheet_formula": ("error", "a formula stands here; paste its value"),
    "sheet_old_excel": ("error", "this is an old Excel file (.xls); save it as .xlsx or .csv"),
    "sheet_no_workbook": ("error", "this is no workbook; a sheet is read from .csv and .xlsx"),
    "sheet_not_text": ("error", "this is no text in UTF-8 or GBK; a sheet is read from .csv and .xlsx"),
    "sheet_damaged": ("error", "the file is damaged and cannot be read ({reason}); save it again"),
    "sheet_rows": ("error", "the sheet has more than {limit} rows; split it"),
    "sheet_empty": ("error", "there is no figure in it; write a head and a row for each figure"),
    "sheet_columns": ("error", "the columns {missing} are missing; the first row names the columns: {known}"),
    "sheet_twice": ("error", "{first} is about the same cell and source; keep one of the rows"),
    "sheet_several": ("error", "{id} fits several sources: {found}; name one by its id"),
    "sheet_unit": ("error", "{found} does not fit the indicator, which is counted in {unit}; correct either"),
    # while a figure is entered
    "future_actual": (
        "warning",
        "the observation is for {period}, which has not begun ({today} by this machine’s clock); enter it as a target, mark it obs_status: F, or say why in because:",
    ),
    "older_source": (
        "note",
        "a later source, {source} ({published}), already says {value} for this cell; both stay",
    ),
    "same_words": (
        "note",
        "{source} already says {value} in the same words; one of them may have copied the other",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `file:line:column` (1-based, 0 where there is none), the rule, its fields."""

    file: str
    line: int
    column: int
    rule: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Error (nothing may be published), warning (implausible), note (for the record)."""
        return RULES[self.rule][0]

    @property
    def template(self) -> str:
        """The English message with its {fields}, which is also its key in the message catalogue."""
        return RULES[self.rule][1]

    @property
    def place(self) -> str:
        """Where it is, the way compilers and editors write it: `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def __str__(self) -> str:
        """The place and the message in English."""
        return f"{self.place}: {self.template.format_map(self.params)}"


class CatalogueError(Exception):
    """The catalogue cannot be used; `problems` holds everything that is wrong, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        super().__init__("\n".join(map(str, self.problems)))


def short(text: str, limit: int = 60) -> str:
    """`text` fit for a message: one line, nothing invisible, not too long."""
    clean = INVISIBLE.sub("\ufffd", text[: limit + 1])
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
