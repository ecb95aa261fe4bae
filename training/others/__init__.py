"""Made documents of every type as words with boxes: no PDF is written, so thousands take seconds."""
