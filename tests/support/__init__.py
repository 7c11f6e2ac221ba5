"""What tests share: scratch sites and projects, a browser, a server."""
