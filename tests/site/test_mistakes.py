"""A mistake in the sources stops the build; the log says where, and what to do."""

import json
from pathlib import Path

import pytest

from tests.support.scratch_site import build_site, write_scratch_site

CHECK = '''
def test_penalty_is_a_sum(keras):
    """The penalty is a sum of `w**2`."""
    assert keras.regularizers.L2(1)([[1.0, 1.0]]) == 2
'''
DECAY = CHECK.replace("penalty", "decay")
ACCURACY = {"mean": 81.2, "half": 1.3, "unit": "%", "values": [81.2] * 10}
RESULTS = {
    "sweep": {"noisy": {"0.6": {"accuracy": ACCURACY}}, "count": 3},
    "overfitting": {"quiet": {}},
}
FILES = {
    "docs/index.md": "# Page\n",
    "tests/checks/test_l2.py": CHECK,
    "docs/reference/checks/l2.md": "# Checks\n\n[checks of l2]\n",
} | {
    f"docs/_data/{name}.json": json.dumps({"about": {}, "results": results})
    for name, results in RESULTS.items()
}
"""A scratch site without a mistake."""
FIGURE = 'figure:overfitting: write ![what it shows](figure:… "caption").'
TOPICS = "there is no such topic. Topics with checks: l2."
LINES = {
    '--8<-- "l2/lost.py"': "l2/lost.py: there is no such file in snippets/. Correct "
    "the include.",
    # Numbers.
    "It is {{ lost/x }}.": "lost/x: no lost was measured; there are: overfitting, "
    "sweep.",
    "It is {{ sweep/noisy/0.7 }}.": "sweep/noisy/0.7: no 0.7 was measured; there are: "
    "0.6.",
    "It is {{ sweep/count/x }}.": "sweep/count/x: no x was measured; nothing is below "
    "it.",
    "It is {{ sweep/noisy }}.": "sweep/noisy: it is more than one number. Add one of "
    "the keys ['0.6'].",
    # Figures.
    '![What it shows](figure:none "Caption")': "figure:none: there is no such figure.",
    'Text ![What it shows](figure:overfitting "Caption")': "figure:overfitting: let "
    "the figure stand alone in its paragraph.",
    "![What it shows](figure:overfitting)": FIGURE,
    '![](figure:overfitting "Caption")': FIGURE,
    # Requirements.
    '<!--pytest.mark.backend("theano")-->': '<!--pytest.mark.backend("theano")-->: '
    "backend('theano',): write one of tensorflow",
    # Checks.
    "Always.[✓](check:penalty_is_a_some)": "check:penalty_is_a_some: there is no such "
    "check. Similar names: penalty_is_a_sum.",
    "[checks of l3]": f"[checks of l3]: {TOPICS}",
    "[statements of l3]": f"[statements of l3]: {TOPICS}",
}
"""Lines of a page, and what the log says of them, behind the page and the line."""
NOTEBOOK = """\
# %% [markdown]
# # A notebook

# %% figures=["an empty plot"]
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
"""


def page(line: str) -> dict[str, str]:
    """Return the home page with this as line 7: the front matter counts."""
    return {"docs/index.md": f"---\ntitle: x\n---\n\n# Page\n\n{line}\n"}


def check(text: str) -> dict[str, str]:
    """Return a check, and a home page that cites it."""
    home = page("It is a sum.[✓](check:penalty_is_a_sum)")
    return home | {"tests/checks/test_l2.py": text}


def notebook(code: str) -> dict[str, str]:
    """Return a notebook with this code."""
    return {"docs/notebooks/page.py": f"{NOTEBOOK}{code}\n"}


MISTAKES = [
    *((page(line), [f"docs/index.md:7: {LINES[line]}"]) for line in LINES),
    (page(r"$\lamda + 1$"), ["index.md", r"correct this formula: $\lamda + 1$"]),
    (
        page('![What it shows](figure:overfitting "Caption")'),
        ["overfitting/clean: no clean was measured; there are: quiet."],
    ),
    (
        page("[statements of decay_rate]") | {"tests/checks/test_decay_rate.py": DECAY},
        [
            "docs/index.md:7: [statements of decay_rate]: write "
            "docs/reference/checks/decay-rate.md, with [checks of decay_rate] in it."
        ],
    ),
    (
        check("def test_penalty_is_a_sum(keras):\n    assert keras\n"),
        ["tests/checks/test_l2.py:1: test_penalty_is_a_sum states nothing."],
    ),
    (check(CHECK + CHECK), ["has a check of this name, too. Rename one."]),
    (
        notebook("print(undefined)"),
        ["notebooks/page.py", "print(undefined)", "name 'undefined' is not defined"],
    ),
    (
        notebook("import warnings\nwarnings.warn('old')"),
        ["notebooks/page.py: a cell writes to stderr", "UserWarning: old"],
    ),
    (notebook("plt.subplots()"), ["draws 2 figures and describes 1"]),
    (
        {"docs/files/train.py": "x = 1\n", "docs/part/README.md": "# Page\n"},
        ["docs/files/train.py: it would be published, al", "docs/part/README.md: re"],
    ),
    (
        {"docs/_theme/assets/stylesheets/main.x.min.css": ""},
        ["the theme has 2 files assets/stylesheets/main.*.min.css, not one"],
    ),
]


@pytest.mark.parametrize(
    ("files", "messages"), MISTAKES, ids=[messages[-1] for _, messages in MISTAKES]
)
def test_mistake_stops_the_build(tmp_path: Path, files: dict, messages: list[str]):
    """Without a traceback, except that of the cell of a notebook."""
    write_scratch_site(tmp_path, FILES | files)
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 1
    assert [message for message in messages if message not in build.log] == []
    assert "Traceback" not in build.log or "docs/notebooks/page.py" in files, build.log
