"""What cannot be read is made known; what is only disguised is read."""

import base64
import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.guard import Unreadable, scan, unreadable

HERE = Path(__file__).parent
PROMISE = "We will refund you within 2 hours."


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("Wir erstatten Ihnen den Betrag innerhalb von 3 Tagen.", Unreadable.LANGUAGE),
        ("Nous vous remboursons demain.", Unreadable.LANGUAGE),
        ("Reembolso en 3 días", Unreadable.LANGUAGE),
        ("Rimborsiamo il biglietto entro due giorni", Unreadable.LANGUAGE),
        ("Vi återbetalar inom 3 dagar", Unreadable.LANGUAGE),
        ("Chúng tôi sẽ hoàn tiền trong vòng 3 ngày", Unreadable.LANGUAGE),
        ("kami akan mengembalikan uang anda dalam 3 hari", Unreadable.LANGUAGE),
        ("我们会在三天内退款", Unreadable.LANGUAGE),
        ("Мы вернём вам деньги завтра", Unreadable.LANGUAGE),
        ("سنعيد لك المال غدا", Unreadable.LANGUAGE),
        ("환불해 드리겠습니다", Unreadable.LANGUAGE),
        ("dnufer a uoy evig lliw ew", Unreadable.LANGUAGE),
        (codecs.encode("we will refund you", "rot13"), Unreadable.LANGUAGE),
        ("Ꮃill", Unreadable.MIXED),
        ("re\u202efund", Unreadable.TURNED),
        ("\U000e0077\U000e0065\U000e0020\U000e0070\U000e0061\U000e0079", Unreadable.HIDDEN),
        ("a" + "\u200b\u200c" * 8, Unreadable.HIDDEN),
        ("refund\x00you", Unreadable.UNKNOWN),
        ("\ue001ill", Unreadable.UNKNOWN),
        (base64.b64encode(PROMISE.encode()).decode(), Unreadable.CODE),
        (PROMISE.encode().hex(), Unreadable.CODE),
        ("%57%65%20%77%69%6c%6c", Unreadable.CODE),
        (r"\u0057\u0065 will", Unreadable.CODE),
        ("01010111 01100101 00100000 01110111", Unreadable.CODE),
        (".-- . / .-- .. .-.. .-.. / .--. .- -.--", Unreadable.CODE),
        ("w,i.l l r-e-f-u-n-d", Unreadable.SPLIT),
        ("w e w i l l p a y", Unreadable.SPLIT),
        ("p\na\ny\nu\np\n", Unreadable.SPLIT),
        ("ref*nd", Unreadable.MASKED),
    ],
)
@pytest.mark.parametrize("before", ["", "Thanks for your message.\n\n"])
def test_what_cannot_be_read_is_made_known(before: str, part: str, why: Unreadable) -> None:
    text = before + part
    (first, *_) = unreadable(text)
    assert first.why is why
    assert len(before) <= first.start < first.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        PROMISE,
        "Hi Łukasz, José and Zoë: the café opens at 8. Best, Müller GmbH",
        "Grüße aus Wien! We will call you, Владимир.",
        "Flights from Los Angeles to Las Vegas del Mar are on sale.",
        "Thank you, 李明. Your order 9f8a7b6c5d4e3f2a1b0c is on its way 👩\u200d👧 ❤️",
        "Made in \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "Track it at https://example.com/t/V2Ugd2lsbCByZWZ1bmQgeW91IHdpdGhpbiAyIGhvdXJz?x=%20%20%20",
        "Options: A, B, C, D, E, F.",
        "Call 0 8 0 0 1 2 3.",
        "- - - - - - - -\n* * * * * *\nwww.example.com",
    ],
)
def test_names_and_numbers_are_readable(text: str) -> None:
    assert unreadable(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "ᴡᴇ ᴡɪʟʟ ʀᴇꜰᴜɴᴅ ʏᴏᴜ within 2 hours",
        "🆆🅴 🆆🅸🅻🅻 refund you within 2️⃣ hours",
        "ⓦⓔ ⓦⓘⓛⓛ refund you within ② hours",
        "wé wïll réfünd you within 2 hours",
        "we will reﬀund you within 2 hours".replace("ﬀ", "\u200bf"),
        "we will refund you within ٢ hours",
        "we w1ll r3fund y0u with1n 2 h0urs",
        "we wi-ll ref-und you with-in 2 hours".replace("wi-ll", "will"),
        "we will re fund you wi thin 2 hours",
        "w e  w i l l  r e f u n d  y o u  w i t h i n  2  h o u r s",
        "w.e will r-e-f-u-n-d you w*i*t*h*i*n 2 hours".replace("w.e", "we"),
    ],
)
def test_disguises_are_read_and_need_no_notice(text: str) -> None:
    assert unreadable(text) == []
    (found,) = scan(text)
    assert (found.start, found.end, found.kind.value) == (0, len(text), "refund_or_compensation")
    assert found.quantity
    assert found.quantity.as_json() == {"type": "duration", "max": 2, "unit": "hour"}


def test_markup_is_not_said_and_offsets_are_those_of_the_original() -> None:
    text = '<p title="Мы вернём вам">Wir erstatten <b>Ihnen</b> das Geld.</p><p>Thank you.'
    (one,) = unreadable(text, form="html")
    assert text[one.start : one.end] == "Wir erstatten <b>Ihnen</b> das Geld."


def test_our_own_texts_can_be_read() -> None:
    texts = [
        json.loads(line)["text"]
        for path in HERE.glob("own*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    unread = [text for text in texts if unreadable(text)]
    assert len(texts) > 100
    assert len(unread) < 0.01 * len(texts), unread


@given(st.text(max_size=80), st.sampled_from(("text", "html", "markdown", "email")))
def test_parts_lie_within_the_text_whatever_it_is(text: str, form: str) -> None:
    for one in unreadable(text, form=form):
        assert 0 <= one.start < one.end <= len(text)
