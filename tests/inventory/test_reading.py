"""Each kind of file as text, and each that cannot be read with its reason."""

import json
import sys
from pathlib import Path

import pytest

from tests.inventory import files
from troth.errors import MissingExtraError
from troth.inventory.reading import MOST_TEXT_BYTES, Passage, UnreadError, passages_in, passages_of
from troth.inventory.reading import pdf as pdf_reading

PROMISE = "We refund you within 5 days."


def only(data: bytes, suffix: str) -> Passage:
    (passage,) = passages_of(data, suffix)
    return passage


def reason(data: bytes, suffix: str) -> str:
    with pytest.raises(UnreadError) as error:
        list(passages_of(data, suffix))
    return str(error.value)


def test_each_page_of_a_pdf_is_a_text() -> None:
    first, second = passages_of(files.pdf([f"Terms\n{PROMISE}", "More (of it)"]), ".pdf")
    assert (first.page, second.page) == (1, 2)
    assert first.text.splitlines() == ["Terms", PROMISE]
    assert second.text.strip() == "More (of it)"


def test_a_locked_pdf_says_so() -> None:
    assert reason(files.locked_pdf(PROMISE), ".pdf") == "it is locked by a password"


def test_a_pdf_of_pictures_says_so() -> None:
    assert "pictures" in reason(files.pdf([""]), ".pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.4\n" + b"\xff" * 5000, b"hello there"])
def test_a_broken_pdf_says_so(data: bytes) -> None:
    assert "no whole PDF" in reason(data, ".pdf")


def test_a_pdf_that_ends_early_says_so() -> None:
    whole = files.pdf([PROMISE] * 3)
    for share in range(1, 20):
        try:
            list(passages_of(whole[: len(whole) * share // 20], ".pdf"))
        except UnreadError as error:
            assert str(error)  # noqa: PT017 - what is still there may be read


def test_a_pdf_that_unpacks_to_a_flood_is_left() -> None:
    import zlib

    flood = zlib.compress(b"(0) Tj " * 10_000_000, 9)
    assert len(flood) < 1_000_000
    assert "page 1" in reason(files.pdf(["x"], packed=flood), ".pdf")


def test_a_pdf_of_too_many_pages_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "MOST_PAGES", 2)
    assert reason(files.pdf(["a", "b", "c"]), ".pdf") == "it has 3 pages; at most 2 are read"


def test_word_has_paragraphs_and_rows() -> None:
    passage = only(files.word(["Terms", PROMISE], ["Delivery", "2 days"]), ".docx")
    assert passage.is_paragraphs
    assert passage.text.split("\n\n")[:2] == ["Terms", PROMISE]
    assert passage.text.endswith("| Delivery | 2 days |")


def test_a_word_file_that_unpacks_to_a_flood_is_left() -> None:
    data = files.bomb("word/document.xml", 200_000_000)
    assert len(data) < 1_000_000
    assert reason(data, ".docx") == "it unpacks to more than 100 MB"


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04broken", b"hello", files.bomb("word/document.xml", 1_000_000)]
)
def test_a_broken_word_file_says_so(data: bytes) -> None:
    assert "no whole DOCX" in reason(data, ".docx")


def test_an_old_or_locked_word_file_says_so() -> None:
    assert "old Word" in reason(b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".docx")


@pytest.mark.parametrize(
    ("module", "suffix", "data"),
    [("pypdf", ".pdf", files.pdf(["x"])), ("docx", ".docx", files.word(["x"]))],
)
def test_a_missing_library_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, module: str, suffix: str, data: bytes
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="'inventory'"):
        list(passages_of(data, suffix))


