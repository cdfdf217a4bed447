"""The student process: its isolation, the channel to it, and what may cross."""
