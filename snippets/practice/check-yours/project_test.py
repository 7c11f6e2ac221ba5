import keras
import numpy as np


def build_model():
    return keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(
                8,
                kernel_regularizer=keras.regularizers.L2(0.01),
            ),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1),
        ]
    )


def test_regularization_is_on():
    model = build_model()
    strengths = [
        weight.regularizer.get_config()
        for weight in model.trainable_variables
        if weight.regularizer is not None
    ]
    rates = [layer.rate for layer in model.layers if hasattr(layer, "rate")]
    assert strengths == [{"l2": 0.01}]
    assert rates == [0.5]

    x = np.random.default_rng(0).normal(size=(64, 4))
    first = model(x, training=True)
    second = model(x, training=True)
    assert keras.ops.any(first != second)
    assert keras.ops.all(model(x) == model(x))


if __name__ == "__main__":
    test_regularization_is_on()
    print("passed")
