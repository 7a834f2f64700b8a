"""Instruments: from a YAML file to a scoring key and a page, one pass a file.

source -> measurement_model, instrument (what an editor wrote) -> rules (what is wrong with it)
-> key (what the scorers read) -> page (what a respondent sees); score reads nothing but the key.
"""
