"""Workflow commands of GitHub Actions, as both `troth check` and `troth guard` write them."""

from collections.abc import Mapping


def github_command(level: str, properties: Mapping[str, str], text: str) -> str:
    """One command, escaped.

    Args:
        level: error, warning or notice.
        properties: where it stands, and its title.
        text: what is said.
    """
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{level} {listed}::{_data(text)}"


def _data(text: str) -> str:
    # The per cent sign first, or the other escapes would be escaped again.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
