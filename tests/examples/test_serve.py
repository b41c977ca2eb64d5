"""`make serve`: a server with a year in it, from nothing; the second time, with what is there."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.web.commands.test_serve import answers, free_port, until

ROOT = Path(__file__).resolve().parents[2]
SERVE = ("-m", "examples.airline.serve", "--scale", "0.02")


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TROTH_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "TROTH_DATA": str(folder), **more}


@contextmanager
def serving(folder: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, *SERVE, "--port", str(port)],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until(lambda: answers(port) or process.poll() is not None, seconds=60)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=40)


def stopped(process: "subprocess.Popen[str]") -> str:
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=40)
    assert process.returncode == 0, errors
    return out


def refused(folder: Path, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, *SERVE],
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2, done.stdout
    return done.stderr


def signed_in(port: int, email: str, password: str) -> bool:
    """Whether the sign-in page lets somebody in."""
    browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
    page = f"http://127.0.0.1:{port}/accounts/login/"
    with browser.open(page) as shown:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', shown.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    with browser.open(page, urlencode(form).encode()) as answer:
        return not answer.url.startswith(page)


def test_it_makes_a_year_shows_sign_ins_once_and_serves_it_again(tmp_path: Path) -> None:
    folder, port = tmp_path / "data", free_port()
    with serving(folder, port) as first:
        out = stopped(first)
    assert f"troth serves http://127.0.0.1:{port}" in out
    shown = re.findall(r"^  (\w+) +.*? (\S+@larkwind\.example) +(\S+)$", out, re.MULTILINE)
    assert [role for role, _, _ in shown] == ["admin", "manager", "agent", "viewer"]
    assert re.search(r"key for the API: troth_\w{8}_\S+$", out, re.MULTILINE)
    assert [each.name for each in tmp_path.iterdir()] == ["data"]
    assert folder.stat().st_mode & 0o077 == 0

    with serving(folder, port) as second:
        assert all(signed_in(port, email, password) for _, email, password in shown)
        assert not signed_in(port, shown[0][1], "another password")
        out = stopped(second)
    assert "from an earlier run" in out
    assert "@larkwind.example" not in out


def test_it_leaves_a_folder_alone_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    assert "holds files but no ledger" in refused(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_it_does_not_write_into_a_database_of_somebody(tmp_path: Path) -> None:
    message = refused(tmp_path / "data", TROTH_DATABASE="postgresql://troth@127.0.0.1/troth")
    assert "TROTH_DATABASE names a database" in message


@pytest.mark.parametrize("given", ["0", "-1", "much"])
def test_a_scale_that_makes_no_airline_is_refused(tmp_path: Path, given: str) -> None:
    done = subprocess.run(
        [sys.executable, *SERVE, "--scale", given],
        cwd=ROOT,
        env=environment(tmp_path / "data"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "--scale" in done.stderr
