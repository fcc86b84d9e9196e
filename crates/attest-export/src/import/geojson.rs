//! GeoJSON with ACLED-like properties, as Attest writes it: a feature an incident.
//!
//! The properties make a row, the position comes from a point; a halo's middle is not taken for a position.

use super::acled;
use super::row::Cells;
use super::{Imported, Refused};
use serde_json::{Map, Value};

/// The features as codings, in order.
///
/// # Errors
/// Text that is no FeatureCollection.
pub fn codings(text: &str, dataset: &str, version: &str) -> Result<Vec<Result<Imported, Refused>>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let features = value.get("features").and_then(Value::as_array).ok_or("not a FeatureCollection")?;
    let read = |(at, feature): (usize, &Value)| {
        let line = at as u64 + 1;
        feature_row(feature)
            .and_then(|cells| {
                let coding = acled::coding(&cells, dataset, version)?;
                Ok(Imported { text: cells.text, coding })
            })
            .map_err(|why| Refused { line, why })
    };
    Ok(features.iter().enumerate().map(read).collect())
}

fn feature_row(feature: &Value) -> Result<Cells, String> {
    let empty = Map::new();
    let properties = feature.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let words = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut row: Vec<(String, String)> = properties
        .iter()
        .map(|(name, value)| (name.clone(), words(value)))
        .filter(|own| !own.1.is_empty())
        .collect();
    if !properties.contains_key("event_id_cnty") {
        row.insert(0, ("event_id_cnty".to_owned(), feature.get("id").map(words).unwrap_or_default()));
    }
    let geometry =
        feature.get("geometry").filter(|own| own.get("type").and_then(Value::as_str) == Some("Point"));
    if let Some(at) = geometry.and_then(|own| own.get("coordinates")).and_then(Value::as_array) {
        for (name, value) in ["longitude", "latitude"].iter().zip(at) {
            row.push(((*name).to_owned(), words(value)));
        }
    }
    Ok(Cells::of(row.iter().map(|own| own.0.as_str()), row.iter().map(|own| own.1.as_str())))
}
