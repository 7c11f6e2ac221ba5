"""What a browser does before a page can be used, counted: a time would not hold."""

import json
from pathlib import Path

from tests.support.browser import visit
from tests.support.scratch_site import build_site, write_scratch_site
from tests.support.server import serve

PROGRAMS = 40
PAGE = """\
# Page

Programs with outputs, and a long one that is folded away.

{blocks}
??? example "Folded"

    ```python
    {folded}
    ```
"""
BLOCK = """\
```python
print({number} + 0)
```

<!--pytest-codeblocks:expected-output-->

```text
{number}
```

One *paragraph* with `code`.
"""
ELEMENTS = """() => {
    const all = [...document.body.querySelectorAll("*")];
    const folded = all.filter(each => each.closest("details:not([open])"));
    return [all.length - folded.length, folded.length];
}"""


def test_styles_are_made_anew_rarely(browser, tmp_path: Path):
    """The theme changes the whole page at its start, in vain; most of that is avoided.

    What is folded away costs nothing until it is opened.
    """
    write_scratch_site(tmp_path)
    blocks = "\n".join(BLOCK.format(number=number) for number in range(PROGRAMS))
    folded = "\n    ".join(f"print('{line}')" for line in range(6000))
    page = PAGE.format(blocks=blocks, folded=folded)
    (tmp_path / "docs" / "index.md").write_text(page, "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 0, build.log
    with serve(build.folder) as address:
        browser.start_tracing(categories=["devtools.timeline"])
        context = browser.new_context()
        tab = context.new_page()
        visit(tab, address)
        seen, hidden = tab.evaluate(ELEMENTS)
        unseen = tab.locator("details [hidden]").count()
        trace = json.loads(browser.stop_tracing())
        context.close()
    counts = [
        event["args"]["elementCount"]
        for event in trace["traceEvents"]
        if event["name"] == "UpdateLayoutTree" and "elementCount" in event["args"]
    ]
    print(f"{seen} elements, {hidden} folded: {sum(counts) / seen:.1f} times, {counts}")
    assert hidden > 10 * seen
    assert unseen == 0
    assert sum(counts) < 4.4 * seen
