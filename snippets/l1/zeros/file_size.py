import gzip
from pathlib import Path

import keras
import numpy as np

keras.utils.set_random_seed(0)
layer = keras.layers.Dense(500)
model = keras.Sequential([keras.Input((500,)), layer])
size = np.abs(layer.kernel)

for share in 0.0, 0.9:
    small = size < np.quantile(size, share)
    layer.kernel.assign(np.where(small, 0, layer.kernel))
    model.save("model.keras")
    content = Path("model.keras").read_bytes()
    print("zeros", f"{np.mean(layer.kernel == 0):.1f}")
    print("  parameters", model.count_params())
    print("  megabytes", f"{len(content) / 1e6:.1f}", end=", ")
    print("zipped", f"{len(gzip.compress(content)) / 1e6:.1f}")
