"""`/may-promise`, `/say` and `/authority`: what may be promised and said now, and what is left."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from troth import operations, queries
from troth.answers import (
    AllowanceBody,
    AuthorityBody,
    LikelihoodBody,
    MayBody,
    NeverBody,
    SayBody,
    allowance_body,
)
from troth.operations import AskGuard
from troth.operations.commands import Id, Word
from troth.operations.errors import NoEditionError, UnfitError
from troth.said import said
from troth_web.api.answering import shown
from troth_web.api.calls import Call
from troth_web.api.odds import odds_of
from troth_web.api.resource import Resource
from troth_web.api.spoken import Spoken, spoken

may = Resource("may")


class AskedMay(BaseModel):
    """What may be promised about this?"""

    model_config = ConfigDict(frozen=True)

    metric: Word = Field(description="What is asked for, by its id in the playbook.")
    customer: Id | None = Field(None, description="To whom; their agreements count.")
    facets: list[Word] = Field(
        [], description="What is known of the case: fare:flex; repeatable.", max_length=50
    )


class AskedAuthority(BaseModel):
    """For whom?"""

    model_config = ConfigDict(frozen=True)

    customer: Id | None = Field(None, description="Limits for this customer too.")


@may.reads("/authority", needs="authority.read", answers=AuthorityBody)
def authority(request: HttpRequest, asked: Query[AskedAuthority]) -> HttpResponse:
    """Say what is left to the caller of each limit that is theirs."""
    call = Call.of(request)
    body = AuthorityBody(role=str(call.principal.role), allowances=allowances(call, asked.customer))
    return shown(request, body)


def allowances(call: Call, customer: str | None) -> tuple[AllowanceBody, ...]:
    """What is left to the caller, for a customer or for nobody."""
    edition = call.store.edition()
    if edition is None:
        raise NoEditionError
    found = operations.left(call.store, call.actor, edition, customer, call.at)
    return tuple(map(allowance_body, found))


@may.reads("/may-promise", needs="may.promise", answers=MayBody)
def promise(request: HttpRequest, asked: Query[AskedMay]) -> HttpResponse:
    """Say what may be promised now: the term that applies and why, by when, how likely it holds."""
    call = Call.of(request)
    facets = _facets(asked.facets)
    found = queries.may_promise(
        call.store,
        metric=asked.metric,
        at=call.at,
        customer=asked.customer,
        facets=facets,
        odds=odds_of(asked.metric),
    )
    return shown(
        request,
        queries.may_body(
            found,
            at=call.at,
            customer=asked.customer,
            facets=facets,
            authority=allowances(call, asked.customer),
        ),
    )


@may.reads("/say", needs="may.promise", answers=SayBody)
def say(request: HttpRequest, asked: Query[AskedMay]) -> HttpResponse:
    """Give a sentence to say now, one to fall back on, and what never to say."""
    call = Call.of(request)
    about = AskGuard(text="", customer=asked.customer, facets=_facets(asked.facets))
    return shown(request, say_body(spoken(call, about, asked.metric, call.at)))


def say_body(found: Spoken) -> SayBody:
    """What to say, as faces answer it."""
    return SayBody(
        metric=found.metric,
        at=found.at,
        now=found.now,
        fallback=found.fallback,
        never=tuple(NeverBody(why=each.why, says=each.says) for each in found.never),
        promise=found.promise,
        term=found.term,
        due=found.due,
        zone=found.zone,
        likelihood=LikelihoodBody(**asdict(found.likelihood)) if found.likelihood else None,
        reason=found.reason,
    )


def _facets(texts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        facet, colon, value = text.partition(":")
        if not (facet and colon and value) or facet in found:
            raise UnfitError(
                "facets", said("{text}: write each facet once, as fare:flex", text=repr(text))
            )
        found[facet] = value
    return found
