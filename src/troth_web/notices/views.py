"""Stopping notices by the link that each mail has, and being told again.

Opening a page changes nothing, the form on it does. Mail programs send the form that stops them by
themselves when somebody asks them to (RFC 8058), without a cookie or a token of our pages. Neither
form needs one: who sends it must know the signed link, which no page of others does.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from troth.playbook.schema.words import NoticeKind
from troth_web import clock
from troth_web.notices.kinds import KINDS
from troth_web.notices.links import unsubscribing
from troth_web.notices.unsubscribing import start, stop, stopped


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str, *, on: bool = False) -> HttpResponse:
    """Show whether these notices are told; on POST, stop them, or tell them again."""
    wanted = unsubscribing(token)
    if wanted is None:
        sentence = "this link is not whole; take it from the mail again"
        page = render(request, "people/refused.html", {"sentence": sentence}, status=404)
        return _private(page)
    done = request.method == "POST"
    if done:
        (start if on else stop)(wanted, at=clock.now())
    told = {
        "headings": [KINDS[NoticeKind(kind)].heading for kind in wanted.kinds],
        "stopped": stopped(wanted),
        "done": done,
        "token": token,
    }
    return _private(render(request, "notices/off.html", told))


def _private(page: HttpResponse) -> HttpResponse:
    """Keep the link out of the `Referer`, of caches and of search engines."""
    page["Referrer-Policy"] = "no-referrer"
    page["Cache-Control"] = "no-store"
    page["X-Robots-Tag"] = "noindex, nofollow"
    return page
