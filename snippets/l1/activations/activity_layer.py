import keras
import numpy as np

x = np.array([[1.0, -2.0, 3.0]])
relu = keras.layers.ReLU()
for name, before in (("before", True), ("after", False)):
    charge = keras.layers.ActivityRegularization(l1=0.1)
    layers = [charge, relu] if before else [relu, charge]
    model = keras.Sequential([keras.Input((3,)), *layers])
    out = model(x)
    print(name, np.ravel(out), f"{float(model.losses[0]):.1f}")
