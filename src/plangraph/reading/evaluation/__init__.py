"""Evaluation: a reading compared with what a careful reader marked in the same text.

``gold`` finds annotated texts, ``matching`` pairs what was read with what was marked, ``scoring`` counts, ``rules``
tells how often each rule was right, ``failures`` lists what is missing or too much and says of which sort it is.
"""
