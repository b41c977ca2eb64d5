"""What people do with their own sign-in on django-allauth's pages, entered in the journal."""

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from django.dispatch import receiver

from troth.promises.entries import EntryType
from troth_web import clock
from troth_web.people import journal
from troth_web.people.actors import of_person
from troth_web.people.models import Person


@receiver(account.email_changed)
def on_email_changed(user: Person, to_email_address: EmailAddress, **_: Any) -> None:
    """Keep the address of the person and the one that allauth confirmed the same."""
    Person.objects.filter(pk=user.pk).update(email=to_email_address.email.lower())
    _changed("address", user)


@receiver(account.password_changed)
@receiver(account.password_set)
@receiver(account.password_reset)
def on_password(user: Person, **_: Any) -> None:
    """A new password."""
    _changed("password", user)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_removed)
@receiver(mfa.authenticator_reset)
def on_second_step(user: Person, **_: Any) -> None:
    """A second step of the sign-in was added, renewed or removed."""
    _changed("second-step", user)


def _changed(what: str, person: Person) -> None:
    actor = of_person(str(person.pk), person.rank())
    payload = {"what": what}
    journal.record(EntryType.PERSON_CHANGED, str(person.pk), actor, payload, clock.now())
