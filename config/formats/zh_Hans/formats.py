"""25,000: Django's Chinese format would leave large counts ungrouped, hard to read at a glance."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
