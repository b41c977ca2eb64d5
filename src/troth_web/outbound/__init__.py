"""The one way in which troth calls an address that somebody gave.

Over HTTPS, to public addresses alone, which are looked up once and then kept to; without
redirects, within 15 seconds, and reading no more of an answer than is of use. What the operator
alone names, the heartbeat, may lie inside.
"""

from troth_web.outbound.addresses import is_public
from troth_web.outbound.answer import Answer
from troth_web.outbound.client import Client, current, get, post
from troth_web.outbound.errors import OutboundError, RefusedAddressError, UnreachableError
from troth_web.outbound.urls import checked

__all__ = [
    "Answer",
    "Client",
    "OutboundError",
    "RefusedAddressError",
    "UnreachableError",
    "checked",
    "current",
    "get",
    "is_public",
    "post",
]
