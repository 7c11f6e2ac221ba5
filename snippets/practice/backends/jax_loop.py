import jax
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(32, 8)).astype("float32")
y = x[:, :1] - x[:, 1:2]
loss_function = keras.losses.MeanSquaredError()


def train(custom_loop):
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dropout(0.5, seed=0),
            keras.layers.Dense(
                1,
                kernel_initializer="ones",
                kernel_regularizer=keras.regularizers.L2(0.1),
            ),
        ]
    )
    optimizer = keras.optimizers.SGD(0.05)
    if not custom_loop:
        model.compile(optimizer, loss_function)
        model.fit(x, y, epochs=20, shuffle=False, verbose=0)
        return model.get_weights()[0].ravel()

    def loss_of(weights, others):
        outputs, others, penalties = model.stateless_call(
            weights,
            others,
            x,
            training=True,
            return_losses=True,
        )
        loss = loss_function(y, outputs) + sum(penalties)
        return loss, others

    @jax.jit
    def step(weights, others, state):
        gradients, others = jax.grad(loss_of, has_aux=True)(weights, others)
        weights, state = optimizer.stateless_apply(state, gradients, weights)
        return weights, others, state

    optimizer.build(model.trainable_variables)
    weights = [variable.value for variable in model.trainable_variables]
    others = [variable.value for variable in model.non_trainable_variables]
    state = [variable.value for variable in optimizer.variables]
    for _ in range(20):
        weights, others, state = step(weights, others, state)
    for variable, value in zip(
        model.trainable_variables, weights, strict=True
    ):
        variable.assign(value)
    return model.get_weights()[0].ravel()


print("custom loop", train(custom_loop=True)[:4].round(2))
print("fit        ", train(custom_loop=False)[:4].round(2))
