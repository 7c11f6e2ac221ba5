import keras
import numpy as np

words = np.array([[3, 1, 4, 1, 5, 9]])
model = keras.Sequential(
    [
        keras.Input((6,)),
        keras.layers.Embedding(
            10, 4, embeddings_initializer="ones"
        ),
        keras.layers.Dropout(
            0.5, noise_shape=(None, None, 1), seed=0
        ),
    ]
)
y = keras.ops.convert_to_numpy(model(words, training=True))[0]
for place in range(6):
    print(words[0, place], y[place])
