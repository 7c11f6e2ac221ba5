import keras

rate, paper = 0.1, 0.0005
for decay in [paper, paper / rate]:
    weight = keras.Variable(1.0)
    sgd = keras.optimizers.SGD(rate, weight_decay=decay)
    sgd.apply([keras.ops.zeros(())], [weight])
    print(f"weight_decay={decay:.4f}: {float(weight):.5f}")
