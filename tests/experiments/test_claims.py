"""What the pages conclude from the data still follows from the data."""

import itertools
from itertools import pairwise

from docs._engine.core.results import lookup

UNCLEAR = "unclear"


def verdicts(group: dict, budget: int, score: str = "accuracy") -> dict[str, str]:
    """Return the verdict on the gain of each level of a group."""
    return {
        level: entry[str(budget)][f"{score} gain"]["verdict"]
        for level, entry in group.items()
        if level != "none"
    }


def test_dropout_helps_with_wrong_labels_and_a_long_training():
    """docs/dropout.md: rates 0.3 and 0.6 gain, and with clean labels none does."""
    data = lookup("dropout_rate")
    noisy, clean = verdicts(data["noisy"], 400), verdicts(data["clean"], 400)
    assert noisy["0.3"] == noisy["0.6"] == "higher"
    assert {clean[f"0.{n}"] for n in range(1, 7)} == {UNCLEAR}
    assert clean["0.8"] == "lower"


def test_dropout_needs_more_epochs():
    """docs/dropout: after 60 epochs 0.5 costs accuracy, and after 400 it does not."""
    clean = lookup("dropout_rate")["clean"]
    assert verdicts(clean, 60)["0.5"] == "lower"
    assert verdicts(clean, 400)["0.5"] == UNCLEAR
    assert verdicts(lookup("sensitivity")["256 units"], 60)["dropout 0.5"] == "higher"


def test_l1_gains_no_accuracy():
    """docs/l1.md: with either labels; 0.01 costs; the cross-entropy gets better."""
    data = lookup("l1_strength")
    assert set(verdicts(data["noisy"], 400).values()) == {UNCLEAR}
    assert "higher" not in verdicts(data["clean"], 400).values()
    assert verdicts(data["clean"], 400)["0.01"] == "lower"
    assert verdicts(data["clean"], 60)["0.01"] == "lower"
    assert verdicts(data["noisy"], 400, "cross-entropy")["0.003"] == "lower"


def test_a_penalty_makes_no_zeros():
    """docs/l1.md: at no strength; a proximal step does, at the same accuracy."""
    data = lookup("l1_strength")
    for group in "clean", "noisy", "penalty, SGD":
        for entry in data[group].values():
            assert set(entry["weights"]["zero"]["values"]) == {0}
    proximal, penalty = data["proximal"]["0.001"], data["penalty, SGD"]["0.001"]
    assert proximal["weights"]["zero"]["mean"] > 50
    a, b = proximal["400"]["accuracy"], penalty["400"]["accuracy"]
    assert abs(a["mean"] - b["mean"]) < max(a["half"], b["half"])


def test_l2_helps_with_wrong_labels_and_a_long_training():
    """docs/l2: 0.03 does; with clean labels none does, and 0.1 costs."""
    data = lookup("l2_strength")
    noisy, clean = verdicts(data["noisy"], 400), verdicts(data["clean"], 400)
    assert {level for level in noisy if noisy[level] == "higher"} == {"0.03"}
    assert {level for level in clean if clean[level] != UNCLEAR} == {"0.1"}
    assert clean["0.1"] == "lower"
    for labels in "clean", "noisy":
        assert "higher" not in verdicts(data[labels], 60).values()
        gain = data[labels]["0.001"]["400"]["cross-entropy gain"]
        assert gain["verdict"] == "lower"


def test_lasso_has_the_same_zeros():
    """docs/l1/selection.md: in all ten draws, at each strength."""
    for entry in lookup("feature_selection").values():
        assert entry["same zeros as Lasso"] == 10


def test_l2_smooths_a_boundary():
    """docs/l2.md: at 0.03 the cross-entropy of two moons falls, the accuracy rises."""
    result = lookup("two_moons")["0.03"]
    assert result["cross-entropy gain"]["verdict"] == "lower"
    assert result["accuracy gain"]["verdict"] == "higher"


