"""What can be done with promises, and who may."""
