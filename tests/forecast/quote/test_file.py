"""Quotes are appended, whole, and read back as they were."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forecast.quote.world import START, desk, northwind
from troth.errors import TrothError
from troth.forecast import fit
from troth.forecast.quote import Quote, as_json, quote, read_quotes, save_quote
from troth.forecast.quote.file import from_line


@pytest.fixture
def found(tmp_path: Path) -> Quote:
    history = desk(tmp_path / "h.parquet")
    return quote(
        fit(history),
        start=START,
        asked_at=START,
        entropy=bytes(10),
        situation={"fare": "flex"},
        playbook=northwind(tmp_path),
        history=history,
        source_hash="0" * 64,
    )


def test_what_is_saved_is_read_back(found: Quote, tmp_path: Path) -> None:
    path = tmp_path / "quotes.jsonl"
    save_quote(found, path)
    save_quote(found, path)
    assert read_quotes(path) == (found, found)
    assert len(path.read_text().splitlines()) == 2


def test_a_line_holds_what_scoring_needs(found: Quote) -> None:
    said = as_json(found)
    assert {"id", "metric", "situation", "at", "options", "source", "asked_at"} <= said.keys()
    (standard,) = (one for one in said["options"] if one["id"] == "flex-reply")
    assert standard["due"] == "2026-07-03T09:00:00Z"
    assert 0.0 < standard["low"] < standard["odds"] < standard["high"] < 1.0
    assert said["source"]["history"] == "0" * 64
    assert len(said["source"]["playbook"]) == 64
    assert json.loads(json.dumps(said)) == said


@pytest.mark.parametrize(
    "content",
    [b"hello\n", b"{}\n", b'{"troth_quote": 2}\n', b"[1]\n", b"\xff\n", b"\n", b'"' + b"[" * 9999],
)
def test_another_file_is_refused_and_left_as_it_is(
    found: Quote, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    with pytest.raises(TrothError, match=r"other\.txt:1"):
        save_quote(found, path)
    assert path.read_bytes() == content
    with pytest.raises(TrothError, match=r"other\.txt:1"):
        read_quotes(path)


def test_a_torn_line_is_not_written_after(found: Quote, tmp_path: Path) -> None:
    path = tmp_path / "quotes.jsonl"
    save_quote(found, path)
    path.write_bytes(path.read_bytes() + b'{"id": "01')
    with pytest.raises(TrothError, match="last line: the line is cut off"):
        save_quote(found, path)


def test_a_folder_and_a_missing_file_get_a_sentence(found: Quote, tmp_path: Path) -> None:
    with pytest.raises(TrothError, match="is no file"):
        save_quote(found, tmp_path)
    with pytest.raises(TrothError, match="there is no such file"):
        read_quotes(tmp_path / "none.jsonl")


WRITER = """
import sys
from pathlib import Path
from troth.forecast.quote.file import from_line, save_quote
quote = from_line(Path(sys.argv[1]).read_bytes(), "line")
for _ in range(40):
    save_quote(quote, Path(sys.argv[2]))
"""


def test_lines_of_two_writers_do_not_mix(found: Quote, tmp_path: Path) -> None:
    one, path = tmp_path / "one.jsonl", tmp_path / "quotes.jsonl"
    save_quote(found, one)
    command = [sys.executable, "-c", WRITER, str(one), str(path)]
    writers = [subprocess.Popen(command) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert read_quotes(path) == (found,) * 80


def test_a_line_says_where_it_is_wrong(found: Quote) -> None:
    line = json.dumps(as_json(found) | {"options": "none"}).encode() + b"\n"
    with pytest.raises(TrothError, match="quotes:7: is no quote"):
        from_line(line, "quotes:7")
