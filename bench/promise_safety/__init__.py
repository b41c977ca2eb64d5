"""Promise safety: does an agent, or a guard, let a company promise what nothing will deliver?"""
