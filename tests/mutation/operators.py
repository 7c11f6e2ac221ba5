"""Mutation operators: mistakes that a page on regularization must notice."""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tests.mutation.program import DROPOUTS, Program, called_name, strengths_in

FACTOR = 1.2
"""Factor by which strengths and rates change."""

_OTHER_NORM = {"L1": "L2", "L2": "L1", "l1": "l2", "l2": "l1"}
_OTHER_STRING: dict[object, str] = {
    "l1": "l2",
    "l2": "l1",
    "SGD": "Adam",
    "sgd": "adam",
    "adam": "sgd",
    "rmsprop": "sgd",
    "relu": "linear",
}
_PENALTIES = ("_regularizer", "_constraint", "weight_decay", "dropout")
# Without its seed a program prints by chance what its page shows, or does not.
_NOT_REPEATABLE = {"set_random_seed", "clear_session"}

DELETE = ast.Pass()
"""Stands for a statement that was deleted."""


@dataclass(frozen=True)
class Mutant:
    """A program with one change."""

    line: int
    """Line of the change in the original program, from 1."""
    change: str
    """The change, as `before → after`."""
    code: str
    """The changed program."""
    number: int = 0
    """How many equal changes of this line come before it, counted from 0."""


def mutants(code: str) -> list[Mutant]:
    """Return a program without a change, then its mutants, in order of their lines.

    Raises:
        SyntaxError: It is no Python program.
    """
    program = Program(code)
    unchanged = Mutant(1, "", ast.unparse(program.tree) + "\n")
    mutants_by_code = {unchanged.code: unchanged}
    for node in ast.walk(program.tree):
        for operator in OPERATORS:
            for change, replacement in operator(node, program):
                changed = _changed(node, replacement, program)
                line = getattr(node, "lineno", 1)
                mutants_by_code.setdefault(changed, Mutant(line, change, changed))
    del mutants_by_code[unchanged.code]
    counts: Counter[tuple[int, str]] = Counter()
    numbered = [unchanged]
    for each in sorted(mutants_by_code.values(), key=lambda m: (m.line, m.change)):
        numbered.append(replace(each, number=counts[each.line, each.change]))
        counts[each.line, each.change] += 1
    return numbered


