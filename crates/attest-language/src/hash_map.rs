//! Hash maps with a fast hash and a fixed seed. They are only ever asked for a key, never listed, so no result depends
//! on their order.

/// A map that hashes the same way in every run.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;
