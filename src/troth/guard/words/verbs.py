"""Deeds that companies promise: each verb with the kind of promise that it makes by itself."""

from troth.guard.kinds import Kind

_BY_KIND = {
    Kind.RESPONSE: (
        "warn call ring phone telephone email e-mail text message dm ping notify inform advise"
        " reply"
        " respond answer acknowledge contact write tell alert remind confirm announce publish speak"
        " talk chat explain meet clarify revert liaise communicate brief"
    ),
    Kind.RESOLUTION: (
        "fix resolve sort repair restore rectify solve mend remedy reconnect troubleshoot "
"unblock cure patch unlock stabilise stabilize"
    ),
    Kind.DELIVERY: (
        "deliver ship dispatch despatch arrive bring courier collect drop visit attend come post"
        " resend reship install fit expedite hand supply mail pick land fetch pop reach "
"return rush tow escort ferry"
    ),
    Kind.REFUND: (
        "refund reimburse compensate credit recredit re-credit rebate repay redeposit pay replace"
        " indemnify deduct reverse wire remit wipe knock owe recompense"
    ),
    Kind.PRICE: (
        "charge bill waive discount match cost cap lock invoice beat undercut freeze absorb"
    ),
    Kind.AVAILABILITY: (
        "hold reserve open reopen resume restock stock activate staff operate save seat roll launch"
        " release man"
    ),
    Kind.QUALITY: "guarantee warrant last perform exceed certify",
    Kind.ACTION: (
        "check look investigate review forward escalate pass feed add cancel change process monitor"
        " follow ask raise log submit file note take arrange chase transfer move switch remove"
        " delete keep retain store share send give include make do work continue explore examine"
        " inspect test verify flag mention report request begin start prepare issue plant donate"
        " reduce cut use consider help assist support handle extend honour honor upgrade rebook"
        " register enrol enroll apply set walk guide join see try ensure get put go let provide"
        " update correct amend replicate erase notarise audit train clean treat track trace book"
        " schedule reschedule protect respect publish offer maintain adjust increase lower boost"
        " reset run perform complete finish finalise finalize close approve decide assess settle"
        " disclose sell identify deploy build develop invest achieve meet halve double dig hunt"
        " reissue relay loop connect tackle address throw pull push swap confirm archive back"
        " encrypt anonymise refer inspect measure read tidy paint bake order source find locate"
        " recover validate record conduct evaluate analyse analyze hear take_up act sign return"
        " prioritize prioritise facilitate initiate coordinate proceed assign authorize "
"authorise generate reinstate reroute redirect oversee elaborate reassess "
"personalise rent lend trade pledge undertake promise vow agree aim intend endeavour endeavor "
"attempt seek expect estimate anticipate reckon believe eliminate phase commit "
"strive contribute "
"promote provide cover upgrade redo rework squeeze port migrate honour reinstate reprint retest "
"revisit reactivate enable safeguard recycle offset alter mow tune underwrite mark stand swap "
"exchange deal listen empty fill polish fetch top insure translate proofread bind advertise brew"
" pour greet haul insulate attach detach stitch sew vaccinate massage celebrate bury weld rinse dry"
" regularise renovate rebuild restring sterilise sterilize decorate"
" quit leave store own reimagine sharpen engrave wrap swing try use pause block"
    ),
}  # fmt: skip

_IRREGULAR = {
    "ring": ("rang", "rung"), "write": ("wrote", "written"), "tell": ("told", "told"),
    "speak": ("spoke", "spoken"), "meet": ("met", "met"), "bring": ("brought", "brought"),
    "come": ("came", "come"), "pay": ("paid", "paid"), "repay": ("repaid", "repaid"),
    "hold": ("held", "held"), "send": ("sent", "sent"), "resend": ("resent", "resent"),
    "give": ("gave", "given"), "make": ("made", "made"), "do": ("did", "done"),
    "see": ("saw", "seen"), "get": ("got", "got"), "put": ("put", "put"), "go": ("went", "gone"),
    "let": ("let", "let"), "set": ("set", "set"), "keep": ("kept", "kept"),
    "take": ("took", "taken"), "begin": ("began", "begun"), "run": ("ran", "run"),
    "sell": ("sold", "sold"), "find": ("found", "found"), "read": ("read", "read"),
    "build": ("built", "built"), "feed": ("fed", "fed"), "cut": ("cut", "cut"),
    "fit": ("fitted", "fitted"), "hear": ("heard", "heard"), "throw": ("threw", "thrown"),
    "cost": ("cost", "cost"), "redo": ("redid", "redone"), "dig": ("dug", "dug"),
    "strive": ("strove", "striven"), "catch": ("caught", "caught"), "leave": ("left", "left"),
    "show": ("showed", "shown"), "be": ("was", "been"), "hit": ("hit", "hit"),
    "freeze": ("froze", "frozen"), "beat": ("beat", "beaten"), "stand": ("stood", "stood"),
    "fall": ("fell", "fallen"), "quit": ("quit", "quit"), "become": ("became", "become"),
    "understand": ("understood", "understood"), "sweep": ("swept", "swept"),
    "wear": ("wore", "worn"), "sit": ("sat", "sat"), "sleep": ("slept", "slept"),
    "eat": ("ate", "eaten"), "drink": ("drank", "drunk"), "teach": ("taught", "taught"),
    "know": ("knew", "known"), "choose": ("chose", "chosen"), "lose": ("lost", "lost"),
    "win": ("won", "won"), "break": ("broke", "broken"), "spend": ("spent", "spent"),
    "grow": ("grew", "grown"), "rise": ("rose", "risen"), "bear": ("bore", "borne"),
    "lend": ("lent", "lent"), "deal": ("dealt", "dealt"), "sew": ("sewed", "sewn"),
    "rebuild": ("rebuilt", "rebuilt"), "bind": ("bound", "bound"),
    "forget": ("forgot", "forgotten"),
}  # fmt: skip

