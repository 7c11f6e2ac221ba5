import numpy as np
from snippets.practice.audit.audit import audit

# isort: split
# --8<-- [start:example]
import keras
from keras import layers

keras.utils.set_random_seed(0)
steps = layers.Dense(8, activation="relu", activity_regularizer="l1")
model = keras.Sequential(
    [
        keras.Input((6, 4)),
        layers.TimeDistributed(steps, name="steps"),
        layers.LSTM(8, dropout=0.2, name="lstm"),
        layers.Dropout(0.5, name="dropout"),
        layers.BatchNormalization(name="norm"),
        layers.Dense(1, kernel_regularizer="l2", name="out"),
    ],
    name="net",
)
optimizer = keras.optimizers.AdamW(0.001, weight_decay=0.1)
optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
model.compile(optimizer, "mse")
rng = np.random.default_rng(0)
x, y = rng.normal(size=(32, 6, 4)), rng.normal(size=(32, 1))
warnings = audit(model, x, y)
# --8<-- [end:example]
