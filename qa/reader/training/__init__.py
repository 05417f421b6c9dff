"""From reading-comprehension data to a trained reader: ``python -m qa.reader.training``.

Nothing of this is imported when a question is answered.
"""
