"""The command: `python -m docs._engine.experiments [question…]`."""

import argparse
import os
import sys

from docs._engine.experiments.experiment import (
    Question,
    questions,
    unique,
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: all data files stand as measured; 1: a setting could not be measured; 2: wrong
    arguments; 130: interrupted, and the next call goes on from there.
    """
    options = _options().parse_args(arguments)
    asked = [Question(name) for name in options.questions or questions()]
    waiting = []
    for question in asked:
        if question.is_answered():
            print(f"{question.name}: nothing changed")
        else:
            waiting.append(question)
    if not waiting:
        return 0
    # What follows imports Keras.
    from docs._engine.experiments.measure import (
        MeasureError,
    )

    try:
        _answer(waiting, options)
    except MeasureError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "Interrupted. The next call goes on from here.",
            file=sys.stderr,
        )
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
        "questions",
        nargs="*",
        type=_question,
        metavar="question",
        help=f"one of {', '.join(questions())}; all of them unless given",
    )
    parser.add_argument(
        "-n",
        type=_positive,
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


def _question(text: str) -> str:
    if text not in questions():
        raise argparse.ArgumentTypeError(
            f"there is no question {text}; there are {', '.join(questions())}"
        )
    return text


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is no whole number above 0")
    return int(text)


def _answer(asked: list[Question], options: argparse.Namespace) -> None:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from docs._engine.experiments.measure import (
        all_of,
        cluster,
        known,
        measure,
        use_one_thread,
    )

    use_one_thread()  # Before a program starts TensorFlow.
    runs = unique(run for question in asked for run in question.runs())
    waiting = [run for run in runs.values() if known(run) is None]
    columns = (
        *Progress.get_default_columns(),
        MofNCompleteColumn(),
    )
    done = len(runs) - len(waiting)
    with (
        cluster(options.dask),
        Progress(*columns, console=Console(stderr=True)) as progress,
    ):
        bar = progress.add_task("settings", total=len(runs), completed=done)
        for _ in measure(waiting, options.processes):
            progress.advance(bar)
    for question in asked:
        changed = question.answer(all_of(question.runs()))
        name = question.data_file.name
        print(f"{question.name}: {'new' if changed else 'the same'} docs/_data/{name}")
