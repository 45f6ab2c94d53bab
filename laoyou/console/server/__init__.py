"""The server, for whoever runs it: backups, drills, and what the night did."""
