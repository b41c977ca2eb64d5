"""The few SVG elements that pictures are made of, escaped, and the colours of the page."""

from html import escape

from troth.pictures.model import State

INK = "var(--ink,#1d232b)"
SOFT = "var(--soft,#5c6672)"
LINE = "var(--line,#e6e3dc)"
CARD = "var(--card,#ffffff)"
FILL = "var(--accent-soft,#e8eef7)"
BROKEN = "var(--broken,#b3263a)"
ACCENT = "var(--accent,#2b4c7e)"
STATE_COLOURS = {
    State.KEPT: "var(--kept,#1a735d)",
    State.BROKEN: BROKEN,
    State.RISK: "var(--risk,#945800)",
    State.WAIT: "var(--wait,#5b5f97)",
}


def element(name: str, body: str = "", **attributes: str | float) -> str:
    """One element; `_` in an attribute's name stands for `-`. The body is SVG, not text."""
    written = "".join(
        f' {key if key == "viewBox" else key.replace("_", "-")}="{_number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def text(
    content: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    halo: bool = False,
    parts: str = "",
) -> str:
    """A line of text with its baseline at `y`; a halo keeps it legible where it crosses lines.

    `parts` are `tspan` elements that follow the content.
    """
    look: dict[str, str | float] = {"text_anchor": anchor} if anchor != "start" else {}
    if weight != 400:
        look["font_weight"] = weight
    if halo:
        look |= {"stroke": CARD, "stroke_width": 4, "paint_order": "stroke"}
    return element(
        "text", escape(content) + parts, x=round(x, 1), y=y, font_size=size, fill=colour, **look
    )


def shape(state: State, x: float, y: float) -> str:
    """The mark of a state: disc kept, square broken, diamond at risk, ring waiting."""
    colour = STATE_COLOURS[state]
    if state is State.KEPT:
        return element("circle", cx=round(x, 1), cy=y, r=6, fill=colour)
    if state is State.BROKEN:
        return element("rect", x=round(x - 5.5, 1), y=y - 5.5, width=11, height=11, fill=colour)
    if state is State.RISK:
        return element("path", d=f"M{x:.1f} {y - 7.5:g}l7.5 7.5l-7.5 7.5l-7.5 -7.5z", fill=colour)
    return element("circle", cx=round(x, 1), cy=y, r=5, fill=CARD, stroke=colour, stroke_width=2.5)


def _number(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{value:g}"
