"""Figures as tables of a page, printed as they come."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from bench.measure import ROOT, Figure

#: A title, and what measures its figures.
Section = tuple[str, Callable[[], Iterable[Figure]]]


#: What stands below the figures of a section, by its title.
Tables = Mapping[str, Callable[[], str]]


def write(
    name: str,
    head: str,
    sections: Sequence[Section],
    only: Collection[str] = (),
    tables: Tables | None = None,
) -> None:
    """Measure each section in turn, print its figures, and write them all to a page of `docs`.

    With titles in `only`, the other sections stay as they are on the page.
    """
    path = ROOT / "docs" / name
    before = _sections(path.read_text()) if only else {}
    parts = [head]
    for title, figures in sections:
        if only and title not in only:
            parts.append(before.get(title, ""))
        else:
            parts.append(_section(title, figures()))
            parts += [f"{tables[title]()}\n"] if tables and title in tables else []
    path.write_text("\n".join(part for part in parts if part))


def _section(title: str, figures: Iterable[Figure]) -> str:
    print(title)
    lines = [f"## {title}\n\n| what | measured | target | met |\n|---|---|---|---|"]
    for figure in figures:
        print(f"  {figure.what}: {figure.measured} (target {figure.target})", flush=True)
        met = "yes" if figure.met else "**no**"
        lines.append(f"| {figure.what} | {figure.measured} | {figure.target} | {met} |")
    return "\n".join(lines) + "\n"


def _sections(text: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return {
        title: f"## {title}\n{body.rstrip()}\n"
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }
