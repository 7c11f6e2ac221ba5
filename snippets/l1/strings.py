import keras
import numpy as np

for name in ["l1", "L1", "l1l2", "l1_l2"]:
    try:
        penalty = keras.regularizers.get(name)
    except ValueError as error:
        print(name, "->", type(error).__name__)
    else:
        # Of a single weight 1, the penalty is the strength.
        print(name, "->", f"{float(penalty(np.ones(1))):.2f}")

try:
    keras.regularizers.L1(l=0.01)
except TypeError as error:
    print("L1(l=0.01) ->", type(error).__name__)
