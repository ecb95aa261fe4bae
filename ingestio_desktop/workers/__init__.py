"""Threads and the child process, and the one bridge to Qt."""
