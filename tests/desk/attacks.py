"""What nobody should send to a form, and sending it so that nothing is left of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.desk.crawling import Form, crawled, forms_of

UNKNOWN = "018f0000-0000-7000-8000-000000000000"
#: Right to left, without width, a picture, markup of pages, templates and shells.
SALAD = (
    "\u202e\u200b\ufeff\U0001f9f3 <b>&amp;</b> \"'{{ 7 }}{% now %}${7*7} "
    "\u0645\u0631\u062d\u0628\u0627 "
)
#: Each goes into all fields of a form into which one types.
EVERYWHERE = (
    "a\x00b",
    "x" * 10_001,
    SALAD,
    "=1+1",
    "9" * 400,
    "NaN",
    "0000-01-01T00:00",
    "0001-01-01T00:00:00.000000+1400",
    "9999-12-31T23:59:59.000000-1200",
    "2026-02-30T25:61",
)
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary=x"
#: Bodies that are no form, with what they say that they are.
BODIES: tuple[tuple[str | bytes, str], ...] = (
    (json.dumps({"says": "x", "once": "y"}), "application/json"),
    ("says=x", "text/plain"),
    (b"--x\r\nbroken", _PARTS),
    (b"--x", "multipart/form-data"),
    (b"says=%ff%ed%a0%80&once=%ed%a0%80", _FORM),
    (b"says=x", f"{_FORM}; charset=utf-7"),
    (
        b'--x\r\nContent-Disposition: form-data; name="says"\r\n\r\n+2AA-\r\n--x--\r\n',
        f"{_PARTS}; charset=utf-7",
    ),
    ("&".join(f"a{number}=1" for number in range(1_200)), _FORM),
)


@dataclass(kw_only=True)
class Found:
    """A form, and who can send it."""

    browser: Client
    form: Form
    #: The name of its address.
    name: str


def found_forms(begin: Mapping[str, Client]) -> list[Found]:
    """Every form of the desk, once for each set of fields.

    Args:
        begin: browsers, by the address at which each begins to look round.
    """
    known: dict[tuple[str, tuple[str, ...]], Found] = {}
    for begins, browser in begin.items():
        for url, _, answer in crawled(browser, begins.partition("#")[0]):
            for form in forms_of(url, answer):
                name = name_of(form.url)
                if name.startswith("desk_"):
                    found = Found(browser=browser, form=form, name=name)
                    known.setdefault((name, form.names), found)
    return list(known.values())


def name_of(url: str) -> str:
    """The name of an address; empty where it has none."""
    try:
        return resolve(urlsplit(url).path).url_name or ""
    except Resolver404:
        return ""


@dataclass
class Attacker:
    """Sends what it has, undoes what came of it, and keeps what went wrong."""

    wrong: list[str] = field(default_factory=list)

    def sends(self, found: Found, said: Any, what: str, **how: Any) -> HttpResponse | None:  # noqa: ANN401 - whatever is sent
        """An answer; None where there was none, which is wrong."""
        try:
            with transaction.atomic():
                posted = found.browser.post(found.form.url, said, **how)
                answer = cast("HttpResponse", posted)
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            self.wrong.append(f"{found.name}, {what}: {type(error).__name__} {error}"[:300])
            return None
        if answer.status_code >= 500:
            self.wrong.append(f"{found.name}, {what}: {answer.status_code}")
        return answer


def attacked_fields(found: Found) -> Iterator[tuple[str, str]]:
    """Each field with something that does not belong into it, while the others are well."""
    for name in found.form.fields:
        yield name, SALAD if name in found.form.typed else UNKNOWN


def files(found: Found) -> dict[str, SimpleUploadedFile]:
    """A file for each field."""
    return {
        name: SimpleUploadedFile("a\u202e\x00.csv", b"\xff\x00")
        for name in (found.form.fields or ("file",))
    }
