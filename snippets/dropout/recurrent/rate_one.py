import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(1, 3, 4))


def output(kind, **arguments):
    keras.utils.set_random_seed(0)
    layer = kind(2, **arguments)
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    return layer.dropout, y[0].round(2)


for kind, arguments in (
    (keras.layers.SimpleRNN, {}),
    (keras.layers.GRU, {"use_cudnn": False}),
    (keras.layers.LSTM, {"use_cudnn": False}),
):
    print(kind.__name__)
    for rate in (0, 50):
        value, y = output(kind, dropout=rate, **arguments)
        print(f"  dropout={rate}: rate {value}, output {y}")
