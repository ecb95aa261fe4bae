"""The command `ingestio`: the window, and the same work in a terminal."""
