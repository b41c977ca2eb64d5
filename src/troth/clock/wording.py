"""How explanations speak of durations and of clocks that change."""

from datetime import timedelta

from troth.clock.explain import ClockChange


def duration_text(duration: timedelta) -> str:
    """`8 h`, `1 h 30 min`, `-45 min 30 s`, `0 min`; hours are never days."""
    micros = abs(duration) // timedelta(microseconds=1)
    seconds, rest = divmod(micros, 1_000_000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    second_text = f"{seconds}.{rest:06}".rstrip("0") if rest else str(seconds)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes else []
    parts += [f"{second_text} s"] if seconds or rest else []
    return ("-" if duration < timedelta() else "") + (" ".join(parts) or "0 min")


def change_text(change: ClockChange) -> str:
    """`clocks forward 1 h`, `clocks back 30 min`."""
    direction = "forward" if change.by > timedelta() else "back"
    return f"clocks {direction} {duration_text(abs(change.by))}"
