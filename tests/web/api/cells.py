"""Every operation of the API with a request that works, and what it is about, of each owner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from allauth.usersessions.models import UserSession

from tests.web.api.world import PLAYBOOK, World
from troth import operations
from troth.forecast.quote.file import as_json
from troth.forecast.quote.model import Option, Quote, Source
from troth.operations import Change, Hear
from troth.promises.ids import new_id
from troth.promises.parties import Actor, ActorKind
from troth_web.ledger import current_store
from troth_web.people.authentication import of_session
from troth_web.people.models import Person, ServiceAccount
from troth_web.people.operations.keys import make_key
from troth_web.webhooks.models import Endpoint

#: Of a team of one's own, of an open team of others, of a restricted one, or not there at all.
Whose = Literal["own", "other", "hidden", "none"]
TEAMS: Mapping[Whose, str] = {"own": "support", "other": "delivery", "hidden": "legal"}
NONE = "01936f2e-7c00-7000-8000-000000000001"

TEXT = (
    PLAYBOOK.replace("metrics:\n", "metrics:\n  way: {kind: duration}\n")
    .replace("standards:\n", "standards:\n  way: {WAY}\n")
    .replace("days}\nduties", "days, pauses: [waiting-for-customer]}\nduties")
    .replace("hours}\n", "hours, pauses: [waiting-for-customer]}\n")
    .replace("days}\n  letter", "days, pauses: [waiting-for-customer]}\n  letter")
    .replace("WAY", "team: support, metric: way, term: within 9 days, chain: way")
    + """
chains:
  way: {metric: way, legs: [{team: support, term: within 1 day}, {team: delivery}]}
amends: {sorry: {kind: apology, roles: [agent]}}
milestones: {start: {stage: service, ours: [reply]}}
touchpoints: {ask: {stage: service, owner: support, channels: {mail: 1 per trip}}}
claims:
  page: {team: legal, metric: first-reply, term: within 9 days, relies-on: [support]}
