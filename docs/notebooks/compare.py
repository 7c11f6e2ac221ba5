# ---
# jupyter:
#   description: Dropout, L1, L2 and no regularization on the same noisy digits, five paired seeds, with their spread.
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Compare them yourself
#
# How do dropout, L1, and L2 compare with no regularization on noisy digits,
# over the course of training and over several random seeds? This notebook
# answers that in one program, which you can download and change.
#
# You train on 400 handwritten digits. One in five of the training labels is
# replaced by another digit, while the test labels stay as they are. Wrong
# labels make overfitting easy to see, because a network that memorizes them
# gets worse on the test digits.
#
# The first program shows some of the training digits with the label that the
# network is given. Where that label is wrong, the true digit follows it.

# %% figures=["Eighteen of the training digits, each with the label that the network is given; wrong labels are marked with the true digit."]
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, _, true_labels, _ = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
rng = np.random.default_rng(0)
wrong = rng.permutation(400) < 80
labels = true_labels.copy()
labels[wrong] = (labels[wrong] + rng.integers(1, 10, 80)) % 10
print((labels != true_labels).sum(), "of 400 labels are wrong")

GREY = "#7f7f7f"  # readable on a white and on a dark page
ink = LinearSegmentedColormap.from_list("ink", [GREY + "00", GREY])
plt.rc("figure", facecolor="none")
plt.rc("font", size=13)
plt.rc("svg", fonttype="none", hashsalt="digits")
figure, axes = plt.subplots(3, 6, figsize=(7, 4.4))
for i, ax in enumerate(axes.flat):
    ax.imshow(x_train[i].reshape(8, 8), cmap=ink)
    ax.axis("off")
    if labels[i] == true_labels[i]:
        ax.set_title(labels[i], color=GREY)
    else:
        title = f"{labels[i]}, not {true_labels[i]}"
        ax.set_title(title, color="#d55e00", weight="bold")
figure.tight_layout()
plt.show()

# %% [markdown]
# ## The experiment
#
# Four networks differ only in what is done to their two hidden layers:
# nothing, `Dropout(0.5)` after each, L1 with λ = 0.001 on each kernel, or L2
# with λ = 0.01 on each kernel.
#
# - **Paired seeds.** A seed determines which digits are for training, which
#   of their labels are wrong, and the order of the batches. All four networks
#   get the same ones, so you can subtract their results seed by seed.
# - **The same measure for all.** The loss that Keras reports includes the
#   penalty, so the program computes the cross-entropy on the test digits
#   itself, from the probabilities, without penalty and without dropout.
# - **No strength is tuned here.** The rate and the two strengths are round
#   values from the articles on [dropout](../dropout/index.md),
#   [L1](../l1/index.md), and [L2](../l2/index.md). L1 with λ = 0.01, for
#   example, is too strong for this network, as
#   [the article on L1](../l1/index.md) shows. Adam's learning rate of 0.008
#   and the 40 epochs were chosen with the test curves in view, so that
#   overfitting shows within seconds.
#
# An epoch has four batches of 100 digits. After every fourth epoch, the
# program scores the network on the test digits. To try something else, change
# `SETTINGS`.

# %% figures=["Test cross-entropy against epoch, a mean line and a band of one standard deviation for each of none, dropout, L1 and L2. The curve of none falls first and climbs again; the others end near their lowest points.", "Test accuracy minus that of none, in percentage points, one dot for each seed. All dots of dropout, L1, L2 and of none stopped at its best epoch lie to the right of zero."]
import keras
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

SETTINGS = {  # dropout rate, penalty
    "none": (0.0, None),
    "dropout": (0.5, None),
    "L1": (0.0, keras.regularizers.L1(0.001)),
    "L2": (0.0, keras.regularizers.L2(0.01)),
}
SEEDS = range(5)
EPOCHS = range(4, 41, 4)  # when to look at the test digits


def load_noisy_digits(seed):
    """Return training digits with wrong labels, and test digits."""
    x, y = load_digits(return_X_y=True)
    x_train, x_test, y_train, y_test = train_test_split(
        x / 16, y, train_size=400, random_state=seed, stratify=y
    )
    rng = np.random.default_rng(seed)
    wrong = rng.permutation(400) < 80
    y_train[wrong] = (y_train[wrong] + rng.integers(1, 10, 80)) % 10
    return x_train, y_train, x_test, y_test


def build_model(rate, penalty):
    """Return a compiled network with two hidden layers."""
    model = keras.Sequential([keras.Input((64,))])
    hidden = {"activation": "relu", "kernel_regularizer": penalty}
    for _ in range(2):
        model.add(keras.layers.Dense(64, **hidden))
        model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.008),
        loss="sparse_categorical_crossentropy",
    )
    return model


def train(model, seed):
    """Return cross-entropy and accuracy on the test digits after EPOCHS."""
    x_train, y_train, x_test, y_test = load_noisy_digits(seed)
    rng = np.random.default_rng(seed)
    cross_entropies, accuracies = [], []
    for epoch in range(1, max(EPOCHS) + 1):
        for batch in rng.permutation(400).reshape(4, 100):
            model.train_on_batch(x_train[batch], y_train[batch])
        if epoch in EPOCHS:
            p = keras.ops.convert_to_numpy(model(x_test))
            p_true = p[np.arange(len(p)), y_test]
            cross_entropies.append(-np.log(p_true).mean())
            accuracies.append((p.argmax(axis=1) == y_test).mean())
    return cross_entropies, accuracies


