"""Names in inline code, such as `keras.layers.Dropout`, are those of real objects."""

import importlib
import re
from collections.abc import Iterator

import pytest

from docs._engine.core.paths import ROOT, find_pages

PARTS_OF_KERAS = (
    "applications backend callbacks config constraints distribution initializers "
    "layers losses metrics models ops optimizers quantizers random regularizers saving "
    "tree utils visualization"
)
PACKAGES = {
    "keras": "keras",
    "np": "numpy",
    "numpy": "numpy",
    "sklearn": "sklearn",
    "tensorflow": "tensorflow",
    "tf": "tensorflow",
    **{part: f"keras.{part}" for part in PARTS_OF_KERAS.split()},
}
"""The packages whose names are looked up, by what pages call them."""
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
NAME = re.compile(rf"(?<![\w./-])(?:{'|'.join(PACKAGES)})(?:\.[A-Za-z_]\w*)+(?![\w/-])")
FENCE = re.compile(r"[> \t]*(`{3,}|~{3,})")


def find_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each dotted name in the inline code of a page."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        if mark := FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            for code in CODE.findall(line):
                yield from ((number, name) for name in NAME.findall(code[1]))


def is_name(name: str) -> bool:
    """Return whether a dotted name leads to an object."""
    first, *parts = name.split(".")
    thing = importlib.import_module(PACKAGES[first])
    for part in parts:
        try:
            thing = getattr(thing, part)
        except AttributeError:
            try:
                thing = importlib.import_module(f"{thing.__name__}.{part}")
            except (ImportError, AttributeError):
                return False
    return True


def test_names_in_code_are_those_of_keras() -> None:
    """Each is found in the installed Keras, TensorFlow, NumPy or scikit-learn."""
    files = [*find_pages(), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    wrong = [
        f"{page.relative_to(ROOT)}:{line}: {name}: there is no such name. If the page "
        f"says so, leave out {name.rpartition('.')[0]}."
        for page in files
        for line, name in find_names(page.read_text("utf-8"))
        if not is_name(name)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Use `keras.layers.Dropuot(0.5)`.", ["keras.layers.Dropuot"]),
        ("``np.on`es`` and `tf.nn.dropout`", ["np.on", "tf.nn.dropout"]),
        ("- `L2`, `x.np.zero`, `/keras.io`, keras.nothing", []),
        ("> ````python\n> `np.no`\n> ```\n> `np.no`\n> ````\n`np.e`", ["np.e"]),
        ("`layers.Dense` `model.layers.append`", ["layers.Dense"]),
    ],
)
def test_names_are_found_in_inline_code(text: str, names: list[str]) -> None:
    """Whatever surrounds them, but not in blocks."""
    assert [name for _, name in find_names(text)] == names


@pytest.mark.parametrize(
    ("name", "exists"),
    [
        ("keras.layers.Dropout.call", True),
        ("keras.layers.Dropuot", False),
        ("layers.Dropuot.call", False),
        ("tf.nn.scale_regularization_loss", True),
        ("tf.nn.scale_regularisation_loss", False),
        ("sklearn.linear_model.Ridge", True),
        ("np.zero", False),
    ],
)
def test_names_are_looked_up(name: str, exists: bool) -> None:
    """Attributes and modules, down to the last part."""
    assert is_name(name) == exists
