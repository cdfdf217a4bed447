"""A class of 24 sample submissions, made from an exercise's own solution and mistakes, then graded."""
