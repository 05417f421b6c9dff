"""PDF by PDFium: words with their places, put into lines, columns, paragraphs, tables and forms."""
