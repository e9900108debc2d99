"""Leaving a home 退房·腾退·退回."""
