"""Mails to troth: whose they are, to whom they promise, and that each counts once."""

import base64
import json
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from tests.web.api.world import Caller, World
from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk
from tests.web.connectors.mails import ANN, EMILY, PASSED_ON, mail
from troth_web.connectors.capture.mail import read

Send = Callable[..., dict[str, Any]]


@pytest.fixture
def desk(make: Make) -> Desk:
    """A way in for mails."""
    return make("mail")


@pytest.fixture
def address(world: World) -> str:
    """Ann's secret address."""
    made: str = world["ann"].post("/capture/address", None, expect=201)["address"]
    return made


@pytest.fixture
def send(desk: Desk) -> Send:
    """Hand a mail in as a mail server does."""

    def send(message: EmailMessage | bytes, **headers: str) -> dict[str, Any]:
        raw = message if isinstance(message, bytes) else message.as_bytes()
        known = {"Authorization": f"Bearer {desk.connector['secret']}"}
        answer = desk.client.generic(
            "POST", f"/in/{desk.id}", raw, content_type="message/rfc822", headers=known | headers
        )
        assert answer.status_code == 200, answer.content
        found: dict[str, Any] = json.loads(answer.content)
        return found

    return send


def test_it_works(desk: Desk, send: Send, address: str, world: World) -> None:
    """A copy that the customer does not see: their mail says the promise, and it is Ann's."""
    text = "promise: refund within 5 business days\n\nDear Emily, your money is on its way."
    answer = send(mail(text), **{"X-Troth-Recipient": address})
    assert answer["outcome"] == "applied", answer
    promise = desk.promise("refund")
    assert promise["term"] == "within 5 business days"
    assert promise["made_at"] == "2026-12-01T08:50:00Z"
    assert promise["holder"] == f"person:{world['ann'].get('/me')['id']}"
    assert promise["wording"]["text"].startswith("promise: refund")
    assert "Dear Emily" in promise["wording"]["text"]
    customer = world["mia"].get("/customers?email=emily@example.org")["items"][0]
    assert promise["customer"] == customer["id"]
    entry = world["mia"].get(f"/promises/{promise['id']}/journal")["items"][0]
    assert entry["actor"]["kind"] == "person"


@pytest.mark.parametrize("name", ["Delivered_To", "X_Original_To", "Envelope_To"])
def test_mail_servers_say_to_whom_they_deliver(send: Send, address: str, name: str) -> None:
    message = mail("promise: refund", **{name: address.upper()})
    assert send(message)["outcome"] == "applied"


def test_once_however_it_comes(desk: Desk, send: Send, address: str, world: World) -> None:
    message = mail("troth: refund", Delivered_To=address)
    assert send(message)["outcome"] == "applied"
    assert send(message)["outcome"] == "duplicate"
    handed = {"message": base64.b64encode(message.as_bytes()).decode()}
    assert world["desk"].post("/capture", handed)["outcome"] == "duplicate"
    assert len(desk.promises("refund")) == 1


def test_one_that_was_sent_long_ago_is_refused(desk: Desk, send: Send, address: str) -> None:
    """Nobody knows any more whether it was taken in."""
    old = mail("promise: refund within 5 business days", date="Tue, 01 Sep 2026 09:50:00 +0100")
    answer = send(old, **{"X-Troth-Recipient": address})
    assert answer["outcome"] == "refused"
    assert "more than 90 days ago" in answer["says"][0]
    assert not desk.world["mia"].get("/promises")["items"]


def test_passed_on(desk: Desk, send: Send, address: str, world: World) -> None:
    """The customer is who the passed-on mail was from; what they wrote promises nothing."""
    assert send(mail(PASSED_ON, to=address))["outcome"] == "applied"
    assert desk.promise("refund")["term"] == "within 5 business days"
    assert "When do I get it back" not in desk.promise("refund")["wording"]["text"]
    assert world["mia"].get("/customers?email=emily@example.org")["items"]


def test_passed_on_as_an_attachment(desk: Desk, send: Send, address: str) -> None:
    message = mail("promise: refund within 8 business days", to=address)
    message.add_attachment(mail("Where is it?", sender=EMILY, to=ANN))
    assert send(message)["outcome"] == "applied"
    assert desk.promise("refund")["term"] == "within 8 business days"


def test_without_a_line_the_words_are_listed(desk: Desk, send: Send, address: str) -> None:
    """Nothing is promised that nobody named; a person makes a promise of it."""
    send(mail("Dear Emily, you have your money by Friday.", Delivered_To=address))
    listed = desk.promise("unsaid")
    assert listed["stage"] == "no-promise"
    assert listed["wording"]["text"] == "Dear Emily, you have your money by Friday."
    assert "nobody said yet" in listed["reason"]


