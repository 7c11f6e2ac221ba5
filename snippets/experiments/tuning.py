"""Sum up techniques of which each is tuned on other seeds.

A technique has candidates: settings, each after any number of
epochs. For each seed the candidate is used that did best on the
tuning images with the other seeds. What counts is its score on
the test images.
"""

import numpy as np

from snippets.experiments.sweep import quantity

SCORES = "accuracy", "cross-entropy"
REFERENCES = "none", "L1", "L2", "AdamW", "dropout"
"""The techniques that all others are compared with."""
TEST, TUNING, HELD_OUT = 2, 4, 6
"""Where in the curves a set of images has its scores."""
STOPPED = {
    "early stopping": ("none", 0),
    "dropout 0.5, early stopping": ("dropout", 2),
}
"""What early stopping goes back to: a technique's candidate."""


def report(results, techniques, epochs):
    """Return scores of each technique, and their differences.

    Args:
        results: The curves of each seed, by
            labels/technique/candidate.
        techniques: The candidates of each technique.
        epochs: When the curves were taken.
    """
    labels = dict.fromkeys(
        name.split("/")[0] for name in results
    )
    return {
        each: _compare(
            {
                technique: [
                    np.array(results[f"{each}/{technique}/{i}"])
                    for i in range(len(candidates))
                ]
                for technique, candidates in techniques.items()
            },
            techniques,
            epochs,
        )
        for each in labels
    }


def _compare(curves, techniques, epochs):
    """Return scores and differences for one kind of labels."""
    summary = {}
    for number, score in enumerate(SCORES):
        values, choices = {}, {}
        # As if nobody stopped, and nothing was tuned.
        last = f"none, {epochs[-1]} epochs"
        values[last] = curves["none"][0][:, TEST + number, -1]
        for name, candidates in curves.items():
            if name in STOPPED:
                stopped, refitted = stop_early(
                    curves, name, number
                )
                values[name] = stopped
                values[f"{name}, refit"] = refitted
            else:
                values[name], choices[name] = tune(
                    np.array(candidates), number
                )
        for name in values:
            entry = summary.setdefault(name, {})
            entry |= _differences(values, name, score)
            if name in choices:
                entry[f"choices by {score}"] = count(
                    choices[name], techniques[name], epochs
                )
    return summary


def _differences(values, name, score):
    """Return a score of a technique, and its gain on others."""
    factor, unit, points = (
        (100, "%", "points")
        if score == "accuracy"
        else (1, "nats", "nats")
    )
    return {
        score: quantity(factor * values[name], unit),
        f"{score} gain on": {
            other: quantity(
                factor * (values[name] - values[other]), points
            )
            for other in REFERENCES
            if other != name
        },
    }


def tune(curves, number):
    """Return each seed's test score at the others' best choice.

    Args:
        curves: candidates × seeds × scores × epochs.
        number: 0 for accuracy, 1 for cross-entropy.

    Returns:
        A score for each seed, and what it chose: the number of
        a candidate, and at which epochs.
    """
    tuning, test = (
        curves[:, :, at + number] for at in (TUNING, TEST)
    )
    sign = -1 if number else 1
    values, chosen = [], []
    for seed in range(curves.shape[1]):
        others = np.delete(tuning, seed, axis=1).mean(axis=1)
        best = np.argmax(sign * others)
        candidate, epochs = np.unravel_index(best, others.shape)
        values.append(test[candidate, seed, epochs])
        chosen.append((int(candidate), int(epochs)))
    return np.array(values), chosen


def stop_early(curves, name, number):
    """Return test scores of early stopping, and after a refit.

    It goes back to the least cross-entropy of the images that
    are held out. The refit trains on all images for as many
    epochs.
    """
    (stopped,), (other, candidate) = curves[name], STOPPED[name]
    whole = curves[other][candidate]
    epochs = stopped[:, HELD_OUT + 1].argmin(axis=1)
    seeds = np.arange(len(epochs))
    return (
        stopped[seeds, TEST + number, epochs],
        whole[seeds, TEST + number, epochs],
    )


def count(chosen, candidates, epochs):
    """Return how many seeds made each choice."""
    counts = {}
    for candidate, at in chosen:
        options = [
            f"{name} {value:g}"
            for name, value in candidates[candidate].items()
        ]
        name = ", ".join([*options, f"{epochs[at]} epochs"])
        counts[name] = counts.get(name, 0) + 1
    return counts
