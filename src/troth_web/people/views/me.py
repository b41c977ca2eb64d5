"""One's own account: who one is here, and the doors to change it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from troth_web.desk.words import role_text
from troth_web.people.models import Person


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Name, role and teams."""
    person = request.user
    teams = person.teams.order_by("name") if isinstance(person, Person) else ()
    role = role_text(person.role) if isinstance(person, Person) else ""
    facts = {"person": person, "teams": teams, "role": role}
    return render(request, "people/me.html", facts)
