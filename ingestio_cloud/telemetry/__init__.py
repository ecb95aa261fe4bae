"""What the service tells about itself: figures for Prometheus, traces for OpenTelemetry."""