def test_ranges_move_with_network_and_data():
    """docs/compare: which rates and strengths gain, and where none does."""
    data = lookup("sensitivity")
    gains = {
        network: {
            way for way, result in verdicts(ways, 400).items() if result == "higher"
        }
        for network, ways in data.items()
    }
    rates = {f"dropout {rate}" for rate in (0.1, 0.3, 0.5, 0.7)}
    assert gains["base"] == gains["40 % wrong labels"] == rates | {"L2 0.03"}
    assert {gain.split()[0] for gain in gains["256 units"]} == {"dropout"}
    assert gains["no wrong labels"] == gains["40 images"] == set()
    few = verdicts(data["40 images"], 400, "cross-entropy")
    assert few["dropout 0.5"] == "lower"
    assert verdicts(data["base"], 400)["L1 0.01"] == UNCLEAR


def test_wide_networks_take_more():
    """docs/compare: dropout and a strong L2 gain after 60 epochs with 256 units."""
    wide, base = (lookup("sensitivity")[each] for each in ("256 units", "base"))
    for way in "dropout 0.5", "L2 0.03":
        assert verdicts(wide, 60)[way] == "higher"
        assert verdicts(base, 60)[way] == UNCLEAR
        assert base[way]["60"]["accuracy gain"]["mean"] < 0


def test_l1_breaks_eight_of_ten_wide_networks():
    """docs/compare: they guess, one in ten images right."""
    wide = lookup("sensitivity")["256 units"]["L1 0.01"]["400"]["accuracy"]
    assert sum(value < 15 for value in wide["values"]) == 8
    base = lookup("sensitivity")["base"]["L1 0.01"]["400"]["accuracy"]
    assert min(base["values"]) > 50


def test_the_best_strength_of_l2_is_the_same_in_a_wider_network():
    """docs/l2/index.md: 0.03, at 64 and at 256 units, with a fifth of labels wrong."""

    def best(levels):
        return max(levels, key=lambda level: levels[level]["400"]["accuracy"]["mean"])

    for network in "base", "256 units":
        levels = lookup("sensitivity")[network]
        l2 = {level: levels[level] for level in levels if level.startswith("L2")}
        assert best(l2) == "L2 0.03"
    assert best(lookup("l2_strength")["noisy"]) == "0.03"


def compare(labels: str, technique: str, score: str, other: str = "none") -> dict:
    """Return the difference of a tuned technique from another one."""
    return lookup(f"comparison/{labels}/{technique}/{score} gain on/{other}")


SAME_WIDTH = ["dropout", "L1", "L2", "elastic net", "AdamW", "dropout + L1"]
SAME_WIDTH += ["dropout + L2", "dropout, larger learning rate"]


def test_dropout_with_more_units_gains_most():
    """docs/compare: more than with 64 units, and more than the units alone."""
    noisy = {each: compare("noisy", each, "accuracy") for each in SAME_WIDTH}
    wide = compare("noisy", "dropout, more units", "accuracy")
    assert wide["verdict"] == "higher"
    assert compare("clean", "dropout, more units", "accuracy")["verdict"] == "higher"
    assert compare("noisy", "dropout", "accuracy")["verdict"] == UNCLEAR
    assert compare("noisy", "dropout", "cross-entropy")["verdict"] == "lower"
    assert wide["mean"] > max(each["mean"] for each in noisy.values())
    for other in "L1", "L2", "AdamW", "dropout":
        gain = compare("noisy", "dropout, more units", "accuracy", other)
        assert gain["verdict"] == "higher"
    units, dropout = (
        lookup(f"comparison/noisy/{each}/accuracy")["values"]
        for each in ("none, 128 units", "dropout, more units")
    )
    from snippets.experiments.statistics import estimate

    gain = estimate([b - a for a, b in zip(units, dropout, strict=True)])
    assert gain["mean"] > gain["half"]
    for labels in "clean", "noisy":
        rate = compare(labels, "dropout, larger learning rate", "accuracy", "dropout")
        assert rate["verdict"] != "higher"


