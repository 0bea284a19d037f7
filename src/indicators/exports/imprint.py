"""What is written into pictures and PDF besides what is seen: title, source line, receipt, alternative text, the day. No clock."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

import pikepdf

from indicators.exports import pdf_text
from indicators.exports.brief.document import title
from indicators.exports.exhibit import Exhibit
from indicators.exports.order import Work
from indicators.wording import BRAND, tr

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INCH = 0.0254  # metres
#: what XML 1.0 does not allow even as an entity
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = (
    '@font-face{font-family:"quotes";src:local("Helvetica Neue"),local("Segoe UI"),local("Arial"),'
    'local("Liberation Sans"),local("DejaVu Sans");unicode-range:U+2018-201D}'
    '@font-face{font-family:"serif quotes";src:local("Georgia"),local("Times New Roman"),local("Liberation Serif"),'
    'local("DejaVu Serif"),local("DejaVu Sans");unicode-range:U+2018-201D}'
)


def words(exhibit: Exhibit) -> dict[str, str]:
    """Title, source line and receipt of an exhibit under the names that PNG has for texts."""
    found = {
        "Title": exhibit.sentence,
        "Source": exhibit.source_line,
        "Comment": exhibit.receipt,
        "URL": exhibit.link,
    }
    return {name: text for name, text in found.items() if text}


def png(data: bytes, texts: Mapping[str, str], scale: float) -> bytes:
    """A PNG with texts (iTXt), its colour space (sRGB) and its resolution, by which it is as large as meant where it is inserted.

    See https://www.w3.org/TR/png-3/.

    Args:
        data: the picture.
        texts: keyword → text.
        scale: pixels to the point.
    """
    head = len(_SIGNATURE) + 25  # behind IHDR, which always comes first and has 25 bytes
    per_metre = round(scale * 72 / _INCH)
    added = [_chunk(b"sRGB", b"\0"), _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))]
    added += [
        _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8", "replace"))
        for name, text in texts.items()
    ]
    return data[:head] + b"".join(added) + data[head:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def svg(text: str, exhibit: Exhibit, size: tuple[int, int]) -> str:
    """An SVG with title, description and receipt as texts, as large in points as it is in px.

    Args:
        text: the drawing.
        exhibit: what it shows.
        size: its width and height.
    """
    lines = [exhibit.panel.alt, *exhibit.notes, exhibit.source_line, exhibit.receipt, exhibit.link]
    about = FORBIDDEN.sub("", "\n".join(filter(None, lines)))
    inside = f'<title id="title-{exhibit.code}">{escape(FORBIDDEN.sub("", exhibit.sentence))}</title><desc id="desc-{exhibit.code}">{escape(about)}</desc>'
    if exhibit.lang == "en":
        inside += f"<style>{_QUOTES}</style>"
    root, drawing = text.split(">", 1)
    root = re.sub(r'\s(width|height)="[^"]*"', "", root)
    language = "zh-CN" if exhibit.lang == "zh" else "en"
    return (
        f'{root} width="{size[0]}pt" height="{size[1]}pt" role="img" aria-labelledby="title-{exhibit.code} desc-{exhibit.code}" xml:lang="{language}">'
        f"{inside}{drawing}"
    )


def pdf(data: bytes, work: Work) -> bytes:
    """A PDF with title, receipts, language and the order's day; its Chinese searchable. The same in gives the same out."""
    day = work.day.strftime("D:%Y%m%d%H%M%SZ")
    receipts = ", ".join(each.receipt for each in work.exhibits)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as found:
        pdf_text.repaired(found)
        found.Root.Lang = pikepdf.String("zh-CN" if work.lang == "zh" else "en")
        found.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        about = {"/Title": title(work), "/Creator": tr(BRAND, work.lang), "/Keywords": receipts}
        about |= {"/CreationDate": day, "/ModDate": day}
        for name in list(found.docinfo.keys()):
            del found.docinfo[name]
        for name, text in about.items():
            found.docinfo[name] = pikepdf.String(text)
        with found.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = title(work)
            metadata["dc:language"] = ["zh-CN" if work.lang == "zh" else "en"]
            metadata["pdf:Keywords"] = receipts
            metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = work.day.isoformat()
        found.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
