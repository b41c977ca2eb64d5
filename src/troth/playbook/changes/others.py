"""What changes in offers, amends, touchpoints and precepts."""

from collections.abc import Iterator

from troth.playbook.changes.change import Change, Direction
from troth.playbook.changes.subject import Subject
from troth.playbook.schema.offers import Offer, Pricing
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.touchpoints import Touchpoint
from troth.playbook.scope import intersection


def offer_changes(subject: Subject, before: Offer | None, after: Offer | None) -> Iterator[Change]:
    """What a change of an offer means; a lower price promises more."""
    if before is None or after is None:
        yield from _whole(subject, before, after, "name", "says")
        return
    yield from _moved(subject, before, after, "name", "says")
    shared = intersection(before.scope, after.scope)
    if shared is None:
        return
    subject = subject.within(shared)
    yield from subject.wording("says", before.says, after.says)
    old, new = before.price or Pricing(), after.price or Pricing()
    yield from subject.money("price.from", old.from_, new.from_, less_is_more=True)
    yield from subject.values("price.components", old.components, new.components)
    yield from subject.values("price.fees", old.fees, new.fees)
    yield from subject.wording("price.payment", old.payment, new.payment)
    yield from subject.items("features", before.features, after.features)
    yield from subject.items("includes", before.includes, after.includes)
    yield from subject.items("excludes", before.excludes, after.excludes)
    yield from subject.items("limits", before.limits, after.limits)
    yield from subject.values("specifications", before.specifications, after.specifications)


def amends_changes(
    subject: Subject, before: Amends | None, after: Amends | None
) -> Iterator[Change]:
    """What a change of amends means; a higher value promises more."""
    if before is None or after is None:
        yield from _whole(subject, before, after, "says", "value")
        return
    yield from _moved(subject, before, after, "says", "value")
    shared = intersection(before.scope, after.scope)
    if shared is None:
        return
    subject = subject.within(shared)
    if before.kind != after.kind:
        yield subject.change(Direction.CHANGED, "kind", before.kind, after.kind)
    yield from subject.money("value", before.value, after.value, less_is_more=False)
    yield from subject.wording("says", before.says, after.says)
    yield from subject.items("metrics", before.metrics, after.metrics)
    yield from subject.items("when", before.when, after.when)
    yield from subject.items("never-when", before.never_when, after.never_when)
    yield from subject.items("limits", before.limits, after.limits)


def touchpoint_changes(
    subject: Subject, before: Touchpoint | None, after: Touchpoint | None
) -> Iterator[Change]:
    """What a change of a touchpoint means."""
    if before is None or after is None:
        yield from _whole(subject, before, after, "name", "what")
        return
    for key in ("what", "when", "where", "how"):
        yield from subject.wording(key, getattr(before, key), getattr(after, key))
    yield from subject.values("channels", before.channels, after.channels)
    yield from subject.items("includes", before.includes, after.includes)
    yield from subject.items("excludes", before.excludes, after.excludes)
    yield from subject.wording("guide", _lines(before.guide), _lines(after.guide))


def text_changes(subject: Subject, before: str | None, after: str | None) -> Iterator[Change]:
    """A text of its own: a precept, the brand promise."""
    yield from subject.wording("", before, after)


def _lines(texts: tuple[str, ...]) -> str | None:
    return "; ".join(texts) or None


def _moved(
    subject: Subject, before: Offer | Amends, after: Offer | Amends, *keys: str
) -> Iterator[Change]:
    was, now = _words(subject, before, *keys), _words(subject, after, *keys)
    yield from subject.moved(before.scope, after.scope, was, now)


def _words(subject: Subject, there: Offer | Amends | Touchpoint, *keys: str) -> object:
    """What it is called: the first of these keys that it has, else its id."""
    return next((value for key in keys if (value := getattr(there, key))), subject.id)


def _whole(
    subject: Subject,
    before: Offer | Amends | Touchpoint | None,
    after: Offer | Amends | Touchpoint | None,
    *keys: str,
) -> Iterator[Change]:
    there = after or before
    if there is None:
        return
    words = _words(subject, there, *keys)
    scope = {} if isinstance(there, Touchpoint) else there.scope
    old, new = (None, words) if after else (words, None)
    yield from subject.within(scope).wording("", old, new)
