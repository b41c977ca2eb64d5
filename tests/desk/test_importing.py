"""Files that are taken in: in any encoding, and with every fault said, however many there are."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.company import Company
from tests.desk.crawling import text_of
from tests.web.people.conftest import signed_in
from troth_web.desk.pages.importing import MOST_BYTES

SHEET = "name,email\r\nJürgen Ødegård,j@example.org\r\n"
PATH = "/customers/import/"


@pytest.fixture
def browser(company: Company) -> Client:
    """Of a manager."""
    return signed_in(company.people["mia"])


def sent(browser: Client, content: bytes | str, status: int = 200) -> str:
    """What is said of a file, or of a text."""
    said: dict[str, object] = {"once": "a"}
    if isinstance(content, bytes):
        said["file"] = SimpleUploadedFile("a.csv", content)
    else:
        said["text"] = content
    answer = browser.post(PATH, said)
    assert answer.status_code == status, text_of(answer)
    return text_of(answer)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_it_is_read_as_spreadsheets_write_it(browser: Client, encoding: str) -> None:
    assert "Jürgen Ødegård" in sent(browser, SHEET.encode(encoding))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_parted_by_what_parts_them(browser: Client, mark: str) -> None:
    assert "One line would be taken in" in sent(browser, SHEET.replace(",", mark).encode())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('name,email\r\n"Ines,i@example.org\r\n', "quotes do not end"),
        ("name,name\r\nInes,Ines\r\n", "this column is there twice"),
        ("who\r\nInes\r\n", "there is no such column"),
        ("name,email\r\n", "there is no row below the header"),
        ("name,email\r\nInes\r\n", "this line has 1 cells, and the header 2"),
        ("name\r\n" + "x" * 200_000, "Cells or quotes"),
        ("\x00\x01\x02", ""),
    ],
)
def test_what_is_not_right_is_said(browser: Client, content: str, why: str) -> None:
    said = sent(browser, content.encode())
    assert "not right" in said
    assert why.lower() in said.lower()


def test_a_formula_is_a_name_like_any_other(browser: Client) -> None:
    said = sent(browser, 'name\r\n"=HYPERLINK(""http://x"")<b>"\r\n')
    assert "=HYPERLINK(&quot;http://x&quot;)&lt;b&gt;" in said
    assert "One line would be taken in" in said


@pytest.mark.parametrize("content", [b"a" * (MOST_BYTES + 1), b"", b" \r\n"])
def test_a_file_that_is_none_is_refused_at_its_field(browser: Client, content: bytes) -> None:
    said = sent(browser, content, 422)
    assert 'id="id_file_error"' in said


def test_of_many_faults_some_are_shown_and_all_can_be_taken_away(browser: Client) -> None:
    rows = [f"Name {number},=cmd{number}" for number in range(900)]
    text = "\r\n".join(["name,id", *rows])
    said = sent(browser, text)
    assert said.count('<th scope="row">Line ') == 50
    assert "And 850 more." in said
    assert "Download all of them (CSV)" in said
    answer = browser.post(PATH, {"once": "a", "text": text, "faults": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="refused.csv"'
    found = list(csv.reader(io.StringIO(text_of(answer))))
    assert len(found) == 901
    assert found[1][:2] == ["2", "id"]
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "@"))]
