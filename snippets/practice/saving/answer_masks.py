import keras
import numpy as np

model = keras.Sequential(
    [keras.Input((8,)), keras.layers.Dropout(0.5, seed=7)]
)
x = np.ones((1, 8))
for call in ["first ", "second"]:
    y = model(x, training=True)
    print(call, keras.ops.convert_to_numpy(y)[0])

model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
y = loaded(x, training=True)
print("loaded", keras.ops.convert_to_numpy(y)[0])
