"""Scripts that turn labeled data into the files in ``framing/weights``; nothing here is imported when articles are scored."""
