"""Working days 工作日: the notices, local days, and deadlines."""
