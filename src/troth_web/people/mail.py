"""The mail with an invitation."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from troth_web.people.operations import Invited


def link_of(invited: Invited) -> str:
    """The link that accepts an invitation. Opening it changes nothing; the form on it does."""
    return settings.PUBLIC_URL + reverse("people_accept", args=[invited.token])


def send_invitation(invited: Invited) -> None:
    """Send the link to whoever is invited."""
    facts = {"invitation": invited.invitation, "link": link_of(invited)}
    send_mail(
        subject=f"{invited.invitation.invited_by.name} invites you to troth",
        message=render_to_string("people/invitation.txt", facts),
        from_email=None,
        recipient_list=[invited.invitation.email],
    )
