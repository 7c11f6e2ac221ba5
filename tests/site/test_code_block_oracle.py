"""Pages that show what was not run, hide what was, or lead nowhere: each is named."""

from textwrap import indent

import pytest
from markdown_it import MarkdownIt

from docs._engine.core.html import select_one
from docs._engine.core.links import BuiltSite
from tests.site.code_block_oracle import Page, problems
from tests.site.page_pairs import collect_examples, pair_pages
from tests.support.scratch_site import (
    Build,
    build_site,
    write_files,
    write_scratch_site,
)

PROGRAM = "```python\nx = 1\n```\n"
RAW = "print('never run')"
NO_EXAMPLE = "this block is no example that ran"
NO_OUTPUT = "this block is not the shown output of an example"
NOT_SHOWN = "this example ran, and its page does not show it"
NOT_UNDERSTOOD = "this fence was not understood"
HIDDEN = "around or in a block may hide it"
UNKNOWN = "may show code that nothing runs, or hide what is run"
OTHER_COPY = "makes the copy button copy something else"

SHOWING = "textarea xmp listing tt font button marquee"
HIDING = "select canvas video audio object iframe noscript template dialog"
HIDING_ATTRIBUTES = [
    'style="display: none"',
    'style="transform: scale(0)"',
    'style="position: absolute; left: -9999px"',
    'style="color: transparent"',
    'class="md-tooltip"',
    'aria-hidden="true"',
    'hidden=""',
    'inert=""',
    'dir="rtl"',
]

