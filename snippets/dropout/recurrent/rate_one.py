import keras
import numpy as np
from keras import layers

x = np.random.default_rng(0).normal(size=(1, 3, 4))


def new_layer(name, rate):
    keras.utils.set_random_seed(0)
    if name == "SimpleRNN":
        return layers.SimpleRNN(2, dropout=rate)
    if name == "GRU":
        return layers.GRU(2, dropout=rate, use_cudnn=False)
    return layers.LSTM(2, dropout=rate, use_cudnn=False)


for name in ["SimpleRNN", "GRU", "LSTM"]:
    print(name)
    for rate in [0, 50]:
        layer = new_layer(name, rate)
        output = keras.ops.convert_to_numpy(layer(x, training=True))
        print(f"  dropout={rate}: rate {layer.dropout}, {output[0].round(2)}")
