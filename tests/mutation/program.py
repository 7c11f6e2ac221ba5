"""Facts about a program that the operators need: parents, strengths, modes."""

import ast
import re
from collections.abc import Iterator

DROPOUTS = {
    "ActivityRegularization",
    "AlphaDropout",
    "Dropout",
    "GaussianDropout",
    "GaussianNoise",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D",
}
REGULARIZERS = {"L1", "L2", "L1L2", "OrthogonalRegularizer"}
_OPTIMIZER_RATES = {"learning_rate", "weight_decay"}
_MODES = re.compile("dropout|noise|normalization|applications", re.IGNORECASE)
_STRENGTH = re.compile(r"(.*_)?(rate|strength|lam|lambda_?|l1|l2|dropout)$")


class Program:
    """A program, its syntax tree, and facts about its nodes."""

    def __init__(self, code: str):
        self.tree = ast.parse(code)
        self.parents = {
            child: node
            for node in ast.walk(self.tree)
            for child in ast.iter_child_nodes(node)
        }
        self.assigned = [
            node
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        self.strengths = dict(self._strengths())
        self.has_modes = self._has_modes()
        self.models = {
            target.id
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Assign) and _makes_layer(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def is_printed(self, node: ast.AST) -> bool:
        """Return whether a node is part of a call of print."""
        while node in self.parents and called_name(node) != "print":
            node = self.parents[node]
        return called_name(node) == "print"

    def has_value(self, name: ast.Name) -> bool:
        """Return whether an assignment to this name replaces an earlier value."""
        return any(
            (other.lineno, other.col_offset) < (name.lineno, name.col_offset)
            for other in self.assigned
            if other.id == name.id
        )

    def _has_modes(self) -> bool:
        """Return whether training and inference may differ.

        They do not in a program that imports all it uses and names no layer with a
        mode. What a function calls, that stands alone, is not known.
        """
        if not any(isinstance(node, ast.Import) for node in self.tree.body):
            return True
        takes = [node.arg for node in ast.walk(self.tree) if isinstance(node, ast.arg)]
        return "training" in takes or bool(_MODES.search(ast.unparse(self.tree)))

    def _strengths(self) -> Iterator[tuple[ast.expr, str]]:
        """Yield each strength and rate of the program, with its name."""
        handed_over: set[ast.AST] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                for name, value in strengths_in(node):
                    if _is_number(value):
                        handed_over.update(ast.walk(value))
                        yield value, name
        names = {node.id for node in handed_over if isinstance(node, ast.Name)}
        for node in ast.walk(self.tree):
            # A name that is handed over is changed there: what is computed from it
            # beside Keras must stay, or both would move together.
            if isinstance(node, ast.Assign) and _is_number(node.value, literal=True):
                name = ast.unparse(node.targets[0]).rsplit(".", 1)[-1]
                if _STRENGTH.match(name) and name not in names:
                    yield node.value, name


def called_name(node: ast.AST) -> str:
    """Return the last part of the name that a call calls, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return ast.unparse(node.func).rsplit(".", 1)[-1]


def strengths_in(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of the strengths and rates among a call's arguments."""
    name = called_name(call)
    first = call.args[:2] if name == "L1L2" else call.args[:1]
    if name in DROPOUTS:
        yield from (("rate", argument) for argument in first)
    elif name in REGULARIZERS:
        yield from (("strength", argument) for argument in first)
    elif ast.unparse(call.func).endswith(f"optimizers.{name}"):
        yield from (("learning_rate", argument) for argument in first)
    for keyword in call.keywords:
        argument = keyword.arg or ""
        if argument in _OPTIMIZER_RATES or _STRENGTH.match(argument):
            yield argument, keyword.value


def _is_number(node: ast.expr, literal: bool = False) -> bool:
    """Return whether an expression is, or may well be, a number other than 0."""
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float) and node.value != 0
    names = (ast.Name, ast.Attribute, ast.BinOp, ast.Subscript)
    return isinstance(node, names) and not literal


def _makes_layer(node: ast.AST) -> bool:
    """Return whether an expression makes a layer or a model: it calls a class."""
    return called_name(node)[:1].isupper() and not called_name(node).startswith("Input")