def test_penalties_help_a_little_with_wrong_labels():
    """docs/compare: L2 and AdamW gain accuracy; with correct labels, L2 doesn't."""
    for technique in "L2", "AdamW":
        assert compare("noisy", technique, "accuracy")["verdict"] == "higher"
        assert compare("noisy", technique, "accuracy")["mean"] < 1.5
    assert compare("noisy", "L1", "accuracy")["verdict"] == UNCLEAR
    for technique in SAME_WIDTH:
        assert compare("clean", technique, "accuracy")["verdict"] == UNCLEAR
    for technique in "L2", "AdamW":
        assert compare("clean", technique, "cross-entropy")["verdict"] == "lower"


def test_combinations_with_dropout():
    """docs/compare: clear over none, and unclear over dropout; more units are clear."""
    for technique in "dropout + L1", "dropout + L2":
        assert compare("noisy", technique, "accuracy")["verdict"] == "higher"
        gain = compare("noisy", technique, "accuracy", "dropout")
        assert gain["verdict"] == UNCLEAR
        assert gain["mean"] > gain["half"]
        assert compare("clean", technique, "accuracy", "dropout")["verdict"] == UNCLEAR
    for labels in "clean", "noisy":
        gain = compare(labels, "dropout, more units", "accuracy", "dropout")
        assert gain["verdict"] == "higher"


def test_training_too_long_costs_more_than_techniques_gain():
    """docs/compare: in cross-entropy, with either labels; in accuracy, most."""
    for labels in "clean", "noisy":
        cost = compare(labels, "none, 200 epochs", "cross-entropy")
        assert cost["verdict"] == "higher"
        for technique in [*SAME_WIDTH, "dropout, more units", "none, 128 units"]:
            gain = compare(labels, technique, "cross-entropy")["mean"]
            assert -gain < cost["mean"]
    cost = compare("noisy", "none, 200 epochs", "accuracy")["mean"]
    gains = [compare("noisy", each, "accuracy")["mean"] for each in SAME_WIDTH]
    assert sum(gain < -cost for gain in gains) > len(gains) / 2


def test_early_stopping_needs_a_refit():
    """docs/compare: held-out images cost accuracy, and a refit gives it back."""
    for labels in "clean", "noisy":
        assert compare(labels, "early stopping", "accuracy")["verdict"] == "lower"
        refit = compare(labels, "early stopping, refit", "accuracy")
        assert abs(refit["mean"]) < 1


def test_a_diamond_has_its_corners_on_the_axes():
    """docs/why: from a λ on, L1 leaves one weight at zero, and L2 leaves neither."""
    fits = lookup("geometry/fits")
    levels = sorted(fits, key=lambda level: float(level.replace("none", "0")))
    zero = [fits[level]["L1"]["weight 2"] == 0 for level in levels]
    assert zero == sorted(zero)
    assert zero[levels.index("1.2")]
    for level in levels:
        assert min(fits[level]["L2"]["weight 1"], fits[level]["L2"]["weight 2"]) > 0.1


def test_networks_memorize_after_they_generalize():
    """docs/why: with wrong labels, accuracy falls while the training fit rises."""
    noisy, clean = lookup("overfitting/noisy/none"), lookup("overfitting/clean/none")
    early, late = (noisy[epochs]["accuracy"] for epochs in ("60", "400"))
    assert early["mean"] - early["half"] > late["mean"] + late["half"]
    assert noisy["400"]["training accuracy"]["mean"] > 99
    early, late = (clean[epochs]["accuracy"] for epochs in ("60", "400"))
    assert late["mean"] >= early["mean"]


# docs/practice/diagnose.md and docs/practice/early-stopping.md


