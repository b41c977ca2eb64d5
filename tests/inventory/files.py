"""Files of other programs, as small as they can be."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import docx


def pdf(pages: Sequence[str], *, packed: bytes | None = None) -> bytes:
    """A PDF with a line of Helvetica for each line of each page; `packed` replaces their stream."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for text in pages:
        lines = b"".join(b"(%s) Tj T* " % _escaped(line) for line in text.split("\n"))
        stream = b"BT /F1 12 Tf 14 TL 50 700 Td " + lines + b"ET"
        coded = packed if packed is not None else zlib.compress(stream)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(coded), coded)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources "
            b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _assembled(objects)


def _escaped(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def locked_pdf(text: str) -> bytes:
    """A PDF that only a password opens."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([text]))))
    writer.encrypt("secret", algorithm="RC4-128")
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def word(paragraphs: Sequence[str], cells: Sequence[str] = ()) -> bytes:
    """A DOCX with paragraphs, and a table of one row after them."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def bomb(name: str, size: int) -> bytes:
    """An archive of one part that unpacks to so many bytes."""
    into = io.BytesIO()
    with (
        zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(size // 1_000_000):
            part.write(b"0" * 1_000_000)
    return into.getvalue()


def site(folder: Path) -> Path:
    """Two teams that say different things, a macro, and a mail."""
    for name, text in {
        "support/help.html": "<h1>Help</h1>\n<p>We answer every message within 24 hours.</p>\n"
        "<ul><li>Refunds are paid within 5 business days.</li></ul>\n",
        "sales/terms.md": "# Terms\n\nWe reply to every message within two business days.\n\n"
        "Your refund is paid within 10 business days. We never share your data.\n",
        "sales/again.md": "We reply to every message within two business days!\n",
        "macros.json": '{"macros": [{"title": "Late", "actions": [\n{"field": "status", "value": '
        '"open"},\n{"field": "comment_value", "value": ["channel:all", "Refunds are paid within '
        '5 business days."]}]}]}',
        "mail.eml": "From: a@example.com\nTo: b@example.com\nSubject: Your order\n"
        "Content-Type: text/plain; charset=utf-8\n\nHello,\nyour parcel arrives on Friday.\n",
        "logo.png": "no text",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder
