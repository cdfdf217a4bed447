"""The learner's side of a notebook: what JupyterLab's buttons ask of the kernel, and the built extension itself."""
