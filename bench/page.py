"""Figures as tables of a page, printed as they come."""

from collections.abc import Callable, Iterable, Sequence

from bench.measure import ROOT, Figure

#: A title, and what measures its figures.
Section = tuple[str, Callable[[], Iterable[Figure]]]


def write(name: str, head: str, sections: Sequence[Section]) -> None:
    """Measure each section in turn, print its figures, and write them all to a page of `docs`."""
    parts = [head]
    for title, figures in sections:
        print(title)
        parts.append(f"## {title}\n\n| what | measured | target | met |\n|---|---|---|---|")
        for figure in figures():
            print(f"  {figure.what}: {figure.measured} (target {figure.target})", flush=True)
            met = "yes" if figure.met else "**no**"
            parts.append(f"| {figure.what} | {figure.measured} | {figure.target} | {met} |")
        parts.append("")
    (ROOT / "docs" / name).write_text("\n".join(parts))