def curves_of(place: str, score: str = "cross-entropy") -> tuple[list, list]:
    """Return the mean curves of a network: training and validation."""
    curves = lookup(f"learning_curves/{place}/curves")
    training, validation = (
        curves[f"{images} {score}"]["mean"] for images in ("training", "validation")
    )
    return training, validation


def scores_of(place: str, moment: str, score: str) -> dict:
    """Return a score after the best or the last epoch."""
    return lookup(f"learning_curves/{place}/{moment}/{score}")


def test_overfitting_is_where_validation_turns_up():
    """docs/practice/diagnose.md: L2 keeps it flat; without, only probabilities suffer.

    With wrong labels, the accuracy falls, too, and dropout delays all of it.
    """
    _, good = curves_of("case/good fit")
    flat = lookup("learning_curves/case/good fit/curves/validation cross-entropy/half")
    assert good[-1] - min(good) < min(flat)
    for place in "case/overfitting", "case/wrong labels", "remedy/dropout":
        training, validation = curves_of(place)
        assert training == sorted(training, reverse=True)
        assert validation[-1] > 1.2 * min(validation)
    _, accuracy = curves_of("case/overfitting", "accuracy")
    half = scores_of("case/overfitting", "last", "validation accuracy")["half"]
    assert max(accuracy) - accuracy[-1] < half
    _, accuracy = curves_of("case/wrong labels", "accuracy")
    assert max(accuracy) - accuracy[-1] > 5
    assert scores_of("case/wrong labels", "last", "training accuracy")["mean"] == 100
    epochs = {
        place: lookup(f"learning_curves/{place}/best epoch")
        for place in ("case/overfitting", "remedy/none", "remedy/dropout")
    }
    assert epochs["case/overfitting"] == 15
    assert epochs["remedy/dropout"] > epochs["remedy/none"]
    with_dropout, without = (
        scores_of(f"remedy/{each}", "best", "validation cross-entropy")["mean"]
        for each in ("dropout", "none")
    )
    assert with_dropout < without


def test_a_gap_is_no_sign():
    """docs/practice/diagnose.md: the smallest is that of too strong a penalty."""
    gaps = {
        name: scores_of(f"case/{name}", "last", "training accuracy")["mean"]
        - scores_of(f"case/{name}", "last", "validation accuracy")["mean"]
        for name in lookup("learning_curves/case")
    }
    assert min(gaps, key=gaps.__getitem__) == "penalty too strong"
    assert gaps["good fit"] > gaps["overfitting"] > 10


def test_underfitting_is_bad_on_training_images():
    """docs/practice/diagnose.md: both curves still fall, or are at best at once."""
    for name in "too small", "penalty too strong", "rate too low":
        assert scores_of(f"case/{name}", "last", "training accuracy")["mean"] < 80
    training, validation = curves_of("case/rate too low")
    for curve in training, validation:
        assert curve == sorted(curve, reverse=True)
    training, validation = curves_of("case/rate too high")
    assert min(validation) == validation[0]
    assert training != sorted(training, reverse=True)
    best, default = (
        scores_of(f"case/{name}", "best", "new accuracy")
        for name in ("rate too high", "overfitting")
    )
    assert best["mean"] + best["half"] < default["mean"] - default["half"]


def test_a_leak_flatters():
    """docs/practice/diagnose.md: and moved images look like overfitting."""
    for name, sign in ("leak", 1), ("shift", -1):
        checked, new = (
            scores_of(f"case/{name}", "last", f"{images} accuracy")["mean"]
            for images in ("validation", "new")
        )
        assert sign * (checked - new) > 5
        same = scores_of("case/overfitting", "last", "new accuracy")["values"]
        assert scores_of(f"case/{name}", "last", "new accuracy")["values"] == same
    _, leak = curves_of("case/leak")
    _, honest = curves_of("case/overfitting")
    assert leak[-1] - min(leak) < honest[-1] - min(honest)
    assert leak.index(min(leak)) > honest.index(min(honest))