ADVERSARIAL_PAGES = {
    "raw-block": (
        '# Page\n\n<div class="language-python highlight"><pre><code>'
        f"{RAW}</code></pre></div>",
        f":3: {NO_EXAMPLE}: write it as a fence…{RAW}",
    ),
    "raw-pre": (f"Text.\n\n<pre>{RAW}</pre>", f":3: {NO_EXAMPLE}…{RAW}"),
    "raw-code": (f"<code>import os<br>{RAW}</code>", ":1: <code> shows lines of code"),
    **{
        f"raw-{name}": (f"<{name}>{RAW}</{name}>", f":1: <{name}> {UNKNOWN}…{RAW}")
        for name in SHOWING.split()
    },
    **{
        f"styled-{number}": (
            f'<p style="{style}">import os\n{RAW}</p>',
            f':1: style="{style}" {UNKNOWN}…import os',
        )
        for number, style in enumerate(("white-space: pre", "font-family: monospace"))
    },
    "keyboard": (f"<kbd>import os<br>{RAW}</kbd>", ":1: <kbd> shows lines of code"),
    "line-by-line": (f"`import os`  \n`{RAW}`", ":1: <code> shows lines of code"),
    "behind-the-article": (f"</article>\n\n<p>{RAW}</p>", f"</article> {UNKNOWN}"),
    "inline-code": (f"See `import os\n{RAW}` here.", ":1: <code> shows lines of code"),
    "data-copy": (
        '``` { .python data-copy="print(2)" }\nx = 1\n```',
        f"data-copy {OTHER_COPY}",
    ),
    "data-copy-around": (
        f'<div data-copy="print(2)" markdown>\n\n{PROGRAM}\n</div>',
        f"data-copy {OTHER_COPY}",
    ),
    "data-clipboard-text": (
        'Text.\n{ data-clipboard-text="print(2)" }',
        f":1: data-clipboard-text {OTHER_COPY}",
    ),
    "in-a-comment": (
        f"Text.\n\n<!--\n\n{PROGRAM}\n-->\n\n```python\ny = x\n```",
        f":5: {NOT_SHOWN}…x = 1",
    ),
    "indented-fence": (
        "Text.\n\n    ```python\n    x = 1\n    ```",
        f":3: {NOT_UNDERSTOOD}…```python",
    ),
    "indented-block": (f"Text.\n\n    {RAW}", f":3: {NO_OUTPUT}…{RAW}"),
    "unclosed-fence": ("Text.\n\n```python\nx = 1", f":3: {NOT_UNDERSTOOD}"),
    "not-expanded": (
        "Text.\n\n```python\n--8<-- nowhere.py\n```",
        ":4: this include was not expanded",
    ),
    "escaped-include": (
        'Text.\n\n--8\\<-- "x.md"',
        ":3: this include was not expanded",
    ),
    "empty-include": (
        '```python\n--8<-- "empty.py"\n```',
        "a block is empty. Correct its include",
    ),
    "unclosed-section": (
        '```python\n--8<-- "unclosed.py:model"\n```',
        f"{NO_EXAMPLE}…rest = 1",
    ),
    "by-line-number": (
        '```python\n--8<-- "lines.py:2:2"\n```',
        f"{NO_EXAMPLE}…second = 2",
    ),
    "from-a-hook": (PROGRAM, f"{NO_EXAMPLE}…print('by a hook')"),
    **{
        f"hidden-in-{name}": (
            f"<{name} markdown>\n\n{PROGRAM}\n</{name}>",
            f"<{name}> {UNKNOWN}",
        )
        for name in HIDING.split()
    },
    **{
        f"hidden-by-{number}": (
            f"<div {attribute} markdown>\n\n{PROGRAM}\n</div>",
            f":4: {attribute} {HIDDEN}",
        )
        for number, attribute in enumerate(HIDING_ATTRIBUTES)
    },
    **{
        f"unclosed-{name}": (f"Text.\n\n<{name}>\n\n# More\n\n{PROGRAM}", UNKNOWN)
        for name in ("select", "textarea", "template", "noscript", "object")
    },
    "hidden-by-a-box": (
        f"!!! md-tooltip\n\n{indent(PROGRAM, '    ')}",
        f':4: class="md-tooltip" {HIDDEN}',
    ),
    "hidden-by-a-style": (
        f"<style>pre {{display: none}}</style>\n\n{PROGRAM}",
        f":1: <style> {UNKNOWN}",
    ),
    "hidden-by-a-drawing": (
        f"<svg><style>pre {{display: none}}</style></svg>\n\n{PROGRAM}",
        f":1: <style> {UNKNOWN}",
    ),
    "not-copied": (
        "``` { .python .no-copy }\nx = 1\n```",
        f':2: class="no-copy" {HIDDEN}',
    ),
    "hidden-line": (
        '<pre><code>x = 1\n<span style="display:none">import os</span></code></pre>',
        f':1: style="display:none" {HIDDEN}',
    ),
    "session": (
        f'<!--pytest.mark.skip(reason="a session")-->\n\n```pycon\n>>> {RAW}\n```',
        f":4: {NO_EXAMPLE}…{RAW}",
    ),
    "skipped": (
        f'Text.\n\n<!--pytest.mark.skip(reason="slow")-->\n\n```python\n{RAW}\n```',
        f":6: {NO_EXAMPLE}…{RAW}",
    ),
    "shell": ("```bash\npip list\n```", f":2: {NO_EXAMPLE}…pip list"),
    "titled-shell": (
        '<!--pytest.mark.skip(reason="a command")-->\n\n```bash title="It ran"\n'
        "pip list\n```",
        ":4: this command needs no title: remove it.",
    ),
    "output-of-nothing": (
        '<!--pytest.mark.skip(reason="made up")-->\n\n```text\naccuracy 1.0\n```',
        f":4: {NO_OUTPUT}…accuracy 1.0",
    ),
    "misplaced-cell": (
        f"<td>\n\n{PROGRAM}\n</td>",
        ":4: the HTML around this block is not closed, or stands where it may not",
    ),
    "in-a-cell": (
        f"<table><tr><td markdown>\n\n{PROGRAM}\n</td></tr></table>",
        f":4: <td> {HIDDEN}",
    ),
    "requirement-as-text": (
        f'<p markdown="1">\n<!--pytest.mark.backend("jax")-->\n{PROGRAM}</p>',
        ":4: this example needs ['JAX only'], and its page shows []…x = 1",
    ),
    "second-copy": (f"{PROGRAM}\n<pre>x = 1</pre>", f":2: {NO_EXAMPLE}"),
    "in-a-table": (f"| a |\n|---|\n| <pre>{RAW}</pre> |", f":3: {NO_EXAMPLE}…{RAW}"),
    "in-a-term": (f"{PROGRAM}Term\n:   Text.", f":2: <dt> {HIDDEN}"),
    "in-a-definition": (f"Term\n:   Text.\n\n        {RAW}", f":4: {NO_OUTPUT}…{RAW}"),
    "in-a-footnote": (
        f"Text.[^1]\n\n[^1]:\n    Note.\n\n        {RAW}",
        f":6: {NO_OUTPUT}…{RAW}",
    ),
    "annotated": (
        "``` { .python .annotate }\nx = 1  # (1)!\n```\n\n1. A note.",
        ":2: a code annotation takes its comment out of what is copied",
    ),
    "without-a-trace": (
        f"---\ntemplate: empty.html\n---\n\n{PROGRAM}",
        f":5: {NOT_SHOWN}",
    ),
}
"""Pages, and what the gate says: the line, and words with anything in between."""

