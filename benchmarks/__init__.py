"""What grading costs, measured on the machine at hand."""
