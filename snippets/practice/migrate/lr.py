from keras import optimizers

optimizer = optimizers.SGD(learning_rate=0.1)

optimizer.lr = 0.5
print(f"lr {optimizer.lr:.2f}")
print(f"learning_rate {float(optimizer.learning_rate):.2f}")

optimizer.learning_rate = 0.5
print(f"learning_rate {float(optimizer.learning_rate):.2f}")