def test_data_beat_techniques():
    """docs/practice/diagnose.md: in accuracy on new images; fewer units do harm."""
    changes = {
        name: entry["change"]
        for name, entry in lookup("learning_curves/remedy").items()
        if name != "none"
    }
    accuracy = {name: each["new accuracy"] for name, each in changes.items()}
    techniques = "augmentation", "dropout", "L2", "L1"
    together = sum(max(0, accuracy[each]["mean"]) for each in techniques)
    assert -accuracy["a third of the images"]["mean"] > together
    assert accuracy["correct labels"]["mean"] > together
    fewer = accuracy["fewer units"]
    assert fewer["mean"] + fewer["half"] < 0
    stopped, last = (
        scores_of("remedy/none", moment, "new accuracy") for moment in ("best", "last")
    )
    assert stopped["mean"] - stopped["half"] > last["mean"] + last["half"]
    entropy = {
        name: each["new cross-entropy"]["mean"] for name, each in changes.items()
    }
    assert entropy["augmentation"] < entropy["dropout"] < 0 < entropy["L2"]


# Dropout: thinned networks, masks, samples.


def test_each_step_trains_another_thinned_network():
    """docs/dropout: the masks of all steps differ, and inference keeps every unit."""
    steps = lookup("thinned")
    inference = steps["inference"]
    assert inference["remaining"] == 12
    assert set(inference["first layer"] + inference["second layer"]) == {1}
    masks = [
        (*step["first layer"], *step["second layer"])
        for name, step in steps.items()
        if name != "inference"
    ]
    assert len(set(masks)) == len(masks) == 8
    assert all(set(mask) == {0, 2} for mask in masks)


def test_recurrent_arguments_hold_their_masks():
    """docs/dropout/recurrent: a Dropout layer draws at each step, arguments do not."""
    data = lookup("recurrent_masks")
    for name, entry in data.items():
        held = [all(step == steps[0] for step in steps) for steps in entry["masks"]]
        assert held == [name != "Dropout"] * 3
        assert entry["survivors"] == [2]
        firsts = [tuple(steps[0]) for steps in entry["masks"]]
        assert len(set(firsts)) == 3


def test_noise_layers_drop_whole_channels_or_steps():
    """docs/dropout/relatives: SpatialDropout1D channels, this noise shape steps."""
    data = lookup("noise_masks")
    for steps in data["SpatialDropout1D"]["masks"]:
        assert all(step == steps[0] for step in steps)
    for steps in data["noise_shape"]["masks"]:
        assert all(len(set(step)) == 1 for step in steps)
    for steps in data["Dropout"]["masks"]:
        assert any(step != steps[0] for step in steps)
        assert any(len(set(step)) > 1 for step in steps)


def test_dropout_before_batch_normalization_shifts_the_variance():
    """docs/dropout/placement: as the formula says, and not at all after it."""
    data = lookup("variance_shift")
    for mean, rates in data["before"].items():
        for rate, entry in rates.items():
            p, mu = float(rate), float(mean)
            factor = ((1 - p) / (1 + p * mu**2)) ** 0.5
            assert abs(entry["mean"] - factor) < 0.01
            after = data["after"][mean][rate]
            assert abs(after["mean"] - 1) < 0.01


def test_noise_layers_add_as_much_noise_as_dropout():
    """docs/dropout/relatives: but AlphaDropout, which keeps mean and spread."""
    data = lookup("noise_values")
    for rate in "0.1", "0.2", "0.3", "0.5":
        dropout = 1 / (1 - float(rate)) ** 0.5
        for name in "Dropout", "GaussianDropout", "GaussianNoise":
            assert abs(data[name][rate]["std"] - dropout) < 0.02
        assert data["AlphaDropout"][rate]["std"] == 1
        assert data["AlphaDropout"][rate]["mean"] == 0


