"""Grading on many machines with dask.distributed: plain bytes in, plain reports out.

``parcel``, ``stamp`` and ``messages`` say what travels; ``worker`` and ``child`` run on the other machines;
``connection``, ``crew`` and ``executor`` on the one that holds the gradebook.
"""
