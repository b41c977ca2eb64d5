"""The README says what happens."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
TROTH = Path(sys.executable).with_name("troth")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def words(text: str) -> str:
    """The text without its line breaks, indents and addresses of pages."""
    return " ".join(re.sub(r" \(https?://[^)]*\)", "", text).split())


def test_it_fits_on_a_screen() -> None:
    assert len(README.splitlines()) <= 70


def test_the_finding_that_it_shows_is_what_check_prints() -> None:
    command, _, shown = blocks("console")[0].partition("\n")
    outcome = subprocess.run(
        [TROTH, *command.split()[2:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 1, outcome.stderr
    assert words(shown) in words(outcome.stdout)


def test_its_python_prints_what_its_comment_says(tmp_path: Path) -> None:
    (source,) = blocks("python")
    said = re.search(r"print\(.*\)\s+# (\S+ \S+):", source)
    assert said
    printed = subprocess.run(
        [sys.executable, "-c", source], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == said[1]


def test_its_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"\$ make (\w+)", README):
        assert f"\n{target}:" in makefile


def test_its_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / link).exists(), f"{page.relative_to(ROOT)}: {link}"


def test_its_commands_run_in_order(tmp_path: Path) -> None:
    (cases := tmp_path / "cases.csv").write_text(f"id,opened,answered\n{ROWS}")
    (tmp_path / "mapping.yaml").write_text(MAPPING)
    (tmp_path / "website").mkdir()
    for page in ("page.md", "website/page.md"):
        (tmp_path / page).write_text("We reply within 8 business hours.\n")
    use = blocks("console")[2].replace("MAPPING SOURCE...", f"mapping.yaml {cases.name}")
    for line in re.findall(r"^\$ troth (.*?)(?:\s+#.*)?$", use, re.MULTILINE):
        outcome = subprocess.run(
            [TROTH, *line.split()], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert outcome.returncode == 0, f"{line}\n{outcome.stdout}\n{outcome.stderr}"


def _row(day: int) -> str:
    begun = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=day)
    ended = begun + timedelta(minutes=30 + 10 * (day % 7))
    return f"{day},{begun:%Y-%m-%d %H:%M},{ended:%Y-%m-%d %H:%M}\n"


#: One a day from March to August, answered after 30 to 90 minutes, the last not yet.
ROWS = "".join(_row(day) for day in range(180)) + "180,2026-09-01 09:00,\n"
MAPPING = """\
metric: first-reply
zone: Europe/Berlin
case: id
started: {column: opened, format: "%Y-%m-%d %H:%M"}
ended: {column: answered, format: "%Y-%m-%d %H:%M"}
kept: {compare: instant}
"""
