import keras
import numpy as np

layer = keras.layers.MultiHeadAttention(
    num_heads=1,
    key_dim=1,
    dropout=0.5,
    kernel_initializer="ones",
    seed=0,
)
query = np.ones((1, 6, 1))
value = np.ones((1, 4, 1))

for training in [False, True]:
    output, scores = layer(
        query,
        value,
        training=training,
        return_attention_scores=True,
    )
    print("training", training)
    print("  output", keras.ops.convert_to_numpy(output).ravel())
    scores = keras.ops.convert_to_numpy(scores)
    print("  scores of the first query", scores[0, 0, 0])
