"""Names of files, and what files are by their first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.filename import LONGEST, clean_name
from troth.promises.media import MEDIA_TYPES, media_type


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("order.pdf", "order.pdf"),
        ("C:\\Users\\ines\\order.pdf", "order.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..", ""),
        (".htaccess", "htaccess"),
        ("gnp\u202efdp.exe", "gnpfdp.exe"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt"),
        ("zero\u200bwidth.txt", "zerowidth.txt"),
        ("u\u0308ber.txt", "\xfcber.txt"),
        ("  much \t room .txt ", "much room .txt"),
        ("\u05d7\u05d5\u05d6\u05d4.pdf", "\u05d7\u05d5\u05d6\u05d4.pdf"),
    ],
)
def test_a_name_fools_nobody(said: str, name: str) -> None:
    assert clean_name(said) == name


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("ä" * 300 + ".pdf")
    assert name.endswith("ä.pdf")
    assert len(name.encode()) <= LONGEST


@given(st.text())
def test_what_is_clean_stays_as_it_is(said: str) -> None:
    name = clean_name(said)
    assert clean_name(name) == name
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set("/\\\r\n\x00\u202e")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"PK\x03\x04....hello.txt", "application/zip"),
        (
            b"PK\x03\x04....[Content_Types].xml....word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"Dear Ines,\r\n", "text/plain"),
        ("für dich".encode(), "text/plain"),
        ("ü".encode() * 5000, "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg onload='alert(1)'/>", "text/plain"),
        (b"MZ\x90\x00", "application/octet-stream"),
        (b"\xff\xfe\xff", "application/octet-stream"),
        (b"", "text/plain"),
    ],
)
def test_what_it_is_is_told_by_its_beginning(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


@given(st.binary(max_size=64))
def test_nothing_that_runs_is_ever_found(content: bytes) -> None:
    found = media_type(content)
    assert found in MEDIA_TYPES
    assert not found.startswith(("text/html", "image/svg", "application/xhtml", "text/xml"))
