"""A file that goes with a promise."""

from base64 import b64decode
from typing import Annotated

from pydantic import Field

from troth.errors import TrothError
from troth.mcp.answers import FileAnswer, file_answer
from troth.mcp.desk import Desk
from troth.mcp.tools.words import OfPromise
from troth.operations import AttachFile, Upload


def attach_file(
    desk: Desk,
    promise: OfPromise,
    name: Annotated[str, Field(description="What the file is called: order.pdf.")],
    key: Annotated[
        str,
        Field(
            description="A name of your choice for this file; the same one again attaches nothing "
            "new.",
            min_length=1,
            max_length=255,
        ),
    ],
    text: Annotated[
        str | None, Field(description="What is in it, where that is plain text.")
    ] = None,
    base64: Annotated[
        str | None, Field(description="What is in it, as base64, where it is anything else.")
    ] = None,
    what: Annotated[str | None, Field(description="What it is, in a few words.")] = None,
) -> FileAnswer:
    """Attach a file that was received to a promise, or to what a customer owes.

    Say what is in it either as 'text' or as 'base64'. Whether the customer sees it is for a person
    to say.
    """
    upload = Upload(name=name, content=_content(text, base64))
    return file_answer(desk.attach(promise, upload, AttachFile(what=what), key))


def _content(text: str | None, base64: str | None) -> bytes:
    if (text is None) == (base64 is None):
        raise TrothError("say what is in the file either as 'text' or as 'base64'")
    if text is not None:
        return text.encode()
    try:
        return b64decode(base64 or "", validate=True)
    except ValueError:
        raise TrothError(
            "'base64' is no base64: letters, digits, + and /, with = at the end"
        ) from None
