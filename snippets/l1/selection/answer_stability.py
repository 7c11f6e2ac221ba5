import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso

rng = np.random.default_rng(0)
patients = load_diabetes()
noise = rng.normal(size=(442, 30))
x = np.hstack([patients.data, noise])
names = np.array(patients.feature_names + 30 * ["noise"])

strength = 0.1  # As in Keras: the Lasso has half of it.
counts = np.zeros(40)
for _ in range(100):
    half = rng.permutation(442)[:221]
    x_half, y_half = x[half], patients.target[half]
    x_half = (x_half - x_half.mean(axis=0)) / x_half.std(axis=0)
    y_half = (y_half - y_half.mean()) / y_half.std()
    weights = Lasso(alpha=strength / 2).fit(x_half, y_half).coef_
    counts += weights != 0

for feature in np.argsort(-counts)[:10]:
    print(names[feature], "in", int(counts[feature]), "of 100")
