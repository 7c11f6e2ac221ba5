import keras
import numpy as np
from keras import layers

x = np.array([[1.0, -2.0, 3.0]])
for name, order in [
    ("before ReLU", [layers.ActivityRegularization(l1=0.1), layers.ReLU()]),
    ("after ReLU", [layers.ReLU(), layers.ActivityRegularization(l1=0.1)]),
]:
    model = keras.Sequential([keras.Input((3,)), *order])
    output = keras.ops.convert_to_numpy(model(x))[0]
    print(name, output, f"{float(model.losses[0]):.1f}")
