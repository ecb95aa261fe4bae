"""What a person sees: the shell, its pages, and the widgets that they share."""
