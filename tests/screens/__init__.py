"""Walks every screen in every state and saves pictures: `python -m tests.screens OUT`."""
