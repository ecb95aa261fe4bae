"""The look: tokens, palette, icons, fonts, style sheet. Nothing here knows a screen."""
