"""Fuzzing: pages of the guide are changed at random, and their readers compared.

The collector reads Markdown, the gate reads HTML with another parser, and a browser
shows what it shows. Each mutated page must either be read alike, or be refused with a
message that names the page.
"""
