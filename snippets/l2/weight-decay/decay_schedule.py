import keras

schedule = keras.optimizers.schedules.PiecewiseConstantDecay(
    boundaries=[1, 3], values=[0.1, 0.01, 0.0]
)
sgd = keras.optimizers.SGD(schedule, weight_decay=1.0)
weight = keras.Variable(1.0)
for _ in range(6):
    rate = float(sgd.learning_rate)
    before = float(weight)
    sgd.apply([keras.ops.zeros(())], [weight])
    print(f"rate {rate:.2f} factor {float(weight) / before:.2f}")
