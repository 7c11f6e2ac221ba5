import keras
import numpy as np
from keras import constraints

rng = np.random.default_rng(0)
kernel = rng.normal(size=(3, 3, 2, 4))  # height, width, inputs, filters
for axis in [0, [0, 1, 2]]:
    limited = constraints.MaxNorm(1.0, axis=axis)(kernel)
    filters = keras.ops.convert_to_numpy(limited).reshape(-1, 4)
    print("axis", axis, np.linalg.norm(filters, axis=0).round(2))
