"""The number of threads in which numpy multiplies matrices."""

import os

# The matrices of a comparison are so small that a second thread only waits for the first: the longest pair of
# the five resolutions takes no less time with two threads, and twice the CPU time. OpenBLAS reads it
# when numpy is imported; gunicorn, manage.py and the tests all import the package `config` before that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
