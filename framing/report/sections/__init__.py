"""The material of a report -> the blocks of its sections, one module a section."""
