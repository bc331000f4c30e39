"""Rates the call detail records of one window with Spark: the same rules, and the same bytes of CSV, as libs/rating."""
