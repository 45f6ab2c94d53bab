"""The official lists of divisions: read from a file, and held against the divisions that are known. No writes."""
