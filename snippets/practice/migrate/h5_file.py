import absl.logging
import keras
from keras import layers, regularizers

absl.logging.set_verbosity("error")  # Saving to .h5 warns.

l2 = regularizers.L2(0.01)
model = keras.Sequential(
    [
        keras.Input((3,)),
        layers.Dense(2, kernel_regularizer=l2),
        layers.Dropout(0.3),
        layers.Dense(1),
    ]
)
model.compile(loss="mse")
model.save("old.h5")

try:
    keras.models.load_model("old.h5")
except ValueError as error:
    print(error)

loaded = keras.models.load_model("old.h5", compile=False)
loaded.save("new.keras")

converted = keras.models.load_model("new.keras")
print(converted.layers[0].kernel_regularizer.get_config())
print("dropout", converted.layers[1].rate)
