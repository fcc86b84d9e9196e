//! Actors, weapons, targets, tactics, verbs, attribution cues: TOML files, layered, tested in place.
