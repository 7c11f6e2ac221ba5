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


def train(model):
    for _ in range(3):
        model.train_on_batch(x, y)
    return model.get_weights()[0]


train(model)
model.save("model.keras")
end = train(model)
print("model ", model.layers[0].seed_generator.state.numpy())
print(f"  weights at the end, mean {end.mean():.2f}")

for count in (0, 3):
    loaded = keras.saving.load_model("model.keras")
    state = loaded.layers[0].seed_generator.state
    print("loaded", state.numpy(), end=", ")
    state.assign([7, count])
    print("trained from", state.numpy())
    now = train(loaded)
    print(
        f"  weights at the end, mean {now.mean():.2f}", end=", "
    )
    print("the same", np.array_equal(now, end))