def test_an_ensemble_spreads_in_a_gap_and_dropout_with_its_rate():
    """docs/dropout/monte-carlo: where each is wide, and that neither is calibrated."""
    data = lookup("monte_carlo")
    rates = "0.05", "0.1", "0.2", "0.5"
    spreads = [data[rate]["data"]["spread"]["mean"] for rate in rates]
    assert spreads == sorted(spreads)
    assert spreads[-1] > 2 * spreads[0]
    for rate in rates:
        with_data, gap = (data[rate][each]["spread"] for each in ("data", "gap"))
        assert 1 < gap["mean"] / with_data["mean"] < 1.25
    with_data, gap = (data["ensemble"][each]["spread"] for each in ("data", "gap"))
    assert gap["mean"] - gap["half"] > 5 * with_data["mean"]
    assert gap["mean"] - gap["half"] > 0.15
    # The curve is inside the band.
    assert data["0.1"]["data"]["covered"]["mean"] > 85
    for rate in rates:
        for place in "gap", "outside":
            assert data[rate][place]["covered"]["mean"] < 60
    covered = {
        place: data["ensemble"][place]["covered"]["mean"]
        for place in ("data", "gap", "outside")
    }
    assert max(covered.values()) < 95
    assert covered["data"] < data["0.1"]["data"]["covered"]["mean"]


# The pages below L2: boundary, real_loss, batch_norm_scale, decoupled_decay, max_norm.


def test_each_technique_smooths_a_boundary():
    """docs/compare: each improves the cross-entropy, and L1 and L2 the accuracy."""
    from docs._engine.figures.boundary import choose
    from snippets.experiments.statistics import decide

    strengths = lookup("boundary/strengths")
    chosen = {each: choose(strengths[each]) for each in strengths}
    assert {each: strength for each, (strength, _) in chosen.items()} == {
        "none": "0.0",
        "dropout": "0.9",
        "L1": "0.03",
        "L2": "0.03",
    }
    for score, verdicts in (
        ("accuracy", {"dropout": "unclear", "L1": "higher", "L2": "higher"}),
        ("cross-entropy", {"dropout": "lower", "L1": "lower", "L2": "lower"}),
    ):
        values = {each: entry[score]["values"] for each, (_, entry) in chosen.items()}
        base = values.pop("none")
        family = [
            [a - b for a, b in zip(each, base, strict=True)] for each in values.values()
        ]
        assert dict(zip(values, decide(family), strict=True)) == verdicts
    by_rate = {rate: entry["accuracy"] for rate, entry in strengths["dropout"].items()}
    best = max(by_rate, key=lambda rate: by_rate[rate]["mean"])
    assert best == "0.5"
    gain = by_rate["0.5"]["mean"] - strengths["none"]["0.0"]["accuracy"]["mean"]
    assert gain > by_rate["0.5"]["half"]
    # The boundary of L1 is nearly a straight line.
    (line,) = chosen["L1"][1]["boundary"]
    slopes = [(b - d) / (a - c) for (a, b), (c, d) in zip(line, line[9:], strict=False)]
    assert max(slopes) - min(slopes) < 0.2


def test_max_norm_helps_dropout_at_a_large_learning_rate():
    """docs/l2/max-norm: and at Adam's own rate it gains nothing."""
    from snippets.experiments.statistics import decide

    data = lookup("max_norm")
    places = [(rate, limit) for rate in data for limit in data[rate] if limit != "none"]
    verdicts = {}
    for score in "accuracy", "cross-entropy":
        family = [
            data[rate][limit][f"effect on {score}"]["values"] for rate, limit in places
        ]
        verdicts[score] = dict(zip(places, decide(family), strict=True))
    accuracy, error = verdicts["accuracy"], verdicts["cross-entropy"]
    assert accuracy["0.01", "1.0"] == "higher"
    assert {accuracy[place] for place in places if place[0] == "0.001"} == {UNCLEAR}
    assert {error[place] for place in places if place[0] == "0.01"} == {"lower"}
    assert error["0.001", "0.5"] == "higher"
    # No column is as long as these limits, so both do the same.
    default, large = data["0.001"], data["0.01"]
    assert default["2.0"]["accuracy"] == default["3.0"]["accuracy"]
    assert max(default["none"]["norm"]["values"]) < 2
    best = max(entry["accuracy"]["mean"] for entry in large.values())
    assert best == large["1.0"]["accuracy"]["mean"]
    assert best < default["none"]["accuracy"]["mean"]


