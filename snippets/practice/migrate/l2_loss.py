import keras
import tensorflow as tf

weights = tf.constant([1.0, 2.0])
strength = 0.1

print(f"{strength * float(tf.nn.l2_loss(weights)):.2f}")
for converted in [strength, strength / 2]:
    print(f"{float(keras.regularizers.L2(converted)(weights)):.2f}")
