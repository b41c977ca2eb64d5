"""The playbook to begin with."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from troth import checks
from troth.playbook import load
from troth.playbook.starter import UnwritableStarterError, write_starter

AT = datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_it_passes_every_check(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    write_starter(file, company="Northwind Air", at=AT)
    report = checks.run(load(file), AT, checks.horizon_from(AT, "2y"))
    assert report.findings == ()


def test_its_stages_are_those_from_which_most_begin(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    write_starter(file, company="Northwind Air", at=AT)
    stages = [stage.id for stage in load(file).stages]
    assert stages == ["attract", "convert", "implement", "service", "leverage"]


@pytest.mark.parametrize("company", ["Müller & Söhne", 'The "Best": #1', "$today", "007", "null"])
def test_a_company_keeps_its_name(tmp_path: Path, company: str) -> None:
    file = tmp_path / "playbook.yaml"
    write_starter(file, company=company, at=AT)
    assert load(file).company == company


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("mine")
    with pytest.raises(UnwritableStarterError, match="is there already"):
        write_starter(file, company="A", at=AT)
    assert file.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnwritableStarterError, match="cannot be written"):
        write_starter(tmp_path / "no" / "playbook.yaml", company="A", at=AT)


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    with pytest.raises(UnicodeEncodeError):
        write_starter(file, company="\udcff", at=AT)
    assert not file.exists()
