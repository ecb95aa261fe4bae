"""What the service needs of others, one module each."""
