"""Parts of the commands about money: who has a place, what corrects, what budgets allow, the papers."""
