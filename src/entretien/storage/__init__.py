"""The folder of TOML files: reading, lossless writing, history."""