@pytest.mark.parametrize(
    ("data", "suffix", "why"),
    [
        (b"", ".html", "it is empty"),
        (b" \n\t ", ".md", "it is empty"),
        (b"We will\0 answer", ".txt", "NUL"),
        (b"\xff\xfeW", ".txt", "no text in UTF-8"),
        (b"x", ".png", "its kind is not known"),
        (b"{", ".json", "it is no JSON"),
        (b"[" * 100_000, ".json", "it is no JSON"),
        (b"[" * 200 + b"]" * 200, ".json", "nested beyond reason"),
        (b'{"a": 1}', ".json", "no texts of macros"),
        (b"a,b\n1,2\n", ".csv", "no column of texts"),
        (b'title,body\nx,"y\n', ".csv", "no row of a table"),
        (b"Subject: x\nContent-Type: image/png\n\nx", ".eml", "it has no text"),
    ],
)
def test_what_is_no_text_says_why(data: bytes, suffix: str, why: str) -> None:
    assert why in reason(data, suffix)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("\ufeffé".encode(), "é"),
        ("é".encode("utf-16"), "é"),
        ("Preis: 5 €".encode("cp1252"), "Preis: 5 €"),
        ('<meta charset="iso-8859-15">€'.encode("iso-8859-15"), '<meta charset="iso-8859-15">€'),
    ],
)
def test_letters_are_read_as_they_were_meant(data: bytes, text: str) -> None:
    assert only(data, ".txt").text == text


def test_macros_of_zendesk() -> None:
    data = {
        "macros": [
            {
                "title": "Refund",
                "restriction": {"type": "Group", "id": 4},
                "actions": [
                    {"field": "status", "value": "solved"},
                    {"field": "comment_value_html", "value": f"<p>{PROMISE}</p>"},
                    {"field": "comment_value", "value": ["channel:all", "We call you."]},
                    {"field": "set_tags", "value": "we will answer within 1 hour"},
                ],
            }
        ]
    }
    html, text = passages_of(json.dumps(data, indent=1).encode(), ".json")
    assert (html.form, html.title, html.channel) == ("html", "Refund", "macro")
    assert (text.form, text.text) == ("text", "We call you.")
    assert text.line > html.line > 1


def test_canned_replies_of_freshdesk_are_read_once() -> None:
    data = [
        {"id": 1, "title": "Hi", "content": PROMISE, "content_html": f"<div>{PROMISE}</div>"},
        {"id": 2, "title": "Bye", "content": "We call you.", "folder": {"name": "Support"}},
    ]
    first, second = passages_of(json.dumps(data).encode(), ".json")
    assert (first.text, first.title) == (f"<div>{PROMISE}</div>", "Hi")
    assert (second.text, second.team) == ("We call you.", "Support")


def test_macros_of_gorgias_lie_in_arguments() -> None:
    data = {
        "name": "Order",
        "actions": [{"arguments": {"body_html": f"<p>{PROMISE}</p>", "body_text": PROMISE}}],
    }
    passage = only(json.dumps(data).encode(), ".json")
    assert (passage.title, passage.form) == ("Order", "html")


def test_tables_have_a_text_in_each_row() -> None:
    data = b'Title;Group;Body\nHello;Sales;"We call\nyou."\nBye;;We write to you.\n'
    first, second = passages_of(data, ".csv")
    assert (first.title, first.team, first.line, first.text) == (
        "Hello",
        "Sales",
        2,
        "We call\nyou.",
    )
    assert (second.title, second.team, second.line) == ("Bye", None, 4)


def test_mails_are_unpacked() -> None:
    coded = (
        b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        b"V2UgcmVmdW5kIHlvdSB3aXRoaW4gNSBkYXlzLg==\n"
        b"--x\nContent-Type: text/html\n\n<p>other</p>\n--x--\n"
    )
    passage = only(coded, ".eml")
    assert (passage.text.strip(), passage.title, passage.form) == (PROMISE, "Grüße", "text")


def test_lines_of_a_mail_are_those_of_the_file() -> None:
    data = b"Subject: x\nFrom: a@b.c\n\nHello,\nwe call you.\n"
    assert only(data, ".eml").line == 4


def test_a_huge_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MOST_TEXT_BYTES + 1)
    with pytest.raises(UnreadError, match="larger than 20 MB"):
        list(passages_in(path))
