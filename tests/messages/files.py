"""Files in docs/ that the site must not publish, since nothing runs them."""

from tests.support.pytest_project import Row

PROGRAM = "it would be published, although no test runs it. If it is a program, put it"
NOTEBOOK = "move it: a notebook is docs/notebooks/name.py, in percent format"
REFUSED = {
    "docs/files/train.py": PROGRAM,
    "docs/files/train.txt": PROGRAM,
    "docs/files/train.zip": PROGRAM,
    "docs/files/train.html": PROGRAM,
    "docs/notebooks/train.ipynb": NOTEBOOK,
    "docs/l1/notebooks/train.py": NOTEBOOK,
    "docs/section/README.md": "rename it to index.md",
    "docs/page.markdown": "rename it to page.md, because tests run only pages that",
    "docs/_draft.md": "rename it: the name of a page must not begin with",
}
ROWS = {
    file: Row("x = 1\n", [f"{{page}}:1: {problem}"], place=file)
    for file, problem in REFUSED.items()
} | {
    "picture": Row("<svg/>", empty=True, place="docs/files/picture.svg"),
    "hidden-file": Row("x", empty=True, place="docs/files/.cache"),
}
