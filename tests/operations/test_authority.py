"""Who may promise and give how much, and what is left of it."""

import threading
from datetime import timedelta

import pytest

from tests.operations.limits import AGENTS, company, over, play
from tests.scene import AGENT, MANAGER, MONDAY, ROBOT, Scene
from troth import operations
from troth.operations import BeyondAuthorityError, Give, Make, NotNowError, UnfitError
from troth.promises import Actor, ActorKind, Promise
from troth.promises.store import ConflictError

PLAYBOOK = """\
troth: 1
company: Larkwind
facets: {fare: [light, flex]}
calendars: {always: {hours: 24/7, timezone: UTC}}
teams: {support: {calendar: always}}
metrics:
  reply: {kind: duration}
  refund: {kind: duration}
  fee: {kind: money, better: less}
  visit: {kind: duration}
  uncovered: {kind: duration}
standards:
  reply: {metric: reply, team: support, term: within 8 hours}
  refund: {metric: refund, team: support, term: within 5 days}
  fee: {metric: fee, team: support, term: at most EUR 30}
  visit: {metric: visit, team: support, term: within 3 days}
authority:
  quick-reply:
    roles: [agent]
    metrics: [reply]
    term: within 4 hours
    limits: [2 per agent per month]
  flex-visit: {roles: [ai-agent], metrics: [visit], term: within 1 day, scope: {fare: [flex]}}
  cheap: {roles: [agent], metrics: [fee], term: at most EUR 20}
amends:
  apology: {kind: apology, roles: [agent, ai-agent]}
  voucher:
    kind: goods
    value: at most EUR 20
    roles: [agent]
    metrics: [reply]
    when: [broken]
    never-when: [statutory-due-unpaid]
    limits: [EUR 30 per customer per year]
  fee-back: {kind: money, value: EUR 50, roles: [manager]}
  by-law: {kind: money, value: EUR 250, statutory: true, metrics: [refund], roles: [agent]}
"""


@pytest.fixture
def scene() -> Scene:
    return Scene(playbook=PLAYBOOK)


def make(scene: Scene, actor: Actor, **said: object) -> Promise:
    with scene.work(actor) as work:
        wanted = {"metric": "reply", "customer": scene.customer} | said
        return operations.make(work, Make.model_validate(wanted))


def give(
    scene: Scene, promise: Promise, amends: str, actor: Actor = AGENT, **said: object
) -> Promise:
    with scene.work(actor) as work:
        wanted = Give.model_validate({"amends": amends, "reason": "sorry"} | said)
        return operations.give(work, promise.id, wanted)


def test_it_works(scene: Scene) -> None:
    """An agent promises more than the standard, within a row, and it is counted."""
    make(scene, AGENT, term="within 4 hours")
    edition = scene.store.edition()
    assert edition is not None
    standing = operations.left(scene.store, AGENT, edition, scene.customer, scene.now)
    assert [str(each) for each in standing] == [
        "1 of 2 per agent per month",
        "EUR 30 of EUR 30 per customer per year",
    ]


