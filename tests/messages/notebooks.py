"""Wrong notebooks."""

from tests.support.pytest_project import Row

ROWS = {
    "name-error": Row(
        "# %% [markdown]\n# # Title\n\n# %%\nx = 1\nprint(undefined)\n",
        ["{page}:6: NameError", "{page}:6: print(undefined)"],
        notebook=True,
    ),
    "syntax-error": Row(
        "# %%\nx = 1\n\n# %%\nx = (\n", ["{page}:5: SyntaxError"], notebook=True
    ),
    "earlier-cell": Row(
        "# %%\nx = 1\n\n# %%\nprint(x)\n",
        ["{page}:5: NameError: name 'x' is not defined"],
        notebook=True,
    ),
    "magic": Row(
        "# %%\nx = 1\n\n# %%\ny = 1\n%matplotlib inline\n",
        ["{page}:6: write this cell as plain Python: %matplotlib inline"],
        notebook=True,
    ),
    "magic-in-comment": Row(
        "# %%\nx = 1\n\n# %%\n# %matplotlib inline\ny = 1\n",
        ["{page}:5: write this cell as plain Python: %matplotlib inline"],
        notebook=True,
    ),
    "shell-command": Row(
        "# %%\n!ls\n",
        ["{page}:2: write this cell as plain Python: !ls"],
        notebook=True,
    ),
    "latin-1": Row(
        b"# %%\nx = 1\ny = '\xe9t\xe9'\n",
        ["{page}:3: save this file as UTF-8 (invalid"],
        notebook=True,
    ),
    "broken-header": Row(
        "# ---\n# description: [a\n# ---\n\n# %%\nx = 1\n",
        ["{page}:1: correct this header: it is no valid YAML"],
        notebook=True,
    ),
    "warns": Row(
        "# %%\nimport warnings\n\nwarnings.warn('old')\n",
        ["{page}:4: it warns. Remove the cause: UserWarning: old"],
        notebook=True,
    ),
    **{
        f"{kind}-in-text": Row(
            f"# %%\nprint(1)\n\n# %% [markdown]\n# It prints:\n#\n{block}",
            ["{page}:7: a block in a cell of text would look like an output. Make it"],
            files={"snippets/fence.txt": "```text\n2\n```\n"},
            notebook=True,
        )
        for kind, block in {
            "fence": "# ```text\n# 2\n# ```\n",
            "fence-in-quote": "# > ```python\n# > print(2)\n# > ```\n",
            "indented-block": "#     2\n",
            "raw-block": "# <pre>2</pre>\n",
            "included-block": '# --8<-- "fence.txt"\n',
        }.items()
    },
    "missing-include-in-text": Row(
        '# %% [markdown]\n# # Title\n#\n# --8<-- "gone.py"\n',
        ["{page}:4: 'gone.py' could not be found in snippets. Correct the include."],
        notebook=True,
    ),
    "lists-in-text": Row(
        "# %% [markdown]\n# 1. One\n#\n#     more of it, `x`\n\n# %%\nprint(1)\n",
        notebook=True,
    ),
    "prints": Row("# %%\nprint('a\\tb')\n", notebook=True),
    "only-text": Row("# %% [markdown]\n# # Title\n", notebook=True, empty=True),
    "no-cell": Row("", notebook=True, empty=True),
}
