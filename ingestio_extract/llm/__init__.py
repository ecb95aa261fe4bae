"""Reading by a language model: what it is asked, and what its answers are worth. Calls no network."""
