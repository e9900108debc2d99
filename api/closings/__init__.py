"""The month's end 月结: what is left to do, the closing, and whether it still holds."""
