import keras
import numpy as np

keras.utils.set_random_seed(0)
layer = keras.layers.Dense(
    1, kernel_initializer="ones", kernel_regularizer="l2"
)
model = keras.Sequential([keras.Input((4,)), layer])
layer.enable_lora(2)
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")

x, y = np.ones((1, 4)), np.zeros((1, 1))
for name, network in [("built ", model), ("loaded", loaded)]:
    network.layers[0].bias.trainable = False
    penalty = float(sum(network.losses))
    before = network(x)
    network.compile(keras.optimizers.SGD(0.01), "mse")
    network.fit(x, y, epochs=2, verbose=0)
    moved = float(keras.ops.sum(network(x) - before))
    print(name, f"penalty {penalty:.3f}, moved {moved:.3f}")