def swap_norm(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Take L1 for L2, and L2 for L1."""
    if isinstance(node, ast.Attribute) and node.attr in _OTHER_NORM:
        if "regularizers" in ast.unparse(node.value):
            yield _changed_field(node, "attr", _OTHER_NORM[node.attr])
    elif isinstance(node, ast.Call) and called_name(node) == "L1L2":
        swapped = copy.deepcopy(node)
        for keyword in swapped.keywords:
            keyword.arg = _OTHER_NORM.get(keyword.arg or "", keyword.arg)
        yield f"{ast.unparse(node)} → {ast.unparse(swapped)}", swapped


def swap_string(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Name another norm or optimizer, and make a ReLU layer linear."""
    other = _OTHER_STRING.get(getattr(node, "value", None))
    if isinstance(node, ast.Constant) and other and not program.is_printed(node):
        yield _changed_field(node, "value", other)


def scale_number(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Make a strength or a rate larger by a fifth, where it is handed over."""
    if node in program.strengths:
        is_rate = program.strengths[node].endswith(("dropout", "rate"))
        is_rate &= program.strengths[node] != "learning_rate"
        larger = _larger(node, most=1 if is_rate else None)
        yield f"{ast.unparse(node)} → {ast.unparse(larger)}", larger


def flip_truth(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Take True for False, and False for True, but not for `strict` of zip.

    Lists of the same length are the same with it and without it.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        argument = getattr(program.parents[node], "arg", "")
        if argument != "strict" and (program.has_modes or argument != "training"):
            yield _changed_field(node, "value", not node.value)


def drop_penalty(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Leave out an argument that regularizes."""
    if not isinstance(node, ast.Call):
        return
    for number, keyword in enumerate(node.keywords):
        if keyword.arg and keyword.arg.endswith(_PENALTIES):
            without = copy.deepcopy(node)
            del without.keywords[number]
            yield f"without {ast.unparse(keyword)}", without


def drop_layer(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Leave out a layer that regularizes."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for number, element in enumerate(node.elts):
            if called_name(element) in DROPOUTS:
                without = copy.deepcopy(node)
                del without.elts[number]
                yield f"without {ast.unparse(element)}", without
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        listed = isinstance(program.parents[node], (ast.List, ast.Tuple))
        if node.func.attr in DROPOUTS and not listed:
            identity = ast.Attribute(node.func.value, "Identity", ast.Load())
            yield f"without {ast.unparse(node)}", ast.Call(identity, [], [])


def swap_optimizer(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Train with another optimizer, at the same learning rate."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if not ast.unparse(node.func.value).endswith("optimizers"):
            return
        if any(getattr(rate, "value", None) == 0 for _, rate in strengths_in(node)):
            return  # Without a step all optimizers are the same.
        other = copy.deepcopy(node)
        name = "Adam" if node.func.attr == "SGD" else "SGD"
        other.func = ast.Attribute(node.func.value, name, ast.Load())
        other.keywords = [
            keyword
            for keyword in other.keywords
            if keyword.arg in ("learning_rate", "weight_decay")
        ]
        yield f"{ast.unparse(node)} → {ast.unparse(other)}", other


def switch_mode(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Take training for inference, and inference for training."""
    if not isinstance(node, ast.Call) or not program.has_modes:
        return
    given = [keyword for keyword in node.keywords if keyword.arg == "training"]
    called = copy.deepcopy(node)
    if not given:
        is_model = isinstance(node.func, ast.Name) and node.func.id in program.models
        if is_model and node.args:
            called.keywords.append(ast.keyword("training", ast.Constant(True)))
            yield f"{ast.unparse(node)} → {ast.unparse(called)}", called
    elif isinstance(given[0].value, ast.Name):
        for keyword in called.keywords:
            if keyword.arg == "training":
                keyword.value = ast.UnaryOp(ast.Not(), keyword.value)
        yield f"{ast.unparse(node)} → {ast.unparse(called)}", called


def delete_statement(node: ast.AST, program: Program) -> Iterator[tuple[str, ast.AST]]:
    """Leave out a statement whose loss Python itself does not report."""
    if isinstance(node, ast.Expr):
        name = called_name(node.value)
        certain = isinstance(node.value, ast.Constant) or name == "print"
        if certain or name in _NOT_REPEATABLE:
            return
    elif isinstance(node, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Name) and not program.has_value(target):
            return
        if isinstance(target, ast.Tuple):
            return
    elif not isinstance(node, ast.AugAssign):
        return
    yield f"without {ast.unparse(node)}", DELETE


Operator = Callable[[ast.AST, Program], Iterator[tuple[str, ast.AST]]]

OPERATORS: tuple[Operator, ...] = (
    swap_norm,
    swap_string,
    scale_number,
    flip_truth,
    drop_penalty,
    drop_layer,
    swap_optimizer,
    switch_mode,
    delete_statement,
)


def _changed(node: ast.AST, replacement: ast.AST, program: Program) -> str:
    """Return the program with another node in the place of one."""
    parent = program.parents[node]
    for name, value in ast.iter_fields(parent):
        nodes = value if isinstance(value, list) else [value]
        if node in nodes:
            changed = [replacement if each is node else each for each in nodes]
            setattr(parent, name, changed if isinstance(value, list) else replacement)
            code = ast.unparse(program.tree) + "\n"
            setattr(parent, name, value)
    return code


def _changed_field(node: ast.AST, name: str, value: object) -> tuple[str, ast.AST]:
    changed = copy.deepcopy(node)
    setattr(changed, name, value)
    return f"{ast.unparse(node)} → {ast.unparse(changed)}", changed


def _larger(node: ast.expr, most: float | None) -> ast.expr:
    value = getattr(node, "value", None)
    if not isinstance(node, ast.Constant) or not isinstance(value, (int, float)):
        return ast.BinOp(ast.Constant(FACTOR), ast.Mult(), node)
    larger = float(f"{value * FACTOR:.6g}")
    if most and value <= most <= larger:
        larger = float(f"{value / FACTOR:.6g}")
    return ast.Constant(larger)
