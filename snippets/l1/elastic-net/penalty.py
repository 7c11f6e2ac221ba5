import keras
from keras import layers, regularizers

keras.utils.set_random_seed(0)
elastic_net = regularizers.L1L2(l1=0.001, l2=0.01)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_regularizer=elastic_net),
        layers.Dense(10, activation="softmax"),
    ]
)

kernel = model.layers[0].kernel
l1 = float(regularizers.L1(0.001)(kernel))
l2 = float(regularizers.L2(0.01)(kernel))
print(f"penalty in the loss {float(model.losses[0]):.3f}")
print(f"L1 {l1:.3f} + L2 {l2:.3f} = {l1 + l2:.3f}")
