"""What pages may say beyond Markdown. Python-Markdown extensions, no pages."""
