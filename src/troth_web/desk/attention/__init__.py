"""What needs somebody now: found in few questions, with the reason, in the order of harm.

found = attention(store, asked, at)
"""

from troth_web.desk.attention.finding import Asked, Attention, Whose, attention
from troth_web.desk.attention.needs import Need, Why, need_of

__all__ = ["Asked", "Attention", "Need", "Whose", "Why", "attention", "need_of"]
