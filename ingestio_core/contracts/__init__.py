"""Wire models of the API, shared by the service and its clients."""
