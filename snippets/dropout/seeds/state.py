import keras
import numpy as np

layer = keras.layers.Dropout(0.5, seed=7)
model = keras.Sequential(
    [keras.Input((1,)), layer, keras.layers.Dense(1)]
)
model.compile(optimizer="sgd", loss="mse")
x = np.ones((100, 1))


def show(after):
    print(f"{after:22}", layer.seed_generator.state.numpy())


show("created")
model.predict(x, verbose=0)
model.evaluate(x, x, verbose=0)
show("predict and evaluate")
model(x, training=True)
show("a call in training")
model.fit(x, x, batch_size=20, epochs=2, verbose=0)
show("fit, 2 times 5 batches")
