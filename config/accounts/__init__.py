"""Accounts of editors: the admin site, sign-in, second factor and account pages."""
