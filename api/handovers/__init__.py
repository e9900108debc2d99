"""Hand-over sheets 交接单: acceptance, check-in and check-out."""
