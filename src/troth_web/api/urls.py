"""The addresses under `/api/`."""

from django.urls import path

from troth_web.api.main import api

urlpatterns = [path("v1/", api.urls)]
