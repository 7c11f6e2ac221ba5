import keras
import numpy as np

weights = np.array([1.0, -2.0, 3.0])
print("paper", 0.02 / 2 * np.sum(weights**2))
for strength in [0.02, 0.01]:
    penalty = float(keras.regularizers.L2(strength)(weights))
    print(f"L2({strength})", round(penalty, 6))
