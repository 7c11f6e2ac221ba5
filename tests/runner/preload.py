"""Imports of the fork server: all that examples import, and nothing executed.

After a single TensorFlow operation in this process, forked examples would hang.
"""

import gc

import keras
import matplotlib.pyplot
import sklearn.datasets
import sklearn.linear_model
import sklearn.model_selection
import tensorflow

import tests.runner.child

# Objects that are never collected stay on pages that all examples share.
gc.collect()
gc.freeze()
