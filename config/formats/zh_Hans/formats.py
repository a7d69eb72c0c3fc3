"""Group digits as in 25,000.

Django's Chinese format does not group them, which makes large counts hard to read.
"""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
