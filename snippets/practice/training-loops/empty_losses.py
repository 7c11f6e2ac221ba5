import keras
import tensorflow as tf

for regularizer in ["l2", None]:
    layer = keras.layers.Dense(
        1,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=regularizer,
    )
    model = keras.Sequential([keras.Input((2,)), layer])
    print(regularizer)
    print("  sum  ", round(float(sum(model.losses)), 3))
    try:
        total = float(tf.add_n(model.losses))
        print("  add_n", round(total, 3))
    except ValueError as error:
        print("  add_n", type(error).__name__)
