import keras
from keras import regularizers

one_weight = keras.ops.ones(1)
print(f"L1L2() -> {float(regularizers.L1L2()(one_weight)):.2f}")
for name in ["l1", "l2", "l1l2"]:
    regularizer = regularizers.get(name)
    print(f"{name} -> {float(regularizer(one_weight)):.2f}")

try:
    regularizers.get("l1_l2")
except ValueError as error:
    print("l1_l2 ->", type(error).__name__)
