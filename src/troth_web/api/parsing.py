"""Reading bodies strictly: JSON alone, of a bounded size, without what JSON does not know."""

import json
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

from troth_web.api.problems import refused


class StrictParser(Parser):
    """Bodies as JSON, and query strings in which every name stands once."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The JSON value of a body.

        Raises:
            RefusedError: another content type, too large, or no JSON.
        """
        if request.content_type != "application/json":
            raise refused(
                "wrong-type",
                f"the body is {request.content_type or 'of no type'!r}; send JSON with the header "
                "'Content-Type: application/json'",
            )
        return cast("dict[str, Any]", parsed(body_of(request)))

    def parse_querydict(
        self,
        data: MultiValueDict[str, Any],
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        """Parameters by name.

        Raises:
            RefusedError: one of them stands there twice, or holds NUL.
        """
        for name in data:
            if name not in list_fields and len(data.getlist(name)) > 1:
                raise refused("not-valid", f"{name!r} stands there twice", where=name)
            if any("\x00" in str(value) for value in data.getlist(name)):
                raise refused("not-valid", "a text holds no NUL character", where=name)
        return super().parse_querydict(data, list_fields, request)


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
        raise refused("malformed", "the body is not written in UTF-8") from None
    except (ValueError, RecursionError) as error:
        why = "it nests too deep" if isinstance(error, RecursionError) else str(error)
        raise refused("malformed", f"the body is no JSON: {why}") from None
    return value


def _check_texts(value: object) -> None:
    """Refuse halves of characters, which JSON can spell and nothing can keep."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
            raise ValueError("a text holds half a character (a lone surrogate)")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _check_texts(key)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands there twice")
    return found
