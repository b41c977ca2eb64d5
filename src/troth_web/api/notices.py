"""`/me/notices`: how one is told of what happens."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field, StringConstraints

from troth.answers import Body, NoticeKindBody, NoticesBody
from troth.operations.commands import Command, Word
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource
from troth_web.notices.kinds import KINDS
from troth_web.notices.own import Own, change, own_of

notices = Resource("notices")

Line = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00-\x1f]*$")]
Words = Annotated[tuple[Word, ...], Field(max_length=50, strict=False)]


class SetNotices(Command):
    """What changes about how one is told; what is not said stays, an empty text takes away."""

    channels: Words | None = Field(None, description="Exactly these: email, slack, webhook.")
    off: Words | None = Field(None, description="Exactly these kinds are not wanted.")
    zone: Line | None = Field(None, description="An IANA name: Europe/Berlin.")
    waking: Line | None = Field(None, description="When one may be written to: 07:00-21:00.")
    slack: Line | None = Field(None, description="The address of an incoming webhook of a chat.")
    webhook: Line | None = Field(
        None, description="The address of one's own program; the answer tells its secret once."
    )


@notices.reads("/me/notices", needs="me.notices", answers=NoticesBody)
def get(request: HttpRequest) -> HttpResponse:
    """Say how one is told of what happens."""
    return shown(request, _body(own_of(Call.of(request).principal.actor)))


@notices.writes("PATCH", "/me/notices", needs="me.set_notices", answers=NoticesBody)
def set_(request: HttpRequest, body: SetNotices) -> HttpResponse:
    """Change how one is told. Setting the channels anew opens an address that took nothing."""

    def changed(call: Call, _: object) -> Body:
        said = body.model_dump(exclude_unset=True, exclude_none=True)
        own, secret = change(call.principal.actor, said, at=call.at)
        return _body(own).model_copy(update={"secret": secret})

    return done(request, changed)


def _body(own: Own) -> NoticesBody:
    return NoticesBody(
        channels=own.channels,
        addresses=dict(own.hosts),
        kinds=tuple(
            NoticeKindBody(
                kind=kind.value,
                when=about.when,
                readers=about.readers,
                essential=about.essential,
                wanted=about.essential or kind.value not in own.off,
            )
            for kind, about in KINDS.items()
            if about.staff
        ),
        zone=own.zone or None,
        waking=own.waking or None,
        closed=dict(own.closed),
    )
