"""Large playbooks load, and in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from troth.playbook import load

STANDARD = """  s{0}:
    metric: m{1}
    team: support
    term: {2}
    scope: {{fare: [flex]}}
    precept: swift
    excludes: [strikes]
    review: 2027-06-30
"""
CLAIM = """  c{0}:
    metric: m{1}
    team: support
    says: We answer
    where: the page
    owner: support
    term: {2}
    scope: {{fare: [flex]}}
    relies-on: [support]
    agreed: {{support: 2026-10-02}}
    review: 2027-06-30
"""
TERMS = ("within 4 business hours", "within 24 hours", "within 2 business days in 95 % of cases")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """10,000 standards and 10,000 claims on 190,000 lines."""
    file = tmp_path / "playbook.yaml"
    parts = [
        "troth: 1\ncompany: A\nfacets: {fare: [basic, flex]}\nprecepts: {swift: Be swift.}\n",
        "calendars: {desk: {hours: Mo-Fr 09:00-17:00, timezone: Europe/Berlin}}\n",
        "teams: {support: {calendar: desk}}\nmetrics:\n",
        *(f"  m{n}: {{kind: duration}}\n" for n in range(200)),
        "standards:\n",
        *(STANDARD.format(n, n % 200, TERMS[n % 3]) for n in range(10_000)),
        "claims:\n",
        *(CLAIM.format(n, n % 200, TERMS[n % 3]) for n in range(10_000)),
    ]
    file.write_text("".join(parts))
    return file


def test_twenty_thousand_entries_are_all_there(large: Path) -> None:
    loaded = load(large)
    assert len(loaded.standards) + len(loaded.claims) == 20_000
    last = loaded.place("claims", "c9999", "term")
    assert large.read_text().splitlines()[last.line - 1] == "    term: within 4 business hours"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_twenty_thousand_entries_load_in_300_mebibytes(large: Path) -> None:
    # Not ru_maxrss: a process inherits that from the one which started it.
    program = (
        "import sys, troth.playbook\n"
        "troth.playbook.load(sys.argv[1])\n"
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(large)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 300 * 1024
