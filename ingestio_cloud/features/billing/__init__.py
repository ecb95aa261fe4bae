"""Billing: to subscribe, to manage the subscription, and what the provider tells us."""