"""
)
MATCHING: Mapping[Whose, str] = {"own": "first-reply", "other": "delivery", "hidden": "opinion"}
DUE = "2026-12-20T12:00:00Z"
#: Ids of what is not there, but for UUIDs.
_NOWHERE = {"team": "none", "session": "999999", "edition": "none"}
_NOWHERE |= {"proposal": "0" * 16, "delivery": "999999", "job": "999999"}


@dataclass(frozen=True)
class Case:
    """A request that works for whoever may make it."""

    body: Any = None
    query: str = ""
    #: Fields of a form with a file, in place of a body.
    form: Mapping[str, str] | None = None
    #: What its address or body names; each owner has one.
    about: str = ""
    #: Whether the thing has teams, to whom alone it is, or at least to change.
    teams: bool = False


@dataclass
class Targets:
    """What there is, by kind and owner."""

    world: World
    people: Mapping[str, Person]
    programs: Mapping[str, ServiceAccount]
    at: datetime
    ids: dict[tuple[str, Whose], Any] = field(default_factory=dict)

    def of(self, kind: str, whose: Whose) -> str:
        """The id of one; of what belongs to no team there is one alone."""
        if whose == "none":
            return _NOWHERE.get(kind, NONE)
        if (kind, whose) not in self.ids:
            make: Callable[[Whose], Any] = getattr(self, f"_{kind}")
            self.ids[kind, whose] = make(whose)
        return str(self.ids[kind, whose])

    def _made(self, path: str, body: Any, expect: int = 201) -> str:
        return str(self.world["alice"].post(path, body, expect=expect)["id"])

    def _promise(self, whose: Whose, **more: Any) -> str:
        wanted = {"metric": MATCHING[whose], "customer": self.world.customer, **more}
        return self._made("/promises", wanted)

    def _offered(self, whose: Whose) -> str:
        options = [{"id": "a", "term": "within 9 days"}]
        wanted = {"metric": MATCHING[whose], "customer": self.world.customer, "options": options}
        return self._made("/promises/offer", wanted)

    def _kept(self, whose: Whose) -> str:
        return self._made(f"/promises/{self._promise(whose)}/keep", {}, 200)

    def _paused(self, whose: Whose) -> str:
        path = f"/promises/{self._promise(whose)}/pause"
        return self._made(path, {"reason": "waiting-for-customer"}, 200)

    def _unmatched(self, whose: Whose) -> str:
        return self._promise(whose, metric="clean-cabin", promiser=f"team:{TEAMS[whose]}")

    def _asked(self, whose: Whose) -> str:
        more = {"term": "always", "promiser": f"team:{TEAMS[whose]}"}
        return self._promise(whose, metric="clean-cabin", **more)

    def _chained(self, whose: Whose) -> str:
        return self._promise(whose, metric="way", promiser=f"team:{TEAMS[whose]}")

    def _written_to(self, whose: Whose) -> str:
        """A promise of which the customer themselves said something."""
        promise = self._promise(whose)
        customer = Actor(ActorKind.CUSTOMER, self.world.customer, "customer")
        with current_store().writing(actor=customer, at=self.at) as work:
            operations.hear(work, promise, Hear(says="when?"))
        return promise

    def _duty(self, whose: Whose) -> str:
        wanted = {"duty": "passport", "customer": self.world.customer}
        return self._made("/duties", wanted | {"holder": f"team:{TEAMS[whose]}"})

    def _done_duty(self, whose: Whose) -> str:
        """A duty of which the customer themselves said that it is done."""
        duty = self._duty(whose)
        customer = Actor(ActorKind.CUSTOMER, self.world.customer, "customer")
        with current_store().writing(actor=customer, at=self.at) as work:
            operations.keep(work, duty, operations.Keep())
        return duty

    def _moved_duty(self, whose: Whose) -> str:
        duty, zoe = self._duty(whose), Actor(ActorKind.PERSON, "zoe", "manager")
        wanted = Change(agreed=True, due=datetime.fromisoformat(DUE))
        with current_store().writing(actor=zoe, at=self.at) as work:
            operations.change(work, duty, wanted)
        return duty

    def _milestone(self, _whose: Whose) -> str:
        wanted = {"customer": self.world.customer, "ours": [self._promise("own")]}
        options = [{"id": "a", "says": "One"}, {"id": "b", "says": "Two"}]
        return self._made("/milestones", wanted | {"options": options})

    def _document(self, _whose: Whose) -> str:
        return self._made("/milestones", {"customer": self.world.customer, "includes": ["a"]})

    def _signed(self, whose: Whose) -> str:
        made = self._document(whose)
        self.world["alice"].post(f"/milestones/{made}/sign", {"side": "company"})
        self.world["alice"].post(f"/milestones/{made}/sign", {"side": "customer"})
        return made

    def _signed_by_them(self, whose: Whose) -> str:
        """A document that the customer signed themselves."""
        made = self._document(whose)
        customer = Actor(ActorKind.CUSTOMER, self.world.customer, "customer")
        with current_store().writing(actor=customer, at=self.at) as work:
            operations.sign(work, made, operations.Sign())
        return made

    def _agreement(self, _whose: Whose) -> str:
        wanted = {"metric": "first-reply", "term": "within 9 business days"}
        return self._made("/agreements", wanted | {"customer": self.world.customer})

    def _customer(self, _whose: Whose) -> str:
        return self._made("/customers", {"name": "Cleo"})

    def _edition(self, _whose: Whose) -> str:
        return str(self.world.edition["id"])

    def _friction(self, _whose: Whose) -> str:
        return self._made("/friction", {"touchpoint": "ask", "example": "We said Monday."})

    def _claim(self, _whose: Whose) -> str:
        return "page"

    def _distortion(self, _whose: Whose) -> str:
        wanted = {"metric": "first-reply", "source": "sales", "direction": "too-much"}
        return self._made("/distortions", wanted)

    def _attached(self, whose: Whose) -> str:
        about = self._promise(whose)
        answer = self.world["alice"].send_file(f"/promises/{about}/files", {"what": "an order"})
        self.ids["file", whose] = answer.json()["id"]  # type: ignore[attr-defined]
        return about

    def _hatch(self, whose: Whose) -> str:
        about = self._promise(whose)
        self.world["alice"].post("/hatches", {"about": about}, expect=201)
        return about

    def _note(self, _whose: Whose) -> str:
        wanted = {"kind": "goal", "says": "home early", "customer": self.world.customer}
        return self._made("/notes", wanted)

    def _packet(self, _whose: Whose) -> str:
        promise = self.of("promise", "own")
        wanted = {"to": "support", "customer": self.world.customer, "promises": [promise]}
        return self._made("/packets", wanted)

    def _questioned(self, whose: Whose) -> str:
        packet = self._packet(whose)
        said = {"promise": self.of("promise", "own"), "answer": "questioned", "note": "when?"}
        return self._made(f"/packets/{packet}/answer", said, 200)

    def _quote(self, _whose: Whose) -> str:
        return self._made("/quotes", {"quote": self.quote()})

    def quote(self) -> Any:
        """A quote as the command line writes it."""
        options = (Option(kind="level", id="90", refusal="too few"),)
        source = Source(as_of=self.at, n=9, facets=(), unit="elapsed", k=9, half_life_days=None)
        made = Quote(
            id=new_id(self.at),
            asked_at=self.at,
            metric="first-reply",
            thing="a reply",
            at=self.at,
            zone="UTC",
            situation={},
            options=options,
            drivers=(),
            source=source,
        )
        return as_json(made)

    def _invitation(self, _whose: Whose) -> str:
        wanted = {"email": "noa@example.com", "name": "Noa", "role": "agent", "teams": ["support"]}
        return self._made("/people/invitations", wanted)

    def _person(self, _whose: Whose) -> str:
        return str(self.people["dan"].pk)

    def _team(self, whose: Whose) -> str:
        return TEAMS[whose]

    def _service(self, _whose: Whose) -> str:
        return str(self.programs["desk"].pk)

    def _key(self, _whose: Whose) -> str:
        made = make_key(of_session(self.people["ann"].pk), name="k", scopes=["read"], at=self.at)
        return str(made.key.pk)

    def _draft(self, _whose: Whose) -> str:
        return str(self.world["alice"].ask("PUT", "/editions/draft", {"text": TEXT}).status_code)

    def _submission(self, whose: Whose) -> str:
        self._draft(whose)
        return self._made("/editions/draft/submit", {})

    def _proposal(self, _whose: Whose) -> str:
        text = TEXT.replace("within 5 business days", "within 2 business days")
        self.world["alice"].ask("PUT", "/editions/draft", {"text": text})
        return str(self.world["alice"].get("/precepts")["proposals"][0]["id"])

    def _view(self, _whose: Whose) -> str:
        wanted = {"list": "promises", "name": "Mine", "query": "state=open"}
        return str(self.world["ann"].post("/views", wanted, expect=201)["id"])

    def _connector(self, _whose: Whose) -> str:
        return self._made("/connectors", {"name": "desk", "kind": "zammad"})

    def _endpoint(self, _whose: Whose) -> str:
        wanted = {"url": "https://example.com/hooks", "types": ["*"], "owner": self._person("own")}
        return self._made("/webhooks", wanted)

    def _disabled(self, whose: Whose) -> str:
        made = self._endpoint(whose)
        Endpoint.objects.filter(pk=made).update(disabled_us=1)
        return made

    def _delivery(self, _whose: Whose) -> str:
        return self._made(f"/webhooks/{self.of('endpoint', 'own')}/test", None, 200)

    def _feed(self, _whose: Whose) -> str:
        return str(self.world["ann"].post("/calendar-feeds", {}, expect=201)["id"])

    def _job(self, _whose: Whose) -> str:
        return self._made("/jobs", {"name": "score-quotes", "key": "k"}, 202)

    def _session(self, _whose: Whose) -> str:
        rows = UserSession.objects.create(
            user=self.people["ann"],
            session_key="s",
            ip="127.0.0.1",
            user_agent="a browser",
            created_at=self.at,
            last_seen_at=self.at,
        )
        return str(rows.pk)


_NOTE = {"reason": "no longer"}
_VERB = {"agreed": True, "due": DUE}


def _promise(path: str, kind: str = "promise", body: Any = None) -> tuple[str, Case]:
    return path, Case(body, about=kind, teams=True)


#: By method and path under `/api/v1`. `{...}` in a body is filled in.
CASES: dict[str, Case] = dict(
    (
        ("GET /promises", Case()),
        ("POST /promises", Case({"metric": "{metric}", "customer": "{customer}"}, about="makes")),
        (
            "POST /promises/offer",
            Case(
                {
                    "metric": "{metric}",
                    "customer": "{customer}",
                    "options": [{"id": "a", "term": "within 9 days"}],
                },
                about="makes",
            ),
        ),
        _promise("GET /promises/{promise_id}"),
        _promise("GET /promises/{promise_id}/journal"),
        _promise("GET /promises/{promise_id}/explain"),
        _promise("GET /promises/{promise_id}/explain.svg"),
        _promise("GET /promises/{promise_id}/files"),
        (
            "POST /promises/{promise_id}/files",
            Case(form={"what": "an order"}, about="promise", teams=True),
        ),
        _promise("GET /promises/{promise_id}/files/{file_id}", "attached"),
        _promise("DELETE /promises/{promise_id}/files/{file_id}", "attached"),
        _promise("POST /promises/{promise_id}/files/{file_id}/share", "attached", {"shared": True}),
        _promise("POST /promises/{promise_id}/match", "unmatched", {"term": "always"}),
        _promise("POST /promises/{promise_id}/agree", "offered", {"option": "a"}),
        _promise("POST /promises/{promise_id}/change", body=_VERB),
        _promise("POST /promises/{promise_id}/pause", body={"reason": "waiting-for-customer"}),
        _promise("POST /promises/{promise_id}/resume", "paused", {}),
        _promise("POST /promises/{promise_id}/tell", body={"says": "soon"}),
        _promise("POST /promises/{promise_id}/hear", body={"says": "when?"}),
        _promise("POST /promises/{promise_id}/acknowledge", "written_to", {}),
        _promise("POST /promises/{promise_id}/keep", body={}),
        _promise("POST /promises/{promise_id}/withdraw", body=_NOTE),
        _promise("POST /promises/{promise_id}/reopen", "kept", _NOTE),
        _promise("POST /promises/{promise_id}/settle", "asked", {"kept": True}),
        _promise("POST /promises/{promise_id}/hand-over", body={"to": "person:7", "note": "yours"}),
        _promise("POST /promises/{promise_id}/hand-on", "chained", {}),
        _promise("POST /promises/{promise_id}/amends", body={"amends": "sorry", "reason": "late"}),
        ("GET /duties", Case()),
        ("POST /duties", Case({"duty": "passport", "customer": "{customer}"}, about="asks")),
        _promise("GET /duties/{duty_id}", "duty"),
        _promise("POST /duties/{duty_id}/keep", "duty", {}),
        _promise("POST /duties/{duty_id}/acknowledge", "done_duty", {}),
        _promise("POST /duties/{duty_id}/reopen", "done_duty", _NOTE),
        _promise("POST /duties/{duty_id}/tell", "duty", {"says": "please"}),
        _promise("POST /duties/{duty_id}/change", "duty", _VERB),
        _promise("POST /duties/{duty_id}/agree", "moved_duty", {"change": "{change}"}),
        _promise("POST /duties/{duty_id}/withdraw", "duty", _NOTE),
        ("GET /milestones", Case()),
        ("POST /milestones", Case({"customer": "{customer}", "includes": ["a"]}, about="asks")),
        ("GET /milestones/{milestone_id}", Case(about="milestone")),
        ("GET /milestones/{milestone_id}/document.pdf", Case(about="milestone")),
        ("POST /milestones/{milestone_id}/choose", Case({"option": "a"}, about="milestone")),
        ("POST /milestones/{milestone_id}/sign", Case({}, about="document")),
        ("POST /milestones/{milestone_id}/acknowledge", Case({}, about="signed_by_them")),
        ("POST /milestones/{milestone_id}/close", Case({}, about="signed")),
        ("POST /hatches", Case({"about": "{promise}"}, about="promise", teams=True)),
        _promise("GET /hatches/{about_id}", "hatch"),
        _promise("DELETE /hatches/{about_id}", "hatch"),
        ("GET /notes", Case()),
        (
            "POST /notes",
            Case({"kind": "goal", "says": "home early", "customer": "{customer}"}, about="asks"),
        ),
        ("GET /notes/{note_id}", Case(about="note")),
        ("POST /notes/{note_id}/correct", Case({"says": "home by ten"}, about="note")),
        ("POST /notes/{note_id}/drop", Case(_NOTE, about="note")),
        ("GET /packets", Case()),
        (
            "POST /packets",
            Case(
                {"to": "support", "customer": "{customer}", "promises": ["{promise}"]},
                about="promise",
                teams=True,
            ),
        ),
        ("GET /packets/{packet_id}", Case(about="packet")),
        (
            "POST /packets/{packet_id}/answer",
            Case({"promise": "{item}", "answer": "accepted"}, about="packet"),
        ),
        (
            "POST /packets/{packet_id}/explain",
            Case({"promise": "{item}", "note": "so it was"}, about="questioned"),
        ),
        ("GET /agreements", Case()),
        (
            "POST /agreements",
            Case(
                {"metric": "delivery", "term": "within 9 days", "customer": "{customer}"},
                about="asks",
            ),
        ),
        ("GET /agreements/{agreement_id}", Case(about="agreement")),
        ("POST /agreements/{agreement_id}/end", Case(_NOTE, about="agreement")),
        ("GET /customers", Case()),
        ("POST /customers", Case({"name": "Cleo"})),
        ("GET /customers/{customer_id}", Case(about="customer")),
        ("PATCH /customers/{customer_id}", Case({"name": "Cleopatra"}, about="customer")),
        ("DELETE /customers/{customer_id}", Case(about="customer")),
        ("GET /customers/{customer_id}/access", Case(about="customer")),
        (
            "GET /customers/{customer_id}/may-remind",
            Case(query="about=4711", about="customer"),
        ),
        ("GET /editions/draft", Case(about="draft")),
        ("PUT /editions/draft", Case({"text": "{text}"})),
        ("DELETE /editions/draft", Case(about="draft")),
        ("POST /editions/draft/publish", Case({"accept": "{codes}"}, about="draft")),
        ("POST /editions/draft/submit", Case({"note": "Better"}, about="draft")),
        (
            "POST /editions/submissions/{submission_id}/return",
            Case({"reason": "Not yet"}, about="submission"),
        ),
        ("GET /editions", Case()),
        ("POST /editions", Case({"text": "{text}", "accept": "{codes}"})),
        ("GET /editions/current", Case()),
        ("POST /editions/check", Case({"text": "{text}"})),
        ("GET /editions/{edition_id}", Case(about="edition")),
        ("GET /editions/{old}/diff/{new}", Case(about="edition")),
        ("POST /customers/import", Case({"csv": "name,email\nCleo,cleo@example.org"})),
        ("POST /promises/import", Case({"csv": "metric,customer\nfirst-reply,{customer}"})),
        ("GET /views", Case()),
        ("POST /views", Case({"list": "promises", "name": "Late", "query": "state=broken"})),
        ("DELETE /views/{view_id}", Case(about="view")),
        ("GET /editions/{edition_id}/findings", Case(about="edition")),
        ("GET /editions/{edition_id}/kept", Case(about="edition")),
        (
            "POST /editions/draft/waive",
            Case({"code": "TR206", "about": ["page"], "reason": "soon", "until": "2030-01-31"}),
        ),
        ("GET /friction", Case()),
        ("POST /friction", Case({"touchpoint": "ask", "example": "We said Monday."})),
        ("GET /friction/{friction_id}", Case(about="friction")),
        ("POST /friction/{friction_id}/assign", Case({"owner": "team:delivery"}, about="friction")),
        (
            "POST /friction/{friction_id}/answer",
            Case({"settlement": "planned", "says": "Next week."}, about="friction"),
        ),
        ("GET /claims", Case()),
        (
            "POST /claims/{claim_id}/answer",
            Case({"team": "support", "reply": "accepts"}, about="claim"),
        ),
        ("GET /guidelines", Case()),
        ("GET /guidelines/{team_id}", Case(about="team")),
        ("GET /guidelines/{team_id}/pages.pdf", Case(about="team")),
        ("POST /guidelines/{team_id}/read", Case({}, about="team")),
        ("GET /guidelines/{team_id}/quiz", Case(about="team")),
        (
            "POST /guidelines/{team_id}/quiz",
            Case({"edition": "{edition}", "seed": 1, "answers": "{answers}"}, about="team"),
        ),
        ("GET /guidelines/{team_id}/learned", Case(about="team")),
        ("GET /precepts", Case()),
        (
            "POST /precepts/accept",
            Case({"precept": "on-time", "says": "We are on time.", "standards": ["reply"]}),
        ),
        ("POST /precepts/reject", Case({"proposal": "{target}"}, about="proposal")),
        ("GET /authority", Case()),
        ("GET /may-promise", Case(query="metric=first-reply&customer={customer}", about="asks")),
        ("GET /say", Case(query="metric=first-reply&customer={customer}", about="asks")),
        ("POST /guard", Case({"text": "Hello", "customer": "{customer}"}, about="asks")),
        (
            "POST /guard/sent",
            Case(
                {
                    "text": "We will reply within 9 business days.",
                    "customer": "{customer}",
                    "message": "m-1",
                    "reason": "they asked",
                },
                about="asks",
            ),
        ),
        ("GET /guard/stopped", Case()),
        ("GET /guard/links", Case()),
        ("POST /guard/links", Case({"words": "be with you soon", "metric": None})),
        ("GET /distortions", Case()),
        (
            "POST /distortions",
            Case(
                {
                    "metric": "first-reply",
                    "source": "sales",
                    "direction": "too-much",
                    "customer": "{customer}",
                },
                about="asks",
            ),
        ),
        ("GET /distortions/{report_id}", Case(about="distortion")),
        ("GET /quotes", Case()),
        ("POST /quotes", Case({"quote": "{quote}"})),
        ("GET /quotes/scores", Case()),
        ("GET /quotes/{quote_id}", Case(about="quote")),
        ("POST /quotes/{quote_id}/score", Case({"withdrawn": True}, about="quote")),
        ("GET /journal", Case(query="subject={promise}", about="promise", teams=True)),
        ("GET /feed", Case()),
        ("GET /connectors", Case()),
        (
            "POST /connectors",
            Case({"name": "d", "kind": "zammad", "owner": "{person}"}),
        ),
        ("GET /connectors/{connector_id}", Case(about="connector")),
        ("PATCH /connectors/{connector_id}", Case({"name": "d"}, about="connector")),
        ("DELETE /connectors/{connector_id}", Case(about="connector")),
        ("POST /connectors/{connector_id}/rotate", Case({}, about="connector")),
        ("GET /connectors/{connector_id}/deliveries", Case(about="connector")),
        ("POST /connectors/{connector_id}/try", Case({"payload": {}}, about="connector")),
        ("POST /capture", Case({"message": ""})),
        ("POST /capture/address", Case()),
        ("DELETE /capture/address", Case()),
        ("GET /ledger/retain", Case()),
        ("POST /ledger/retain", Case()),
        ("GET /jobs", Case()),
        ("POST /jobs", Case({"name": "score-quotes", "key": "k"})),
        ("GET /jobs/{job_id}", Case(about="job")),
        ("GET /people", Case()),
        ("GET /people/invitations", Case()),
        (
            "POST /people/invitations",
            Case({"email": "n@example.com", "name": "N", "role": "agent"}),
        ),
        (
            "POST /people/invitations/import",
            Case({"csv": "name,email,teams\nNoa,noa@example.org,support"}),
        ),
        ("DELETE /people/invitations/{invitation_id}", Case(about="invitation")),
        ("GET /people/{person_id}", Case(about="person")),
        ("PATCH /people/{person_id}", Case({"name": "Daniel"}, about="person")),
        ("POST /people/{person_id}/leave", Case(about="person")),
        ("GET /teams", Case()),
        ("POST /teams", Case({"id": "fleet", "name": "Fleet"})),
        ("PATCH /teams/{team_id}", Case({"name": "Aid"}, about="team")),
        ("GET /services", Case()),
        ("POST /services", Case({"name": "Robot", "kind": "integration", "owner": "{person}"})),
        ("PATCH /services/{service_id}", Case({"owner": "{person}"}, about="service")),
        ("POST /services/{service_id}/end", Case(about="service")),
        ("GET /keys", Case()),
        ("POST /keys", Case({"name": "k", "scopes": ["read"]}, about="signed in")),
        ("DELETE /keys/{key_id}", Case(about="key")),
        ("GET /sessions", Case()),
        ("DELETE /sessions/{session_id}", Case(about="session")),
        ("GET /webhooks", Case()),
        (
            "POST /webhooks",
            Case({"url": "https://example.com/hooks", "types": ["*"], "owner": "{person}"}),
        ),
        ("PATCH /webhooks/{endpoint_id}", Case({"description": "d"}, about="endpoint")),
        ("DELETE /webhooks/{endpoint_id}", Case(about="endpoint")),
        ("POST /webhooks/{endpoint_id}/rotate", Case(about="endpoint")),
        ("POST /webhooks/{endpoint_id}/enable", Case(about="disabled")),
        ("POST /webhooks/{endpoint_id}/test", Case(about="endpoint")),
        ("GET /webhooks/{endpoint_id}/deliveries", Case(about="endpoint")),
        ("POST /webhooks/{endpoint_id}/deliveries/{delivery_id}/retry", Case(about="delivery")),
        ("GET /calendar-feeds", Case()),
        ("POST /calendar-feeds", Case({})),
        ("DELETE /calendar-feeds/{feed_id}", Case(about="feed")),
        ("GET /health", Case()),
        ("GET /ready", Case()),
        ("GET /me", Case()),
        ("GET /me/notices", Case()),
        ("PATCH /me/notices", Case({"off": ["at-risk"]})),
    )
)
