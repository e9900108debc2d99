"""Changing homes 换房."""
