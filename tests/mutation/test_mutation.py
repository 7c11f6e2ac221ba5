"""The mutants: what is changed, what kills one, and which survivors are known."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from docs._engine.core.keras import keras_backend
from docs._engine.core.paths import ROOT, find_pages
from docs._engine.pages.checks import CHECKS
from tests.mutation.__main__ import report
from tests.mutation.operators import mutants
from tests.mutation.results import Results
from tests.mutation.survivors import (
    AcceptedSurvivor,
    find_survivors,
    load_accepted,
    score,
)
from tests.mutation.targets import MutantRun, find_runs
from tests.support.scratch_site import write_settings

CHANGES = {
    "regularizers.L1(rate)": ["regularizers.L2(rate)", "regularizers.L1(1.2 * rate)"],
    'f(kernel_regularizer="l2")': ["f(kernel_regularizer='l1')", "f()"],
    "regularizers.L1L2(l1=a)": [
        "regularizers.L1L2(l2=a)",
        "regularizers.L1L2(l1=1.2 * a)",
    ],
    "strength = 0.01": ["strength = 0.012"],
    "regularizers.L2(1)": ["regularizers.L1(1)", "regularizers.L2(1.2)"],
    "layers.Dropout(0.5)(x)": ["layers.Dropout(0.6)(x)", "layers.Identity()(x)"],
    "layers.Dropout(0.9)(x)": ["layers.Dropout(0.75)(x)", "layers.Identity()(x)"],
    "strength = 0.01\nregularizers.L1L2(l2=strength)": [
        "strength = 0.01\nregularizers.L1L2(l1=strength)",
        "strength = 0.01\nregularizers.L1L2(l2=1.2 * strength)",
        "strength = 0.01\npass",
    ],
    "layer.rate = 0.5": ["layer.rate = 0.6", "pass"],
    "f([a, layers.Dropout(0.5)])": ["f([a, layers.Dropout(0.6)])", "f([a])"],
    "f(bias_regularizer=r, units=3)": ["f(units=3)"],
    "f(weight_decay=0.1)": ["f(weight_decay=0.12)", "f()"],
    "f(use_bias=False)": ["f(use_bias=True)"],
    'f(activation="relu")': ["f(activation='linear')"],
    "optimizers.SGD(rate, momentum=m)": [
        "optimizers.Adam(rate)",
        "optimizers.SGD(1.2 * rate, momentum=m)",
    ],
    "optimizers.Ftrl(learning_rate=r)": [
        "optimizers.SGD(learning_rate=r)",
        "optimizers.Ftrl(learning_rate=1.2 * r)",
    ],
    'f(optimizer="adam")': ["f(optimizer='sgd')"],
    "f(x, training=training)": ["f(x, training=not training)"],
    "model = Model(x, y)\nz = model(x)": [
        "model = Model(x, y)\nz = model(x, training=True)"
    ],
    "x = a\nx = b": ["x = a\npass"],
    "x += 1": ["pass"],
    "layer.trainable = value": ["pass"],
    "model.fit(x)": ["pass"],
    "with a:\n    model.fit(x)": ["with a:\n    pass"],
}
UNCHANGED = [
    'print("l1", "adam")',
    "import keras",
    "keras.utils.set_random_seed(0)",
    "x = f(seed=3)",
    "x = zip(a, b, strict=True)",
    "assert loss == f(1, rel=0.01)",
    "small = x < 0.001",
    "weights = [0.5, 2.0]",
    "keras.optimizers.SGD(0.0)",
    "keras.layers.Dropout(0)",
    "import keras\ny = keras.layers.Dense(1)(x, training=True)",
    'print(f"{loss:.3f}")',
]


@pytest.mark.parametrize("code", CHANGES)
def test_each_change_is_made(code: str):
    """The operators make these changes of these programs, and no other."""
    whole = [mutant.code.strip() for mutant in mutants(code)[1:]]
    bare = [text for text in whole if text != "pass" or "pass" in CHANGES[code]]
    assert sorted(bare) == sorted(CHANGES[code])


@pytest.mark.parametrize("code", UNCHANGED)
def test_nothing_else_is_changed(code: str):
    """Labels, seeds, tolerances and comparisons make no mutants."""
    assert {mutant.change for mutant in mutants(code)} <= {"", "without " + code}


def test_every_mutant_differs_and_parses():
    """No mutant is the program itself, and none is there twice."""
    for file in sorted((ROOT / "snippets").glob("*/**/*.py")):
        programs = [mutant.code for mutant in mutants(file.read_text("utf-8"))]
        assert len(set(programs)) == len(programs)
        for program in programs:
            compile(program, file.name, "exec")


@pytest.mark.slow
def test_each_accepted_survivor_is_a_mutant_of_today():
    """accepted.toml has no stale entry."""
    entries = load_accepted()
    checks = {ROOT / each.file for each in entries if each.file.startswith("tests/")}
    runs = [run for path in [*find_pages(), *checks] for run in find_runs(path)]
    counts = Counter(run.mutant for run in {run.identity: run for run in runs}.values())
    assert [each for each in entries if counts[each.mutant] < each.count] == []


PAGE = """\
```python
import keras

penalty = float(keras.regularizers.L2(0.5)(2 * keras.ops.ones(2)))
print({printed})
```