def test_of_listed_words_a_promise_is_made(
    desk: Desk, send: Send, address: str, world: World
) -> None:
    """Somebody says what they promise; whoever wrote them looks after it."""
    send(mail("Dear Emily, you have your money by Friday.", Delivered_To=address))
    listed = desk.promise("unsaid")
    path = f"/promises/{listed['id']}/match"
    assert "name a metric" in world["ann"].post(path, {}, expect=422)["detail"]
    made = world["ann"].post(path, {"metric": "refund"})
    assert (made["id"], made["metric"], made["stage"]) == (listed["id"], "refund", "promised")
    assert (made["wording"], made["holder"]) == (listed["wording"], listed["holder"])
    assert [each["id"] for each in world["ann"].get("/promises?metric=refund")["items"]] == [
        listed["id"]
    ]
    assert not world["ann"].get("/promises?metric=unsaid")["items"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("promise: refnd within 5 days", "did you mean 'refund'?"),
        ("promise: refund soonish", "soonish"),
        ("promise: refund at most EUR 20", "is about money"),
        ("promise: refund within 1 hour", "agent may not promise refund"),
    ],
)
def test_a_line_that_cannot_be_kept_is_listed_with_why(
    desk: Desk, send: Send, address: str, line: str, why: str
) -> None:
    answer = send(mail(line, Delivered_To=address))
    assert why in answer["says"][0]
    assert why in desk.promise("unsaid")["reason"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatic reply: Your refund"},
        {"Subject": "Abwesenheitsnotiz: Urlaub"},
        {"Subject": "Undeliverable: Your refund"},
    ],
)
def test_what_nobody_wrote_promises_nothing(
    desk: Desk, send: Send, address: str, headers: dict[str, str]
) -> None:
    answer = send(mail("promise: refund", Delivered_To=address, **headers))
    assert answer["outcome"] == "ignored"
    assert desk.promises() == []


def test_a_report_on_a_delivery_promises_nothing(desk: Desk, send: Send, address: str) -> None:
    raw = (
        f"From: MAILER-DAEMON@example.com\r\nTo: {address}\r\nDelivered-To: {address}\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\npromise: refund\r\n--b--\r\n"
    )
    assert send(raw.encode())["outcome"] == "ignored"
    assert desk.promises() == []


def test_a_forged_sender_is_worth_nothing(desk: Desk, send: Send, address: str) -> None:
    """Without the secret, with a secret of nobody, and with the secret from elsewhere."""
    guess = f"promises+{'a' * 26}@example.com"
    for message in (
        mail("promise: refund"),
        mail("promise: refund", Delivered_To=guess),
        mail("promise: refund", sender=EMILY, to=ANN, Delivered_To=address),
        mail("promise: refund", sender=f"{EMILY}, {ANN}", Delivered_To=address),
    ):
        answer = send(message)
        assert answer["outcome"] == "refused"
        assert "secret address" in answer["says"][0]
    assert desk.promises() == []


def test_an_address_that_was_given_up(desk: Desk, send: Send, address: str, world: World) -> None:
    again = world["ann"].post("/capture/address", None, expect=201)["address"]
    assert send(mail("promise: refund", Delivered_To=address))["outcome"] == "refused"
    world["ann"].ask("DELETE", "/capture/address")
    assert send(mail("promise: refund", Delivered_To=again))["outcome"] == "refused"
    world["desk"].post("/capture/address", None, expect=403)
    world["vic"].post("/capture/address", None, expect=403)


def test_colleagues_are_no_customers(desk: Desk, send: Send, address: str) -> None:
    to = f"Mia <mia@example.com>, {EMILY}"
    assert send(mail("promise: refund", to=to, Delivered_To=address))["outcome"] == "applied"
    answer = send(
        mail("promise: refund", to="mia@example.com", Delivered_To=address, message_id="<2@x>")
    )
    assert "nobody outside" in answer["says"][0]


def test_one_s_own_key_hands_in_one_s_own_mail(desk: Desk, world: World) -> None:
    """`troth capture` with Ann's key needs no secret address, and takes no mail of others."""
    for name, outcome in (("dan", "refused"), ("ann", "applied")):
        body = {"message": base64.b64encode(mail("promise: refund").as_bytes()).decode()}
        assert world[name].post("/capture", body)["outcome"] == outcome
    refused = world["ann"].post("/capture", {"message": "%%%"}, expect=422)
    assert refused["code"] == "unfit"
    world["vic"].post("/capture", {"message": ""}, expect=403)


def basic(secret: str) -> str:
    """Name and password of an address."""
    return "Basic " + base64.b64encode(f"troth:{secret}".encode()).decode()


def test_services_for_inbound_mail(desk: Desk, address: str) -> None:
    """Mailgun and SendGrid send forms, Postmark JSON; the secret is the password of the address."""
    known = {"Authorization": basic(desk.connector["secret"])}
    raw = mail("promise: refund", message_id="<mailgun>").as_string()
    fields = {"recipient": address, "body-mime": raw}
    answers = [desk.client.post(f"/in/{desk.id}", fields, headers=known)]
    raw = mail("promise: refund", message_id="<sendgrid>").as_string()
    fields = {"email": raw, "envelope": json.dumps({"to": [address], "from": "ann@example.com"})}
    answers.append(desk.client.post(f"/in/{desk.id}", fields, headers=known))
    raw = mail("promise: refund", message_id="<postmark>").as_string()
    body = json.dumps({"RawEmail": raw, "OriginalRecipient": address})
    answers.append(
        desk.client.post(f"/in/{desk.id}", body, content_type="application/json", headers=known)
    )
    assert [json.loads(each.content)["outcome"] for each in answers] == ["applied"] * 3
    assert len(desk.promises("refund")) == 3


