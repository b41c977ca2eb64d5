"""The addresses under `/api/`."""

from django.urls import path

from troth_web.api import docs
from troth_web.api.main import api

urlpatterns = [
    path("v1/openapi.json", docs.openapi, name="openapi-json"),
    path("v1/docs", docs.page, name="openapi-view"),
    path("v1/", api.urls),
]
