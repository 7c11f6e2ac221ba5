import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(size=(2, 6, 4))
l2 = keras.regularizers.L2(1.0)
for state in [False, True]:
    layer = keras.layers.LSTM(
        3,
        return_sequences=True,
        return_state=state,
        activity_regularizer=l2,
    )
    outputs = layer(x)
    print("return_state", state)
    for output, loss in zip(
        keras.tree.flatten(outputs), layer.losses, strict=True
    ):
        y = keras.ops.convert_to_numpy(output)
        loss = keras.ops.convert_to_numpy(loss)
        same = bool(np.isclose((y**2).sum() / len(x), loss))
        print(f"  shape {y.shape}, penalized {same}")
