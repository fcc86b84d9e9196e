//! Place names to candidates with coordinates: a compact index, and the importer of GeoNames dumps.
