//! A run time for spaCy v3 convolutional pipelines: tokens, sentences, tags, lemmas, trees, names.
