"""The demo: from nothing to a report, and quicker the second time."""

import os
import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "examples/airline/demo.py"


def run_demo(out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, DEMO],
        env={**os.environ, "TROTH_DEMO_OUT": str(out)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_writes_the_report_and_leaves_with_0(tmp_path: Path) -> None:
    first = run_demo(tmp_path)
    assert first.returncode == 0, first.stderr
    assert "336,776 cases" in first.stdout
    assert "TR204 promise tighter than history" in first.stdout
    assert f"The report is in {tmp_path / 'airline.html'}" in first.stdout
    assert "\x1b[" not in first.stdout
    assert first.stderr == ""
    page = (tmp_path / "airline.html").read_text(encoding="utf-8")

    second = run_demo(tmp_path)
    assert second.returncode == 0, second.stderr
    assert "troth history import" not in second.stdout
    assert (tmp_path / "airline.html").read_text(encoding="utf-8") == page
