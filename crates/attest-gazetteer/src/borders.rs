//! Which country a point lies in.
//!
//! Natural Earth's 1:50 million outlines (public domain), quantised as TopoJSON does: shared borders are stored once as *arcs* of small steps, two
//! bytes a point. Enough to see that a stated coordinate has the wrong hemisphere or lies in the sea off another country; not enough to settle on
//! which bank of a river it is, so the answer near a border also gives the distance, and callers allow for it.

use std::sync::OnceLock;

use crate::index::distance_km;
use crate::place::Iso;

const DATA: &[u8] = include_bytes!("../../../gazetteer/borders.bin");

struct Shape {
    iso: Iso,
    /// West, south, east, north.
    bounds: [f32; 4],
    rings: Vec<Vec<(f32, f32)>>,
}

/// Reads the compact outlines: `u16` arcs; per arc a varint count and zigzag steps; `u16` countries; per country two letters, rings, arc references.
fn read(bytes: &[u8]) -> Vec<Shape> {
    let mut reader = Reader { bytes, at: 0 };
    let mut arcs: Vec<Vec<(f32, f32)>> = Vec::new();
    for _ in 0..reader.count() {
        let (mut x, mut y) = (0i64, 0i64);
        let mut arc = Vec::new();
        for _ in 0..reader.count() {
            x += reader.signed();
            y += reader.signed();
            arc.push(((x as f64 * SCALE.0 - 180.0) as f32, (y as f64 * SCALE.1 - 90.0) as f32));
        }
        arcs.push(arc);
    }
    let mut shapes = Vec::new();
    for _ in 0..reader.count() {
        let iso = Iso::from_bytes([reader.byte(), reader.byte()]);
        let mut shape = Shape { iso, bounds: [180.0, 90.0, -180.0, -90.0], rings: Vec::new() };
        for _ in 0..reader.count() {
            let mut ring: Vec<(f32, f32)> = Vec::new();
            for _ in 0..reader.count() {
                let n = reader.signed();
                let Some(arc) = arcs.get((if n < 0 { !n } else { n }) as usize) else { continue };
                let skip = usize::from(!ring.is_empty());
                if n < 0 {
                    ring.extend(arc.iter().rev().skip(skip));
                } else {
                    ring.extend(arc.iter().skip(skip));
                }
            }
            for &(x, y) in &ring {
                let [w, s, e, n] = shape.bounds;
                shape.bounds = [w.min(x), s.min(y), e.max(x), n.max(y)];
            }
            shape.rings.push(ring);
        }
        shapes.push(shape);
    }
    shapes
}

/// Degrees a step of the quantised grid: 1/65536 of the world's width and height.
pub const SCALE: (f64, f64) = (360.0 / 65536.0, 180.0 / 65536.0);

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes.get(self.at - 1).copied().unwrap_or(0)
    }

    fn number(&mut self) -> u64 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let b = self.byte();
            n |= u64::from(b & 127) << shift;
            shift += 7;
            if b & 128 == 0 || shift > 56 {
                return n;
            }
        }
    }

    /// A count, never more than there are bytes left.
    fn count(&mut self) -> u64 {
        self.number().min(self.bytes.len().saturating_sub(self.at) as u64)
    }

    fn signed(&mut self) -> i64 {
        let n = self.number();
        (n >> 1) as i64 ^ -((n & 1) as i64)
    }
}

fn shapes() -> &'static [Shape] {
    static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
    SHAPES.get_or_init(|| read(DATA))
}

/// Even-odd rule over all rings of a country, so holes and islands need no order.
fn holds(shape: &Shape, lat: f32, lon: f32) -> bool {
    let [w, s, e, n] = shape.bounds;
    if lon < w || lon > e || lat < s || lat > n {
        return false;
    }
    let mut inside = false;
    for ring in &shape.rings {
        for pair in ring.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            if (ay > lat) != (by > lat) && lon < (bx - ax) * (lat - ay) / (by - ay) + ax {
                inside = !inside;
            }
        }
    }
    inside
}

/// The country a point lies in; none at sea and on territory without a code.
///
/// ```
/// use attest_gazetteer::country_at;
/// assert_eq!(country_at(14.47, -7.47).unwrap().as_str(), "ML");
/// assert!(country_at(0.0, -30.0).is_none());
/// ```
pub fn country_at(lat: f64, lon: f64) -> Option<Iso> {
    shapes().iter().find(|s| holds(s, lat as f32, lon as f32)).map(|s| s.iso).filter(|i| !i.is_none())
}

/// How far a point lies outside a country: 0 inside, else kilometres to the nearest point of its outline. None for a country without an outline.
///
/// ```
/// use attest_gazetteer::{distance_to_country, Iso};
/// assert_eq!(distance_to_country(14.47, -7.47, Iso::new("ML")), Some(0.0));
/// assert!(distance_to_country(14.47, 7.47, Iso::new("ML")).unwrap() > 300.0);
/// ```
pub fn distance_to_country(lat: f64, lon: f64, iso: Iso) -> Option<f64> {
    let mut nearest: Option<f64> = None;
    for shape in shapes().iter().filter(|s| s.iso == iso) {
        if holds(shape, lat as f32, lon as f32) {
            return Some(0.0);
        }
        for &(x, y) in shape.rings.iter().flatten() {
            let away = distance_km(lat, lon, f64::from(y), f64::from(x));
            if nearest.is_none_or(|n| away < n) {
                nearest = Some(away);
            }
        }
    }
    nearest
}

/// The points that two countries' outlines share, in outline order: their common border. Empty where they are no neighbours.
pub fn common_border(a: Iso, b: Iso) -> Vec<(f64, f64)> {
    let points =
        |iso: Iso| shapes().iter().filter(move |s| s.iso == iso).flat_map(|s| s.rings.iter().flatten());
    let key = |&(x, y): &(f32, f32)| (x.to_bits(), y.to_bits());
    let others: std::collections::BTreeSet<(u32, u32)> = points(b).map(key).collect();
    points(a).filter(|p| others.contains(&key(p))).map(|&(x, y)| (f64::from(y), f64::from(x))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_lie_in_their_countries() {
        for (lat, lon, iso) in [
            (12.65, -8.0, "ML"),
            (33.51, 36.29, "SY"),
            (50.45, 30.52, "UA"),
            (-1.29, 36.82, "KE"),
            (38.9, -77.04, "US"),
            (9.03, 38.74, "ET"),
            (31.5, 34.45, "PS"),
        ] {
            assert_eq!(country_at(lat, lon), Some(Iso::new(iso)), "{iso}");
        }
    }

    #[test]
    fn a_wrong_hemisphere_is_seen() {
        assert_ne!(country_at(14.47, 7.47), Some(Iso::new("ML")));
    }

    #[test]
    fn neighbours_share_a_border_and_strangers_do_not() {
        assert!(common_border(Iso::new("ML"), Iso::new("MR")).len() > 10);
        assert!(common_border(Iso::new("ML"), Iso::new("UA")).is_empty());
    }

    #[test]
    fn any_bytes_can_be_read() {
        for n in 0..200 {
            let bytes: Vec<u8> = (0..n).map(|i| (i * 37 % 251) as u8 & 0x3f).collect();
            let _ = read(&bytes);
        }
    }
}
