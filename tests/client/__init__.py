"""Tests of the client against a server that listens on this machine."""