def test_l2_with_adam_spares_weights_with_large_gradients():
    """docs/l2/weight-decay: L2 does, and weight decay shrinks all weights alike."""
    data = lookup("decoupled_decay")
    for ways in data.values():
        ends = [group["end"] for group in ways["L2"].values()]
        for end, larger in itertools.pairwise(ends):
            assert end["mean"] + end["half"] < larger["mean"] - larger["half"]
        left = [group["end"]["mean"] for group in ways["weight decay"].values()]
        assert max(left) - min(left) < 0.02
    strong = data["0.05"]["L2"]
    assert strong["0.1"]["end"]["mean"] < 0.05
    assert abs(strong["0.1"]["path"][10]) < 0.02
    assert strong["10.0"]["end"]["mean"] > 0.9


def test_l2_before_a_normalization_sets_the_learning_rate():
    """docs/l2/normalization: it multiplies the effective rate, up to a balance."""
    data = lookup("batch_norm_scale")
    growth = [
        data[level]["growth"]["mean"] for level in ("none", "0.003", "0.01", "0.03")
    ]
    assert growth == sorted(growth)
    assert 0.9 < growth[0] < 1
    assert data["0.01"]["norm"]["mean"] < data["none"]["norm"]["mean"] / 3
    # Both level off at 0.03: the last tenth of the steps changes little.
    norms = data["0.03"]["curves"]["norm"]["mean"]
    steps = data["0.03"]["curves"]["step"]
    early = norms[steps.index(60)] / norms[0]
    assert early < 0.75
    assert norms[-1] / norms[-2] > 0.9
    # Each accuracy is within the other's interval.
    none, some = data["none"]["accuracy"], data["0.01"]["accuracy"]
    assert abs(none["mean"] - some["mean"]) < min(none["half"], some["half"])


def test_val_loss_picks_a_later_epoch_with_a_strong_penalty():
    """docs/l2/real-loss: and a worse model; a weak penalty makes no difference."""
    for level, entry in lookup("real_loss").items():
        late, best = (
            entry[score]["epoch"]["values"] for score in ("val_loss", "error")
        )
        pairs = [*zip(late, best, strict=True)]
        if level in ("0.01", "0.03"):
            assert all(a > b for a, b in pairs)
            assert entry["cost"]["mean"] > entry["cost"]["half"]
        else:
            assert sum(a == b for a, b in pairs) >= 8
            assert all(abs(a - b) <= 1 for a, b in pairs)
            assert entry["cost"]["mean"] < 0.001


def levels(results: dict) -> list[str]:
    """Return the levels of a sweep, from weak to strong or from small to large."""
    return sorted(results, key=float)


