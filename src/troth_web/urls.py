"""The addresses of the server; each app names its own."""

from django.urls import include, path

from troth_web.api.aliases import health, ready

urlpatterns = [
    path("", include("troth_web.desk.urls")),
    path("", include("troth_web.people.urls")),
    path("", include("troth_web.metrics.urls")),
    path("notices/", include("troth_web.notices.urls")),
    path("api/", include("troth_web.api.urls")),
    path("health", health, name="health"),
    path("ready", ready, name="ready"),
    path("feeds/", include("troth_web.feeds.urls")),
    path("in/", include("troth_web.connectors.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "troth_web.desk.unread.page"
