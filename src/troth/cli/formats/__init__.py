"""The forms in which `troth check` reports, one file each: from an `Outcome` to text."""
