"""From French sources to other languages and back: gettext catalogues, kept by Babel.

Reading a catalogue and applying it is light, for the grader does it; extracting and updating is for authors.
"""
