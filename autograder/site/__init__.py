"""The static site: documentation and lessons in every language, built by Sphinx, read without a network."""

from autograder.site.build import Built, build_site

__all__ = ["Built", "build_site"]
