//! Temporary interface.
use attest_model::{Place, PlaceBasis, PlaceKind, Precision};
/// A place mention.
#[derive(Debug, Clone, Default)]
pub struct PlaceMention {
    /// s
    pub start: u32,
    /// e
    pub end: u32,
    /// t
    pub text: String,
    /// lat
    pub lat: Option<f64>,
    /// lon
    pub lon: Option<f64>,
    /// c
    pub country: Option<String>,
    /// near
    pub near: Option<usize>,
    /// within
    pub within: Option<usize>,
    /// locative
    pub locative: bool,
}
impl PlaceMention {
    /// f
    pub fn fineness(&self) -> u8 { 1 }
    /// a
    pub fn agrees(&self, other: &Self) -> bool { self.same(other) }
    /// x
    pub fn excludes(&self, other: &Self) -> bool { !self.same(other) }
    /// s
    pub fn same(&self, other: &Self) -> bool { self.text.eq_ignore_ascii_case(&other.text) }
    /// g
    pub fn geonames(&self) -> Option<u64> { None }
    /// r
    pub fn record(&self) -> Place {
        Place { id: String::new(), name: self.text.clone(), kind: PlaceKind::Town, country: self.country.clone(), admin1: None, admin2: None, lat: self.lat, lon: self.lon, radius_km: None, precision: Precision { ged: None, acled: None }, basis: PlaceBasis::Unresolved, near: None, within: None, gazetteer: None, candidates: vec![], mentions: vec![] }
    }
}
/// read
pub fn read_page(page: &crate::page::Page<'_>, kit: &crate::Kit) -> Vec<PlaceMention> {
    let mut out = Vec::new();
    for p in &page.passages {
        for n in p.analysis.names() {
            if matches!(n.label, "GPE" | "LOC" | "FAC") {
                let s = p.span(n.tokens());
                if let Some(t) = s.of(&page.document.text) {
                    out.push(PlaceMention { start: s.start, end: s.end, text: t.to_owned(), locative: true, ..Default::default() });
                }
            }
        }
    }
    let _ = kit;
    out
}
