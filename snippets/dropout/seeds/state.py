import keras
import numpy as np

layer = keras.layers.Dropout(0.5, seed=7)
model = keras.Sequential([keras.Input((1,)), layer, keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
x = np.ones((100, 1))


def show_state(event):
    print(f"{event}:", layer.seed_generator.state.numpy())


show_state("created")
model.predict(x, verbose=0)
model.evaluate(x, x, verbose=0)
show_state("after predict and evaluate")
model(x, training=True)
show_state("after a call in training")
model.fit(x, x, batch_size=20, epochs=2, verbose=0)
show_state("after two epochs of five batches")
