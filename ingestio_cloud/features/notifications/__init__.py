"""Notifications: what people are told of without having asked, in the window and by mail."""
