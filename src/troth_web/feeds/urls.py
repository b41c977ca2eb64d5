"""The address of calendar feeds."""

from django.urls import path

from troth_web.feeds import views

urlpatterns = [path("<str:secret>.ics", views.feed, name="feeds_calendar")]
