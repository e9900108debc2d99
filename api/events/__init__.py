"""Notifications: what was announced, what of it is unread, and a stream that tells of news."""
