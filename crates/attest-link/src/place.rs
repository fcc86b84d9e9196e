//! Distance between two places of two documents.

use attest_model::Place;

/// Mean radius of the earth, kilometres.
const EARTH: f64 = 6371.0;

/// Kilometres between two places that both have a position: the great circle.
pub fn distance(a: &Place, b: &Place) -> Option<f64> {
    Some(great_circle((a.lat?, a.lon?), (b.lat?, b.lon?)))
}

/// Kilometres between two positions in degrees, by the haversine formula.
pub fn great_circle(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (north, east) = (lat_b - lat_a, (b.1 - a.1).to_radians());
    let half = (north / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH * half.sqrt().min(1.0).asin()
}
