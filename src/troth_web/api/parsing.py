"""Reading bodies strictly: JSON alone, of a bounded size, without what JSON does not know."""

import json
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser
from pydantic_core import to_json

from troth.said import again, said
from troth_web.api.problems import refused
from troth_web.uploads import digests

_TOO_DEEP = said("it nests too deep")
#: What Python says of texts that are no JSON.
_MISREAD = (
    said("{what}: line {line} column {column} (char {char})", what="", line="", column="", char=""),
    said("Expecting value"),
    said("Expecting property name enclosed in double quotes"),
    said("Illegal trailing comma before end of object"),
    said("Illegal trailing comma before end of array"),
    said("Expecting ':' delimiter"),
    said("Expecting ',' delimiter"),
    said("Unterminated string starting at"),
    said("Invalid control character at"),
    said("Extra data"),
)
#: How files are sent.
FORM = "multipart/form-data"


class StrictParser(Parser):
    """Bodies as JSON, and query strings in which every name stands once."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON value of a body.

        Raises:
            RefusedError: another content type, too large, no JSON, or NUL in a text, which no
                engine but SQLite keeps.
        """
        if request.content_type != "application/json":
            raise refused(
                "wrong-type",
                f"the body is {request.content_type or 'of no type'!r}; send JSON with the header "
                "'Content-Type: application/json'",
            )
        body = body_of(request)
        value = parsed(body)
        # JSON has no other way to say it, so that few bodies are looked through.
        if b"\\u0000" in body and (where := _nul_in(value, "")) is not None:
            raise refused("not-valid", "a text holds no NUL character", where=where)
        return cast("dict[str, Any]", value)

    def parse_querydict(
        self,
        data: MultiValueDict[str, Any],
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        """Parameters by name.

        Raises:
            RefusedError: one of them stands there twice, or holds NUL; a form is of another type.
        """
        if data is not request.GET:
            _must_be_form(request)
        for name in data:
            if name not in list_fields and len(data.getlist(name)) > 1:
                raise refused("not-valid", f"{name!r} stands there twice", where=name)
            if any("\x00" in str(value) for value in data.getlist(name)):
                raise refused("not-valid", "a text holds no NUL character", where=name)
        return super().parse_querydict(data, list_fields, request)


def _must_be_form(request: HttpRequest) -> None:
    if request.content_type != FORM:
        raise refused(
            "wrong-type",
            f"the body is {request.content_type or 'of no type'!r}; send a form with the header "
            f"'Content-Type: {FORM}'",
        )


def sent(request: HttpRequest) -> bytes:
    """What stands for the body of a request: the same for two that ask for the same.

    Raises:
        RefusedError: there are too many bytes.
    """
    if request.content_type != FORM:
        return body_of(request)
    # What divides the parts of a form is another each time.
    return to_json([sorted(request.POST.lists()), digests(request.FILES)])


def _nul_in(value: object, where: str) -> str | None:
    """Where a text holds NUL; None where none does."""
    if isinstance(value, str):
        return where if "\x00" in value else None
    if isinstance(value, dict):
        parts = [(f"{where}.{key}" if where else str(key), each) for key, each in value.items()]
        parts += [(where, key) for key in value]
    else:
        parts = [(where, each) for each in value] if isinstance(value, list) else []
    found = (_nul_in(each, place) for place, each in parts)
    return next((place for place in found if place is not None), None)


def check_length(request: HttpRequest) -> None:
    """See that the length of the body is one, before anything reads it.

    Raises:
        RefusedError: it is no number.
    """
    length = request.headers.get("Content-Length") or "0"
    if not (length.isascii() and length.isdecimal()):
        raise refused(
            "malformed", f"{length!r} is no length of a body in bytes", where="Content-Length"
        )


def body_of(request: HttpRequest) -> bytes:
    """The bytes of a body.

    Raises:
        RefusedError: there are too many of them.
    """
    try:
        return request.body
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raise refused("too-large", f"a body has at most {most:,} bytes; send less") from None


def parsed(text: bytes) -> object:
    """A JSON value.

    Raises:
        RefusedError: it is none, or names a key twice.
    """
    try:
        value: object = json.loads(
            text.decode(), parse_constant=_no_number, object_pairs_hook=_once
        )
        if b"\\u" in text:
            _check_texts(value)
    except UnicodeDecodeError:
        raise refused("malformed", said("the body is not written in UTF-8")) from None
    except (ValueError, RecursionError) as error:
        why = _TOO_DEEP if isinstance(error, RecursionError) else again(str(error), _MISREAD)
        raise refused("malformed", said("the body is no JSON: {why}", why=why)) from None
    return value


def _check_texts(value: object) -> None:
    """Refuse halves of characters, which JSON can spell and nothing can keep."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
            raise ValueError(said("a text holds half a character (a lone surrogate)"))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _check_texts(key)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)


def _no_number(name: str) -> object:
    raise ValueError(said("{name} is no number of JSON", name=name))


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(said("the key {key} stands there twice", key=repr(twice)))
    return found
