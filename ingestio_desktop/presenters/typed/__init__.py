"""What a person types, by the kind of value: pure functions, each with its own file."""
