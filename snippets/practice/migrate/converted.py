import keras
from keras import layers, regularizers

model = keras.Sequential(
    [
        keras.Input((20,)),  # input_dim=20
        layers.Dense(
            64,  # output_dim=64
            activation="relu",
            # W_regularizer=l2(l=0.01)
            kernel_regularizer=regularizers.L2(0.01),
            # b_regularizer=l1(l=0.001)
            bias_regularizer=regularizers.L1(0.001),
            # W_constraint=maxnorm(3)
            kernel_constraint=keras.constraints.MaxNorm(3),
        ),
        layers.Dropout(0.2),  # p=0.2, or keep_prob=0.8
        layers.Dense(1, activation="sigmoid"),
    ]
)
hidden, dropout, _ = model.layers
print(f"kernel: L2 {float(hidden.kernel_regularizer.l2):g}")
print(f"bias: L1 {float(hidden.bias_regularizer.l1):g}")
print("largest norm", hidden.kernel_constraint.max_value)
print("rate", dropout.rate)
