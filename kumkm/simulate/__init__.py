"""Simulated deliveries: plainly marked files that look like what offices send, calibrated to published totals."""

from kumkm.simulate.deliveries import simulate

__all__ = ["simulate"]
