"""What must hold of every module, and what is said where it does not."""
