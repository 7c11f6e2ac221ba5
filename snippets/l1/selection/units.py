import keras
import numpy as np

learning_rate, strength = 0.05, 0.8

rng = np.random.default_rng(0)
left_feet, right_feet, noise = rng.normal(size=(3, 200))
y = left_feet + right_feet + noise
# The same lengths in meters are smaller numbers than in feet.
x = np.stack([left_feet, right_feet / 3.28], axis=1)
standardized = (x - x.mean(axis=0)) / x.std(axis=0)


class SoftThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, learning_rate * strength)


for name, features in [("as given", x), ("standardized", standardized)]:
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(1, kernel_constraint=SoftThreshold())
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(keras.optimizers.SGD(learning_rate), loss="mse")
    model.fit(features, y, batch_size=200, epochs=60, shuffle=False, verbose=0)
    weights = keras.ops.convert_to_numpy(layer.kernel)[:, 0]
    print(name, weights.round(2) + 0)
