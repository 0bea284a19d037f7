"""An order as files: which format is made by whom, and what the files are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.exports import bundle, images, names, offline, slides, stamp, table, workbook
from indicators.exports.order import Format, Work
from indicators.wording import BRAND, tr, trn

#: what a browser is told about a file
MEDIA_TYPES: dict[Format, str] = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file: its name, without a folder, and what is in it."""

    name: str
    data: bytes


def write(work: Work, form: Format) -> list[File]:
    """The order in one format: a picture for each chart, one file of anything else.

    Raises:
        images.NoBrowser: pictures or PDF are wanted and there is no browser.
        images.Failed: the browser did not make them.
        slides.TemplateProblem: the template cannot be used.
    """
    if form in ("png", "svg"):
        made = images.png(work) if form == "png" else images.svg(work)
        return [File(name, data) for name, data in zip(picture_names(work, form), made, strict=True)]
    return [File(names.file_name(title(work), form), _one(work, form))]


def download(work: Work, form: Format) -> File:
    """The order in one format as one file: several pictures come as an archive.

    Raises:
        As `write`.
    """
    made = write(work, form)
    if len(made) == 1:
        return made[0]
    data = stamp.archive({file.name: file.data for file in made})
    return File(names.file_name(title(work), "zip"), data)


def title(work: Work) -> str:
    """What the whole is called: the chart's name where there is one, else how many there are."""
    if len(work.exhibits) == 1:
        return work.exhibits[0].name
    count = trn("{count} chart", "{count} charts", len(work.exhibits), work.lang)
    return f"{tr(BRAND, work.lang)} {count}"


def _one(work: Work, form: Format) -> bytes:
    wanted = list(dict.fromkeys(name for shown in work.exhibits for name in shown.indicators))
    areas = {each.claim.ref_area for shown in work.exhibits for each in shown.evidence}
    match form:
        case "pptx":
            return slides.deck(work)
        case "xlsx":
            return workbook.workbook(work)
        case "csv":
            return table.csv_bytes(work.catalogue, wanted, work.order.as_of, areas)
        case "json":
            return table.json_bytes(work.catalogue, wanted, work.order.as_of, areas)
        case "pdf":
            return images.pdf(work)
        case "html":
            return offline.page(work)
        case _:
            return bundle.bundle(work, dict(_all(work)))


def _all(work: Work) -> Iterator[tuple[str, bytes]]:
    """Everything that can be made here: pictures and PDF only where there is a browser."""
    forms: list[Format] = ["pptx", "xlsx", "csv", "json", "html"]
    if images.available():
        forms.append("pdf")
    for form in forms:
        for file in write(work, form):
            yield file.name, file.data
    if images.available():
        for form, folder in (("png", "PNG"), ("svg", "SVG")):
            for file in write(work, form):
                yield f"{folder}/{file.name}", file.data


def picture_names(work: Work, form: Format) -> list[str]:
    """A name for each chart, none twice; numbered in their order where there are several."""
    taken: list[str] = []
    for n, shown in enumerate(work.exhibits, 1):
        number = f"{n:0{len(str(len(work.exhibits)))}} " if len(work.exhibits) > 1 else ""
        taken.append(names.file_name(number + shown.name, form, taken))
    return taken
