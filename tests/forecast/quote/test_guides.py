"""The guides to quotes and to the ambition curve show what the commands print.

`python docs/shown.py` writes it anew.
"""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from troth.cli.main import main
from troth.history.importing import import_history
from troth.history.mapping_file import load

GUIDES = Path(__file__).resolve().parents[3] / "docs/guides"


@pytest.fixture
def market(shared: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of somebody who follows the guide."""
    import_history(load("olist"), [shared("olist")], tmp_path / "olist.parquet")
    text = (GUIDES / "quotes.md").read_text()
    (playbook,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "market.yaml").write_text(playbook)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["quotes.md", "ambition.md"])
@pytest.mark.usefixtures("market")
def test_what_is_shown_is_what_is_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = (GUIDES / name).read_text()
    ((command, shown),) = re.findall(r"```console\n\$ troth (.*?)\n(.*?)```", text, re.DOTALL)
    with pytest.raises(SystemExit) as left:
        main(shlex.split(command))
    assert left.value.code == 0
    assert capsys.readouterr().out == shown
