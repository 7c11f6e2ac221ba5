import keras
import numpy as np

labels = np.array([0, 1, 2])
outputs = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])


def smooth_crossentropy(y_true, y_pred):
    """Cross-entropy of smoothed integer labels."""
    y_true = keras.ops.reshape(y_true, (-1,))
    classes = y_pred.shape[-1]
    y_true = keras.ops.one_hot(y_true, classes, dtype="float32")
    return keras.losses.categorical_crossentropy(
        y_true, y_pred, label_smoothing=0.1
    )


loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
one_hot = keras.utils.to_categorical(labels)
print(f"one-hot  {float(loss(one_hot, outputs)):.4f}")
integer = smooth_crossentropy(labels, keras.ops.array(outputs))
print(f"integers {float(keras.ops.mean(integer)):.4f}")
