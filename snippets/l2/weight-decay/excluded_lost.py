import keras

optimizer = keras.optimizers.AdamW(0.1, weight_decay=0.5)
optimizer.exclude_from_weight_decay(var_names=["bias"])
config = optimizer.get_config()
copy = keras.optimizers.AdamW.from_config(config)

for name, each in [("original", optimizer), ("copy", copy)]:
    bias = keras.Variable([1.0], name="bias")
    each.apply([keras.ops.zeros(1)], [bias])
    print(name, bias.numpy().round(3), each.weight_decay)
