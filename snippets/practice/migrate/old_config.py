from keras import regularizers

old = {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.01}}
print(regularizers.get(old).get_config())

new = regularizers.serialize(regularizers.L2(0.01))
print(new["module"], new["class_name"], new["config"])