<!--pytest-codeblocks:expected-output-->

```text
{output}
```
"""


WEAK, STRONG, CHECK = PAGES = (
    "docs/weak.md",
    "docs/strong.md",
    "tests/checks/test_strong.py",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A site with a page that proves little, one that proves much, and checks."""
    root = tmp_path_factory.mktemp("project")
    write_settings(root)
    (root / CHECKS).mkdir(parents=True)
    shutil.copy(ROOT / CHECKS / "conftest.py", root / CHECKS)
    weak = PAGE.format(printed="penalty > 1", output=True)
    (root / WEAK).write_text(weak, "utf-8")
    strong = PAGE.format(printed="penalty", output=4.0)
    (root / STRONG).write_text(strong, "utf-8")
    (root / CHECK).write_text(
        "def test_penalty(keras):\n"
        '    """The penalty is λ times the sum of the squares."""\n'
        "    penalty = keras.regularizers.L2(0.5)(2 * keras.ops.ones(2))\n"
        "    assert float(penalty) == 4\n"
    )
    return root


@pytest.fixture(scope="module")
def results(project: Path, tmp_path_factory) -> Results:
    """Results of all programs of this site."""
    results = Results(tmp_path_factory.mktemp("cache") / "results.jsonl")
    runs = [run for name in PAGES for run in find_runs(project / name, project)]
    results.run("all", runs, workers=2)
    return results


@pytest.fixture(scope="module")
def mutated(project: Path, results: Results) -> dict[str, list[MutantRun]]:
    """The mutants of each page; without a change, nothing fails."""
    mutated = {}
    for name in PAGES:
        unchanged, *mutated[name] = find_runs(project / name, project)
        assert results[unchanged] is None
    return mutated


def test_a_check_is_run_again_only_for_its_own_sake(project: Path):
    """Another check may change; the check itself and its helpers may not."""
    file = project / CHECKS / "test_edited.py"
    programs = []
    statement = '    """It is."""\n'
    for helper, first, second in ((1, 2, 3), (1, 4, 3), (5, 4, 3)):
        file.write_text(
            f"def twice():\n    return {helper}\n\n\n"
            f"def test_first():\n{statement}"
            f"    assert {first} > 1 and L2({first})\n\n\n"
            f"def test_second():\n{statement}"
            f"    assert {second} > twice() and L2({second})\n"
        )
        programs.append([run.code for run in find_runs(file, project)[-2:]])
    assert "L2(3.6)" in programs[0][-1]
    assert programs[0] == programs[1]
    assert programs[1] != programs[2]


