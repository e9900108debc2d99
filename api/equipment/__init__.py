"""Identity equipment 身份识别设备: devices, upkeep, credentials."""
