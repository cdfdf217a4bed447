"""Modules, exercises and tasks as frozen types, read from their folders."""
