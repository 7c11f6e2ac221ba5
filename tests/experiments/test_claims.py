"""What the pages conclude from the data still follows from the data."""

from docs._engine.core.results import lookup

WITHIN = "within noise"


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
    assert {clean[f"0.{n}"] for n in range(1, 7)} == {WITHIN}
    assert clean["0.8"] == "lower"


def test_dropout_needs_more_epochs():
    """docs/dropout.md: after 60 epochs 0.5 costs accuracy with both kinds of labels."""
    data = lookup("dropout_rate")
    for labels in "clean", "noisy":
        assert verdicts(data[labels], 60)["0.5"] == "lower"
    assert verdicts(data["noisy"], 400)["0.5"] == "higher"


def test_stopping_rivals_dropout():
    """docs/dropout.md: none after 60 epochs is not worse than 0.6 after 400."""
    noisy = lookup("dropout_rate")["noisy"]
    short, long = noisy["none"]["60"]["accuracy"], noisy["0.6"]["400"]["accuracy"]
    assert short["mean"] + short["half"] > long["mean"] - long["half"]


def test_no_technique_gains_accuracy_with_clean_labels():
    """docs/compare.md: within noise or lower, and one cross-entropy is better."""
    clean = lookup("combinations")["clean"]
    assert "higher" not in verdicts(clean, 400).values()
    for labels in lookup("combinations").values():
        assert "higher" not in verdicts(labels, 60).values()
    assert verdicts(clean, 400, "cross-entropy")["dropout 0.3 + L2 0.003"] == "lower"
    assert verdicts(clean, 400)["early stopping"] == "lower"


def test_dropout_gains_most_with_wrong_labels():
    """docs/compare.md: L1 and elastic net gain in cross-entropy only; L2 gains less."""
    noisy = lookup("combinations")["noisy"]
    accuracy = verdicts(noisy, 400)
    cross_entropy = verdicts(noisy, 400, "cross-entropy")
    for way in "L1 0.001", "elastic net 0.0003, 0.003":
        assert (accuracy[way], cross_entropy[way]) == (WITHIN, "lower")
    assert accuracy["L2 0.03"] == accuracy["AdamW 1"] == "higher"
    with_dropout = {way for way in accuracy if "dropout" in way and "stop" not in way}
    assert {accuracy[way] for way in with_dropout} == {"higher"}


def test_combinations_add_nothing():
    """docs/compare.md: the intervals of dropout with and without L2 overlap."""
    noisy = lookup("combinations")["noisy"]
    alone = noisy["dropout 0.5"]["400"]["accuracy gain"]
    both = noisy["dropout 0.5 + L2 0.003"]["400"]["accuracy gain"]
    assert abs(alone["mean"] - both["mean"]) < max(alone["half"], both["half"])


def test_l1_gains_no_accuracy():
    """docs/l1.md: with either labels; 0.01 costs; the cross-entropy gets better."""
    data = lookup("l1_strength")
    assert set(verdicts(data["noisy"], 400).values()) == {WITHIN}
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
    """docs/l2.md: 0.01 and 0.03 do; with clean labels none does, and 0.1 costs."""
    data = lookup("l2_strength")
    noisy, clean = verdicts(data["noisy"], 400), verdicts(data["clean"], 400)
    assert {level for level in noisy if noisy[level] == "higher"} == {"0.01", "0.03"}
    assert {level for level in clean if clean[level] != WITHIN} == {"0.1"}
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
    """docs/compare.md: which rates and strengths gain, and where none does."""
    data = lookup("sensitivity")
    gains = {
        network: {
            way for way, result in verdicts(ways, 400).items() if result == "higher"
        }
        for network, ways in data.items()
    }
    rates = {f"dropout {rate}" for rate in (0.1, 0.3, 0.5, 0.7)}
    assert gains["base"] == rates | {"L2 0.03"}
    assert gains["40 % wrong labels"] == rates - {"dropout 0.1"}
    assert gains["256 units"] == {"dropout 0.5", "dropout 0.7"}
    assert gains["no wrong labels"] == set()
    assert set(verdicts(data["40 images"], 400).values()) == {WITHIN}
    assert verdicts(data["256 units"], 400)["L1 0.01"] == "lower"
    assert verdicts(data["base"], 400)["L1 0.01"] == WITHIN
    assert verdicts(data["256 units"], 60)["dropout 0.5"] == "higher"


def test_the_best_strength_of_l2_is_the_same_in_a_wider_network():
    """docs/l2/index.md: 0.03, at 64 and at 256 units, with a fifth of labels wrong."""

    def best(levels):
        return max(levels, key=lambda level: levels[level]["400"]["accuracy"]["mean"])

    for network in "base", "256 units":
        levels = lookup("sensitivity")[network]
        l2 = {level: levels[level] for level in levels if level.startswith("L2")}
        assert best(l2) == "L2 0.03"
    assert best(lookup("l2_strength")["noisy"]) == "0.03"
