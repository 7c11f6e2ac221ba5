import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split


def transformer_block(x, heads, rate, drop_path_rate):
    width = x.shape[-1]
    branch = layers.LayerNormalization()(x)
    branch = layers.MultiHeadAttention(
        num_heads=heads,
        key_dim=width // heads,
        dropout=rate,
    )(branch, branch)
    branch = layers.Dropout(rate, name="after_attention")(branch)
    branch = drop_path(branch, drop_path_rate, "attention_path")
    x = layers.add([x, branch])

    branch = layers.LayerNormalization()(x)
    branch = layers.Dense(4 * width, activation="gelu")(branch)
    branch = layers.Dropout(rate, name="inside_mlp")(branch)
    branch = layers.Dense(width)(branch)
    branch = layers.Dropout(rate, name="after_mlp")(branch)
    branch = drop_path(branch, drop_path_rate, "mlp_path")
    return layers.add([x, branch])


def drop_path(x, rate, name):
    return layers.Dropout(rate, noise_shape=(None, 1, 1), name=name)(x)


keras.utils.set_random_seed(0)
images, labels = load_digits(return_X_y=True)
rows = images.reshape(-1, 8, 8) / 16
positions = np.broadcast_to(np.eye(8), rows.shape)
x_train, x_test, y_train, y_test = train_test_split(
    np.concatenate([rows, positions], axis=-1),
    labels,
    random_state=0,
    stratify=labels,
)

inputs = keras.Input((8, 16))
x = layers.Dense(32)(inputs)
x = layers.Dropout(0.1, name="embeddings")(x)
x = transformer_block(x, heads=4, rate=0.1, drop_path_rate=0.2)
x = layers.LayerNormalization()(x)
x = layers.GlobalAveragePooling1D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=15, verbose=0)
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print("test accuracy above 0.9:", accuracy > 0.9)

# What does each Dropout layer set to zero?
dropouts = [
    layer for layer in model.layers if isinstance(layer, layers.Dropout)
]
probe = keras.Model(
    inputs, [[layer.input, layer.output] for layer in dropouts]
)
for training in [True, False]:
    print("training" if training else "inference")
    pairs = probe(x_test, training=training)
    for layer, (before, after) in zip(dropouts, pairs, strict=True):
        before = keras.ops.convert_to_numpy(before)
        after = keras.ops.convert_to_numpy(after)
        dropped = (after == 0)[before != 0].mean()
        print(f"  {layer.name:15} dropped {dropped:.2f}")
