"""What is true about renting public homes. No input or output, no clock, no framework."""
