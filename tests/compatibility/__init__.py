"""The versions of Keras and the backends on which everything is run."""