def test_what_another_backend_needs_is_left_out(project: Path):
    """Examples and checks that fail here without a change say nothing of mutants."""
    page, file = project / "docs/marked.md", project / CHECKS / "test_marked.py"
    mark = '<!--pytest.mark.backend("{}")-->\n'
    example = PAGE.format(printed="penalty", output=4.0)
    check = (
        'import pytest\n\n\n@pytest.mark.backend("{0}")\n'
        'def test_{0}():\n    """It is."""\n    assert L2(3) > 1\n'
    )
    for names, examples, checks in (
        (["jax"], 0, 0),
        (["jax", keras_backend()], 1, 1),
        ([keras_backend()], 1, 1),
    ):
        page.write_text("\n".join(mark.format(name) + example for name in names))
        file.write_text("\n\n".join(check.format(name) for name in names))
        assert [not run.change for run in find_runs(page, project)].count(
            True
        ) == examples
        programs = [run for run in find_runs(file, project) if not run.change]
        assert len(programs) == checks
        assert all("test_jax" not in run.code for run in programs)


def test_weak_output_lets_mutants_live(mutated, results: Results):
    """They survive where the page prints too little, and die where something fails."""
    assert [len(runs) for runs in mutated.values()] == [2, 2, 2]
    assert [score(runs, results) for runs in mutated.values()] == [0, 1, 1]


def test_a_snippet_on_two_pages_is_one_program(mutated, results: Results):
    """What one of its pages notices is noticed; the weak one alone notices nothing."""
    weak, strong = (
        [replace(run, location="snippets/shown.py:3") for run in mutated[page]]
        for page in (WEAK, STRONG)
    )
    assert find_survivors(weak, results) == weak
    assert find_survivors(weak + strong, results) == []
    assert score(weak + strong, results) == 1


def test_results_are_kept(mutated, results: Results):
    """A second run finds all results, also behind a line that was half written."""
    with results.file.open("a", encoding="utf-8") as file:
        file.write('{"key": "half')
    before = results.file.read_bytes()
    again = Results(results.file)
    for runs in mutated.values():
        again.run("again", runs, workers=1)
        assert [again[run] for run in runs] == [results[run] for run in runs]
    assert results.file.read_bytes() == before


def test_report_names_score_and_place(mutated, results: Results, capsys):
    """Each page has its score; the list has file, line, change and source."""
    assert not report(mutated[WEAK] + mutated[STRONG], results, [], least=0.95)
    printed = capsys.readouterr().out
    assert "docs/weak.md: 0.0% of 2 mutants killed\n" in printed
    assert "docs/strong.md: 100.0% of 2 mutants killed\n" in printed
    assert "SURVIVED docs/weak.md:4: 0.5 → 0.6\n    penalty = " in printed
    assert "\n50.0% of all mutants killed; 95% must be\n" in printed


def test_report_fails_for_unknown_survivors_and_wrong_entries(
    mutated, results: Results, capsys
):
    """Each survivor has to be accepted, and as often as its entry says."""
    runs = mutated[WEAK] + mutated[STRONG]
    entries = [
        AcceptedSurvivor(run.file, run.source, run.change, "reason") for run in runs
    ]
    valid = entries[:2]
    assert report(runs, results, valid)
    assert "accepted docs/weak.md:4: 0.5 → 0.6" in capsys.readouterr().out
    assert not report(runs, results, valid, least=0.95)
    assert report(runs, results, [*valid, replace(valid[0], file="docs/other.md")])
    assert not report(runs, results, valid[:1])
    for wrong, count, survive in (
        ([*valid, entries[2]], 1, 0),
        ([valid[0], replace(valid[1], count=2)], 2, 1),
    ):
        assert not report(runs, results, wrong)
        message = f" {survive} such mutants survive, not {count}."
        assert message in capsys.readouterr().out


ENTRY = "[[survivor]]\nfile = 'a'\nline = 'b'\nchange = 'c'\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[survivor]]\nline = 'x'", "entry 1: .*missing"),
        ("[[survivor]]\nfile = 'a'\nwhy = 'x'", "entry 1: .*unexpected keyword"),
        (ENTRY + "reason = ' '", "entry 1: give a reason"),
        (ENTRY + "reason = 'd'\ncount = 0", "entry 1: count must be at least 1"),
        (2 * (ENTRY + "reason = 'd'\n"), "entry 2: it is listed twice"),
    ],
)
def test_wrong_entries_are_refused(tmp_path: Path, text: str, message: str):
    """An entry that lacks something, or repeats another, is named with its number."""
    file = tmp_path / "accepted.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=f"accepted.toml: {message}"):
        load_accepted(file)
