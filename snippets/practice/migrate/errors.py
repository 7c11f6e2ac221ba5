import keras
from keras import layers, optimizers, regularizers

inputs = keras.Input((2,))
dense = layers.Dense(1)
model = keras.Model(inputs, dense(inputs))

old_code = {
    "Dropout(p=0.5)": lambda: layers.Dropout(p=0.5),
    "Dropout(keep_prob=0.5)": lambda: layers.Dropout(keep_prob=0.5),
    "GaussianNoise(sigma=0.1)": lambda: layers.GaussianNoise(sigma=0.1),
    "Dense(W_regularizer=…)": lambda: layers.Dense(8, W_regularizer="l2"),
    "LSTM(dropout_U=0.2)": lambda: layers.LSTM(8, dropout_U=0.2),
    "Embedding(dropout=0.2)": lambda: layers.Embedding(9, 8, dropout=0.2),
    "l2(l=0.01)": lambda: regularizers.l2(l=0.01),
    "activity_l2(0.01)": lambda: regularizers.activity_l2(0.01),
    'the string "l1_l2"': lambda: regularizers.get("l1_l2"),
    "kernel_regularizer=0.01": lambda: regularizers.get(0.01),
    "K.learning_phase()": lambda: keras.backend.learning_phase(),
    "K.sum(weights)": lambda: keras.backend.sum(dense.kernel),
    "layer.add_loss(lambda: …)": lambda: dense.add_loss(lambda: 0),
    "model.add_loss(lambda: …)": lambda: model.add_loss(lambda: 0),
    "SGD(lr=0.1)": lambda: optimizers.SGD(lr=0.1),
    "optimizer.lr": lambda: optimizers.SGD().lr,
    "legacy.Adam()": lambda: optimizers.legacy.Adam(),
    'model.save("folder")': lambda: model.save("folder"),
}
for code, run in old_code.items():
    try:
        run()
    except Exception as error:
        print(code)
        print(f"    {type(error).__name__}: {error}".split(". ")[0].rstrip())
