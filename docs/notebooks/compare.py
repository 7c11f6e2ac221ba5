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
# On the same noisy digits, how do no regularization, dropout, L1 and L2
# compare, over training and over several random seeds?
#
# You train on 400 handwritten digits. One in five of the training labels is
# replaced by another digit; the test labels stay as they are. Wrong labels
# make overfitting easy to see: a network that memorizes them gets worse on the
# test digits.
#
# The first program shows some of the training digits with the label that the
# network is given. Where the label is wrong, the true digit follows it.

# %% figures=["Eighteen of the training digits, each with the label that the network is given; wrong labels are marked with the true digit."]
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, _, truth, _ = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
label = truth.copy()
r = np.random.default_rng(0)
wrong = r.permutation(400) < 80
label[wrong] += r.integers(1, 10, 80)
label %= 10
print((label != truth).sum(), "of 400 labels are wrong")

# A grey that reads on a white and on a dark page.
grey = "#7f7f7f"
plt.rc("figure", facecolor="none")
plt.rc("font", size=13)
plt.rc("svg", fonttype="none", hashsalt="digits")
ink = LinearSegmentedColormap.from_list("ink", [grey + "00", grey])
figure, axes = plt.subplots(3, 6, figsize=(7, 4.4))
for i, ax in enumerate(axes.flat):
    ax.imshow(x_train[i].reshape(8, 8), cmap=ink)
    ax.axis("off")
    ax.set_title(label[i], color=grey)
    if label[i] != truth[i]:
        ax.set_title(
            f"{label[i]}, not {truth[i]}",
            color="#d55e00",
            weight="bold",
        )
figure.tight_layout()
plt.show()

# %% [markdown]
# ## The experiment
#
# Four networks differ in one thing only, what is done to the two hidden
# layers: nothing, `Dropout(0.5)` after each, L1 with λ = 0.001 on each
# kernel, or L2 with λ = 0.01 on each kernel.
#
# - **Paired seeds.** A seed fixes which digits are for training, which of
#   their labels are wrong, and the order of the batches. All four networks
#   get the same ones, so you can subtract their results seed by seed.
# - **The same measure for all.** The loss that Keras reports contains the
#   penalty. The program computes the cross-entropy on the test digits
#   itself, from the probabilities: no penalty, no dropout.
# - **No strength is tuned here.** The rate and the two strengths are round
#   values from the articles on [dropout](../dropout/index.md), [L1](../l1/index.md) and
#   [L2](../l2/index.md), which looked at one split of these digits. L1 with
#   λ = 0.01 is too strong for this network, as
#   [the article on L1](../l1/index.md) shows. Adam's learning rate of 0.008 and
#   the 40 epochs were chosen with the test curves in view, to let
#   overfitting show within seconds.
#
# Two things save time and leave the result alone. Every four epochs the
# program looks at the test digits. Four epochs of four batches are 16 steps:
# `steps_per_execution=16` runs them in one go; with PyTorch, Keras allows only
# 1. And one model serves all seeds of a technique, so that Keras compiles it
# once. Before each seed it gets new variables: those of a fresh clone (weights
# and the state of dropout) and those of the untrained optimizer.

# %% figures=["Test cross-entropy against epoch, a mean line and a band of one standard deviation for each of none, dropout, L1 and L2. The curve of none falls first and climbs again; the others end near their lowest points.", "Test accuracy minus that of none, in percentage points, one dot for each seed. All dots of dropout, L1, L2 and of none stopped at its best epoch lie to the right of zero."]
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

settings = {  # dropout rate, penalty
    "none": (0.0, None),
    "dropout": (0.5, None),
    "L1": (0.0, keras.regularizers.L1(0.001)),
    "L2": (0.0, keras.regularizers.L2(0.01)),
}
seeds, epochs = 5, np.arange(4, 41, 4)
steps = 1 if keras.backend.backend() == "torch" else 16
loss, accuracy = np.empty((2, len(settings), seeds, len(epochs)))
cross_entropy = keras.losses.SparseCategoricalCrossentropy()
x, y = load_digits(return_X_y=True)
for i, (rate, penalty) in enumerate(settings.values()):
    hidden = {"activation": "relu", "kernel_regularizer": penalty}
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(keras.layers.Dense(64, **hidden))
        model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(10, activation="softmax"))
    adam = keras.optimizers.Adam(0.008)
    adam.build(model.trainable_variables)
    untrained = [variable.numpy() for variable in adam.variables]
    model.compile(adam, cross_entropy, steps_per_execution=steps)
    for seed in range(seeds):
        x_train, x_test, y_train, y_test = train_test_split(
            x / 16, y, train_size=400, random_state=seed, stratify=y
        )
        r = np.random.default_rng(seed)
        wrong = r.permutation(400) < 80
        y_train[wrong] += r.integers(1, 10, 80)
        y_train %= 10
        keras.utils.set_random_seed(seed)
        fresh = keras.models.clone_model(model)
        variables = model.variables + adam.variables
        for variable, start in zip(variables, fresh.variables + untrained):
            variable.assign(start)
        rows = tf.data.Dataset.from_tensor_slices((x_train, y_train))
        four_epochs = rows.shuffle(400, seed=seed).batch(100).repeat(4)
        for k in range(len(epochs)):
            model.fit(four_epochs, shuffle=False, verbose=0)
            p = keras.ops.convert_to_numpy(model(x_test))
            loss[i, seed, k] = cross_entropy(y_test, p)
            accuracy[i, seed, k] = (p.argmax(axis=1) == y_test).mean()

