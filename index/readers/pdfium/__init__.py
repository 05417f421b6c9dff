"""PDF by PDFium: words with their places, put into lines, columns, paragraphs, tables and forms.

PDFium isn't safe to call from several threads and parses files of strangers, so it runs in a
process of its own, together with all that makes blocks of what it finds.
"""
