"""What a watched folder is made of: a listing, files that rest, batches, and files that are moved."""
