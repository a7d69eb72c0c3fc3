"""What the application costs: `python -m benchmarks`. The last figures are in RESULTS.md."""