@pytest.mark.parametrize(
    "header", [None, "Bearer wrong", "Basic !!!", basic("wrong"), "Digest x", "Bearer"]
)
def test_a_mail_server_that_nobody_knows(desk: Desk, header: str | None) -> None:
    known = {"Authorization": header} if header else {}
    answer = desk.client.generic(
        "POST", f"/in/{desk.id}", b"From: x\r\n\r\n", content_type="message/rfc822", headers=known
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff",
        b"From: =?utf-8?q?=ff?= <ann@example.com>\r\n\r\n\xff",
        b"From: ann@example.com\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nx",
        b"From: ann@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b"From: ann@example.com\r\nDate: never\r\nTo: ,,,@\r\n\r\n",
        b"From: ann@example.com\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
        b"From: ann@example.com\r\nContent-Type: text/plain; charset=idna\r\n\r\nx\xff",
        b'From: ann@example.com\r\nContent-Type: text/plain; charset="a\x00b"\r\n\r\nx',
        b"From: ann@example.com\r\nDate: Mon, 1 Jan 99999999999 00:00:00 +0000\r\n\r\n",
        b"From: ann@example.com\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
        b"A" * 10_000,
    ],
)
def test_any_bytes_are_answered(send: Send, raw: bytes) -> None:
    assert send(raw)["outcome"] == "refused"


def test_an_odd_date_or_charset_loses_no_promise(send: Send, address: str) -> None:
    message = mail("promise: refund", Delivered_To=address).as_bytes()
    message = message.replace(b"01 Dec 2026", b"01 Dec 99999999999")
    assert send(message.replace(b'"utf-8"', b"idna"))["outcome"] == "applied"


def test_a_form_that_nests_too_deep(desk: Desk) -> None:
    answer = desk.client.generic(
        "POST",
        f"/in/{desk.id}",
        b"--b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
        content_type="multipart/form-data; boundary=b",
        headers={"Authorization": basic(desk.connector["secret"])},
    )
    assert "nests too deep" in json.loads(answer.content)["says"][0]


def test_html_alone_is_read() -> None:
    message = mail("x")
    html = "<p>promise: refund</p><style>p{}</style><div>Dear &amp; good</div><br>Bye"
    message.set_content(html, subtype="html")
    found = read(message.as_bytes())
    assert found.text.splitlines()[0] == "promise: refund"
    assert "Dear & good" in found.text
    assert "p{}" not in found.text


@pytest.mark.parametrize("run", ["<", "<style", "<br", "<a href=", "</div", "<!--"])
def test_tags_that_never_end(run: str) -> None:
    """What stands before them is read; nobody makes the machine look for their ends for hours."""
    message = mail("x")
    message.set_content(f"<p>promise: refund</p>{run * 200_000}", subtype="html")
    assert read(message.as_bytes()).text.splitlines()[0] == "promise: refund"


@pytest.mark.parametrize("fill", [" ", "*", ":", "x"])
def test_a_sender_who_is_nobody(fill: str) -> None:
    found = read(mail(f"promise: refund\nFrom:{fill * 200_000}").as_bytes())
    assert found.quoted is None
    assert found.text.startswith("promise: refund")


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"envelope": '{"to": 5}'}, "refused"),
        ({"envelope": '{"to": {"a": 1}}'}, "refused"),
        ({"envelope": "[" * 100_000}, "refused"),
        ({"envelope": '{"to": 5}', "recipient": "address"}, "applied"),
    ],
)
def test_an_envelope_of_another_form(
    desk: Desk, address: str, fields: dict[str, str], outcome: str
) -> None:
    fields = {name: address if said == "address" else said for name, said in fields.items()}
    answer = desk.client.post(
        f"/in/{desk.id}",
        fields | {"email": mail("promise: refund").as_string()},
        headers={"Authorization": basic(desk.connector["secret"])},
    )
    assert json.loads(answer.content)["outcome"] == outcome


@pytest.mark.parametrize("body", [b'{"RawEmail": "\\ud800"}', b"[" * 100_000, b"7"])
def test_json_that_holds_no_mail(desk: Desk, body: bytes) -> None:
    answer = desk.client.post(
        f"/in/{desk.id}",
        body,
        content_type="application/json",
        headers={"Authorization": basic(desk.connector["secret"])},
    )
    assert json.loads(answer.content)["outcome"] == "refused"


def test_a_person_who_left(world: World, send: Send, address: str) -> None:
    me = world["ann"].get("/me")["id"]
    caller: Caller = world["alice"]
    caller.post(f"/people/{me}/leave", None)
    assert send(mail("promise: refund", Delivered_To=address))["outcome"] == "refused"
