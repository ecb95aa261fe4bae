"""The parts of the review that are measured, each by itself."""
