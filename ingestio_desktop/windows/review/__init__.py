"""The review window, made of parts that know nothing of each other."""
