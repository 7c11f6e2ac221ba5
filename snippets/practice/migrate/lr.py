from keras import optimizers

optimizer = optimizers.SGD(learning_rate=0.1)

optimizer.lr = 0.5
print(f"{float(optimizer.learning_rate):.1f}")

optimizer.learning_rate = 0.5
print(f"{float(optimizer.learning_rate):.1f}")
