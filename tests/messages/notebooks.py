"""Wrong notebooks."""

from dataclasses import replace

from tests.support.pytest_project import Row

BLOCKS = {
    "fence": "# ```text\n# 2\n# ```\n",
    "fence-in-quote": "# > ```python\n# > print(2)\n# > ```\n",
    "indented-block": "#     2\n",
    "raw-block": "# <pre>2</pre>\n",
    "included-block": '# --8<-- "fence.txt"\n',
}
TEXTS = {
    "syntax-error": Row("# %%\nx = 1\n\n# %%\nx = (\n", ["{page}:5: SyntaxError"]),
    "earlier-cell": Row(
        "# %% [markdown]\n# # Title\n\n# %%\nx = 1\n\n# %%\nprint(x)\n",
        ["{page}:8: NameError: name 'x' is not defined", "  {page}:8: print(x)"],
    ),
    "magic": Row(
        "# %%\nx = 1\n\n# %%\ny = 1\n%matplotlib inline\n",
        ["{page}:6: write this cell as plain Python: %matplotlib inline"],
    ),
    "magic-in-comment": Row(
        "# %%\nx = 1\n\n# %%\n# %matplotlib inline\ny = 1\n",
        ["{page}:5: write this cell as plain Python: %matplotlib inline"],
    ),
    "shell-command": Row(
        "# %%\n!ls\n", ["{page}:2: write this cell as plain Python: !ls"]
    ),
    "latin-1": Row(
        b"# %%\nx = 1\ny = '\xe9t\xe9'\n",
        ["{page}:3: save this file as UTF-8 (invalid"],
    ),
    "broken-header": Row(
        "# ---\n# description: [a\n# ---\n\n# %%\nx = 1\n",
        ["{page}:1: this header is not valid YAML. Correct it"],
    ),
    "raw-cell": Row(
        "# %%\nx = 1\n\n# %% [raw]\n# x\n",
        ["{page}:5: make this raw cell a text cell, # %% [markdown], or a code cell."],
    ),
    "warns": Row(
        "# %%\nimport warnings\n\nwarnings.warn('old')\n",
        ["{page}:4: it warns. Remove the cause: UserWarning: old"],
    ),
    **{
        f"{kind}-in-text": Row(
            f"# %%\nprint(1)\n\n# %% [markdown]\n# It prints:\n#\n{block}",
            ["{page}:7: a block in a text cell would look like an output. Make it"],
            files={"snippets/fence.txt": "```text\n2\n```\n"},
        )
        for kind, block in BLOCKS.items()
    },
    "missing-include-in-text": Row(
        '# %% [markdown]\n# # Title\n#\n# --8<-- "gone.py"\n',
        ["{page}:4: 'gone.py' could not be found in snippets. Correct the include."],
    ),
    "lists-in-text": Row(
        "# %% [markdown]\n# 1. One\n#\n#     more of it, `x`\n\n# %%\nprint(1)\n"
    ),
    "prints": Row("# %%\nprint('a\\tb')\n"),
    "only-text": Row("# %% [markdown]\n# # Title\n", empty=True),
    "no-cell": Row("", empty=True),
}
ROWS = {f"notebook-{name}": replace(row, notebook=True) for name, row in TEXTS.items()}
