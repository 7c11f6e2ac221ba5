import gzip
from pathlib import Path

import keras
import numpy as np

keras.utils.set_random_seed(0)
layer = keras.layers.Dense(500)
model = keras.Sequential([keras.Input((500,)), layer])

kernel = keras.ops.convert_to_numpy(layer.kernel)
small = np.abs(kernel) < np.quantile(np.abs(kernel), 0.9)
for name, weights in [
    ("no zeros", kernel),
    ("90% zeros", np.where(small, 0, kernel)),
]:
    layer.kernel.assign(weights)
    model.save("model.keras")
    content = Path("model.keras").read_bytes()
    print(f"{name}: {model.count_params()} parameters")
    print(f"  file {len(content) / 1e6:.1f} MB")
    print(f"  zipped {len(gzip.compress(content)) / 1e6:.1f} MB")
