"""The server's own settings, as tests run it: files below `build/`, HTTP on this machine."""

import os
from pathlib import Path

_DATA = Path(__file__).resolve().parents[2] / "build/test-data"
os.environ.setdefault("TROTH_DATA", str(_DATA))
os.environ.setdefault("TROTH_SECRET_KEY", "only-for-tests-" * 5)
# Tests ask as fast as they can; those of the limits set their own.
os.environ.setdefault("TROTH_API_REQUESTS", "0")
os.environ.setdefault("TROTH_API_FAILURES", "0")
# Tests of the worker expect one.
os.environ.setdefault("TROTH_WORKER", "no")

if os.environ.get("TROTH_TEST_ENGINE") == "postgresql":
    from tests.web.postgresql import address

    os.environ["TROTH_DATABASE"] = address()

from troth_web.settings import *  # noqa: E402, F403
from troth_web.settings import DATABASES  # noqa: E402

# A file, as in production: a database in memory locks otherwise.
DATABASES["default"]["TEST"] = {"NAME": str(_DATA / "test.sqlite3")}
if "postgresql" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {}
PASSWORD_HASHERS = ["tests.web.hashing.QuickArgon2"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
