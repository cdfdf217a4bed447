"""What came from a learner, in the browser of whoever teaches: shown, and unable to act."""
