"""Files 档案: one per household, one per home, and how complete they are."""
