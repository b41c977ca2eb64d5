"""The pages of people: one's own account, and the invitation."""

from django.urls import path

from troth_web.people.views import accept, me, sessions

urlpatterns = [
    path("me/", me.page, name="people_me"),
    path("me/sessions/<int:session_id>/end/", sessions.end, name="people_end_session"),
    path("invitations/<str:token>/", accept.page, name="people_accept"),
]
