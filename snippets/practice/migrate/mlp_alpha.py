import keras
import numpy as np
from keras import layers
from sklearn.neural_network import MLPClassifier

rng = np.random.default_rng(0)
x = rng.normal(size=(100, 3)).astype("float32")
y = (x[:, 0] + 0.5 * x[:, 1] + rng.normal(size=100) > 0).astype("float32")

alpha, batch_size, epochs = 5.0, 20, 10
theirs = MLPClassifier(
    [8],
    alpha=alpha,
    solver="sgd",
    learning_rate_init=0.1,
    momentum=0.0,
    batch_size=batch_size,
    shuffle=False,
    random_state=0,
)
theirs.partial_fit(x, y, classes=[0, 1])
(kernel, out_kernel), (bias, out_bias) = theirs.coefs_, theirs.intercepts_
start = [np.copy(w) for w in [kernel, bias, out_kernel, out_bias]]
for _ in range(epochs):
    theirs.partial_fit(x, y)


def train(strength):
    l2 = keras.regularizers.L2(strength)
    model = keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(8, activation="relu", kernel_regularizer=l2),
            layers.Dense(1, activation="sigmoid", kernel_regularizer=l2),
        ]
    )
    model.set_weights(start)
    model.compile(keras.optimizers.SGD(0.1), "binary_crossentropy")
    model.fit(
        x, y, batch_size=batch_size, epochs=epochs, shuffle=False, verbose=0
    )
    return model.get_weights()[0]


print(f"scikit-learn: {np.linalg.norm(theirs.coefs_[0]):.3f}")
for divisor in [batch_size, len(x)]:
    kernel = train(alpha / (2 * divisor))
    print(f"alpha / (2 * {divisor}): {np.linalg.norm(kernel):.3f}")
