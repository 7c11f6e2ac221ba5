"""Publish the guide, one version for each Keras version, so that none can be lost."""
