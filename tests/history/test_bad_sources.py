"""Sources that are refused as a whole: what the sentence says, and that nothing is left behind."""

import gzip
import zipfile
from pathlib import Path

import pytest

from tests.history.desk import HEADER, ROWS, Desk
from troth.history.errors import BadOutputError, BadSourceError

GOOD = HEADER + ROWS


def refusal(
    desk: Desk, content: str | bytes, name: str = "tickets.csv", /, **changed: object
) -> str:
    with pytest.raises(BadSourceError) as caught:
        desk.bring_file(name, content, **changed)
    assert desk.leftovers() <= {name}
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (HEADER, "has a header and no rows"),
        ("\n" + GOOD, "row 1 is empty; it must name the columns"),
        (GOOD.replace("web", "Köln").encode("latin-1"), "byte 81 (0xf6) is not UTF-8"),
        (GOOD.encode("utf-16"), "byte 0 starts a UTF-16 or UTF-32 text"),
        (GOOD.encode("utf-16-le"), "byte 1 is a NUL"),
        (GOOD.encode() + b"T5,\0", "is a NUL"),
        (GOOD.encode() + b"T5,\xff", "byte 227 (0xff) is not UTF-8"),
        (GOOD.encode() + "T5,é".encode()[:-1], "byte 227 (0xc3) is not UTF-8"),
        (b"PK\x03\x04 and more", "holds a zip archive where CSV is expected"),
        (GOOD.replace("closed", "opened"), "names the column 'opened' more than once"),
        (HEADER + ROWS.replace("T3,", "T3,shifted,"), "row 4 has 6 cells where the header has 5"),
        (HEADER + ROWS.replace(",shop", ""), "row 4 has 4 cells where the header has 5"),
        (GOOD.replace(",team", ",tearn"), "there is no column 'team' that the mapping names"),
        (GOOD.replace("closed", "Closed_"), "Did you mean 'Closed_'? The columns are 'id',"),
        (GOOD.replace("T3", "=1+1"), "row 4, column 'id': '=1+1' is a formula to a spreadsheet"),
        (GOOD.replace("shop", "@SUM(A1)"), "row 4, column 'team': '@SUM(A1)' is a formula"),
        (GOOD.replace("shop", "+cmd|' /C x'!A0"), "is a formula"),
        (GOOD.replace("shop", "-2+3+cmd"), "is a formula"),
        (GOOD.replace("shop", "\t=1"), "is a formula"),
        (GOOD.replace("shop", '"\r=1"'), "is a formula"),
        (GOOD.replace("shop", "x" * 5000), "row 4, column 'team': a cell of 5000 bytes"),
        (
            GOOD.replace("shop", '"shop'),
            "line 4: a quote is opened and not closed, and swallows",
        ),
        (GOOD + "T9" * (1 << 20) + ",,,,\n", "line 6: a row is longer than 1 MiB"),
        (GOOD.replace("03.2026", "13.2026"), "row 2: started '02.13.2026 09:00' does not fit"),
    ],
)
def test_csv_is_refused(desk: Desk, content: str | bytes, said: str) -> None:
    assert said in refusal(desk, content)


def test_month_first_dates_read_as_day_first_are_refused(desk: Desk) -> None:
    """The 4th of March fits both orders; the 13th proves the wrong one for all of them."""
    rows = "T1,03/04/2026 09:00,,,web\nT2,03/13/2026 09:00,,,web\n"
    said = refusal(desk, HEADER + rows, dates="%d/%m/%Y %H:%M")
    assert "row 3: started '03/13/2026 09:00'" in said
    assert "the order of day and month is wrong in the mapping" in said


@pytest.mark.parametrize("harmless", ["-5", "+49", "-1.5", "-", "a=b", "", "-.5", "+1e5", "x@y"])
def test_what_no_spreadsheet_runs_is_text(desk: Desk, harmless: str) -> None:
    assert desk.bring(GOOD.replace("shop", harmless)).facts.cases == 4


def test_formulas_are_text_where_the_mapping_says_so(desk: Desk) -> None:
    history = desk.history(GOOD.replace("shop", "=1+1"), formulas="text")
    assert "=1+1" in history.facet("team")[0]


def test_a_text_between_the_lines_is_no_open_quote(desk: Desk) -> None:
    rows = ROWS.replace("web", '5" pipe').replace("shop", '"a\nb"')
    assert desk.bring(HEADER + rows).facts.cases == 4


@pytest.mark.parametrize("says", ["its size", "a lie"])
def test_a_bomb_stops_early(desk: Desk, says: str) -> None:
    rows = (b"T9,,,," + b" " * 94 + b"\n") * 800_000
    packed = gzip.compress(GOOD.encode() + rows, 6)
    assert len(packed) < (64 << 20) / 100
    if says == "a lie":
        packed = packed[:-4] + b"\0\0\0\1"
    said = refusal(desk, packed, "tickets.csv.gz")
    assert "decodes to more than 64 MiB, over 100 times its size" in said


def test_a_file_of_other_rows_is_not_rejected_row_by_row(desk: Desk) -> None:
    said = refusal(desk, GOOD + "T9\n" * 100_001, ragged="reject")
    assert "more than 100000 rows have other cells than the header; are they really split" in said


