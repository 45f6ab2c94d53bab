"""The office's lists: items, states, editions, Excel in and out."""
