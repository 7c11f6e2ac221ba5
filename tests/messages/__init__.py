"""Wrong input of every kind: it fails, and the message says where and what to do."""
