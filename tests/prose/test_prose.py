"""The prose linter reads sentences, and nothing but sentences."""

import pytest

from tests.prose.__main__ import lint, register_checks
from tests.prose.prose import blank_out

PAGE = """---
description: front matter
---

# A heading { #anchor }

Some `inline code`, $a + b$, [a link](target.md), {{ data/mean }}.[✓](check:name)

```python
code = 1
```

<!--pytest-codeblocks:expected-output-->

| a | table |
|---|---|

??? example "A title"

    Indented prose.

$$
formula
$$
"""


def test_lines_stay_where_they_are():
    """A finding has the line that an editor shows."""
    prose = blank_out(PAGE).splitlines()
    assert len(prose) <= len(PAGE.splitlines())
    assert prose[4].strip() == "# A heading"
    assert prose[6] == "Some Xa, Xb, a link, ."
    at = PAGE.splitlines().index("    Indented prose.")
    assert prose[at].strip() == "Indented prose."


@pytest.mark.parametrize(
    "hidden",
    ["front matter", "inline", "= 1", "table", "a + b", "target", "anchor", "check"],
)
def test_what_is_no_prose_is_blank(hidden: str):
    """Nor is what a reader does not see, or sees as code."""
    assert hidden in PAGE
    assert hidden not in blank_out(PAGE)


def test_findings_name_page_and_line():
    """Both those of proselint and those of the house's own list."""
    register_checks()
    text = "# Title\n\nIt learns by heart.\n\nIt is the the very best.\n"
    findings = [*lint("page.md", text)]
    assert 'page.md:3: "by heart": memorize' in findings
    assert any(each.startswith("page.md:5:") and "the the" in each for each in findings)
