import keras
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.preprocessing import scale

x, y = load_diabetes(return_X_y=True)
x, y = scale(x), scale(y)
strength = 0.1

layer = keras.layers.Dense(
    1, kernel_regularizer=keras.regularizers.L2(strength)
)
model = keras.Sequential([keras.Input((10,)), layer])
model.compile(optimizer=keras.optimizers.SGD(0.2), loss="mse")
# All examples in one batch, 300 times.
model.fit(x, y, batch_size=len(x), epochs=300, verbose=0)

weights = keras.ops.convert_to_numpy(layer.kernel).ravel()
ridge = Ridge(alpha=len(x) * strength).fit(x, y)
print("Keras", weights[:5].round(3))
print("Ridge", ridge.coef_[:5].round(3))
difference = abs(weights - ridge.coef_).max()
print("all ten agree to 1e-5:", difference < 1e-5)