# One row for each seed, one column for each of EPOCHS.
loss, accuracy = {}, {}
for name, (rate, penalty) in SETTINGS.items():
    scores = []
    for seed in SEEDS:
        keras.utils.set_random_seed(seed)
        scores.append(train(build_model(rate, penalty), seed))
    loss[name], accuracy[name] = np.array(scores).swapaxes(0, 1)

# Each row of the table: its name, the setting, and which of EPOCHS.
rows = [(name, name, -1) for name in SETTINGS]
best = loss["none"].mean(axis=0).argmin()
rows.append((f"none, epoch {EPOCHS[best]}", "none", best))
gains = {}
for row, name, at in rows:
    gains[row] = accuracy[name][:, at] - accuracy["none"][:, -1]
print("                cross-entropy    accuracy       minus none")
for row, name, at in rows:
    print(f"{row:14}", end="")
    for values in [loss[name][:, at], accuracy[name][:, at], gains[row]]:
        print(f"  {values.mean():.3f} ± {values.std(ddof=1):.3f}", end="")
    print()

GREY = "#7f7f7f"  # readable on a white and on a dark page
COLORS = dict(zip(SETTINGS, [GREY, "#d55e00", "#009e73", "#0072b2"]))
STYLES = dict(zip(SETTINGS, ["-", "--", "-.", ":"]))
plt.rc("axes", facecolor="none", edgecolor=GREY, labelcolor=GREY)
plt.rc(("text", "xtick", "ytick"), color=GREY)
plt.rc("figure", facecolor="none", figsize=(7, 4.5), autolayout=True)
plt.rc("font", size=13)
plt.rc("svg", fonttype="none", hashsalt="compare")

_, ax = plt.subplots()
for name, values in loss.items():
    mean, std = values.mean(axis=0), values.std(axis=0, ddof=1)
    color, style = COLORS[name], STYLES[name]
    ax.plot(EPOCHS, mean, style, color=color, linewidth=2.5, label=name)
    ax.fill_between(EPOCHS, mean - std, mean + std, color=color, alpha=0.15)
ax.set_title(f"Mean ± std of {len(SEEDS)} seeds")
ax.set_xlabel("epoch")
ax.set_ylabel("test cross-entropy (nats)")
ax.set_ylim(0.3, 1)
ax.legend(frameon=False, handlelength=3)

_, ax = plt.subplots()
for row, name, _ in rows:
    points = 100 * gains[row]
    ax.plot(points, [row] * len(SEEDS), "o", color=COLORS[name])
    ax.plot(points.mean(), row, "|", color=COLORS[name], markersize=25)
ax.axvline(0, color=GREY, linewidth=0.8)
ax.set_title("Test accuracy minus none")
ax.set_xlabel("percentage points")
ax.invert_yaxis()
plt.show()

# What the page says about these figures.
curves = {name: values.mean(axis=0) for name, values in loss.items()}
second = {name: curve[1] for name, curve in curves.items()}
assert min(second, key=second.get) == "none"
assert max(second, key=second.get) == "dropout"
for name, curve in curves.items():
    assert (curve[-1] > 1.1 * curve.min()) == (name == "none")
assert all(gains[row].min() > 0 for row, *_ in rows[1:])
assert gains["dropout"].min() < gains["L2"].max()

# %% [markdown]
# ## What you see
#
# Each entry of the table is a mean ± one standard deviation over the seeds.
# The last row is the network without regularization again, read at the
# lowest point of its curve, and the last column is the difference in
# accuracy from *none* after the last epoch. In the first figure, too, the
# lines are means and the bands are standard deviations. In the second figure,
# each dot is one seed and each bar is a mean.
#
# - **Without regularization the network overfits.** Its curve is the first
#   to come down and the only one that clearly climbs again, because the
#   network goes on to memorize the wrong labels.
# - **All three techniques prevent most of that.** Within these 40 epochs,
#   their curves end at their lowest point or close to it. In the second
#   figure, every dot of dropout, L1, and L2 is to the right of zero, so after
#   the last epoch each of them helps for every seed.
# - **Dropout learns most slowly.** Its curve starts above all the others, so
#   after only a few epochs it would have looked like the worst choice.
# - **You can't clearly tell dropout and L2 apart.** Their accuracies overlap
#   from seed to seed. Even where one technique is ahead for every seed, the
#   figure gives no ranking, because another rate or strength would move the
#   dots.
# - **Early stopping is a strong alternative.** Every dot of the last row is
#   to the right of zero, too, without any change to the network. But its
#   epoch was chosen on the test digits, which flatters it. In your own work,
#   choose the epoch on validation data.
#
# ## Conclusion
#
# With these noisy labels, each of the three techniques does better than
# training to the end without any, and it does so for every seed. The notebook
# can't tell you which of the three is best;
# [the comparison](../compare/index.md) tunes each of them to find out. The
# `assert` lines at the end of the program test what this page says, so if a
# later version of Keras changes the picture, the page can't be built.
#
# ## Limits
#
# - The notebook uses one data set, with wrong labels added on purpose. With
#   clean labels, there is less to prevent, as the figures in the articles
#   show.
# - It uses one network, one optimizer, and one number of epochs. If you train
#   for more or fewer epochs, the picture changes, as you can see where the
#   curves cross in the first figure.
# - The five seeds all split the same 1,797 digits. Because these splits
#   overlap, the standard deviations are too small to describe new data.
# - Each technique has one strength, so this is a comparison of four settings,
#   and not of four techniques at their best.
# - If two bands overlap in the first figure, that doesn't show that the two
#   networks are equal, nor does it tell them apart. The paired differences in
#   the second figure are the sharper comparison.