RIGHT = f"""\
# A page that holds

{PROGRAM}
=== "One"

    ```python title="one.py"
    print("one")
    ```

    <!--pytest-codeblocks:expected-output-->

    ```text
    one
    ```

??? note "Look"

    > ``` {{ .python title="two.py" linenums="1" hl_lines="1" }}
    > y = "<two> & more"
    > ```

See `x = 1`.

<!--pytest.mark.skip(reason="it installs packages")-->

```bash
pip install keras
```

````python
print("```")
print("a 8<- b")
````

<!--pytest-codeblocks:expected-output-->

````text
```
a 8<- b
````

1. First:

    ``` python
    z = 1
    ```
"""
LINKS = {
    '<a href="nowhere/">x</a>': "'nowhere/'> leads to no file",
    "[x](#nowhere)": "does not have: #nowhere.",
    '<a href="/right/">x</a>': "'/right/'> is absolute",
    '<a href="../../../">x</a>': "'../../../'> leads",
    "![x](missing.png)": "'missing.png'> leads to no file",
    '<img srcset="a.png 1x, b.png 2x" alt="">': "srcset='b.png'> leads to no file",
    '<video poster="still.png"></video>': "poster='still.png'> leads to no file",
    '<link rel="icon" href="icon.png">': "<link href='icon.png'> leads to no file",
    '<script src="code.js"></script>': "<script src='code.js'> leads to no file",
    '<a href="javascript:x()">x</a>': "unknown scheme javascript:",
    "A note.[^undefined]": "no target: 'A note.[^undefined]",
    "[^unused]: A note that nothing refers to.": "to which no text refers",
    "[x][undefined]": "no target: '[x][undefined]",
    '<b id="same"></b> <b id="same"></b>': "the id 'same' is on the page 2 times",
}
"""Broken links, each with the words that name it."""
# A block that only a hook of the build writes.
HOOK = """
def on_page_content(html, page, config, files):
    if page.file.src_uri == "from-a-hook.md":
        html += '<div class="language-python highlight"><pre><code>' \
            "print('by a hook')</code></pre></div>"
    return html
"""
FILES = {
    "docs/index.md": RIGHT,
    "docs/links.md": "\n\n".join(["# Links", *LINKS]),
    "docs/_engine/hooks/inject.py": HOOK,
    "docs/_theme/empty.html": "<p>Nothing.</p>",
    "snippets/empty.py": "",
    "snippets/unclosed.py": "# --8<-- [start:model]\nrest = 1\n",
    "snippets/lines.py": "first = 1\nsecond = 2\n",
} | {f"docs/{name}.md": f"{page}\n" for name, (page, _) in ADVERSARIAL_PAGES.items()}


@pytest.fixture(scope="module")
def adversarial(tmp_path_factory) -> Build:
    """One site of all these pages, with this site's own frame."""
    root = tmp_path_factory.mktemp("adversarial")
    write_scratch_site(root, FILES)
    text = (root / "mkdocs.yml").read_text("utf-8")
    text = text.replace("\nhooks:\n", "\nhooks:\n  - docs/_engine/hooks/inject.py\n")
    write_files(root, {"mkdocs.yml": text})
    build = build_site(root, root / "site")
    # Strict, so it fails for the broken links; its files are there all the same.
    assert (root / "site" / "without-a-trace" / "index.html").is_file(), build.log
    return build


@pytest.fixture(scope="module")
def messages(adversarial: Build) -> dict[str, list[str]]:
    """What the gate says of each page, as if all its examples had run."""
    root = adversarial.folder.parent
    pages = pair_pages(adversarial.folder, root, collect_examples(root))
    return {page.name: problems(page) for page in pages}


@pytest.mark.parametrize("name", ADVERSARIAL_PAGES)
def test_adversarial_page_is_named(name: str, messages: dict[str, list[str]]):
    """A message names the page, the line where one is known, and what to do."""
    page = f"docs/{name}.md"
    first, *others = ADVERSARIAL_PAGES[name][1].split("…")
    words = [page + first if first.startswith(":") else first, *others]
    assert any(
        message.startswith(page) and all(part in message for part in words)
        for message in messages[page]
    ), messages[page]


def test_right_page_is_not(messages: dict[str, list[str]]):
    """Tabs, details, quotes, titles and line numbers do no harm."""
    assert messages["docs/index.md"] == []


def test_titled_program_is_one_card_with_its_output(adversarial: Build):
    """As one without a title is."""
    program = select_one(adversarial.page(), ".with-output > .filename")
    assert program.get_text() == "one.py"


def test_copy_of_right_page(adversarial: Build):
    """It holds the same programs, in a list too, and a command with its title."""
    root = adversarial.folder.parent
    copy = (adversarial.folder / "index.md").read_text("utf-8")
    blocks = [each for each in MarkdownIt().parse(copy) if each.type == "fence"]
    programs = [each.content for each in blocks if each.info == "python"]
    ran = [example.code for example in collect_examples(root)["docs/index.md"]]
    assert sorted(programs) == sorted(ran)
    assert "Command, not run\n\n```bash\npip install keras\n```" in copy


def test_broken_links_are_named(adversarial: Build):
    """Links, anchors, images and footnotes; none in the frame of the site."""
    texts = [str(problem) for problem in BuiltSite(adversarial.folder).find_problems()]
    for markup, words in LINKS.items():
        (text,) = (text for text in texts if words in text)
        assert text.startswith("links/index.html: "), markup
    assert [text for text in texts if not text.startswith("links/")] == []


def test_page_without_example_shows_none():
    """A page that pytest does not read may show no block at all."""
    page = Page("404.html", "<article><pre>x = 1</pre></article>")
    assert problems(page) == [
        "404.html: this block is no example that ran: write it as a fence, "
        "```python, so that it is run.\n    x = 1"
    ]