def test_everybody_may_promise_what_applies(scene: Scene) -> None:
    for actor in (AGENT, MANAGER, ROBOT):
        assert make(scene, actor).due == scene.at(8)
        assert make(scene, actor, term="within 9 hours").due == scene.at(9)


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (AGENT, {"term": "within 3 hours"}),
        (AGENT, {"due": MONDAY + timedelta(hours=3)}),
        (AGENT, {"metric": "refund", "term": "within 4 days"}),
        (AGENT, {"metric": "fee", "term": "at most EUR 10"}),
        (ROBOT, {"term": "within 7 hours"}),
        (ROBOT, {"metric": "uncovered", "term": "within 3 days"}),
        (ROBOT, {"metric": "visit", "term": "within 2 days", "facets": {"fare": "light"}}),
        (ROBOT, {"metric": "visit", "term": "within 12 hours", "facets": {"fare": "flex"}}),
        (MANAGER, {"term": "within 3 hours"}),
    ],
)
def test_what_is_tighter_needs_a_row_that_covers_it(
    scene: Scene, actor: Actor, said: dict[str, object]
) -> None:
    with pytest.raises(BeyondAuthorityError, match="allowed: "):
        make(scene, actor, **said)


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (AGENT, {"due": MONDAY + timedelta(hours=4)}),
        (AGENT, {"metric": "fee", "term": "at most EUR 25"}),
        (AGENT, {"metric": "uncovered", "term": "within 3 days"}),
        (ROBOT, {"metric": "visit", "term": "within 2 days", "facets": {"fare": "flex"}}),
        (MANAGER, {"metric": "refund", "term": "within 1 day"}),
    ],
)
def test_what_a_row_covers_may_be_promised(
    scene: Scene, actor: Actor, said: dict[str, object]
) -> None:
    assert make(scene, actor, **said).stage == "promised"


def test_a_program_that_calls_itself_a_manager_is_an_ai_agent(scene: Scene) -> None:
    liar = Actor(ActorKind.SERVICE, "bot", "manager")
    with pytest.raises(BeyondAuthorityError):
        make(scene, liar, metric="refund", term="within 1 day")


def test_the_third_is_one_too_many_and_next_month_is_another(scene: Scene) -> None:
    make(scene, AGENT, term="within 4 hours")
    make(scene, AGENT, term="within 5 hours")
    with pytest.raises(BeyondAuthorityError, match="0 of 2 per agent per month") as beyond:
        make(scene, AGENT, term="within 5 hours")
    assert beyond.value.left == ("0 of 2 per agent per month",)
    scene.go(24 * 30)
    make(scene, AGENT, term="within 4 hours")


def test_dating_back_finds_no_other_months_rest(scene: Scene) -> None:
    scene.go(24 * 30)
    for _ in range(2):
        make(scene, AGENT, term="within 4 hours")
    with pytest.raises(BeyondAuthorityError):
        make(scene, AGENT, term="within 4 hours", at=scene.at(1))


def test_an_option_needs_the_right_when_it_is_offered_and_not_when_it_is_chosen(
    scene: Scene,
) -> None:
    with scene.work() as work:
        options = [
            {"id": "a", "term": "within 4 hours"},
            {"id": "b", "term": "within 5 hours"},
            {"id": "c", "term": "within 20 hours"},
        ]
        wanted = {"metric": "reply", "customer": scene.customer, "options": options}
        offered = operations.offer(work, operations.Offer.model_validate(wanted))
    assert scene.agree(offered, option="a").due == scene.at(4)
    edition = scene.store.edition()
    assert edition is not None
    (first, *_) = operations.left(scene.store, AGENT, edition, None, scene.now)
    assert first.left == 1


def test_a_date_is_not_brought_forward_beyond_authority(scene: Scene) -> None:
    promise = make(scene, AGENT)
    with pytest.raises(BeyondAuthorityError):
        scene.change(promise, due=scene.at(3))
    assert scene.change(promise, due=scene.at(5)).due == scene.at(5)


def test_amends_are_given_for_a_broken_promise_up_to_the_limit(scene: Scene) -> None:
    promise = make(scene, AGENT)
    with pytest.raises(NotNowError, match="given when broken"):
        give(scene, promise, "voucher", value="EUR 20")
    scene.go(9)
    given = give(scene, promise, "voucher", value="EUR 20")
    assert given.amends[0]["value"] == "EUR 20"
    with pytest.raises(BeyondAuthorityError, match="EUR 10 of EUR 30 per customer per year"):
        give(scene, promise, "voucher", value="EUR 11")
    give(scene, promise, "voucher", value="EUR 10")


