"""What the service does, one package a feature: endpoints, service, repository."""
