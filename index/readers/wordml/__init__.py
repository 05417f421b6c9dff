"""WordprocessingML: turns the parts of a DOCX into blocks.

``package`` unpacks and parses, ``revisions`` settles tracked changes, ``styles`` and ``numbering``
say how a paragraph looks and what number Word draws before it, ``inline`` reads a paragraph's
text, ``tables`` a table, ``flow`` reads a body in order, ``headings`` finds headings by their
looks, ``emit`` decides what each piece is and hangs it on what it belongs to.
"""
