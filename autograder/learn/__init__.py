"""A learner's desk: the workspace, its start page, JupyterLab on it, and the file to hand in."""