grey = "#7f7f7f"  # reads on a white and on a dark page
colors = [grey, "#d55e00", "#009e73", "#0072b2"]
lines = plt.cycler(color=colors, linestyle=["-", "--", "-.", ":"])
plt.rc("axes", facecolor="none", edgecolor=grey, labelcolor=grey)
plt.rc("axes", prop_cycle=lines)
plt.rc(("text", "xtick", "ytick"), color=grey)
plt.rc("figure", facecolor="none", figsize=(7, 4.5), autolayout=True)
plt.rc("font", size=13)
plt.rc("svg", fonttype="none", hashsalt="compare")
mean, std = loss.mean(axis=1), loss.std(axis=1, ddof=1)
curves = plt.figure().gca()
for name, m, s in zip(settings, mean, std):
    curves.plot(epochs, m, linewidth=2.5, label=name)
    curves.fill_between(epochs, m - s, m + s, alpha=0.15)
curves.legend(frameon=False, handlelength=3)
curves.set(title=f"Mean ± std of {seeds} seeds", xlabel="epoch")
curves.set(ylabel="test cross-entropy (nats)", ylim=(0.3, 1))
best, gain = mean[0].argmin(), accuracy - accuracy[0, :, -1:]
table = {name: (i, -1) for i, name in enumerate(settings)}
table[f"none, epoch {epochs[best]}"] = 0, best
dots = plt.figure().gca()
dots.set(title="Test accuracy minus none", xlabel="percentage points")
print("                cross-entropy    accuracy       minus none")
for name, (i, k) in table.items():
    cells = loss[i, :, k], accuracy[i, :, k], gain[i, :, k]
    texts = [f"{v.mean():.3f} ± {v.std(ddof=1):.3f}" for v in cells]
    print(f"{name:14}", *texts, sep="  ")
    dots.plot(100 * cells[2], [name] * seeds, "o", c=f"C{i}")
    dots.plot(100 * cells[2].mean(), name, "|", c=f"C{i}", ms=25)
dots.axvline(0, color=grey, linewidth=0.8)
dots.invert_yaxis()
assert mean[:, 1].argmin() == 0 and mean[:, 1].argmax() == 1
assert list(mean[:, -1] > 1.1 * mean.min(axis=1)) == [1, 0, 0, 0]
assert min(gain[1:, :, -1].min(), gain[0, :, best].min()) > 0
assert accuracy[1, :, -1].min() < accuracy[3, :, -1].max()
plt.show()

# %% [markdown]
# ## What you see
#
# In the table, the row with an epoch in its name is the network without
# regularization again, read at the lowest point of its curve. The last
# column is the paired difference in accuracy to *none* after the last epoch.
# Each entry is a mean ± one standard deviation over the seeds, and so are the
# lines and bands of the first figure. In the second figure each dot is one
# seed and each bar a mean.
#
# - **Without regularization the network overfits.** Its curve is the first
#   to come down and the only one that climbs clearly again: the network
#   goes on to learn the wrong labels by heart.
# - **All three techniques hold that back.** Within these 40 epochs their
#   curves end at their lowest point or close to it. In the second figure
#   every dot of dropout, L1 and L2 lies to the right of zero: after the last
#   epoch each of them helps for every seed.
# - **Dropout learns slowest.** Its curve starts above all others. Judged
#   after a few epochs it would have looked like the worst choice.
# - **Dropout and L2 are not separated.** Their accuracies overlap from seed
#   to seed. No ranking of the techniques follows from the figure, even where
#   one lies ahead for every seed: another rate or strength moves the dots.
# - **Stopping early is a rival.** Every dot of the last row is to the right
#   of zero too, with no change to the network. That row is flattered: its
#   epoch was picked on the test digits. In your own work pick it on
#   validation data.
#
# ## Conclusion
#
# On these noisy labels each of the three techniques beats training to the
# end without any, for every seed. Which of them is best, this page cannot
# say. The `assert` lines at the end of the program hold the claims made
# here: if a later version of Keras changes the picture, the page does not
# build.
#
# ## Limits
#
# - One data set, with wrong labels added on purpose. On clean labels there
#   is less to prevent: see the sweeps in the articles.
# - One network, two hidden layers of 64 units, one optimizer and one number
#   of epochs. Train longer or shorter and the picture changes: the first
#   figure shows where the curves cross.
# - Five seeds, all drawn from the same 1,797 digits. The splits overlap, so
#   the standard deviations are too small to speak for new data.
# - One strength for each technique. This page compares four settings, not
#   four techniques at their best.
# - Bands that overlap in the first figure do not separate two networks, and
#   do not show that they are equal either. The paired differences in the
#   second figure are the sharper comparison.
