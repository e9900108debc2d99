"""The month 租金月度 as one page: its chain, its ties, who acts next, and earlier months."""
