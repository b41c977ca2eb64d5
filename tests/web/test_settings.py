"""Settings from the environment: what each variable does, and what is said when it cannot."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db.utils import ConnectionHandler

from troth_web.settings.databases import PREPARED, database, postgresql, sqlite
from troth_web.settings.environment import SettingError, address, number, words, yes
from troth_web.settings.mail import mail, mailbox
from troth_web.settings.secret_key import secret_key
from troth_web.settings.sign_in import oidc, oidc_domains
from troth_web.settings.transport import content_policy, transport


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No variable set but the data directory."""
    for name in list(os.environ):
        if name.startswith("TROTH_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TROTH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_the_key_is_made_once_and_kept_from_others(empty: Path) -> None:
    key = secret_key()
    assert len(key) >= 50
    assert secret_key() == key
    assert stat.S_IMODE((empty / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700


def test_a_key_that_others_can_read_is_refused(empty: Path) -> None:
    secret_key()
    (empty / "secret-key").chmod(0o640)
    with pytest.raises(SettingError, match="chmod 600 secret-key"):
        secret_key()


def test_a_key_that_was_cut_short_is_refused(empty: Path) -> None:
    secret_key()
    (empty / "secret-key").write_text("")
    with pytest.raises(SettingError, match="cut short"):
        secret_key()


def test_a_given_key_is_used_and_not_shown(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    monkeypatch.setenv("TROTH_SECRET_KEY", "k" * 50)
    assert secret_key() == "k" * 50
    assert not empty.exists()
    monkeypatch.setenv("TROTH_SECRET_KEY", "easy")
    with pytest.raises(SettingError, match="at least 50") as refused:
        secret_key()
    assert "easy" not in str(refused.value)


POSTGRESQL = "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("given", "engine", "name"),
    [
        ("sqlite:////srv/troth/l.sqlite3", "troth_web.ledger.sqlite", "/srv/troth/l.sqlite3"),
        ("sqlite:////srv/a%20b.sqlite3", "troth_web.ledger.sqlite", "/srv/a b.sqlite3"),
        ("postgresql://me:p%40ss@db:5433/ledger?sslmode=require", POSTGRESQL, "ledger"),
        ("postgresql:///ledger?host=/run/pg", POSTGRESQL, "ledger"),
    ],
)
def test_a_database_is_an_address(
    monkeypatch: pytest.MonkeyPatch, given: str, engine: str, name: str
) -> None:
    monkeypatch.setenv("TROTH_DATABASE", given)
    found = database()
    assert found["ENGINE"] == engine
    assert found["NAME"] == name


def test_postgresql_is_told_all_that_the_address_says() -> None:
    found = postgresql("postgresql://me:p%40ss@db:5433/ledger?sslmode=require")
    assert (found["USER"], found["PASSWORD"]) == ("me", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    assert found["OPTIONS"] == {**PREPARED, "sslmode": "require"}


def test_without_an_address_it_is_a_file_in_the_data_directory(empty: Path) -> None:
    assert database()["NAME"] == str(empty / "ledger.sqlite3")


@pytest.mark.django_db
def test_sqlite_keeps_what_it_acknowledged_and_forgets_what_was_erased(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    connection = ConnectionHandler({"default": sqlite(path)})["default"]
    asked = {}
    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys"):
            asked[name] = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        assert asked == {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
        }
        # What every atomic block begins with: it waits for its turn at once, not at a write.
        connection._start_transaction_under_autocommit()  # type: ignore[attr-defined]
        other = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
        cursor.execute("ROLLBACK")
    connection.close()


@pytest.mark.parametrize(
    ("given", "backend"),
    [
        ("console:", "console"),
        ("file:///var/mail/troth", "filebased"),
        ("smtp://me:secret@mail:587", "smtp"),
        ("smtps://mail", "smtp"),
    ],
)
def test_mail_is_an_address(monkeypatch: pytest.MonkeyPatch, given: str, backend: str) -> None:
    monkeypatch.setenv("TROTH_MAIL", given)
    assert mail()["EMAIL_BACKEND"] == f"django.core.mail.backends.{backend}.EmailBackend"


def test_a_name_and_password_for_mail_never_travel_in_the_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TROTH_MAIL", "smtp://me:secret@mail:587")
    assert mail()["EMAIL_USE_TLS"]
    monkeypatch.setenv("TROTH_MAIL", "smtps://me:secret@mail")
    assert mail()["EMAIL_USE_SSL"]


@pytest.mark.parametrize("wrong", ["mail", "ftp://mail", "smtp://", "file:"])
def test_what_is_no_way_to_send_mail_is_refused(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("TROTH_MAIL", wrong)
    with pytest.raises(SettingError, match=r"TROTH_MAIL is .* it must be console:"):
        mail()


@pytest.mark.parametrize(
    ("name", "read"),
    [("TROTH_MAIL", mail), ("TROTH_MAILBOX", mailbox), ("TROTH_DATABASE", database)],
)
@pytest.mark.parametrize("wrong", ["://me:secret@host:port/x", "://me:secret@[host/x"])
@pytest.mark.parametrize("scheme", ["smtp", "imaps", "postgresql", "mysql"])
def test_an_address_that_cannot_be_read_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, read: Callable[[], object], scheme: str, wrong: str
) -> None:
    monkeypatch.setenv(name, scheme + wrong)
    with pytest.raises(SettingError, match=f"{name} is '{scheme}'; it must") as refused:
        read()
    assert "secret" not in str(refused.value)


def test_another_sign_in_needs_a_client_id(monkeypatch: pytest.MonkeyPatch) -> None:
    assert oidc() == {}
    monkeypatch.setenv("TROTH_OIDC_SERVER", "https://id.example.com")
    with pytest.raises(SettingError, match="TROTH_OIDC_CLIENT"):
        oidc()
    monkeypatch.setenv("TROTH_OIDC_CLIENT", "troth")
    app = oidc()["openid_connect"]["APPS"][0]
    assert not app["settings"]["verified_email"]


def test_domains_are_compared_in_small_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_OIDC_DOMAINS", "@Example.com, example.net")
    assert oidc_domains() == ["example.com", "example.net"]


@pytest.mark.parametrize(
    ("name", "read", "wrong"),
    [
        ("TROTH_PROXIES", lambda name: number(name, 0), "-1"),
        ("TROTH_PROXIES", lambda name: number(name, 0), "two"),
        ("TROTH_PROXIES", lambda name: number(name, 0), "²"),
        ("TROTH_OIDC_TRUST_EMAIL", yes, "1"),
        ("TROTH_PUBLIC_URL", address, "troth.example.com"),
        ("TROTH_PUBLIC_URL", address, "ftp://troth.example.com"),
        ("TROTH_PUBLIC_URL", address, "https://"),
        ("TROTH_PUBLIC_URL", address, "https://troth.example.com:https"),
    ],
)
def test_a_wrong_value_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, read: object, wrong: str
) -> None:
    monkeypatch.setenv(name, wrong)
    with pytest.raises(SettingError, match=f"{name} is '{wrong}'; it must be"):
        read(name)  # type: ignore[operator]


def test_words_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_HOSTS", " a.example , b.example,")
    assert words("TROTH_HOSTS") == ["a.example", "b.example"]


def test_forwarded_https_is_believed_behind_a_proxy_only() -> None:
    public = urlsplit("https://troth.example.com")
    assert transport(public, 0)["SECURE_PROXY_SSL_HEADER"] is None
    assert transport(public, 1)["SECURE_PROXY_SSL_HEADER"]


def test_the_sign_in_form_may_lead_to_the_other_service() -> None:
    """Browsers hold the redirect after a form against the policy too."""
    policy = content_policy(urlsplit("https://id.example.com/realms/x"))["DIRECTIVES"]
    assert policy["form-action"] == ["'self'", "https://id.example.com"]
    assert content_policy(urlsplit(""))["DIRECTIVES"]["form-action"] == ["'self'"]
