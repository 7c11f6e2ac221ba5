import keras

original = keras.optimizers.AdamW(0.1, weight_decay=0.5)
original.exclude_from_weight_decay(var_names=["bias"])
config = original.get_config()
copy = keras.optimizers.AdamW.from_config(config)

for name, optimizer in [("original", original), ("copy", copy)]:
    bias = keras.Variable([1.0], name="bias")
    optimizer.apply([keras.ops.zeros(1)], [bias])
    print(name, bias.numpy().round(3), optimizer.weight_decay)
