"""What was learned from documents: models made by `training`, with their weights, and how they are asked."""
