import keras
import numpy as np

layers = keras.layers
charge = {"activity_regularizer": keras.regularizers.L2(1.0)}
state = {"return_state": True}
x = np.ones((2, 6, 4))


def count(name, layer, *inputs):
    layer(*inputs)
    print(len(layer.losses), name)


count("Dense", layers.Dense(3, **charge), x)
count("LSTM", layers.LSTM(3, **charge), x)
count("LSTM, state", layers.LSTM(3, **state, **charge), x)
count("GRU, state", layers.GRU(3, **state, **charge), x)
count("SimpleRNN", layers.SimpleRNN(3, **charge), x)
cell = layers.LSTMCell(3)
count("RNN(cell)", layers.RNN(cell, **charge), x)
inside, plain = layers.LSTM(3, **charge), layers.LSTM(3)
count("inside Bidirectional", layers.Bidirectional(inside), x)
both = layers.Bidirectional(plain, **charge)
count("on Bidirectional", both, x)
inside, plain = layers.Dense(3, **charge), layers.Dense(3)
wrapper = layers.TimeDistributed
count("inside TimeDistributed", wrapper(inside), x)
count("on TimeDistributed", wrapper(plain, **charge), x)
attention = layers.MultiHeadAttention(2, 3, **charge)
count("MultiHeadAttention", attention, x, x)
attention = layers.GroupQueryAttention(3, 4, 2, **charge)
count("GroupQueryAttention", attention, x, x)
