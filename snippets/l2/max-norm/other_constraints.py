import keras
from keras import constraints

kernel = keras.ops.array([[3.0, -0.3], [-4.0, 0.4]])
for constraint in [constraints.NonNeg(), constraints.MinMaxNorm(1.0, 2.0)]:
    print(type(constraint).__name__)
    print(keras.ops.convert_to_numpy(constraint(kernel)).round(3))
