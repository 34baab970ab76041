"""Clauses: every action that a document commits somebody to, sentence by sentence.

The grammar itself is in ``plangraph.reading.grammar``; its words are tables in ``plangraph.reading.lexicon``.
"""

from collections.abc import Sequence

from plangraph.model import Clause, Document, Mention
from plangraph.reading.grammar.leadins import LeadIn, after_lead_in, lead_in
from plangraph.reading.grammar.sentence import clauses, read
from plangraph.reading.grammar.stream import stream
from plangraph.reading.words.tokens import Token


def find(document: Document, tokens: Sequence[Sequence[Token]], mentions: Sequence[Mention]) -> tuple[Clause, ...]:
    """All clauses of a document, in the order of its sentences and of their verbs.

    Commitments and recommendations are what the plan promises; outcomes, achievements and possibilities are found as
    well and told apart by ``Clause.kind``.

    Args:
        document: the document, with its sentences.
        tokens: the tokens of each sentence.
        mentions: what is named in it, in order; proper names are opaque to the grammar. May be empty.

    Returns:
        Clauses with local spans; ``parent``, ``shares`` and ``group`` are places in the result itself.
    """
    named: list[list[Mention]] = [[] for _ in document.sentences]
    for mention in mentions:
        named[mention.sentence].append(mention)
    found: list[Clause] = []
    open_list: LeadIn | None = None
    for index, sentence in enumerate(document.sentences):
        above = open_list if sentence.form == "item" else None
        s = stream(tokens[index], named[index])
        drafts = read(s, sentence.form, expected=above is not None and above.verbs)
        own = clauses(index, s, drafts, len(found))
        if above is not None and above.clause is not None and not own:
            own = after_lead_in(index, s, above.clause)
        open_list = lead_in(sentence, tokens[index], own, open_list, found)
        found += own
    return tuple(found)
