"""`make screenshots`: the pages of the desk in docs/screenshots, of the example airline.

A small airline is made in a folder of its own, a server runs on it for as long as it takes.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.chromium import browser

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs/screenshots"
#: No larger, so that pages with them load quickly.
MOST_BYTES = 200_000
#: Name, address and the sizes at which it is shown; `{promise}` and `{customer}` stand for ids.
PAGES = (
    ("today", "/?whose=all"),
    ("promise", "{promise}"),
    ("files", "{promise}#files"),
    ("make", "/promises/make/?customer={customer}&metric=refund"),
    ("promises", "/promises/"),
    ("customer", "/customers/{customer}/"),
    ("search", "/search/?q=refund"),
    ("playbook", "/playbook/"),
    ("friction", "/friction/"),
    ("editor", "/playbook/edit/"),
    ("editor-entry", "/playbook/edit/claims/answer-page/"),
    ("editor-rows", "/playbook/edit/chains/refund-chain/"),
    ("versions", "/playbook/versions/edition-2/"),
    ("settings-hours", "/settings/hours/"),
    ("settings-channels", "/settings/channels/"),
    ("claims", "/friction/claims/"),
    ("learn", "/learn/"),
    ("principles", "/principles/"),
    ("settings", "/settings/"),
    ("review", "/customers/{customer}/review/"),
    ("compose", "/compose/?customer={customer}"),
    ("say", "/say/?customer={customer}&topic=refund"),
    ("panel", "/panel/?customer={customer}"),
)
#: What is written where one writes.
DRAFT = (
    "Thank you for writing to us.\n\nWe will answer you within 10 minutes, and your refund is with "
    "you within 14 business days.\n\nWe will plant a tree for you, too."
)
LOOKS = (("light", 1280, 860), ("dark", 1280, 860), ("light", 375, 760))


def main() -> None:
    """Make the airline, run the server, take the pictures."""
    with tempfile.TemporaryDirectory(prefix="troth-screenshots-") as folder:
        data = Path(folder) / "data"
        said = _airline(data)
        email, password = _manager(said)
        port = _free_port()
        server = _serve(data, port)
        try:
            with browser() as found:
                _all(found, f"http://127.0.0.1:{port}", email, password)
        finally:
            server.terminate()
            server.wait(timeout=30)


def _airline(data: Path) -> str:
    make = (
        "from pathlib import Path; import sys; from examples.airline.serve import prepare; "
        "prepare(Path(sys.argv[1]), seed=1, scale=0.1)"
    )
    done = subprocess.run(
        [sys.executable, "-c", make, str(data)],
        cwd=ROOT,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _environment(**more: str) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "TROTH_LOG": "error", **more}


def _manager(said: str) -> tuple[str, str]:
    found = re.search(r"manager\s+.+?\s(\S+@\S+)\s+(\S+)", said)
    if not found:
        raise SystemExit("the example named no manager")
    return found[1], found[2]


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def _serve(data: Path, port: int) -> "subprocess.Popen[bytes]":
    run = (
        "import sys; sys.argv = ['troth', 'serve', '--port', sys.argv[1]]; "
        "from troth.cli.main import main; main()"
    )
    url = f"http://127.0.0.1:{port}"
    environment = _environment(
        TROTH_DATA=str(data), TROTH_PUBLIC_URL=url, TROTH_MAIL=f"file://{data}/mail"
    )
    command = [sys.executable, "-c", run, str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(240):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return server
        except OSError:
            time.sleep(0.5)
    server.terminate()
    raise SystemExit("the server did not start")


def _all(found: Browser, url: str, email: str, password: str) -> None:
    OUT.mkdir(exist_ok=True)
    for theme, width, height in LOOKS:
        context = found.new_context(
            base_url=url,
            color_scheme="dark" if theme == "dark" else "light",
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", password)
        page.click("main form button.go")
        page.wait_for_url(f"{url}/")
        page.goto("/?whose=all")
        promise = page.locator("[data-main]").first.get_attribute("href") or "/"
        page.goto(promise)
        customer = page.locator(".crumb a").first.get_attribute("href") or "/"
        ids = {"promise": promise, "customer": customer.strip("/").rpartition("/")[2]}
        _attach(page, promise)
        _connect(page)
        look = "phone" if width < 400 else theme
        for name, address in PAGES:
            page.goto(address.format(**ids))
            _write(page)
            _picture(page, OUT / f"{name}-{look}.png")
        context.close()


#: What is attached: its name, what it is, its bytes, and whether the customer sees it.
FILES = (
    ("booking.pdf", "Her booking, as she sent it", b"%PDF-1.7 the booking", False),
    ("answer.txt", "What we answered", b"We refund you within 7 business days.\n", True),
)


def _attach(page: Page, promise: str) -> None:
    """Files with the promise, where it has none yet."""
    for name, what, content, shared in FILES:
        page.goto(promise)
        if page.get_by_text(what, exact=True).count():
            continue
        page.get_by_text("Attach a file", exact=True).click()
        part = page.locator("[data-drop]")
        part.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        part.locator("[name=what]").fill(what)
        part.locator("[name=shared]").set_checked(shared)
        part.get_by_role("button", name="Attach it").click()
        page.get_by_text(what, exact=True).first.wait_for()


def _connect(page: Page) -> None:
    """A help desk that tells us something, and a calendar; where there is none yet."""
    page.goto("/settings/channels/")
    if not page.get_by_text("Connect the first one").count():
        return
    for address in ("/settings/connectors/add/zammad/", "/settings/calendars/make/"):
        page.goto(address)
        page.locator("main form button.go").click()
        page.get_by_text("shown this once").first.wait_for()


def _write(page: Page) -> None:
    """A reply, where the page is for writing one."""
    if page.locator("[data-draft]").count():
        page.locator("[data-draft]").fill(DRAFT)
        page.locator("[data-mark]").first.wait_for()


def _picture(page: Page, path: Path) -> None:
    page.screenshot(path=path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}")
    sys.stdout.write(f"{path.relative_to(ROOT)} {size:,} bytes\n")


if __name__ == "__main__":
    main()
