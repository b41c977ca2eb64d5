"""What `scan` gives for texts as they come: quoted, disguised, marked up, long."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.clock import Calendar
from troth.guard import Found, Kind, Promiser, Strength, UnknownLanguageError, scan
from troth.guard.scan import NaiveInstantError

OFFICE = Calendar.from_hours("Mo-Fr 09:00-17:30", timezone="Europe/Berlin")
#: A Thursday.
THURSDAY = datetime(2026, 12, 3, 16, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def words(text: str, found: list[Found]) -> list[str]:
    return [text[one.start : one.end] for one in found]


def test_a_promise_has_all_its_parts() -> None:
    text = "Hi Ana, we aim to reply within 3 business days."
    (found,) = scan(text)
    assert words(text, [found]) == ["we aim to reply within 3 business days"]
    assert (found.kind, found.strength, found.promiser, found.why) == (
        Kind.RESPONSE,
        Strength.SOFT,
        Promiser.COMPANY,
        "best-effort",
    )
    assert str(found.term) == "within 3 business days"
    assert found.as_json()["quantity"] == {"type": "duration", "max": 3, "unit": "business_day"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("We reply in 2-4 working days.", "between 2 and 4 business days"),
        ("We will refund up to €50.", "at most EUR 50"),
        ("We guarantee an uptime of at least 99.9 %.", "at least 99.9 %"),
        ("Logs are copied every 3 hours.", "every 3 hours"),
        ("We'll call you by Friday.", "None"),
        ("Prices are locked for 24 months.", "None"),
    ],
)
def test_a_quantity_becomes_a_term_where_the_language_has_words(text: str, term: str) -> None:
    (found,) = scan(text)
    assert str(found.term) == term


@pytest.mark.parametrize(
    "text",
    [
        "W e  w i l l  refund you w i t h i n 2 hours",
        "we w\u0456ll r\u0435fund you within 2 hours",
        "we wi\u200bll re\u00adfund you within 2 hours",
        "\uff37\uff45 will refund you within\u00a02\u202fhours",
        "we&#39;ll refund you within 2&nbsp;hours",
        "w\u0336e\u0336 \u0336w\u0336i\u0336l\u0336l\u0336 refund you within 2 hours",
        "we wi11 refund u w/in 2 hrs",
        "\U0001d430\U0001d41e will refund you within 2 hours",
    ],
)
def test_disguises_hide_nothing(text: str) -> None:
    (found,) = scan(text)
    assert (found.start, found.end) == (0, len(text))
    assert found.kind is Kind.REFUND
    assert found.quantity
    assert found.quantity.as_json() == {"type": "duration", "max": 2, "unit": "hour"}


@pytest.mark.parametrize(
    "text",
    [
        "> We will refund you by Friday.\n\nThat is not so.",
        "Not so.\n\nOn Mon, 3 Jun 2024 at 10:11, Kim wrote:\nWe will refund you by Friday.",
        "Not so.\n\n-----Original Message-----\nFrom: Kim\nWe will refund you by Friday.",
        'You said: "we will refund you by Friday".',
    ],
)
def test_what_is_quoted_is_not_promised(text: str) -> None:
    assert scan(text, form="email") == []


def test_an_answer_above_quoted_mail_is() -> None:
    text = "It will arrive on Monday.\n\nOn Tue, Kim wrote:\n> We will pay you."
    assert words(text, scan(text)) == ["It will arrive on Monday"]


CODED_MAIL = """\
From: a@b.c
Subject: we will pay
Content-Transfer-Encoding: quoted-printable

We=E2=80=99ll refund you in 3=
 days.
"""
MAIL_IN_PARTS = """\
From: a@b.c
Content-Type: multipart/alternative; boundary="X"

--X
Content-Type: text/plain

We will call you.
--X
Content-Type: text/html

