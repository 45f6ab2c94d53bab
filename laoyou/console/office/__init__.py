"""What an office keeps about itself: units, people, the audit, and a person's own settings."""
