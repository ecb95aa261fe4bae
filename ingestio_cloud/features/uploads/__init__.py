"""Uploads by tus 1.0 (https://tus.io/protocols/resumable-upload)."""