<p>We will call you.</p>
--X--
"""


@pytest.mark.parametrize(
    ("form", "text", "wanted"),
    [
        (
            "html",
            "<p>We&nbsp;will <b>deliver</b>\nin 3&ndash;5 days.</p><!-- we will pay -->",
            ["We&nbsp;will <b>deliver</b>\nin 3&ndash;5 days"],
        ),
        ("html", "<script>'we will pay you'</script><li>Free returns<li>", ["Free returns"]),
        (
            "html",
            "<table><tr><th>Delivery</th><td>2-3 days</td></tr></table>",
            ["Delivery</th><td>2-3 days"],
        ),
        (
            "html",
            "<blockquote>We will pay</blockquote>We will <i>call you",
            ["We will <i>call you"],
        ),
        (
            "markdown",
            "We reply to every\nmail within **2 hours**.\n\n```\nwe will pay\n```\n",
            ["We reply to every\nmail within **2 hours"],
        ),
        ("markdown", "- Read [we will pay](http://x.y)\n- next", ["we will pay"]),
        (
            "email",
            CODED_MAIL,
            ["We=E2=80=99ll refund you in 3=\n days"],
        ),
        (
            "email",
            MAIL_IN_PARTS,
            ["We will call you"],
        ),
    ],
)
def test_offsets_are_those_of_the_original(form: str, text: str, wanted: list[str]) -> None:
    assert words(text, scan(text, form=form)) == wanted


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We'll call you within 2 business days.", "2026-12-07T17:30"),
        ("We'll call you within two business days.", "2026-12-07T17:30"),
        ("We'll call you within 4 business hours.", "2026-12-04T11:30"),
        ("We'll fix it in 48h.", "2026-12-05T16:00"),
        ("We'll call by EOD.", "2026-12-03T17:30"),
        ("We'll send it by COB tomorrow.", "2026-12-04T17:30"),
        ("We'll call you by 9pm.", "2026-12-03T21:00"),
        ("We'll knock before 8 tonight.", "2026-12-03T20:00"),
        ("We'll ring on Monday between 10 AM and 12 PM.", "2026-12-07T12:00"),
        ("It lands next Tuesday, 5pm sharp.", "2026-12-08T17:00"),
        ("We'll ship it on the 9th.", "2026-12-09T17:30"),
        ("We'll ship it by 24 December.", "2026-12-24T17:30"),
        ("We'll reply by 2026-12-31 at 8:30.", "2026-12-31T08:30"),
        ("We'll reply by midnight.", "2026-12-04T00:00"),
        ("We'll be there at half past three.", "2026-12-04T15:30"),
        ("We'll reply on Saturday.", "2026-12-06T00:00"),
        ("We'll reply by 12/05/2026.", None),
        ("We'll reply by 31/02/2027.", None),
        ("We'll reply soon.", None),
    ],
)
def test_a_time_becomes_an_instant(text: str, due: str | None) -> None:
    (found,) = scan(text, at=THURSDAY, calendar=OFFICE)
    assert (found.due.strftime("%Y-%m-%dT%H:%M") if found.due else None) == due


def test_days_are_those_of_the_zone() -> None:
    late = datetime(2026, 12, 3, 23, 30, tzinfo=UTC)
    (found,) = scan("We'll call you tomorrow.", at=late, zone=ZoneInfo("Asia/Tokyo"))
    assert found.due
    assert found.due.isoformat() == "2026-12-06T00:00:00+09:00"


def test_business_time_needs_a_calendar() -> None:
    (found,) = scan("We'll call you within 2 business days.", at=THURSDAY)
    assert found.due is None


def test_a_naive_instant_and_another_language_are_refused() -> None:
    with pytest.raises(NaiveInstantError, match="aware"):
        scan("x", at=datetime(2026, 12, 3))  # noqa: DTZ001
    with pytest.raises(UnknownLanguageError, match="'fr'"):
        scan("Nous vous rappelons demain.", "fr")


PIECES = st.sampled_from(
    (
        *("We will refund you", "within 3 days", "call you by Monday", "DHL says", "if", "and"),
        *(".", "\n", " ", "> ", '"', "<b>", "&amp;", "\u200b", ", ", "?", "(", ")", "1", "-"),
        *("\u0130", "\ufb01", "\U0001f642", "http://x"),
    )
)
FORMS = ("text", "html", "markdown", "email")
PARAGRAPHS = (
    "We will refund you by Friday.",
    "Could you call us?",
    "Thanks for writing.",
    "DHL will deliver on Monday.",
    "Delivery: 2-3 days",
    "We can't promise anything.",
    "Free returns.",
)


@given(
    st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join),
    st.sampled_from(FORMS),
)
def test_spans_lie_within_the_text_whatever_it_is(text: str, form: str) -> None:
    found = scan(text, form=form)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    assert found == sorted(found, key=lambda one: (one.start, one.end))
    assert found == scan(text, form=form)


@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=5))
def test_paragraphs_are_read_one_by_one(paragraphs: list[str]) -> None:
    whole = scan("\n\n".join(paragraphs))
    alone = [one for paragraph in paragraphs for one in scan(paragraph)]
    assert [(one.kind, one.strength, one.quantity) for one in whole] == [
        (one.kind, one.strength, one.quantity) for one in alone
    ]


HOSTILE = (
    "will ", "7", "a", "(", '"', "> ", "<div ", "<!--", "&", "&amp;", "1.", "1,", "$1",
    "1 hour ", "monday ", "On x wrote:\n", "From: a\nTo: b\n", "w i ", "[a](", "**", "```",
    "' a b c ",
    "<", ">", "e\u0301", "we will call you and ", "the day ", "re fund ",
    "we will call you by ", "if ", ", we ", "said that ", "fully ", "\u200b", "=20", "--X\n",
    f"we will call you {40 * '·'} 5 %\n", f"we will call you {20 * ' ;'} x. ",
    f"to: a\n{30 * ' '}b\n",
)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "html", "markdown", "email"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_no_faster(piece: str, form: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        scan(text, form=form)
        return time.process_time() - start

    short, long = 20_000, 40_000
    least = min(seconds(short) for _ in range(3))
    assert min(seconds(long) for _ in range(3)) <= 2.5 * least + 0.02


@pytest.mark.parametrize(
    ("text", "form", "there"),
    [
        ("| Refund | 2 hours |", "text", ["Refund | 2 hours"]),
        (
            "| Thing | Time |\n|---|---|\n| Delivery | 2-3 days |",
            "markdown",
            ["Delivery | 2-3 days"],
        ),
        ("<tr><td>Refund</td> <td>2 hours</td></tr>", "html", ["Refund</td> <td>2 hours"]),
        (
            "<tr><td>We will call today.</td><td>We will write tomorrow.</td></tr>",
            "html",
            ["We will call today", "We will write tomorrow"],
        ),
        (
            "| We will call today | We will write tomorrow |",
            "markdown",
            ["We will call today", "We will write tomorrow"],
        ),
    ],
)
def test_a_row_of_a_table_is_a_label_and_its_measure(
    text: str, form: str, there: list[str]
) -> None:
    assert words(text, scan(text, form=form)) == there


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("You will have it by the end of the year.", datetime(2026, 12, 31, 12, tzinfo=UTC)),
        ("You will have it by the end of next year.", datetime(2027, 12, 31, 12, tzinfo=UTC)),
    ],
)
def test_the_end_of_a_year_is_its_last_day(text: str, due: datetime) -> None:
    (found,) = scan(text, at=THURSDAY)
    assert found.due is not None
    assert found.due - due < timedelta(days=1)


def test_a_day_after_its_close_lasts_until_midnight() -> None:
    evening = THURSDAY.replace(hour=20)
    (found,) = scan("We will call you today.", at=evening, calendar=OFFICE)
    assert found.due == datetime(2026, 12, 4, tzinfo=ZoneInfo("Europe/Berlin"))


def test_html_says_things_in_its_tags() -> None:
    """Alternative texts, titles, labels and the description are published as the rest is."""
    page = (
        '<meta name="description" content="Delivery within 24 hours.">'
        '<img src="a.png" alt="We refund you within 2 days"><p>We will <b title="a note">call'
        "</b> you tomorrow.</p><button aria-label='We reply within an hour'>Go</button>"
        '<a data-note="We will pay you 500 euros" href="#">Home</a>'
    )
    assert words(page, scan(page, form="html")) == [
        "Delivery within 24 hours",
        "We refund you within 2 days",
        'We will <b title="a note">call</b> you tomorrow',
        "We reply within an hour",
    ]
