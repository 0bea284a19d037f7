"""What stands unseen behind or before hollow marks, for programs that know no outlines of marks.

LibreOffice, and what builds on it, paints a mark in one colour: that of its inside, or of the line that it stands on. A hollow one
would be a white spot, or where it is an exception in its series a filled one. Behind the marks of a hollow series therefore stand
slightly larger ones in the colour of their outline, before hollow exceptions smaller ones in the colour of their inside. They are wholly transparent:
PowerPoint shows nothing of them, LibreOffice, which does not know transparent marks, a rim. The copies read the cells of their series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indicators.exports.slides.plot import NO_MARKER, Marker, Series, Spot


def drawn(series: Sequence[Series], points: bool) -> list[Series]:
    """The series from the lowest to the topmost, each with what makes its hollow marks hollow everywhere.

    LibreOffice also loses the numbers of series of `points` when the first in the file is shorter than another: an unseen copy of
    the longest lies on top, which is there.
    """
    found = [each for own in series for each in _with_copies(own)]
    longest = max(series, key=lambda each: len(each.spots), default=None)
    if points and longest and len(found[-1].spots) < len(longest.spots):
        return [*found, _copy(longest, NO_MARKER, [NO_MARKER] * len(longest.spots))]
    return found


def _with_copies(series: Series) -> Iterator[Series]:
    hollow = [_hollow(series, spot) for spot in series.spots]
    first = next((mark for mark in hollow if mark and mark.line), None)
    if series.columns or first is None or first.line is None:
        yield series
    elif not series.marker.hollow:
        inside = Marker(first.symbol, first.size - first.line.width, first.fill, clear=True)
        yield series
        yield _copy(series, inside, [inside if mark else NO_MARKER for mark in hollow])
    else:
        marks = [
            Marker(mark.symbol, mark.size + mark.line.width, mark.line.colour, clear=True)
            if mark and mark.line
            else NO_MARKER
            for mark in hollow
        ]
        yield _copy(series, NO_MARKER, marks)
        yield series


def _hollow(series: Series, spot: Spot) -> Marker | None:
    mark = spot.marker or series.marker
    return mark if mark.hollow and spot.y is not None else None


def _copy(series: Series, usual: Marker, marks: Sequence[Marker]) -> Series:
    spots = tuple(Spot(spot.x, spot.y, marker=mark) for spot, mark in zip(series.spots, marks, strict=True))
    return replace(series, spots=spots, marker=usual, line=None, errors=None, copies=series)
