"""What the pages conclude from the data still follows from the data."""

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
    """docs/why.md: from a λ on, L1 leaves one weight at zero, and L2 leaves neither."""
    fits = lookup("geometry/fits")
    levels = sorted(fits, key=lambda level: float(level.replace("none", "0")))
    zero = [fits[level]["L1"]["weight 2"] == 0 for level in levels]
    assert zero == sorted(zero)
    assert zero[levels.index("1.2")]
    for level in levels:
        assert min(fits[level]["L2"]["weight 1"], fits[level]["L2"]["weight 2"]) > 0.1


def test_networks_memorize_after_they_generalize():
    """docs/why.md: with wrong labels, accuracy falls while the training fit rises."""
    noisy, clean = lookup("overfitting/noisy/none"), lookup("overfitting/clean/none")
    early, late = (noisy[epochs]["accuracy"] for epochs in ("60", "400"))
    assert early["mean"] - early["half"] > late["mean"] + late["half"]
    assert noisy["400"]["training accuracy"]["mean"] > 99
    early, late = (clean[epochs]["accuracy"] for epochs in ("60", "400"))
    assert late["mean"] >= early["mean"]
