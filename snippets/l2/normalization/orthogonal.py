import keras
from keras import regularizers

orthogonal = regularizers.OrthogonalRegularizer(0.01)
for kernel in [
    [[1.0, 0.0], [0.0, 5.0]],
    [[1.0, 0.0], [1.0, 1.0]],
    [[1.0, 0.0], [-3.0, 0.0]],
]:
    penalty = orthogonal(keras.ops.array(kernel))
    print(kernel, f"{float(penalty):.5f}")
