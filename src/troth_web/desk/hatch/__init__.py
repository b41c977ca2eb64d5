"""What a customer sees through their link, and how they answer: no more than is theirs."""
