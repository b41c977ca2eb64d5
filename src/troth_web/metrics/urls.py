"""The address of the figures."""

from django.urls import path

from troth_web.metrics import views

urlpatterns = [path("metrics", views.metrics, name="metrics")]