def test_packed_csv_is_read(desk: Desk) -> None:
    assert desk.bring_file("tickets.csv.gz", gzip.compress(GOOD.encode())).facts.cases == 4
    with zipfile.ZipFile(desk.folder / "one.zip", "w") as archive:
        archive.writestr("anything.txt", GOOD)
    assert desk.bring_all([desk.folder / "one.zip"]).facts.cases == 4


def test_a_zip_of_two_files_is_refused(desk: Desk) -> None:
    with zipfile.ZipFile(desk.folder / "two.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
        archive.writestr("b.csv", GOOD)
    with pytest.raises(BadSourceError, match=r"holds 'a.csv', 'b.csv'; a zip of exactly one file"):
        desk.bring_all([desk.folder / "two.zip"])


@pytest.mark.parametrize("inner", ["gzip", "zip"])
def test_an_archive_in_an_archive_is_refused(desk: Desk, inner: str) -> None:
    path = desk.folder / "outer.zip"
    with zipfile.ZipFile(desk.folder / "inner.zip", "w") as archive:
        archive.writestr("a.csv", GOOD)
    packed = {"gzip": gzip.compress(GOOD.encode()), "zip": (desk.folder / "inner.zip").read_bytes()}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", packed[inner])
    with pytest.raises(BadSourceError, match="where CSV is expected; unpack"):
        desk.bring_all([path])


@pytest.mark.parametrize("name", ["broken.csv.gz", "broken.zip"])
def test_damaged_archives_are_refused(desk: Desk, name: str) -> None:
    packed = gzip.compress(GOOD.encode())[:40] if name.endswith(".gz") else b"PK\x03\x04 not a zip"
    assert "cannot be unpacked" in refusal(desk, packed, name)


def test_a_gzip_that_only_says_it_is_a_bomb(desk: Desk) -> None:
    """The last bytes of a file that was cut off can say anything."""
    packed = gzip.compress(GOOD.encode())
    assert "cannot be unpacked" in refusal(desk, packed[:-4] + b"\xff" * 4, "tickets.csv.gz")
    assert "cannot be unpacked" in refusal(desk, packed[:-9] + b"\xff" * 4, "tickets.csv.gz")


def test_files_that_are_not_there(desk: Desk) -> None:
    with pytest.raises(BadSourceError, match=r"nowhere.csv: there is no such file or folder"):
        desk.bring_all([desk.folder / "nowhere.csv"])
    with pytest.raises(BadSourceError, match="no SOURCE is named"):
        desk.bring_all([])


def test_outputs_that_cannot_be(desk: Desk) -> None:
    source = desk.file("tickets.parquet", GOOD)
    with pytest.raises(BadOutputError, match="would overwrite the source"):
        desk.bring_all([source])
    assert source.read_text() == GOOD
    desk.output = desk.folder / "no" / "such.parquet"
    with pytest.raises(BadOutputError, match="there is no folder"):
        desk.bring_all([source])
    desk.output = desk.folder
    with pytest.raises(BadOutputError, match="is a folder"):
        desk.bring_all([source])


def test_a_refused_import_leaves_the_earlier_output(desk: Desk) -> None:
    desk.bring(GOOD)
    before = desk.output.read_bytes()
    with pytest.raises(BadSourceError):
        desk.bring(GOOD + "T5,\0")
    assert desk.output.read_bytes() == before
    assert desk.leftovers() == {"tickets.parquet"}


def test_the_rejects_file_is_not_written_over_a_source(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "tickets.rejects.csv"
    source.write_text(GOOD)
    with pytest.raises(BadOutputError, match="would overwrite the source"):
        desk.bring_all([source])


def test_a_zip_that_says_it_is_a_bomb_is_not_read(desk: Desk) -> None:
    path = desk.folder / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", GOOD + ROWS * (1 << 19))
    with pytest.raises(BadSourceError, match="decodes to more than 64 MiB"):
        desk.bring_all([path])


def test_a_zip_with_a_password_is_refused(desk: Desk) -> None:
    path = desk.folder / "secret.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", GOOD)
    # The flag that says so, in the local header and in the directory.
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(BadSourceError, match=r"cannot be unpacked: .*password"):
        desk.bring_all([path])


def test_the_mapping_is_not_written_over(desk: Desk) -> None:
    desk.output = desk.folder / "mapping.yaml"
    with pytest.raises(BadOutputError, match="would overwrite the mapping"):
        desk.bring(HEADER + ROWS)


def test_a_device_and_an_empty_folder_are_no_sources(desk: Desk) -> None:
    with pytest.raises(BadSourceError, match="is a device or a pipe"):
        desk.bring_all([Path("/dev/null")])
    folder = desk.folder / "empty"
    folder.mkdir()
    with pytest.raises(BadSourceError, match="is a folder without files"):
        desk.bring_all([folder])


def test_the_name_of_a_column_is_cut(desk: Desk) -> None:
    with pytest.raises(BadSourceError) as caught:
        desk.bring("x" * 5000 + ",y\n1,2\n")
    assert len(str(caught.value)) < 500
