"""Speeds, as ratios measured in one run: `python -m tests.benchmarks`. Never part of the suite."""
