"""Pages that show what was not run, hide what was, or lead nowhere."""

from dataclasses import dataclass


@dataclass
class AdversarialPage:
    """A page that deceives its reader, and what the gate must say of it."""

    page: str
    """The Markdown text."""
    expected_messages: list[str]
    """What one message must hold, beside the path of the page."""


# A block that only a hook of the build writes.
HOOK = """
def on_page_content(html, page, config, files):
    if page.file.src_uri == "from-a-hook.md":
        html += '<div class="language-python highlight"><pre><code>' \
            "print('by a hook')</code></pre></div>"
    return html
"""

PROGRAM = "```python\nx = 1\n```\n"
RAW = "print('never run')"

ADVERSARIAL_PAGES = {
    "raw-block": AdversarialPage(
        '# Page\n\n<div class="language-python highlight"><pre><code>'
        f"{RAW}</code></pre></div>\n",
        [":3: this block is no example that ran: write it as a fence", RAW],
    ),
    "raw-pre": AdversarialPage(
        f"Text.\n\n<pre>{RAW}</pre>\n", [":3: this block is no example that ran", RAW]
    ),
    "raw-code": AdversarialPage(
        f"<code>import os<br>{RAW}</code>\n", [":1: <code> shows lines of code"]
    ),
    "raw-textarea": AdversarialPage(
        f"<textarea>{RAW}</textarea>\n", [":1: <textarea> shows lines of code", RAW]
    ),
    "styled-text": AdversarialPage(
        f'<p style="white-space: pre">import os\n{RAW}</p>\n',
        [":1: <p> shows lines of code"],
    ),
    "inline-code": AdversarialPage(
        f"See `import os\n{RAW}` here.\n", [":1: <code> shows lines of code"]
    ),
    "data-copy": AdversarialPage(
        '``` { .python data-copy="print(2)" }\nx = 1\n```\n',
        ["data-copy makes the copy button copy something else"],
    ),
    "data-copy-around": AdversarialPage(
        f'<div data-copy="print(2)" markdown>\n\n{PROGRAM}\n</div>\n',
        ["data-copy makes the copy button copy something else"],
    ),
    "data-clipboard-text": AdversarialPage(
        'Text.\n{ data-clipboard-text="print(2)" }\n',
        [":1: data-clipboard-text makes the copy button"],
    ),
    "in-a-comment": AdversarialPage(
        f"Text.\n\n<!--\n\n{PROGRAM}\n-->\n\n```python\ny = x\n```\n",
        [":5: this example ran, and its page does not show it", "x = 1"],
    ),
    "indented-fence": AdversarialPage(
        "Text.\n\n    ```python\n    x = 1\n    ```\n",
        [":3: this fence was not understood", "```python"],
    ),
    "indented-block": AdversarialPage(
        f"Text.\n\n    {RAW}\n", [":3: this block is not the shown output", RAW]
    ),
    "unclosed-fence": AdversarialPage(
        "Text.\n\n```python\nx = 1\n", [":3: this fence was not understood"]
    ),
    "not-expanded": AdversarialPage(
        "Text.\n\n```python\n--8<-- nowhere.py\n```\n",
        [":4: this include was not expanded"],
    ),
    "empty-include": AdversarialPage(
        '```python\n--8<-- "empty.py"\n```\n', ["a block is empty. Correct its include"]
    ),
    "unclosed-section": AdversarialPage(
        '```python\n--8<-- "unclosed.py:model"\n```\n',
        ["this block is no example that ran", "rest = 1"],
    ),
    "by-line-number": AdversarialPage(
        '```python\n--8<-- "lines.py:2:2"\n```\n',
        ["this block is no example that ran", "second = 2"],
    ),
    "from-a-hook": AdversarialPage(
        PROGRAM, ["this block is no example that ran", "print('by a hook')"]
    ),
    "hidden": AdversarialPage(
        f"<div hidden markdown>\n\n{PROGRAM}\n</div>\n",
        [":4: this block is hidden by <div>"],
    ),
    "not-displayed": AdversarialPage(
        f'<div style="display: none" markdown>\n\n{PROGRAM}\n</div>\n',
        [":4: this block is hidden by <div>"],
    ),
    "in-a-template": AdversarialPage(
        f"<template markdown>\n\n{PROGRAM}\n</template>\n", [":1: <template> hides"]
    ),
    "hidden-line": AdversarialPage(
        '<pre><code>x = 1\n<span style="display:none">import os</span></code></pre>\n',
        [":1: this block is hidden by <span>"],
    ),
    "session": AdversarialPage(
        f'<!--pytest.mark.skip(reason="a session")-->\n\n```pycon\n>>> {RAW}\n```\n',
        [":4: this block is no example that ran", RAW],
    ),
    "skipped": AdversarialPage(
        f'Text.\n\n<!--pytest.mark.skip(reason="slow")-->\n\n```py3\n{RAW}\n```\n',
        [":5: this example is shown and was skipped", RAW],
    ),
    "shell": AdversarialPage(
        '<!--pytest.mark.skip(reason="a command")-->\n\n```bash\npip list\n```\n',
        [":4: this block is no example that ran", "pip list"],
    ),
    "output-of-nothing": AdversarialPage(
        '<!--pytest.mark.skip(reason="made up")-->\n\n```text\naccuracy 1.0\n```\n',
        [":4: this block is not the shown output of an example", "accuracy 1.0"],
    ),
    "second-copy": AdversarialPage(
        f"{PROGRAM}\n<pre>x = 1</pre>\n", [":2: this block is no example that ran"]
    ),
    "in-a-table": AdversarialPage(
        f"| a |\n|---|\n| <pre>{RAW}</pre> |\n",
        [":3: this block is no example that ran", RAW],
    ),
    "in-a-definition": AdversarialPage(
        f"Term\n:   Text.\n\n        {RAW}\n",
        [":4: this block is not the shown output", RAW],
    ),
    "in-a-footnote": AdversarialPage(
        f"Text.[^1]\n\n[^1]:\n    Note.\n\n        {RAW}\n",
        [":6: this block is not the shown output", RAW],
    ),
    "annotated": AdversarialPage(
        "``` { .python .annotate }\nx = 1  # (1)!\n```\n\n1. A note.\n",
        [":2: a code annotation takes its comment out of what is copied"],
    ),
    "without-a-trace": AdversarialPage(
        "---\ntemplate: empty.html\n---\n\n" + PROGRAM,
        [":5: this example ran, and its page does not show it"],
    ),
}

RIGHT = f"""\
# A page that holds

{PROGRAM}
=== "One"

    ```python
    print("one")
    ```

    <!--pytest-codeblocks:expected-output-->

    ```text
    one
    ```

??? note "Look"

    > ``` {{ .py3 title="two.py" linenums="1" hl_lines="1" }}
    > y = "<two> & more"
    > ```

See `x = 1`.
"""

SNIPPETS = {
    "empty.py": "",
    "unclosed.py": "# --8<-- [start:model]\nrest = 1\n",
    "lines.py": "first = 1\nsecond = 2\n",
}

# Broken links, each with the words that name it.
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
