"""The way to the service: its API, uploads, and the embedded service as a child process.

Shared by the desktop and the command line. The only package that imports httpx.
"""
