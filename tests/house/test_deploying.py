"""What is in `deploy/` can be deployed, and the drills of its page can be run."""

import configparser
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs/guides/deploying.md").read_text()
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


def parsed(unit: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(unit)
    return found


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_it(unit: Path, tmp_path: Path) -> None:
    """Where systemd is here, it says so itself; the program stands elsewhere in a test."""
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd is not here")
    for each in UNITS:
        text = each.read_text().replace("/opt/troth/bin/troth", "/bin/true")
        (tmp_path / each.name).write_text(text)
    done = subprocess.run(
        [verify, "verify", "--man=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:/lib/systemd/system"},
    )
    ours = [line for line in done.stderr.splitlines() if "troth" in line]
    assert not ours, done.stderr


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_it_has_no_more_rights_than_it_needs(unit: Path) -> None:
    service = parsed(unit)["Service"]
    assert service["User"] == "troth"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["NoNewPrivileges"] == "yes"
    assert "/opt/troth/bin/troth" in service["ExecStart"]


def test_the_worker_is_run_as_the_server_is() -> None:
    """Both units say the same but for what they run."""
    server, worker = (parsed(DEPLOY / f"{name}.service") for name in ("troth", "troth-worker"))
    differ = {
        key
        for part in server.sections()
        for key in server[part]
        if server[part][key] != worker[part].get(key)
    }
    assert differ == {"Description", "After", "ExecStart"}


def test_the_image_runs_as_nobody_special() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert 'CMD ["serve", "--host", "0.0.0.0"]' in last
    for source in re.findall(r"^COPY ([^-\s]\S*) ", text, re.MULTILINE):
        assert (ROOT / source).exists(), source
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text().splitlines()
    for name in ignored:
        assert not name.startswith("!") or (ROOT / name[1:]).exists(), name


def test_all_of_it_is_on_the_page() -> None:
    for path in DEPLOY.iterdir():
        if path.suffix not in {".dockerignore", ".pyc"} and path.is_file():
            assert path.name in PAGE, path.name


class Ready(http.server.BaseHTTPRequestHandler):
    """Answers as a server does that knows its own name alone."""

    status = 200

    def do_GET(self) -> None:
        right = self.headers["Host"] == "troth.example.com" and self.path == "/api/v1/ready"
        right &= self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(self.status if right else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = http.server.HTTPServer(("127.0.0.1", 0), Ready)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_the_health_check(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """0 where the server is ready, 1 where it is not or is not there."""

    def asked(number: int) -> int:
        command = [sys.executable, str(DEPLOY / "healthcheck.py"), str(number)]
        environment = {**os.environ, "TROTH_PUBLIC_URL": "https://troth.example.com"}
        return subprocess.run(command, env=environment, check=False).returncode

    assert asked(port) == 0
    monkeypatch.setattr(Ready, "status", 503)
    assert asked(port) == 1
    assert asked(9) == 1


def drill(name: str) -> str:
    """The commands of a drill."""
    part = PAGE.partition(f"## The {name} drill")[2]
    found = re.search(r"```sh\n(.*?)```", part, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def ledger(tmp_path: Path) -> dict[str, str]:
    """The environment of a ledger in which somebody was promised something."""
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin/troth"
    shim.write_text(f"#!{sys.executable}\nfrom troth.cli.main import main\nmain()\n")
    shim.chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TROTH_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    (tmp_path / "drill").mkdir()
    paths = [str(ROOT / "src"), str(ROOT), kept.get("PYTHONPATH", "")]
    environment = {
        **kept,
        "PATH": f"{tmp_path / 'bin'}:{kept['PATH']}",
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "TROTH_DATA": str(tmp_path / "data"),
        "DRILL": str(tmp_path / "drill"),
    }
    filled = [sys.executable, "-m", "tests.web.commands.desk", "2"]
    subprocess.run(filled, env=environment, cwd=tmp_path, check=True, capture_output=True)
    return environment


@pytest.mark.parametrize("name", ["upgrade", "restore"])
def test_a_drill(name: str, ledger: dict[str, str], tmp_path: Path) -> None:
    """It runs to its end, and what comes out is a ledger that holds."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", drill(name)],
        env=ledger,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no entries yet" not in done.stdout
    if name == "restore":
        assert "nothing is sent from here" in done.stdout
