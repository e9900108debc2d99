"""Changes of a household while its lease runs on 变更."""
