"""The desk of the person who teaches: JupyterLab with Formgrader on a class, and a page to run it from."""
