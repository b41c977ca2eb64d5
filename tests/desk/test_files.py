"""Files on the promise page and behind the customer's link, without a browser."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth import operations
from troth.promises.file import File
from troth.promises.promise import Promise
from troth_web.hatches.address import url_of
from troth_web.ledger import current_store


@pytest.fixture
def promise(company: Company) -> Promise:
    """What Ines was promised."""
    return company.promise("first-reply", "Ines Okafor", timedelta(hours=1))


def attach(browser: Client, promise: Promise, name: str = "order.pdf", **more: str) -> int:
    """Send the form; the status of what is answered."""
    form = {"once": f"a-{name}", "file": SimpleUploadedFile(name, b"%PDF-1.7"), **more}
    return browser.post(f"/promises/{promise.id}/files/", form).status_code


def files(company: Company, promise: Promise) -> tuple[File, ...]:
    """What is attached."""
    return company.state(promise.id).files


def test_a_file_is_attached_and_saved(company: Company, promise: Promise) -> None:
    browser = signed_in(company.people["ann"])
    assert attach(browser, promise, what="Her order") == 303
    (file,) = files(company, promise)
    page = browser.get(f"/promises/{promise.id}/").content.decode()
    for text in ("order.pdf", "Her order", "8\xa0bytes", "attached a file"):
        assert text in page, text
    answer = browser.get(f"/promises/{promise.id}/files/{file.id}/")
    assert (answer.content, answer["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_pressing_twice_attaches_once(company: Company, promise: Promise) -> None:
    browser = signed_in(company.people["ann"])
    assert attach(browser, promise) == attach(browser, promise) == 303
    assert len(files(company, promise)) == 1


def test_one_form_is_not_sent_with_two_files(company: Company, promise: Promise) -> None:
    browser = signed_in(company.people["ann"])
    assert attach(browser, promise, once="a") == 303
    assert attach(browser, promise, "other.pdf", once="a") == 422
    assert len(files(company, promise)) == 1


def test_the_customer_sees_what_is_shown_to_them(company: Company, promise: Promise) -> None:
    browser, customer = signed_in(company.people["ann"]), Client()
    attach(browser, promise, "ours.pdf")
    attach(browser, promise, "theirs.pdf", shared="on")
    ours, theirs = files(company, promise)
    hatch = company.by(
        "ann",
        company.now,
        lambda work: operations.open_hatch(work, operations.OpenHatch(about=promise.id)),
    )
    link = "/with/" + url_of(hatch).rstrip("/").rpartition("/")[2] + "/"
    page = customer.get(link).content.decode()
    assert "theirs.pdf" in page
    assert "ours.pdf" not in page
    assert customer.get(f"{link}files/{theirs.id}/").content == b"%PDF-1.7"
    assert customer.get(f"{link}files/{ours.id}/").status_code == 404
    assert browser.post(f"/promises/{promise.id}/files/{ours.id}/share/").status_code == 303
    assert customer.get(f"{link}files/{ours.id}/").content == b"%PDF-1.7"
    for each in (ours, theirs):
        assert browser.post(f"/promises/{promise.id}/files/{each.id}/hide/").status_code == 303
    assert customer.get(f"{link}files/{theirs.id}/").status_code == 404
    assert "Files for you" not in customer.get(link).content.decode()
    company.by("ann", company.now, lambda work: operations.shut_hatch(work, promise.id))
    assert customer.get(f"{link}files/{theirs.id}/").status_code == 404


def test_what_is_removed_is_gone(company: Company, promise: Promise) -> None:
    browser = signed_in(company.people["ann"])
    attach(browser, promise)
    (file,) = files(company, promise)
    path = f"/promises/{promise.id}/files/{file.id}/"
    assert "is gone for good then" in browser.get(f"{path}remove/").content.decode()
    assert browser.post(f"{path}remove/", {"once": "r", "reason": "not hers"}).status_code == 303
    assert files(company, promise) == ()
    assert browser.get(path).status_code == 404
    assert current_store().file(file.id) is None
    page = browser.get(f"/promises/{promise.id}/").content.decode()
    assert "removed a file for good" in page
    assert "not hers" in page


def test_who_looks_on_reads_and_changes_nothing(company: Company, promise: Promise) -> None:
    attach(signed_in(company.people["ann"]), promise)
    (file,) = files(company, promise)
    viewer, other = signed_in(company.people["vic"]), signed_in(company.people["dan"])
    path = f"/promises/{promise.id}/files/"
    for browser in (viewer, other):
        page = browser.get(f"/promises/{promise.id}/").content.decode()
        assert "order.pdf" in page
        assert "Attach a file" not in page
        assert browser.get(f"{path}{file.id}/").status_code == 200
    assert attach(viewer, promise, "x.pdf") == 403
    assert attach(other, promise, "x.pdf") == 422
    assert other.post(f"{path}{file.id}/share/").status_code == 422
    assert viewer.post(f"{path}{file.id}/remove/", {"once": "r"}).status_code == 403
    assert [each.shared for each in files(company, promise)] == [False]


def test_files_of_a_restricted_team_are_theirs(company: Company) -> None:
    promise = company.promise("opinion", "Ines Okafor", timedelta(hours=1), by="lea")
    assert attach(signed_in(company.people["lea"]), promise) == 303
    (file,) = files(company, promise)
    outside = signed_in(company.people["ann"])
    assert outside.get(f"/promises/{promise.id}/files/{file.id}/").status_code == 404


@override_settings(FILE_BYTES=7)
def test_what_does_not_fit_is_said(company: Company, promise: Promise) -> None:
    browser = signed_in(company.people["ann"])
    form = {"once": "a", "file": SimpleUploadedFile("order.pdf", b"%PDF-1.7")}
    page = browser.post(f"/promises/{promise.id}/files/", form)
    assert page.status_code == 422
    assert "A file has at most 7 bytes, and this one has 8" in page.content.decode()
    form = {"once": "b", "file": SimpleUploadedFile("order.pdf", b"")}
    page = browser.post(f"/promises/{promise.id}/files/", form)
    assert "The file is empty" in page.content.decode()
    page = browser.post(f"/promises/{promise.id}/files/", {"once": "c"})
    assert page.status_code == 422


@override_settings(FILE_BYTES=1_000, DATA_UPLOAD_MAX_MEMORY_SIZE=1_000)
@pytest.mark.parametrize("asks_for_token", [True, False])
@pytest.mark.parametrize("files", [{"file": SimpleUploadedFile("a.pdf", b"a" * 5_000)}, {}])
def test_what_is_not_even_read_is_refused_by_a_page(
    company: Company,
    promise: Promise,
    files: dict[str, SimpleUploadedFile],
    asks_for_token: bool,
) -> None:
    browser = signed_in(company.people["ann"])
    browser.handler.enforce_csrf_checks = asks_for_token
    browser.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    form = {"once": "a", "what": "a" * 2_000, **files}
    answer = browser.post(f"/promises/{promise.id}/files/", form, HTTP_ACCEPT_LANGUAGE="de")
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "Das ist zu groß." in page
    assert '<html lang="de">' in page
    assert "darf höchstens 1000\xa0Bytes haben" in page
    assert "Content-Security-Policy" in answer
    assert not company.state(promise.id).files
