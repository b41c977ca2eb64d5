"""Addresses to which a person sends what they promised: each has a secret part of its own.

A sender's address can be forged by anybody; the secret cannot be guessed. Both must be the
person's: so a customer who answers to all, where the secret address stood in sight, promises
nothing.
"""

import base64
import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from troth_web.connectors.models import CaptureAddress
from troth_web.people.authentication import of_session
from troth_web.people.errors import NotSignedInError
from troth_web.people.principals import Principal
from troth_web.people.tokens import hash_of


def make(person_id: str, at: datetime) -> str:
    """A new address; the one before is no longer good."""
    token = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
    with transaction.atomic():
        revoke(person_id, at)
        CaptureAddress.objects.create(person_id=person_id, hash=hash_of(token), made_at=at)
    name, _, host = settings.CAPTURE_ADDRESS.partition("@")
    return f"{name}+{token}@{host}"


def revoke(person_id: str, at: datetime) -> int:
    """Let no address of a person be good any more; how many there were."""
    good = CaptureAddress.objects.filter(person_id=person_id, revoked_at=None)
    return good.update(revoked_at=at)


def owner_of(token: str) -> tuple[Principal, str] | None:
    """Whose token it is, as far as their rights go, and their e-mail address."""
    found = (
        CaptureAddress.objects.filter(hash=hash_of(token.lower()), revoked_at=None)
        .select_related("person")
        .first()
    )
    if found is None:
        return None
    try:
        return of_session(UUID(str(found.person_id))), found.person.email
    except NotSignedInError:
        return None
