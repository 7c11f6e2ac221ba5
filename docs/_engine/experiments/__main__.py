"""The command: `python -m docs._engine.experiments [experiment…]`."""

import argparse
import os
import sys

from docs._engine.core.cli import positive_integer
from docs._engine.core.paths import ROOT
from docs._engine.core.results import DECISIONS
from docs._engine.core.sources import versions
from docs._engine.experiments.decisions import update_decisions
from docs._engine.experiments.experiment import (
    Experiment,
    MeasureError,
    find_experiments,
)


def main() -> int:
    """Run the command and return its exit code.

    0: all data files are current; 1: a setting could not be measured; 2: wrong
    arguments; 130: interrupted, and the next call continues from there.
    """
    options = _options()
    experiments = [Experiment(name) for name in options.experiments]
    try:
        stale = experiments if options.again else [*filter(_is_stale, experiments)]
        if stale:
            _update(stale, options)
        if update_decisions():
            print(f"new {DECISIONS.relative_to(ROOT).as_posix()}")
    except MeasureError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The next call goes on from here.", file=sys.stderr)
        # `python -m` ends by the signal, not with this code, if the last text that was
        # run as a program was interrupted, as in an import. This one is not.
        exec("")  # noqa: S102
        return 130
    return 0


def _options() -> argparse.Namespace:
    available = find_experiments()
    parser = argparse.ArgumentParser(
        prog="python -m docs._engine.experiments",
        description=(
            "Measure the numbers that the pages report, and write them to docs/_data. "
            "What has not changed since it was measured is not measured again."
        ),
    )
    parser.add_argument(
        "experiments",
        nargs="*",
        default=available,
        metavar="experiment",
        help=f"one of {', '.join(available)}; all of them by default",
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="measure again even what was measured before, here or elsewhere",
    )
    parser.add_argument(
        "-n",
        type=positive_integer,
        default=os.cpu_count(),
        dest="processes",
        metavar="COUNT",
        help="how many processes run side by side; by default, one per core",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="run on the cluster of this scheduler, such as tcp://127.0.0.1:8786",
    )
    options = parser.parse_args()
    for name in options.experiments:
        if name not in available:
            names = ", ".join(available)
            parser.error(f"there is no experiment {name}. Choose from {names}")
    return options


def _is_stale(experiment: Experiment) -> bool:
    """Return whether an experiment is to be measured; say so if it is not."""
    old, new = experiment.measured_versions(), versions()
    if old is None:
        return True
    others = [
        f"{name} {old.get(name)}, not {version}"
        for name, version in new.items()
        if version != old.get(name)
    ]
    advice = f" (measured with {', '.join(others)}: see --again)" if others else ""
    print(f"{experiment.name}: nothing changed{advice}")
    return False


def _update(experiments: list[Experiment], options: argparse.Namespace) -> None:
    """Measure what is missing, behind a progress bar, and write the data files."""
    # These take long to import, and so does Keras, which the programs import.
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from docs._engine.experiments.measure import cluster, measure, use_one_thread

    use_one_thread()  # Before a program starts TensorFlow.
    settings = {  # By key, because several experiments may share one.
        each.key: each
        for experiment in experiments
        for each in experiment.measurements()
    }
    measurements = [
        each for each in settings.values() if options.again or each.result() is None
    ]
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with (
        cluster(options.dask),
        Progress(*columns, console=Console(stderr=True)) as progress,
    ):
        bar = progress.add_task(
            "settings", total=len(settings), completed=len(settings) - len(measurements)
        )
        for _ in measure(measurements, options.processes):
            progress.advance(bar)
    for experiment in experiments:
        state = "new" if experiment.write_report() else "the same"
        print(f"{experiment.name}: {state} docs/_data/{experiment.data_file.name}")


if __name__ == "__main__":
    sys.exit(main())
