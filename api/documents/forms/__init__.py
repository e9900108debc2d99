"""The forms themselves: a frozen dataclass each, and `render` from it to a PDF."""
