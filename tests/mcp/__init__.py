"""Tools for AI agents, by the SDK's own client."""
