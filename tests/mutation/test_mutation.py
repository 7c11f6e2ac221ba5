"""The mutants: what is changed, what kills one, and which survivors are known."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from docs._engine.pages.checks import CHECKS
from tests.mutation.__main__ import default_targets
from tests.mutation.operators import mutants, unchanged
from tests.mutation.report import find_survivors, score, score_table, survivor_list
from tests.mutation.results import Results
from tests.mutation.survivors import AcceptedSurvivor, load_accepted, miscounted, stale
from tests.mutation.targets import find_runs
from tests.support.scratch_site import write_settings

CHANGES = {
    "keras.regularizers.L1(rate)": [
        "keras.regularizers.L2(rate)",
        "keras.regularizers.L1(1.2 * rate)",
    ],
    'f(kernel_regularizer="l2")': ["f(kernel_regularizer='l1')", "f()"],
    "keras.regularizers.L1L2(l1=a)": [
        "keras.regularizers.L1L2(l2=a)",
        "keras.regularizers.L1L2(l1=1.2 * a)",
    ],
    "strength = 0.01": ["strength = 0.012"],
    "keras.regularizers.L2(1)": [
        "keras.regularizers.L1(1)",
        "keras.regularizers.L2(1.2)",
    ],
    "y = keras.layers.Dropout(0.5)(x)": [
        "y = keras.layers.Dropout(0.6)(x)",
        "y = keras.layers.Identity()(x)",
    ],
    "y = keras.layers.Dropout(0.9)(x)": [
        "y = keras.layers.Dropout(0.75)(x)",
        "y = keras.layers.Identity()(x)",
    ],
    "strength = 0.01\nkeras.regularizers.L1L2(l2=strength)": [
        "strength = 0.01\nkeras.regularizers.L1L2(l1=strength)",
        "strength = 0.01\nkeras.regularizers.L1L2(l2=1.2 * strength)",
        "strength = 0.01\npass",
    ],
    "layer.rate = 0.5": ["layer.rate = 0.6", "pass"],
    "f([a, keras.layers.Dropout(0.5)])": [
        "f([a, keras.layers.Dropout(0.6)])",
        "f([a])",
    ],
    "f(bias_regularizer=r, units=3)": ["f(units=3)"],
    "f(weight_decay=0.1)": ["f(weight_decay=0.12)", "f()"],
    "f(use_bias=False)": ["f(use_bias=True)"],
    'f(activation="relu")': ["f(activation='linear')"],
    "keras.optimizers.SGD(rate, momentum=m)": [
        "keras.optimizers.Adam(rate)",
        "keras.optimizers.SGD(1.2 * rate, momentum=m)",
    ],
    "keras.optimizers.Ftrl(learning_rate=r)": [
        "keras.optimizers.SGD(learning_rate=r)",
        "keras.optimizers.Ftrl(learning_rate=1.2 * r)",
    ],
    'f(optimizer="adam")': ["f(optimizer='sgd')"],
    "f(x, training=training)": ["f(x, training=not training)"],
    "model = keras.Model(x, y)\nz = model(x)": [
        "model = keras.Model(x, y)\nz = model(x, training=True)"
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
    whole = [mutant.code.strip() for mutant in mutants(code)]
    bare = [text for text in whole if text != "pass" or "pass" in CHANGES[code]]
    assert sorted(bare) == sorted(CHANGES[code])


@pytest.mark.parametrize("code", UNCHANGED)
def test_nothing_else_is_changed(code: str):
    """Labels, seeds, tolerances and comparisons make no mutants."""
    assert {mutant.change for mutant in mutants(code)} <= {"without " + code}


def test_every_mutant_differs_and_parses():
    """No mutant is the program itself, and none is there twice."""
    for file in sorted((ROOT / "snippets").glob("*/**/*.py")):
        code = file.read_text("utf-8")
        matches = [mutant.code for mutant in mutants(code)]
        assert unchanged(code) not in matches
        assert len(set(matches)) == len(matches)
        for changed in matches:
            compile(changed, file.name, "exec")


@pytest.mark.slow
def test_each_accepted_survivor_is_a_mutant_of_today():
    """accepted.toml has no stale entry, and none without a reason."""
    entries = load_accepted()
    topics = {entry.file for entry in entries}
    pages = [path for path in default_targets() if path.suffix == ".md"]
    checks = [ROOT / file for file in topics if file.startswith("tests/")]
    matches = [run for path in [*pages, *checks] for run in find_runs(path, ROOT)]
    assert stale(entries, matches) == []
    assert len({(e.file, e.line, e.change) for e in entries}) == len(entries)


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


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A site with a page that proves little, one that proves much, and checks."""
    root = tmp_path_factory.mktemp("project")
    write_settings(root)
    (root / CHECKS).mkdir(parents=True)
    shutil.copy(ROOT / CHECKS / "conftest.py", root / CHECKS)
    for name, printed, output in (
        ("weak", "penalty > 1", True),
        ("strong", "penalty", 4.0),
    ):
        page = PAGE.format(printed=printed, output=output)
        (root / "docs" / f"{name}.md").write_text(page, "utf-8")
    (root / CHECKS / "test_strong.py").write_text(
        "def test_penalty(keras):\n"
        "    penalty = keras.regularizers.L2(0.5)(2 * keras.ops.ones(2))\n"
        "    assert float(penalty) == 4\n"
    )
    return root


