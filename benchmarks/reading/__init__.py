"""What `python -m benchmarks.extraction` measures, a module a section."""
