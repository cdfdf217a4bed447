"""One submission, many submissions, and the reports on them."""
