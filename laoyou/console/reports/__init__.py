"""Reports: written, issued, read down to the rows behind each figure."""
