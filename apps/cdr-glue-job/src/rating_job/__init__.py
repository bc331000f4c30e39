"""Rates the call detail records of one window with Spark, by the same rules and with the same CSV bytes as libs/rating."""
