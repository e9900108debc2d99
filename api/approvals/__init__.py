"""The inbox of the second person 待审批."""
