import keras

learning_rate, paper_decay = 0.1, 0.0005
for decay in [paper_decay, paper_decay / learning_rate]:
    weight = keras.Variable(1.0)
    sgd = keras.optimizers.SGD(learning_rate, weight_decay=decay)
    sgd.apply([keras.ops.zeros(())], [weight])
    print(f"weight_decay={decay:.4f}: {float(weight):.5f}")
