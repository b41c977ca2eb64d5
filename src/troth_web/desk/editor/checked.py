"""A text as the checks see it while it is being written, within a time that somebody waits for."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth import checks
from troth.errors import TrothError
from troth.findings import Finding, Severity
from troth.playbook import InvalidPlaybookError, Playbook
from troth.playbook.load import load_text

#: What a text that came without a file is called in places.
FILE = "playbook.yaml"
#: How far ahead arrivals are looked at, as on the command line.
HORIZON = "2y"
#: Seconds after which no further rule is tried.
PATIENCE = 3.0
#: Longer texts are checked when somebody asks, and not as they type; in characters.
MOST_AS_TYPED = 300_000

_SHAPES = {Severity.ERROR: "broken", Severity.WARNING: "risk", Severity.INFO: ""}
#: Rules that find what nobody has described yet: progress to be made, and no mistake.
_OPEN = frozenset(
    {"TR101", "TR102", "TR103", "TR104", "TR105", "TR106", "TR107", "TR302", "TR303", "TR305"}
)
_WORDS: dict[str, str | Lazy] = {
    "broken": _("must be mended"),
    "risk": _("to be looked at"),
    "": _("a hint"),
}


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A problem of form, or a finding, as a page shows it."""

    #: Empty for a problem of form.
    code: str
    #: `broken`, `risk` or none: the badge.
    shape: str
    #: Sentences of the rule; `told` says them in the reader's language, as does that of `fix`.
    says: str
    fix: str
    line: int
    #: The dotted key.
    path: str
    fingerprint: str = ""
    is_error: bool = False

    @property
    def label(self) -> str | Lazy:
        """How much it matters, in words."""
        return _("not described yet") if self.code in _OPEN else _WORDS[self.shape]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What is said of a text."""

    #: None where its form is wrong, so that nothing else is looked at.
    playbook: Playbook | None
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...] = ()
    #: How many findings are accepted exceptions.
    waived: int = 0
    #: Codes of rules for which there was no time.
    untried: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """Codes of the findings that stop a publication, each once."""
        found = (each.code for each in self.findings if each.severity is Severity.ERROR)
        return tuple(sorted(set(found)))

    def below(self, *paths: str) -> tuple[Remark, ...]:
        """What is said of some parts, and of what lies in them."""
        return tuple(
            each
            for each in self.remarks
            if any(each.path == path or each.path.startswith(f"{path}.") for path in paths)
        )


def checked(text: str, at: datetime) -> Checked:
    """What the checks say of a text; the same within one hour.

    Args:
        text: whatever somebody wrote.
        at: the instant of the check; aware.
    """
    return _checked(text, at.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=16)
def _checked(text: str, at: datetime) -> Checked:
    try:
        playbook = load_text(text, FILE)
    except InvalidPlaybookError as error:
        return Checked(playbook=None, remarks=tuple(_problems(error)))
    until = time.monotonic() + PATIENCE
    try:
        report = checks.run(
            playbook,
            at,
            checks.horizon_from(at, HORIZON),
            enough=lambda: time.monotonic() > until,
        )
    except TrothError as error:
        remark = Remark(
            code="", shape="broken", says=str(error), fix="", line=1, path="", is_error=True
        )
        return Checked(playbook=playbook, remarks=(remark,))
    return Checked(
        playbook=playbook,
        remarks=tuple(sorted(map(_remark, report.findings), key=_weight)),
        findings=report.findings,
        waived=len(report.waived),
        untried=report.untried,
    )


def _problems(error: InvalidPlaybookError) -> Iterator[Remark]:
    for problem in error.problems:
        yield Remark(
            code="",
            shape="broken",
            says=problem.wrong,
            fix=problem.right,
            line=problem.place.line,
            path=problem.place.path,
            is_error=True,
        )


def _weight(remark: Remark) -> int:
    """What matters most stands first; else the order of the lines."""
    return tuple(_WORDS).index(remark.shape)


def _remark(finding: Finding) -> Remark:
    return Remark(
        code=finding.code,
        shape="" if finding.code in _OPEN else _SHAPES[finding.severity],
        says=finding.message,
        fix=finding.fix,
        line=finding.place.line,
        path=finding.place.path,
        fingerprint=finding.fingerprint,
        is_error=finding.severity is Severity.ERROR,
    )
