"""A picture as a file of its own: with its namespace, its type and both colour schemes."""

_LIGHT = {
    "card": "#ffffff", "line": "#e6e3dc", "ink": "#1d232b", "soft": "#5c6672", "accent": "#2b4c7e",
    "accent-soft": "#e8eef7", "kept": "#1a735d", "risk": "#945800", "broken": "#b3263a",
    "wait": "#5b5f97",
}  # fmt: skip
_DARK = {
    "card": "#1b2027", "line": "#2b323c", "ink": "#e8ebef", "soft": "#a6b0bc", "accent": "#8fb3ea",
    "accent-soft": "#1f2b3d", "kept": "#5fc9ab", "risk": "#e9b15a", "broken": "#f0808f",
    "wait": "#a9adec",
}  # fmt: skip


def standalone(svg: str) -> str:
    """The text of an SVG file, from the element that `draw` or `draw_month` made."""
    opening, closing, rest = svg.partition(">")
    style = (
        f"svg{{{_variables(_LIGHT)}background:var(--card);"
        'font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;'
        "font-variant-numeric:tabular-nums}"
        f"@media (prefers-color-scheme:dark){{svg{{{_variables(_DARK)}}}}}"
    )
    named = opening.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return f"{named}{closing}<style>{style}</style>{rest}\n"


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())
