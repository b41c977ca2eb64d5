"""Rule pages: Markdown as the rules write it, and nothing more."""

from troth.checks import RULES
from troth.report.rule_page import rule_html


def test_it_works() -> None:
    page = """Name of the rule.

## What it does

Finds `x`,
in two lines:

- one that
  goes on;
- two.

```yaml
a: <b>   # text
```
"""
    assert rule_html(page) == (
        "<h4>What it does</h4>\n"
        "<p>Finds <code>x</code>, in two lines:</p>\n"
        "<ul><li>one that\n  goes on;\n</li><li>two.</li></ul>\n"
        "<pre>a: &lt;b&gt;   # text</pre>"
    )


def test_every_rule_has_all_its_parts() -> None:
    for rule in RULES:
        html = rule_html(rule.__doc__ or "")
        for part in ("What it does", "Why it matters", "Example", "Mend it by", "Severity"):
            assert f"<h4>{part}</h4>" in html, rule.CODE
        assert "```" not in html
        assert "## " not in html
