"""Every shared widget in every state, for a look and for the pictures of tests."""
