"""What is to be done at the other system, in a few steps; `docs/connectors` has a page of each."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: A kind, what people call it, and what comes in through it.
KINDS: Mapping[str, tuple[str | Lazy, str | Lazy]] = {
    "zammad": ("Zammad", _("tickets and their articles")),
    "chatwoot": ("Chatwoot", _("conversations and messages")),
    "zendesk": ("Zendesk", _("what happens to tickets")),
    "shopify": ("Shopify", _("orders, parcels, refunds")),
    "generic": (
        pgettext_lazy("kind of connector", "Another system"),
        _("anything in JSON, by a mapping of your own"),
    ),
    "mail": (pgettext_lazy("kind of connector", "Mail"), _("mails in which somebody promises")),
    "slash": (
        pgettext_lazy("kind of connector", "Slack or Mattermost"),
        _("what people write after /promise"),
    ),
}
#: Of kinds whose other system makes the secret, and shows it once the address is there.
_THEIR_SECRET = _("Give the secret that it shows then to troth: “Another secret” does that.")
_TRY = _("Make something happen there, and look at what came in here.")
_STEPS: Mapping[str, tuple[str | Lazy, ...]] = {
    "zammad": (
        _(
            "In Zammad under Manage, Webhook: a new webhook with the address as endpoint and the "
            "secret as HMAC SHA1 signature token."
        ),
        _("Under Manage, Trigger: run this webhook when a ticket is created or updated."),
        _TRY,
    ),
    "chatwoot": (
        _(
            "In Chatwoot under Settings, Integrations, Webhooks: the address, with the events "
            "conversation created, status changed, updated, and message created."
        ),
        _THEIR_SECRET,
        _TRY,
    ),
    "zendesk": (
        _(
            "In Zendesk under Admin Center, Apps and integrations, Webhooks: a webhook for Zendesk "
            "events of tickets, with the address as endpoint, POST and JSON."
        ),
        _THEIR_SECRET,
        _TRY,
    ),
    "shopify": (
        _(
            "In Shopify under Settings, Notifications, Webhooks: one in JSON with the address for "
            "each of order creation, update, cancellation, fulfilment and refund."
        ),
        _THEIR_SECRET,
        _TRY,
    ),
    "generic": (
        _(
            "Let the other system send JSON to the address, signed with the secret as Standard "
            "Webhooks says: libraries for it exist in most languages."
        ),
        _("Try a payload here first: it says what it would do, and keeps nothing."),
    ),
    "mail": (
        _(
            "Let your mail server or mail service send what comes in to the address, as "
            "message/rfc822, with the secret as bearer token."
        ),
        _("Everybody who promises by mail makes an address of their own, and puts it in BCC."),
    ),
    "slash": (
        _("In Slack or Mattermost: a slash command /promise that sends POST to the address."),
        _THEIR_SECRET,
        _("Say below who is who: the id at the chat, and the colleague's e-mail address."),
    ),
}


def kind_text(kind: str) -> str:
    """What people call a kind."""
    return str(KINDS[kind][0]) if kind in KINDS else kind


def steps(kind: str) -> Sequence[str]:
    """What is to be done there, in order."""
    return [str(each) for each in _STEPS.get(kind, ())]


def page(kind: str) -> str:
    """The page of the documentation."""
    return f"docs/connectors/{'slash-command' if kind == 'slash' else kind}.md"
