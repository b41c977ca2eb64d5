"""The providers there are, in the order of the documentation."""

from troth_web.connectors import chatwoot, generic, shopify, zammad, zendesk
from troth_web.connectors.provider import Provider

PROVIDERS: dict[str, Provider] = {
    each.PROVIDER.kind: each.PROVIDER for each in (zammad, chatwoot, zendesk, shopify, generic)
}
