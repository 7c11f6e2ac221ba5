"""The command: `python -m docs._engine.experiments [experiment…]`."""

import argparse
import os
import sys

from docs._engine.core.cli import positive_integer
from docs._engine.experiments.experiment import Experiment, by_key, find_experiments


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: all data files are current; 1: a setting could not be measured; 2: wrong
    arguments; 130: interrupted, and the next call continues from there.
    """
    options = _options().parse_args(arguments)
    names = options.experiments or find_experiments()
    stale = []
    for experiment in map(Experiment, names):
        if experiment.is_current():
            print(f"{experiment.name}: nothing changed")
        else:
            stale.append(experiment)
    if not stale:
        return 0
    # What follows imports Keras.
    from docs._engine.experiments.measure import MeasureError

    try:
        _update(stale, options)
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


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m docs._engine.experiments",
        description=(
            "Measure what the pages report, and write it to docs/_data. What was "
            "measured before, by the same program with the same versions, is not "
            "measured again."
        ),
    )
    parser.add_argument(
        "experiments",
        nargs="*",
        type=_experiment,
        metavar="experiment",
        help=f"one of {', '.join(find_experiments())}; all of them unless given",
    )
    parser.add_argument(
        "-n",
        type=positive_integer,
        default=os.cpu_count(),
        dest="processes",
        metavar="COUNT",
        help="processes that run side by side; all cores unless given",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="run on the cluster of this scheduler, such as tcp://127.0.0.1:8786",
    )
    return parser


def _experiment(text: str) -> str:
    names = find_experiments()
    if text not in names:
        raise argparse.ArgumentTypeError(
            f"there is no experiment {text}; there are {', '.join(names)}"
        )
    return text


def _update(experiments: list[Experiment], options: argparse.Namespace) -> None:
    """Measure what is missing, behind a progress bar, and write the data files."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from docs._engine.experiments.measure import (
        cached_result,
        cluster,
        measure,
        results_of,
        use_one_thread,
    )

    use_one_thread()  # Before a program starts TensorFlow.
    measurements = by_key(
        each for experiment in experiments for each in experiment.measurements()
    )
    missing = [each for each in measurements.values() if cached_result(each) is None]
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    done = len(measurements) - len(missing)
    with (
        cluster(options.dask),
        Progress(*columns, console=Console(stderr=True)) as progress,
    ):
        bar = progress.add_task("settings", total=len(measurements), completed=done)
        for _ in measure(missing, options.processes):
            progress.advance(bar)
    for experiment in experiments:
        changed = experiment.write_report(results_of(experiment.measurements()))
        state = "new" if changed else "the same"
        print(f"{experiment.name}: {state} docs/_data/{experiment.data_file.name}")
