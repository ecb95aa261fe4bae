"""Field plans: the columns that a prompt compiles to."""
