"""Write what commands print into the guides that show it: `python docs/shown.py`.

It needs the reference data of `../shared/data`; a test holds the guides against them.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

GUIDES = Path(__file__).resolve().parent / "guides"
OLIST = GUIDES.parents[1] / "../shared/data/olist"
SHOWING = ("quotes.md", "ambition.md")
BLOCK = re.compile(r"```console\n\$ troth (?P<command>.*?)\n.*?```", re.DOTALL)


def main() -> None:
    """Run each command in a folder that has what the guides speak of."""
    with TemporaryDirectory() as folder:
        _troth(folder, "history", "import", "olist", str(OLIST.resolve()), "-o", "olist.parquet")
        (playbook,) = re.findall(
            r"```yaml\n(.*?)```", (GUIDES / "quotes.md").read_text(), re.DOTALL
        )
        Path(folder, "market.yaml").write_text(playbook)
        for name in SHOWING:
            page = GUIDES / name
            page.write_text(BLOCK.sub(lambda found: _shown(folder, found), page.read_text()))


def _shown(folder: str, found: re.Match[str]) -> str:
    command = found["command"]
    return f"```console\n$ troth {command}\n{_troth(folder, *shlex.split(command))}```"


def _troth(folder: str, *arguments: str) -> str:
    program = Path(sys.executable).with_name("troth")
    source = str(GUIDES.parents[1] / "src")
    done = subprocess.run(  # noqa: S603 - our own commands
        [program, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    main()
