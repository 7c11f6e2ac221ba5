import keras

print(keras.regularizers.L2(0.02).get_config())
print(keras.regularizers.get("l2").get_config())
keras.regularizers.L2(l=0.01)
