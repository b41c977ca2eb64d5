"""What words say about a clause: who, which deed, how firmly."""
