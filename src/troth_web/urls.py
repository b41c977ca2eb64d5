"""The addresses of the server; each app names its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("troth_web.people.urls")),
    path("api/", include("troth_web.api.urls")),
    path("accounts/", include("allauth.urls")),
]
