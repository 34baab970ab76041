"""The clause grammar: from the tokens of one sentence to the actions that it commits somebody to.

In the order of reading: ``stream`` gives each token its flags; ``segments`` cuts the sentence at its predicates
(``predicates``, ``frames``, ``bullets``), gives each its subject (``subjects``, ``fronts``) and decides what it is;
``chains`` passes the words behind a predicate and lets its rules (``joints``, ``infinitives``, ``gerunds``, ``gaps``,
``edges``) find every further verb, looked through to the content verb (``content``, ``verbs``); ``drafts`` and
``objects`` give each verb its object and target; ``sentence`` makes the clauses; ``leadins`` reads whole lists.

Verbs, nouns and phrases are tables in ``plangraph.reading.lexicon``, each entry with an example that is a test.
"""
