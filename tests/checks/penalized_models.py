"""Small models with penalties, which several checks share."""

import numpy as np

ONE = np.ones((1, 3), "float32")
ZEROS, TARGETS = np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def dense(keras, units=1, strength=0.5, **arguments):
    """A Dense layer without a bias, whose weights are 1, with `L2(strength)`."""
    l2 = None if strength is None else keras.regularizers.L2(strength)
    return keras.layers.Dense(
        units,
        **{
            "kernel_initializer": "ones",
            "use_bias": False,
            "kernel_regularizer": l2,
            **arguments,
        },
    )


def stack(keras, *layers):
    """These layers on three inputs. With one `dense` the penalty is 3 * 0.5 = 1.5."""
    return keras.Sequential([keras.Input((3,)), *layers])


def compile_model(keras, model, rate=0.1, **arguments):
    """The model, compiled for SGD: with rate 0.1, L2(0.5) shrinks by a factor 0.9."""
    model.compile(keras.optimizers.SGD(rate), "mse", **arguments)
    return model


def first_weights(model):
    """The first entry of each weight."""
    return [float(weight.ravel()[0]) for weight in model.get_weights()]


def numbers(losses):
    """Penalties as floats."""
    return [float(loss) for loss in losses]


def array(keras, tensor):
    """The tensor as a NumPy array."""
    return keras.ops.convert_to_numpy(tensor)


def dtype(keras, tensor):
    """The name of the tensor's type, with each backend the same."""
    return keras.backend.standardize_dtype(tensor.dtype)


def pulls(keras, regularizer, kernel, rate=0.5):
    """What a penalty alone takes off each weight in an SGD step, over the rate."""
    kernel = np.asarray(kernel, "float32")
    inputs, units = kernel.shape
    layer = keras.layers.Dense(units, use_bias=False, kernel_regularizer=regularizer)
    model = keras.Sequential([keras.Input((inputs,)), layer])
    model.set_weights([kernel])
    compile_model(keras, model, rate)
    # Inputs and targets of 0: the data loss has no gradient.
    model.train_on_batch(np.zeros((1, inputs)), np.zeros((1, units)))
    return (kernel - model.get_weights()[0]) / rate


def predict_with(keras, penalty, x):
    """What a network predicts that starts from seed 0, with a penalty on a layer."""
    keras.utils.set_random_seed(0)
    penalties = {"kernel_regularizer": penalty, "bias_regularizer": penalty}
    hidden = keras.layers.Dense(4, "tanh", **penalties)
    layers = [hidden, keras.layers.Dropout(0.5), keras.layers.Dense(2)]
    model = keras.Sequential([keras.Input((x.shape[1],)), *layers])
    return model.predict(x, verbose=0)


def pretrained_model(keras, strength=None):
    """Two random layers, which stand for a trained model."""
    glorot = {"kernel_initializer": "glorot_uniform", "strength": strength}
    inputs = keras.Input((3,))
    hidden = dense(keras, 4, name="hidden", **glorot)(inputs)
    return keras.Model(inputs, dense(keras, 1, **glorot)(hidden))


def linear(keras, strength=None, start="ones", **arguments):
    """A linear model of three inputs whose weights are all 1 unless told."""
    l1 = None if strength is None else keras.regularizers.L1(strength)
    layer = keras.layers.Dense(
        1, kernel_initializer=start, kernel_regularizer=l1, **arguments
    )
    return keras.Sequential([keras.Input((3,)), layer])


def penalties(layer):
    """The penalties of a layer or model, as numbers."""
    return [float(penalty) for penalty in layer.losses]


def after_one_step(keras, model, x, y, rate=0.1):
    """The kernel of a linear model after one SGD step."""
    model.compile(keras.optimizers.SGD(rate), loss="mse")
    model.train_on_batch(x, y)
    return model.get_weights()[0].ravel()
