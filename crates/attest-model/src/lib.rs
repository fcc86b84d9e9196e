//! The nouns of Attest and their laws: documents, claims, incidents, and the output format.
