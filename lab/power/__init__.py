"""Power loss: what would stand on the disk if the power failed at some instant.

A server runs under strace, which writes down each write, sync, rename and removal of its files.
From these, and a copy of the files as they were before, the lab builds the files as a power cut
would leave them: what was synced is there, what was not may be gone or half there.
"""
