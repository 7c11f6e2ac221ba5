import keras

names = ["SGD", "RMSprop", "Adam", "AdamW", "Adamax", "Nadam", "Adagrad"]
names += ["Adadelta", "Adafactor", "Lion", "Lamb", "Muon", "Ftrl"]
names += ["ScheduleFreeAdamW"]
no_gradient = keras.ops.zeros((1, 2))

print("optimizer          default  1 step        20 steps")
for name in names:
    optimizer_class = getattr(keras.optimizers, name)
    default = optimizer_class().weight_decay
    optimizer = optimizer_class(learning_rate=0.1, weight_decay=0.5)
    weights = keras.Variable([[1.0, -2.0]])
    path = []
    for _ in range(20):
        optimizer.apply([no_gradient], [weights])
        path.append(str(weights.numpy()[0].round(2)))
    print(f"{name:18} {default!s:8} {path[0]:13} {path[-1]}")
