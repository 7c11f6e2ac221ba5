import keras

names = "SGD RMSprop Adam AdamW Adamax Nadam Adagrad Adadelta"
names += " Adafactor Lion Lamb Muon Ftrl ScheduleFreeAdamW"
print(f"{'optimizer':18} default  after a step")
for name in names.split():
    optimizer = getattr(keras.optimizers, name)
    default = optimizer().weight_decay
    weights = keras.Variable([[1.0, -2.0]])
    instance = optimizer(learning_rate=0.1, weight_decay=0.5)
    instance.apply([keras.ops.zeros((1, 2))], [weights])
    after = weights.numpy().ravel().round(3)
    print(f"{name:18} {default!s:8} {after}")
