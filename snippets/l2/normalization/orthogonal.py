import keras

orthogonal = keras.regularizers.OrthogonalRegularizer(0.01)
for rows in [
    [[1.0, 0.0], [0.0, 5.0]],
    [[1.0, 0.0], [1.0, 1.0]],
    [[1.0, 0.0], [-3.0, 0.0]],
]:
    penalty = orthogonal(keras.ops.array(rows))
    print(rows, f"{float(penalty):.5f}")
