from sklearn.datasets import load_digits

x, _ = load_digits(return_X_y=True)
x_train = x[:1000]
# A mistake: 200 of these images are training images, too.
x_valid = x[800:]


def count_shared(train, valid):
    """Return how many examples of `valid` are in `train`, too."""
    known = {example.tobytes() for example in train}
    return sum(example.tobytes() in known for example in valid)


print(count_shared(x_train, x_valid), "of", len(x_valid))
print(count_shared(x_train, x[1000:]), "of", len(x[1000:]))
