"""What is printed on the pages of a document."""
