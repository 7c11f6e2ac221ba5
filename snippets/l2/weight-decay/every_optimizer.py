import keras

names = "SGD RMSprop Adam AdamW Adamax Nadam Adagrad Adadelta"
names += " Adafactor Lion Lamb Muon Ftrl ScheduleFreeAdamW"
print(f"{'optimizer':18} default  1 step        20 steps")
for name in names.split():
    optimizer = getattr(keras.optimizers, name)
    default = optimizer().weight_decay
    weights = keras.Variable([[1.0, -2.0]])
    instance = optimizer(learning_rate=0.1, weight_decay=0.5)
    after = []
    for _ in range(20):
        instance.apply([keras.ops.zeros((1, 2))], [weights])
        after.append(str(weights.numpy().ravel().round(2)))
    print(f"{name:18} {default!s:8} {after[0]:13} {after[-1]}")
