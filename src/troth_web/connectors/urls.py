"""The address at which other systems knock."""

from django.urls import path

from troth_web.connectors.views import come_in

urlpatterns = [path("<str:connector_id>", come_in, name="connectors_in")]
