import keras

texts = []
for regularizer in [keras.regularizers.L2(0.5), None]:
    for rate in [0.5, 0.2]:
        keras.utils.clear_session()
        layer = keras.layers.Dense(
            2,
            kernel_initializer=keras.initializers.Constant(2),
            kernel_regularizer=regularizer,
        )
        drop = keras.layers.Dropout(rate)
        model = keras.Sequential([keras.Input((4,)), layer, drop])
        penalty = float(sum(model.losses))
        print(f"penalty {penalty:4}, rate {drop.rate}")
        lines = []
        model.summary(print_fn=lines.append)
        texts.append("\n".join(lines))
print("different summaries", len(set(texts)))
print("Dropout is in them", "Dropout" in texts[0])
