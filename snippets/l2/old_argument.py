import keras

try:
    keras.regularizers.L2(l=0.01)
except TypeError as error:
    print(error)
print(keras.regularizers.L2(0.02).get_config())
print(keras.regularizers.get("l2").get_config())
