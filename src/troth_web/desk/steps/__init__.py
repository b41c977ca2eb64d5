"""What can be done with a promise: forms of each step, and the table of all."""
