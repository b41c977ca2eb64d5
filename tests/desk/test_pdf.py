"""Paper says what was written, whatever it is: nothing is markup, nothing breaks."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from troth_web.desk.milestone.document import Choosable, Document, Owed, Signed
from troth_web.desk.milestone.pdf import milestone_pdf
from troth_web.desk.pdf.setting import printable

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
MARKUP = '#panic("x") $x^2$ @ref // c /* d */ "q" \\ [[ ]] {{ }} `raw` <label> = h *b* _i_ ~'
TEXTS = {
    "markup": MARKUP,
    "imports": '#import "page.typ": data #read("/etc/passwd") #sys.inputs',
    "right-to-left": "\u202e\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "pictures": "\U0001f9f3\U0001f468\u200d\U0001f469\u200d\U0001f467 \ufeff\u200b",
    "controls": "a\x00b\x01\x1b\x7f\ufffe\uffff",
    "other letters": "\u6f22\u5b57" * 100,
    "nobody's letters": "\ue000\U000f0000\U0010ffff",
    "long": "word " * 2_000,
    "one word": "x" * 10_000,
    "lines": "a\n\nb\r\nc\td\u2028e",
    "nothing": "",
}


def document(text: str) -> Document:
    """A document that says a text wherever people can say something."""
    owed = Owed(
        id="1", title=text, who=text, due=AT, zone="Europe/Berlin", state="open", word="open"
    )
    signed = Signed(side=text, word="signed", shape="kept", at=AT)
    return Document(
        title=text[:200],
        company="Larkwind",
        customer=text[:200],
        sentence="",
        opened_at=AT,
        ours=(owed,),
        theirs=(owed,),
        withheld=0,
        includes=(text,),
        excludes=(text,),
        options=(Choosable(id="a", says=text, price="EUR 1", chosen=True),),
        understanding=text,
        signatures=(signed,),
    )


def read(text: str) -> str:
    """What stands on the paper, without the ends of lines."""
    made = milestone_pdf(document(text), AT, "UTC")
    pages = PdfReader(io.BytesIO(made)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace("\u200b", "")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_is_set_whatever_it_says(text: str) -> None:
    assert "Larkwind" in read(text)


def test_markup_is_text() -> None:
    found = read(MARKUP).replace(" ", "")
    assert MARKUP.replace(" ", "") in found


def test_a_long_word_goes_on_below() -> None:
    assert read("x" * 10_000).count("x") >= 40_000


def test_what_nobody_sees_is_left_out() -> None:
    assert printable({"a": ["b\x00\u202ec\nd", 1, None]}) == {"a": ["bc\nd", 1, None]}