def test_l1_drops_features_one_by_one_and_l2_drops_none():
    """docs/l1/selection.md: zeros at 0.1, more at 0.3, all at 1.2; with L2 none."""
    data = lookup("shrinkage")
    counts = [data[level]["L1"]["not zero"] for level in levels(data)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 10
    assert data["1.2"]["L1"]["not zero"] == 0
    assert {entry["L2"]["not zero"] for entry in data.values()} == {10}
    for penalty in "L1", "L2":
        sizes = [data[level][penalty]["sum of sizes"] for level in levels(data)]
        assert sizes == sorted(sizes, reverse=True)


def test_l1_pulls_harder_below_one_half():
    """docs/why: at any λ, and L2 above; L1 alone ends small weights at zero."""
    for level, entry in lookup("pull").items():
        l1, l2 = (entry[penalty]["pull"] for penalty in ("L1", "L2"))
        for weight, pull in l1.items():
            size = abs(float(weight))
            assert abs(pull) == float(level)
            assert abs(abs(l2[weight]) - 2 * float(level) * size) < 1e-3
            assert (abs(pull) > abs(l2[weight]) + 1e-3) == (size < 0.5)
            end = entry["L1"]["end"][weight]
            assert abs(abs(end) - max(0, size - float(level) / 2)) < 1e-3
            end = entry["L2"]["end"][weight]
            assert abs(abs(end) - size / (1 + float(level))) < 1e-3


def test_l1_makes_a_spike_with_long_tails_and_l2_a_narrow_hump():
    """docs/l1/zeros.md: L1 has more tiny weights, and more large ones, than L2."""
    data = lookup("weights")
    for strong, other in ("0.0003", "0.003"), ("0.001", "0.01"), ("0.003", "0.03"):
        l1, l2 = data["L1"][strong], data["L2"][other]
        assert l1["below 0.001"]["mean"] > 2 * l2["below 0.001"]["mean"]
        assert l1["above 0.2"]["mean"] > 2 * l2["above 0.2"]["mean"]
        assert data["none"]["above 0.2"]["mean"] > l1["above 0.2"]["mean"]
        assert l1["zero"]["values"] == l2["zero"]["values"] == 10 * [0.0]


def test_the_elastic_net_keeps_features_that_are_alike():
    """docs/l1/elastic-net.md: from 0.5 on all three; L1 at most half; L2 no zero."""
    data = lookup("twins")
    for level in levels(data["L1"])[1:]:
        assert set(data["elastic net"][level]["alike kept"]["values"]) == {3}
        assert data["L1"][level]["alike kept"]["mean"] <= 1.5
        noise = data["elastic net"][level]["noise kept"]["mean"]
        assert data["L1"][level]["noise kept"]["mean"] < noise < 4
        assert set(data["L2"][level]["noise kept"]["values"]) == {4}
        spread = [data[each][level]["spread"]["mean"] for each in data]
        assert max(spread) == data["L1"][level]["spread"]["mean"]


def test_the_elastic_net_gains_nothing_clear_over_its_parts():
    """docs/l1/elastic-net.md: with either labels, in accuracy and cross-entropy."""
    for labels in "clean", "noisy":
        for other in "none", "L1", "L2":
            accuracy, cross_entropy = (
                compare(labels, "elastic net", score, other)["verdict"]
                for score in ("accuracy", "cross-entropy")
            )
            assert accuracy != "higher"
            assert cross_entropy != "lower"


def test_the_error_peaks_near_the_number_of_examples():
    """docs/why/index.md: it falls, peaks, falls lower still; with tuned L2, no peak."""
    for labels in "clean", "noisy":
        data = lookup(f"width/{labels}")
        widths = levels(data)
        none, l2 = (
            [data[width][technique]["wrong"]["mean"] for width in widths]
            for technique in ("none", "L2")
        )
        first = none.index(min(none[: widths.index("120")]))
        peak = none.index(max(none[first:]))
        assert widths[first] in ("40", "60")
        assert widths[peak] == "130"
        assert none[-1] + data["2000"]["none"]["wrong"]["half"] < none[first]
        assert max(l2[first:]) == l2[first]
        assert all(b <= a + 2 for a, b in pairwise(l2))
        training = data["120"]["training"]["wrong"]
        assert training["mean"] == 0
    noisy = lookup("width/noisy/2000")
    assert noisy["none"]["wrong"]["mean"] > noisy["L2"]["wrong"]["mean"] + 5
