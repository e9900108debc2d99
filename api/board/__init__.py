"""楼盘表, the board: from the city to a project, a building, a door."""
