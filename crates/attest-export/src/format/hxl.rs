//! CSV with a second header of HXL tags. "Not reported" stays empty and apart from 0, and no village is on the map when the source said a province.

use super::{degrees, sketch};
use crate::codebook::{Row, table};
use crate::day;
use crate::record::Record;
use attest_model::{Group, Harm};

/// The row of a record.
pub fn rows(record: &Record) -> Vec<Row> {
    let mut row = table("hxl").row();
    row.set("id", &record.id);
    row.set("label", crate::naming::tidy(&record.label));
    if let Some((start, end)) = day::bounds(&record.when) {
        row.set("date_start", start.to_string());
        row.set("date_end", end.to_string());
    }
    row.set(
        "reported",
        record.last_report().and_then(day::parse).map(|own| own.to_string()).unwrap_or_default(),
    );
    row.set_some("type", record.types.acled.as_ref().map(|own| &own.sub_event_type));
    if let Some(country) = sketch::country(record) {
        row.set("country", &country.name);
        row.set("country_code", &country.iso3);
    }
    if let Some(site) = &record.site {
        row.set("admin1", site.place.admin1.clone().unwrap_or_default());
        row.set("admin2", site.place.admin2.clone().unwrap_or_default());
        row.set("location", sketch::location(record).unwrap_or_default());
        row.set_some("where_prec", site.place.precision.ged);
        if let (Some(lat), Some(lon), Some(1 | 2)) =
            (site.place.lat, site.place.lon, site.place.precision.ged)
        {
            row.set("latitude", degrees(lat));
            row.set("longitude", degrees(lon));
        }
    }
    for (harm, name) in [(Harm::Killed, "killed"), (Harm::Wounded, "injured")] {
        if let Some(own) = record.assessment("report.range/1", harm) {
            row.set_some(&format!("{name}_min"), own.low);
            row.set_some(&format!("{name}_max"), own.high);
        }
    }
    row.set_some("displaced_min", record.figures(Harm::Displaced).filter_map(|own| own.1.min).min());
    let of = |group| {
        record
            .figures(Harm::Killed)
            .filter(|own| own.1.group == Some(group))
            .filter_map(|own| own.1.min)
            .min()
    };
    row.set_some("children_killed_min", of(Group::Children));
    row.set_some("women_killed_min", of(Group::Women));
    row.set("status", record.corroboration.status.as_str());
    row.set("sources", sketch::outlets(record).join("; "));
    vec![row]
}
