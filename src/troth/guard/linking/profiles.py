"""What a playbook says of each metric, as weighted notions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from troth.guard.linking.families import MANNERS
from troth.guard.linking.words import said, senses
from troth.playbook.playbook import Playbook
from troth.playbook.schema.metrics import Metric

#: How much a word weighs by where it stands: the metric's own words tell most.
NAME, EVENT, STATED, EXPECTED, AROUND, STEP = 1.0, 0.8, 0.7, 0.5, 0.3, 0.2


@dataclass(frozen=True)
class Name:
    """Words that name a metric, each with what it may stand for."""

    words: dict[str, dict[str, float]]
    #: Those that say what it is, beside others that say how it comes about; else none.
    things: frozenset[str]
    #: Whether all of them say how it comes about: "Delivery".
    is_manner: bool

    @classmethod
    def of(cls, text: str) -> "Name":
        """The telling words of a text."""
        found = senses(said(text))
        words = {word: dict(sorted(meant, key=lambda one: -one[1])) for word, meant in found}
        things = frozenset(w for w, meant in words.items() if next(iter(meant)) not in MANNERS)
        return cls(
            words=words,
            things=things if len(things) < len(words) else frozenset(),
            is_manner=not things,
        )


@dataclass
class Profile:
    """One metric as the linker knows it."""

    metric: str
    title: str
    #: Each notion with the weight of the best place where it stands.
    weights: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    #: Its name, and the event that ends it, which names it as well.
    names: list["Name"] = field(default_factory=list)

    def add(self, text: str | None, weight: float) -> None:
        """Take in a text of the playbook."""
        for _, meant in senses(said(text)) if text else ():
            for notion, share in meant:
                self.weights[notion] = max(self.weights[notion], weight * share)

    def name(self, text: str | None, weight: float) -> None:
        """Take in something that names the metric."""
        self.add(text, weight)
        name = Name.of(text or "")
        if name.words:
            self.names.append(name)


def profiles(playbook: Playbook) -> list[Profile]:
    """One for each metric, in the order of the playbook."""
    known = {key: _of_metric(key, metric) for key, metric in playbook.metrics.items()}
    for metric, text, weight in _stated(playbook):
        if metric in known:
            known[metric].add(text, weight)
    for one in known.values():
        _add_offers(playbook, one)
    return list(known.values())


def _of_metric(key: str, metric: Metric) -> Profile:
    title = metric.name or key.replace("-", " ")
    profile = Profile(key, title)
    profile.name(title, NAME)
    profile.add(key.replace("-", " "), NAME)
    profile.name(metric.to, EVENT)
    for text in (metric.about, metric.from_, metric.of):
        profile.add(text, EVENT)
    return profile


def _stated(playbook: Playbook) -> Iterator[tuple[str | None, str | None, float]]:
    """Metric, text and weight of whatever names a metric."""
    for key, standard in playbook.standards.items():
        yield standard.metric, key.replace("-", " "), STATED
        for text in (standard.says, *standard.includes):
            yield standard.metric, text, STATED
    for claim in playbook.claims.values():
        yield claim.metric, claim.says, STATED
    for grant in playbook.authority.values():
        for metric in grant.metrics:
            yield metric, grant.says, EXPECTED
    for chain in playbook.chains.values():
        for leg in chain.legs:
            yield chain.metric, leg.does, STEP
    yield from _around(playbook)


def _around(playbook: Playbook) -> Iterator[tuple[str | None, str | None, float]]:
    """Touchpoints speak of one thing only where they have one metric."""
    for touchpoint in playbook.touchpoints.values():
        metrics = {
            playbook.standards[key].metric
            for key in touchpoint.standards
            if key in playbook.standards
        }
        for expectation in touchpoint.expectations:
            yield expectation.metric, expectation.says, EXPECTED
            metrics |= {expectation.metric} - {None}  # type: ignore[arg-type]
        texts = [touchpoint.name, touchpoint.what]
        texts += [part for one in touchpoint.faq for part in (one.question, one.answer)]
        for metric in sorted(metrics):
            for text in texts:
                yield metric, text, AROUND / len(metrics)


def _add_offers(playbook: Playbook, profile: Profile) -> None:
    """What an offer says with a word of the metric's name is about the metric, too."""
    mine = {notion for name in profile.names for meant in name.words.values() for notion in meant}
    for offer in playbook.offers.values():
        fees = offer.price.fees if offer.price else {}
        for text in (offer.says, *offer.features, *offer.includes, *offer.limits, *fees):
            if text and mine & {n for _, meant in senses(said(text)) for n, _ in meant}:
                profile.add(text, STEP)
