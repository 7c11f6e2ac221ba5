import keras

for regularizer in [
    keras.regularizers.L1(0.1),
    keras.regularizers.L2(0.1),
]:
    print(regularizer.get_config())
