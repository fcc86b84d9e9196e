//! One document to its coding: mentions, claims, incidents.