def test_what_the_law_gives_comes_first_and_outside_limits(scene: Scene) -> None:
    refund = make(scene, AGENT, metric="refund")
    scene.go(24 * 6)
    for _ in range(3):
        give(scene, refund, "by-law")
    assert not [e for e in scene.store.feed(limit=99).items if e.type == "authority.used"]


@pytest.mark.parametrize(
    ("actor", "amends", "said", "error"),
    [
        (AGENT, "fee-back", {}, BeyondAuthorityError),
        (ROBOT, "voucher", {"value": "EUR 1"}, BeyondAuthorityError),
        (AGENT, "voucher", {"value": "EUR 21"}, BeyondAuthorityError),
        (AGENT, "voucher", {"value": "USD 2"}, BeyondAuthorityError),
        (AGENT, "voucher", {}, UnfitError),
        (AGENT, "apology", {"value": "EUR 1"}, UnfitError),
        (AGENT, "by-law", {}, UnfitError),
        (AGENT, "flowers", {}, UnfitError),
        (AGENT, "voucher", {"value": "EUR 0"}, BeyondAuthorityError),
        (AGENT, "voucher", {"value": "EUR 5 per day"}, UnfitError),
        (AGENT, "voucher", {"value": "EUR 5", "cases": ("statutory-due-unpaid",)}, NotNowError),
    ],
)
def test_what_is_not_theirs_is_not_given(
    scene: Scene, actor: Actor, amends: str, said: dict[str, object], error: type[Exception]
) -> None:
    promise = make(scene, AGENT)
    scene.go(9)
    with pytest.raises(error):
        give(scene, promise, amends, actor, **said)


def test_managers_may_give_what_agents_may(scene: Scene) -> None:
    promise = make(scene, AGENT)
    scene.go(9)
    give(scene, promise, "fee-back", MANAGER)
    give(scene, promise, "apology", ROBOT)
    assert len(give(scene, promise, "voucher", MANAGER, value="EUR 5").amends) == 3


@pytest.mark.parametrize("seed", range(40))
def test_no_sequence_ends_over_a_limit(seed: int) -> None:
    assert play(seed) == []


def test_threads_that_draw_on_one_limit_stay_within_it() -> None:
    scene = company()

    def draw(number: int) -> None:
        for _ in range(8):
            try:
                with scene.store.writing(actor=AGENTS[number % 2], at=MONDAY) as work:
                    said = Give(amends="voucher", value="EUR 7", reason="sorry")
                    operations.give(work, scene.promises[0], said)
            except (BeyondAuthorityError, ConflictError):
                continue

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert over(scene.store) == []
    given = [e for e in scene.store.feed(limit=999).items if e.type == "promise.amends-given"]
    assert len(given) == 8  # 8 x 7 = 56 of 60


def test_a_limit_in_another_currency_is_told_beforehand(scene: Scene) -> None:
    """Nothing can be given of it, and what is left of it says so."""
    text = PLAYBOOK.replace("EUR 30 per customer", "USD 30 per customer")
    scene = Scene(playbook=text)
    edition = scene.store.edition()
    assert edition is not None
    standing = operations.left(scene.store, AGENT, edition, scene.customer, scene.now)
    stuck = {each.row: each.stuck for each in standing}
    assert stuck["authority.quick-reply"] is None
    assert stuck["amends.voucher"] == (
        "at most EUR 20 cannot be counted in USD, so voucher cannot be given"
    )
    promise = make(scene, AGENT)
    with pytest.raises(UnfitError, match="cannot be counted"):
        give(scene.go(9), promise, "voucher", value="EUR 5")


def test_nobody_says_what_became_of_a_promise(scene: Scene) -> None:
    """Whether it is broken is counted, not claimed by whoever would like to give something."""
    promise = make(scene, AGENT)
    with pytest.raises(NotNowError, match="given when broken"):
        give(scene, promise, "voucher", value="EUR 20", cases=("broken",))
    refund = make(scene, AGENT, metric="refund")
    give(scene, refund, "apology", cases=("kept", "broken"))
