"""Mail that comes back, and machines that answer: nothing goes round in circles (T21)."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.web.notices.desk import DAY, HOUR, MINUTE, Desk, mails
from troth.promises import Promise
from troth_web.connectors.capture.mails import take_in
from troth_web.notices import bounces
from troth_web.notices.automatic import why_automatic
from troth_web.notices.models import Line, Suppression

REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
To: troth@127.0.0.1
Return-Path: <>
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I am sorry to have to tell you.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; bea@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <bea@example.com>: no such user

--B
Content-Type: {kind}

Message-ID: {id}
Subject: Broken promises: 1

Hello Bea
--B--
"""


def report(
    of: EmailMessage, status: str = "5.1.1", action: str = "failed", kind: str = "message/rfc822"
) -> bytes:
    """What a mail server sends back."""
    return REPORT.format(id=of["Message-ID"], status=status, action=action, kind=kind).encode()


def broken(desk: Desk) -> Promise:
    """A promise of support that broke, and of which it was told."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    desk.rounds()
    return promise


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_an_address_that_nobody_has_gets_nothing_more(desk: Desk, kind: str) -> None:
    """An admin is told, and the others still get theirs."""
    broken(desk)
    (mail,) = mails("bea@example.com")
    assert bounces.take(desk.store, report(mail, kind=kind), at=desk.at)
    desk.go(HOUR)
    broken(desk)
    assert len(mails("bea@example.com")) == 1
    assert len(mails("mia@example.com")) == 2
    (told,) = mails("alice@example.com")
    assert told["Subject"] == "Addresses that take no mail: 1"
    assert Line.objects.filter(reader=desk.reader("bea"), why="suppressed").count() == 1
    (entry,) = [each for each in desk.told() if each.type == "notice.bounced"]
    assert entry.payload == {
        "reader": desk.reader("bea"),
        "channel": "email",
        "about": f"the email of {desk.reader('bea')}",
        "hard": True,
        "why": "it came back, 5.1.1",
    }
    assert "bea" not in str(entry.payload)


def test_the_way_in_for_mails_takes_what_comes_back(desk: Desk) -> None:
    """A report needs no secret address; one that is of no mail of ours is a machine's, no more."""
    broken(desk)
    (mail,) = mails("bea@example.com")
    came = take_in(desk.store, report(mail), desk.at)
    assert (came.outcome, came.says) == ("applied", ["noted: a notice came back"])
    assert Suppression.objects.get().closed
    del mail["Message-ID"]
    mail["Message-ID"] = "<somebody@elsewhere.example>"
    assert take_in(desk.store, report(mail), desk.at).outcome == "ignored"


def test_another_address_of_the_same_person_works(desk: Desk) -> None:
    """The address was the matter, not Bea."""
    broken(desk)
    bounces.take(desk.store, report(mails("bea@example.com")[0]), at=desk.at)
    desk.people["bea"].email = "bea@new.example"
    desk.people["bea"].save()
    desk.go(HOUR)
    broken(desk)
    assert len(mails("bea@new.example")) == 1


@pytest.mark.parametrize("status", ["4.2.2", "5.2.2", "5.7.1"])
def test_what_may_be_taken_later_counts(desk: Desk, status: str) -> None:
    """Five times within a month are enough; each report counts once."""
    for number in range(1, 6):
        broken(desk)
        raw = report(mails("bea@example.com")[-1], status)
        bounces.take(desk.store, raw, at=desk.at)
        bounces.take(desk.store, raw, at=desk.at)
        assert Suppression.objects.get().soft == number
        assert Suppression.objects.get().closed is (number == 5)
        desk.go(DAY)
    broken(desk)
    assert len(mails("bea@example.com")) == 5


@pytest.mark.parametrize(
    ("line", "status", "hard"),
    [
        ("", "5.0.0", True),
        ("Status:\n", "5.0.0", True),
        ("Status: 5.1.1 (no such user)\n", "5.1.1", True),
        ("Status: 4.2.2\n", "4.2.2", False),
    ],
)
def test_a_failure_without_status_is_one_for_good(line: str, status: str, hard: bool) -> None:
    raw = REPORT.format(id="", status="", action="failed", kind="message/rfc822")
    found = bounces.read(raw.replace("Status: \n", line).encode())
    assert found is not None
    assert (found.status, found.hard) == (status, hard)


def test_a_report_that_nests_too_deep_is_passed_over() -> None:
    head = b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
    assert bounces.read(head + b"Content-Type: message/rfc822\r\n\r\n" * 3_000) is None


def test_a_delay_is_no_bounce(desk: Desk) -> None:
    """The mail server tries on."""
    broken(desk)
    raw = report(mails("bea@example.com")[0], "4.4.1", "delayed")
    assert not bounces.take(desk.store, raw, at=desk.at)
    assert not Suppression.objects.exists()


def test_a_report_about_a_mail_that_we_never_sent_stops_nothing(desk: Desk) -> None:
    """Nobody who does not know a message can stop our mail."""
    broken(desk)
    never = mails("bea@example.com")[0]
    never.replace_header("Message-ID", "<notice.01936f2e-7c00-7000-8000-000000000001@127.0.0.1>")
    assert not bounces.take(desk.store, report(never), at=desk.at)
    assert not Suppression.objects.exists()


def test_when_all_mail_comes_back_it_ends(desk: Desk) -> None:
    """Also the mails that say so; at most five go to anybody within an hour."""
    taken = 0
    broken(desk)
    for _ in range(24 * 4):
        found = mails()
        for mail in found[taken:]:
            bounces.take(desk.store, report(mail), at=desk.at)
        taken = len(found)
        desk.go(15 * MINUTE).rounds()
    assert len(mails()) == 4
    assert len(mails("alice@example.com")) == 1


AUTOMATIC = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated; why=vacation",
    "Precedence: bulk",
    "Precedence: junk",
    "Precedence: LIST",
    "Precedence: auto_reply",
    "Return-Path: <>",
    "X-Autoreply: yes",
    "X-Autorespond: out",
    "List-Id: <all.example.com>",
    "X-Failed-Recipients: bea@example.com",
    "Message-ID: <notice.01936f2e-7c00-7000-8000-000000000001@127.0.0.1>",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=B",
    "From: MAILER-DAEMON@example.com",
    "From: Post Office <postmaster@example.com>",
    "From: noreply@example.com",
]


@pytest.mark.parametrize("header", AUTOMATIC)
def test_a_machine_is_known_as_one(header: str) -> None:
    """By any one of its marks."""
    own = "" if header.startswith("From") else "From: Bea <bea@example.com>\r\n"
    raw = f"{own}{header}\r\nSubject: Out of office\r\n\r\nI am away".encode()
    assert why_automatic(message_from_bytes(raw, policy=policy.default))


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: no", "Return-Path: <bea@example.com>", "Precedence: normal", "X-A: b"],
)
def test_a_person_is_not_taken_for_a_machine(header: str) -> None:
    """Also one who answers a notice."""
    raw = (
        f"From: Bea <bea@example.com>\r\n{header}\r\n"
        "In-Reply-To: <notice.01936f2e-7c00-7000-8000-000000000001@127.0.0.1>\r\n\r\nOn it"
    ).encode()
    assert why_automatic(message_from_bytes(raw, policy=policy.default)) is None


def test_our_own_mails_are_machines(desk: Desk) -> None:
    """So that another troth does not answer them."""
    broken(desk)
    for mail in mails():
        assert mail["Auto-Submitted"] == "auto-generated"
        raw = mail.as_bytes()
        assert why_automatic(message_from_bytes(raw, policy=policy.default))
