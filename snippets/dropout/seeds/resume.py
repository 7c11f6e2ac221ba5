import keras
import numpy as np

x = np.random.default_rng(0).random((4, 50))
y = np.zeros((4, 1))
model = keras.Sequential(
    [
        keras.Input((50,)),
        keras.layers.Dropout(0.5, seed=7),
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
model.compile(optimizer=keras.optimizers.SGD(0.001), loss="mse")


def train_three_steps(model):
    for _ in range(3):
        model.train_on_batch(x, y)
    return model.get_weights()[0]


train_three_steps(model)
model.save("model.keras")
expected = train_three_steps(model)
print("without interruption:", model.layers[0].seed_generator.state.numpy())

for count in [0, 3]:
    loaded = keras.saving.load_model("model.keras")
    state = loaded.layers[0].seed_generator.state
    print("loaded:", state.numpy())
    state.assign([7, count])
    kernel = train_three_steps(loaded)
    equal = np.array_equal(kernel, expected)
    print(f"  resumed with count {count}: same weights {equal}")
