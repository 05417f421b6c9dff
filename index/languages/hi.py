"""Hindi, which ends its sentences with "।", and has full stops only behind abbreviations."""

from index.languages.words import SentenceWords, split_words

WORDS = SentenceWords(
    leading=split_words("डॉ श्री सुश्री पं प्रो मो कु इं रु रू ई ई.पू"),
    numbered=split_words("सं क्र पृ नं अनु"),
    shortened=split_words("कि.मी मी कि.ग्रा मि.मी से.मी"),
    starters=split_words("यह वह ये वे इस उस और लेकिन"),
)
"""Abbreviations as they stand behind the last space."""
