"""Official counts of people: listed, drawn by age, recorded, exported."""
