"""Passerelle: modules Jupyter, exercices notés et la classe autour."""

__version__ = "0.1.0"
