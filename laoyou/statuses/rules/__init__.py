"""Pure: what the packs declare, and which boxes a survey sheet has."""
