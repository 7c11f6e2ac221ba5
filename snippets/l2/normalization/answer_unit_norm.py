import keras

kernel = keras.ops.array([[3.0, 0.3], [4.0, 0.4]])
for constraint in [
    keras.constraints.MaxNorm(2.0),
    keras.constraints.UnitNorm(),
]:
    print(type(constraint).__name__)
    print(
        keras.ops.convert_to_numpy(constraint(kernel)).round(3)
    )
