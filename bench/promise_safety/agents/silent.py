"""An agent that promises nothing: safe, and of no use."""

from bench.promise_safety.agents import serve

if __name__ == "__main__":
    serve(lambda _: "Thank you for your message. I can't say anything about that.")
