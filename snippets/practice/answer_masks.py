import keras
import numpy as np

model = keras.Sequential(
    [keras.Input((8,)), keras.layers.Dropout(0.5, seed=7)]
)
x = np.ones((1, 8))
for call in ["first ", "second"]:
    print(call, model(x, training=True).numpy()[0])

model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print("loaded", loaded(x, training=True).numpy()[0])
