"""A letter as plain text and as HTML, with the same words."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from troth_web.notices.letter import Item, Letter, Section


def plain_text(letter: Letter) -> str:
    """As plain text."""
    return "\n".join([letter.greeting, "", *_plain_sections(letter), *_plain_end(letter)]) + "\n"


def html(letter: Letter) -> SafeString:
    """As HTML: no picture, no style, nothing that is fetched."""
    return format_html(
        '<!doctype html><html lang="en"><body><p>{}</p>{}<p>{}</p>{}</body></html>\n',
        letter.greeting,
        format_html_join("", "{}", ((_html_section(each),) for each in letter.sections)),
        letter.closing,
        format_html_join("", '<p>Stop these notices: <a href="{}">{}</a></p>', _html_off(letter)),
    )


def _plain_sections(letter: Letter) -> Iterator[str]:
    for section in letter.sections:
        yield section.heading
        if section.note:
            yield section.note
        for item in section.items:
            yield f"- {item.text}"
            yield from (f"  {quote.by} said: “{quote.text}”" for quote in item.quotes)
            if item.link:
                yield f"  {item.link}"
        if section.more:
            yield f"- and {section.more:,} more"
        yield ""


def _plain_end(letter: Letter) -> Iterator[str]:
    yield letter.closing
    for off in letter.off:
        yield f"Stop these notices: {off.heading}"
        yield f"  {off.link}"


def _html_section(section: Section) -> SafeString:
    more = format_html("<li>and {} more</li>", f"{section.more:,}") if section.more else ""
    items = format_html_join("", "<li>{}</li>", ((_html_item(each),) for each in section.items))
    note = format_html("<br>{}", section.note) if section.note else ""
    return format_html("<p><b>{}</b>{}</p><ul>{}{}</ul>", section.heading, note, items, more)


def _html_item(item: Item) -> SafeString:
    quotes = format_html_join(
        "", "<br>{} said: “{}”", ((quote.by, quote.text) for quote in item.quotes)
    )
    link = format_html('<br><a href="{}">{}</a>', item.link, item.link) if item.link else ""
    return format_html("{}{}{}", item.text, quotes, link)


def _html_off(letter: Letter) -> Iterator[tuple[str, str]]:
    return ((off.link, off.heading) for off in letter.off)
