"""The tools of a server that speaks the Model Context Protocol, for the loop."""

from collections.abc import Mapping
from typing import Any

from mcp.types import TextContent

from examples.agent.loop import ToolFailedError
from mcp import Client, MCPError


class McpTools:
    """A connected client of the SDK as the loop's tools."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def call(self, name: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a tool answers.

        Raises:
            ToolFailedError: it was refused, or did not answer.
        """
        try:
            found = await self._client.call_tool(name, dict(arguments))
        except (MCPError, OSError, TimeoutError) as error:
            raise ToolFailedError(f"{name} did not answer: {error}") from None
        if found.is_error or found.structured_content is None:
            texts = [each.text for each in found.content if isinstance(each, TextContent)]
            raise ToolFailedError(" ".join(texts) or f"{name} was refused")
        answer: Mapping[str, Any] = found.structured_content
        return answer
