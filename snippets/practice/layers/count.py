import keras
import numpy as np
from keras import layers

penalty = {"activity_regularizer": keras.regularizers.L2(1.0)}
state = {"return_state": True}
x = np.ones((2, 6, 4))


def count(name, layer, *inputs):
    layer(*inputs)
    print(len(layer.losses), name)


count("Dense", layers.Dense(3, **penalty), x)
count("LSTM", layers.LSTM(3, **penalty), x)
count("LSTM, state", layers.LSTM(3, **state, **penalty), x)
count("GRU, state", layers.GRU(3, **state, **penalty), x)
count("SimpleRNN", layers.SimpleRNN(3, **penalty), x)
cell = layers.LSTMCell(3)
count("RNN(cell)", layers.RNN(cell, **penalty), x)
inside, plain = layers.LSTM(3, **penalty), layers.LSTM(3)
count("inside Bidirectional", layers.Bidirectional(inside), x)
both = layers.Bidirectional(plain, **penalty)
count("on Bidirectional", both, x)
inside, plain = layers.Dense(3, **penalty), layers.Dense(3)
count("inside TimeDistributed", layers.TimeDistributed(inside), x)
count("on TimeDistributed", layers.TimeDistributed(plain, **penalty), x)
attention = layers.MultiHeadAttention(2, 3, **penalty)
count("MultiHeadAttention", attention, x, x)
attention = layers.GroupQueryAttention(3, 4, 2, **penalty)
count("GroupQueryAttention", attention, x, x)
