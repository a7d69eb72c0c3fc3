"""What the application costs: `python -m benchmarks`. The last figures are in RESULTS.md."""

import config  # noqa: F401  -- its setting of BLAS is measured too
