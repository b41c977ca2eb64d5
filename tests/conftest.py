"""What all tests share."""

from hypothesis import settings

pytest_plugins = ["tests.contracts.stores.fixtures"]

# How long one example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("troth", deadline=None)
settings.load_profile("troth")
