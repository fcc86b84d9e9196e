//! CSV that ATLOS takes in bulk: `description`, `sensitive`, `status`, and attributes of the project.

use super::{degrees, sketch};
use crate::codebook::{Row, table};
use crate::day;
use crate::record::Record;

/// The row of a record. A position goes out only where the place is precise: ATLOS has no halo.
pub fn rows(record: &Record) -> Vec<Row> {
    let mut row = table("atlos").row();
    row.set("description", sketch::summary(record));
    let personal = if record.persons.is_empty() { "Not Sensitive" } else { "Personal Information Visible" };
    row.set("sensitive", personal);
    row.set("status", "To Do");
    if let Some((start, _)) = day::bounds(&record.when).filter(|(start, end)| start == end) {
        row.set("date", start.to_string());
    }
    if let Some(site) = &record.site
        && let (Some(lat), Some(lon), Some(1)) = (site.place.lat, site.place.lon, site.place.precision.ged)
    {
        row.set("geolocation", format!("{},{}", degrees(lat), degrees(lon)));
    }
    let mut tags: Vec<String> = record.types.acled.iter().map(|own| own.sub_event_type.clone()).collect();
    tags.push(record.corroboration.status.as_str().replace('_', " "));
    row.set("tags", tags.join(", "));
    let urls: Vec<&str> = record.reports.iter().filter_map(|report| report.url.as_deref()).collect();
    row.set("urls", urls.join(", "));
    row.set("attest_id", &record.id);
    vec![row]
}