#: What things do by themselves when a promise is kept.
_HAPPEN = (
    "arrive ship land come go leave reach hit appear show reflect drop activate start begin resume"
    " reopen open return finish complete follow take keep last stay remain run stop end clear"
    " include cover apply work get be become expire continue update renew deliver post dispatch pay"
    " operate launch release close lift cost earn receive pass switch travel depart "
    "carry roll kick turn flow"
    " settle refresh propagate unlock accrue renew resurface reappear fall sail board"
)

#: Deeds of customers and states of things: they promise nothing by themselves.
_NEUTRAL = (
    "queue wait wear sit sleep eat drink learn teach know need want choose belong worry lose win"
    " break sweep spend grow rise carry bear hand phase forward lend borrow owe prove"
    " remember forget"
)


def _forms(base: str) -> dict[str, str]:
    """Every form of a verb, each with its name: base, s, ed, ing."""
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    doubled = stem + stem[-1] if base in _DOUBLING else stem
    if base.endswith("y") and base[-2] not in "aeiou":
        past, third = base[:-1] + "ied", base[:-1] + "ies"
    else:
        past = doubled + "ed"
        third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    forms = {base: "base", third: "s", doubled + "ing": "ing"}
    simple, participle = _IRREGULAR.get(base, (past, past))
    forms.setdefault(simple, "ed")
    forms.setdefault(participle, "ed")
    return forms


_DOUBLING = frozenset(
    [
        "ship",
        "drop",
        "pop",
        "fit",
        "cap",
        "cancel",
        "log",
        "flag",
        "chat",
        "transfer",
        "refer",
        "permit",
        "submit",
        "commit",
        "equip",
        "get",
        "put",
        "let",
        "set",
        "run",
        "cut",
        "dig",
        "plan",
        "stop",
        "hit",
        "begin",
        "swap",
        "label",
        "travel",
    ]
)

#: Each form of each verb: its base and which form it is; a base comes before other readings.
FORMS: dict[str, tuple[str, str]] = {}
KIND_OF_VERB: dict[str, Kind] = {}
for _kind, _verbs in _BY_KIND.items():
    for _verb in _verbs.split():
        KIND_OF_VERB.setdefault(_verb, _kind)
for _verb in [*KIND_OF_VERB, *_HAPPEN.split()]:
    for _form, _name in _forms(_verb).items():
        if _name == "base" or _form not in FORMS:
            FORMS[_form] = (_verb, _name)
#: Where such a word may also be a noun, only the base form is a verb: `no long waits`.
for _verb in _NEUTRAL.split():
    for _form, _name in _forms(_verb).items():
        if _form not in FORMS and _name in {"base", "ed"}:
            FORMS[_form] = (_verb, _name)
for _verb in ("know", "wear", "sit", "lose", "owe", "wait", "bear", "choose"):
    FORMS.setdefault(_verb + "s", (_verb, "s"))
FORMS.setdefault("carries", ("carry", "s"))
HAPPEN = frozenset(_HAPPEN.split())
DEEDS = frozenset(KIND_OF_VERB)


def participle(word: str) -> bool:
    """Whether a word is a past participle, as far as its form tells."""
    known = FORMS.get(word)
    if known:
        return known[1] == "ed" or word in {"set", "put", "read", "cut", "run", "come"}
    return len(word) > 4 and word.endswith("ed")
