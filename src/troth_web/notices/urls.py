"""The pages of notices: where one stops being told of something, and is told again."""

from django.urls import path

from troth_web.notices.views import off

urlpatterns = [
    path("off/<str:token>/", off, name="notices_off"),
    path("on/<str:token>/", off, {"on": True}, name="notices_on"),
]
