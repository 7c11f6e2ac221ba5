import keras
from keras import constraints

kernel = keras.ops.array([[3.0, -0.3], [-4.0, 0.4]])
for constraint in [constraints.NonNeg(), constraints.MinMaxNorm(1.0, 2.0)]:
    print(type(constraint).__name__)
    projected = keras.ops.convert_to_numpy(constraint(kernel))
    print(projected.round(3) + 0.0)  # Adding 0.0 turns -0.0 into 0.0.