@pytest.fixture(scope="module")
def outcome(project: Path, tmp_path_factory):
    """All programs of this site, and their results."""
    files = ["docs/weak.md", "docs/strong.md", "tests/checks/test_strong.py"]
    matches = [run for name in files for run in find_runs(project / name, project)]
    results = Results(tmp_path_factory.mktemp("cache") / "results.jsonl")
    waiting = results.without_result(matches)
    assert len(list(results.run(waiting, workers=2, time_limit=120))) == len(matches)
    return matches, results


def test_a_check_is_run_again_only_for_its_own_sake(project: Path):
    """Another check may change; the check itself and its helpers may not."""
    file = project / CHECKS / "test_edited.py"
    programs = []
    for helper, first, second in ((1, 2, 3), (1, 4, 3), (5, 4, 3)):
        file.write_text(
            f"def twice():\n    return {helper}\n\n\n"
            f"def test_first():\n    assert {first} > 1 and L2({first})\n\n\n"
            f"def test_second():\n    assert {second} > twice() and L2({second})\n"
        )
        programs.append([run.code for run in find_runs(file, project)[-2:]])
    file.unlink()
    assert "L2(3.6)" in programs[0][-1]
    assert programs[0] == programs[1]
    assert programs[1] != programs[2]


def test_weak_output_lets_mutants_live(outcome):
    """They survive where the page prints too little, and die where it prints enough."""
    matches, results = outcome
    unharmed = [run for run in matches if not run.change]
    assert [results[run] for run in unharmed] == [None] * 3
    for page, expected in ("docs/weak.md", 0), ("docs/strong.md", 1):
        mutated = [t for t in matches if t.change and t.page == page]
        assert len(mutated) == 2
        assert score(mutated, results) == expected


def test_a_snippet_on_two_pages_is_one_program(outcome):
    """What one of its pages notices is noticed; the weak one alone notices nothing."""
    matches, results = outcome
    shown = [
        replace(run, location="snippets/shown.py:3")
        for run in matches
        if run.change and run.page.startswith("docs/")
    ]
    weak = [run for run in shown if run.page == "docs/weak.md"]
    assert find_survivors(weak, results) == weak
    assert find_survivors(shown, results) == []
    assert score(shown, results) == 1


def test_checks_are_mutated_too(outcome):
    """A change in a check makes the check fail."""
    matches, results = outcome
    mutated = [
        t for t in matches if t.change and t.page == "tests/checks/test_strong.py"
    ]
    assert mutated
    assert score(mutated, results) == 1


def test_results_are_kept(outcome):
    """A second run finds all results, also behind a line that was half written."""
    matches, results = outcome
    with results.file.open("a", encoding="utf-8") as file:
        file.write('{"key": "half')
    again = Results(results.file)
    assert again.without_result(matches) == []
    assert [again[run] for run in matches] == [results[run] for run in matches]


def test_report_names_score_and_place(outcome):
    """The table counts by page; the list has file, line, change and source."""
    matches, results = outcome
    mutated = [run for run in matches if run.change]
    assert re.search(
        r"\| docs/weak.md \| 2 \| 0 \| 0 \| 0 \| 0 \| 2 \| 0.0% \|",
        score_table(mutated, results),
    )
    survivors = [run for run in mutated if not results[run]]
    listed = survivor_list(survivors, [])
    assert "SURVIVED docs/weak.md:4: 0.5 → 0.6\n    penalty = " in listed


def test_wrong_entries_are_named(outcome):
    """Those without a mutant, killed ones, and ones that survive more often."""
    matches, results = outcome
    mutated = [run for run in matches if run.change]
    alive = [run for run in mutated if not results[run]]

    def entry(run, **changes):
        return AcceptedSurvivor(run.file, run.source, run.change, "reason", **changes)

    valid = entry(alive[0])
    gone = AcceptedSurvivor("docs/weak.md", "print(1)", "1 → 2", "reason")
    twice = entry(alive[0], count=2)
    assert stale([valid], mutated) == miscounted([valid], alive) == []
    assert "no such mutant" in stale([gone, valid], mutated)[0]
    assert "there are 1 such mutants, not 2" in stale([twice], mutated)[0]
    dead = entry(next(run for run in mutated if results[run]))
    assert "is killed" in miscounted([dead, valid], alive)[0]
    elsewhere = replace(alive[0], location="docs/weak.md:9")
    assert "2 of them survive, not 1" in miscounted([valid], [*alive, elsewhere])[0]
    assert miscounted([valid], [*alive, replace(alive[0], page="docs/twin.md")]) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("line = 'x'", "missing"),
        ("file = 'a'\nline = 'b'\nchange = 'c'\nreason = ' '", "give a reason"),
        ("file = 'a'\nline = 'b'\nchange = 'c'\nreason = 'd'\ncount = 0", "count"),
        ("file = 'a'\nwhy = 'x'", "unexpected keyword"),
    ],
)
def test_broken_entries_are_refused(tmp_path: Path, text: str, words: str):
    """An entry that lacks something is named with its number."""
    file = tmp_path / "accepted.toml"
    file.write_text(f"[[survivor]]\n{text}\n", "utf-8")
    with pytest.raises(ValueError, match=f"accepted.toml: entry 1: .*{words}"):
        load_accepted(file)
