"""`troth serve` answers until it is told to stop, alone on a SQLite database."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.commands.machine import Machine

CANARIES = ("canary-query", "canary@example.com", "canary-token", "canary-host")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def asked(port: int, path: str = "/accounts/login/", **headers: str) -> int:
    """The status of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def until(true: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether somebody answers."""
    try:
        return asked(port) == 200
    except OSError:
        return False


@contextmanager
def serving(machine: Machine, port: int, *more: str) -> "Iterator[subprocess.Popen[str]]":
    """A server that answers; it is stopped at the end if it still runs."""
    process = machine.started("serve", "--port", str(port), *more)
    try:
        until(lambda: answers(port) or process.poll() is not None)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)


def workers_of(process: "subprocess.Popen[str]") -> list[int]:
    """The processes that answer for a server."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(child) for child in children.split()]


def test_it_works(machine: Machine) -> None:
    """It makes its database, says where it is, answers, and ends when told to."""
    port = free_port()
    process = machine.started("serve", "--port", str(port), "--admin", "ada@example.com")
    until(lambda: answers(port))
    process.send_signal(signal.SIGTERM)
    out, errors = process.communicate(timeout=40)
    assert process.returncode == 0, errors
    assert f"on 127.0.0.1:{port}" in out
    assert "ada@example.com can sign in as an admin; the password, shown this once" in out
    lines = [json.loads(line) for line in errors.splitlines()]
    served = [line for line in lines if line["event"] == "request"]
    assert {"GET"} == {line["method"] for line in served}
    assert 200 in {line["status"] for line in served}


def test_it_answers_on_postgresql(new_machine: Callable[[str], Machine]) -> None:
    """With several processes."""
    machine, port = new_machine("postgresql"), free_port()
    with serving(machine, port, "--workers", "2") as process:
        assert len(workers_of(process)) == 2
        assert asked(port) == 200


def test_a_second_one_on_the_same_database_is_refused(machine: Machine) -> None:
    """And so is a command that writes; one that reads is not."""
    port = free_port()
    with serving(machine, port) as process:
        refusal = machine.refused("serve", "--port", str(free_port()))
        assert f"is in use by process {process.pid} (troth serve" in refusal
        assert "in use by process" in machine.refused("ledger", "migrate")
        assert machine.asked("ledger", "status", "--format", "json")["holder"]


def test_it_leaves_nothing_behind_when_it_is_killed(machine: Machine) -> None:
    """Its worker ends, and the next server starts."""
    with serving(machine, free_port()) as process:
        (worker,) = workers_of(process)
        process.kill()
        until(lambda: not Path(f"/proc/{worker}").exists() or _ended(worker))
        process.wait()
        port = free_port()
        with serving(machine, port):
            assert asked(port) == 200


def test_a_worker_that_is_killed_is_replaced(machine: Machine) -> None:
    """The server goes on answering."""
    port = free_port()
    with serving(machine, port) as process:
        (worker,) = workers_of(process)
        os.kill(worker, signal.SIGKILL)
        until(lambda: workers_of(process) not in ([], [worker]))
        until(lambda: answers(port))


def test_a_port_that_is_taken_is_refused(machine: Machine) -> None:
    """Before anything is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refusal = machine.refused("serve", "--port", str(taken.getsockname()[1]))
    assert "choose another --port" in refusal
    assert not machine.sqlite.exists()


def test_several_processes_on_sqlite_are_refused(machine: Machine) -> None:
    """With what to do instead."""
    assert "TROTH_DATABASE" in machine.refused("serve", "--workers", "2")


def test_check_only_says_what_would_be_done(machine: Machine) -> None:
    """No database is made."""
    said = machine.troth("serve", "--check", "--port", "8123").stdout
    assert "listen on http://127.0.0.1:8123" in said
    assert "nobody can sign in yet" in said
    assert not machine.sqlite.exists()


def test_a_setting_that_cannot_be_used_is_refused(machine: Machine) -> None:
    """With the setting, what stands there, and what would be right; never a password."""
    machine.database = "mysql://troth:canary-password@host/db"
    refusal = machine.refused("serve")
    assert "sqlite:/// or postgresql://" in refusal
    assert "canary-password" not in refusal


def test_its_log_tells_nothing_of_people(machine: Machine) -> None:
    """Not what is asked for, by whom, with which token, or from where."""
    port = free_port()
    process = machine.started("serve", "--port", str(port))
    until(lambda: answers(port))
    asked(port, "/me/?q=canary-query&email=canary@example.com")
    asked(port, "/invitations/canary-token/")
    asked(port, "/canary-token/canary@example.com")
    asked(port, Authorization="Bearer troth_canary-token", Cookie="session=canary-token")
    asked(port, Host="canary-host.example.com")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=40)
    assert not [canary for canary in CANARIES if canary in errors]
    assert "invitations/<str:token>/" in errors


def _ended(process: int) -> bool:
    """Whether a process is over and only waits to be asked how it ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
