import keras
import numpy as np

words = np.array([[3, 1, 4, 1, 5, 9]])
model = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Embedding(10, 4, embeddings_initializer="ones"),
        keras.layers.Dropout(0.5, noise_shape=(None, None, 1), seed=0),
    ]
)
y = keras.ops.convert_to_numpy(model(words, training=True))
for word, vector in zip(words[0], y[0], strict=True):
    print(word, vector)
