"""What is found by a few typed characters."""
