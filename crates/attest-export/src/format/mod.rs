//! Formats: each a file that says how a record becomes rows or objects, and why it may not.
//!
//! A format that is a table gives rows (`TableFormat`); the driver checks, counts and writes them. Others write objects of their own.

pub mod acled;
pub mod airwars;
pub mod archiver;
pub mod atlos;
pub mod claims;
pub mod ftm;
pub mod ged;
pub mod geojson;
pub mod gtd;
pub mod hxl;
pub mod infobox;
pub mod sketch;
pub mod tables;
pub mod timemap;

use crate::codebook::{Row, Table, table};
use crate::record::Record;

/// What an export is told besides the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The rule of assessment that gives tolls; `None`: the format's own.
    pub rule: Option<String>,
    /// Seconds since 1970 to write where a format has a time of upload; `None`: the day of the last report.
    pub timestamp: Option<i64>,
}

impl Settings {
    /// The rule for a table's tolls.
    pub fn rule_of<'s>(&'s self, table: &'s Table) -> &'s str {
        self.rule.as_deref().unwrap_or(&table.toll)
    }
}

/// Why a record gives no row.
pub type LeftOut = String;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// 31 columns like ACLED's.
    Acled,
    /// 49 columns like UCDP GED's.
    Ged,
    /// 135 columns like GTD's.
    Gtd,
    /// A row an incident.
    Incidents,
    /// A row a claim.
    Claims,
    /// A row a figure.
    Figures,
    /// A row a speaker of an incident.
    Sources,
    /// A row a document.
    Documents,
    /// A row a relation.
    Relations,
    /// A row a reviewer's decision.
    Decisions,
    /// RFC 7946.
    Geojson,
    /// Airwars-like incidents.
    AirwarsIncidents,
    /// Airwars-like sources.
    AirwarsSources,
    /// CSV with a row of HXL tags.
    Hxl,
    /// CSV that ATLOS takes in bulk.
    Atlos,
    /// A sheet for auto-archiver.
    Archiver,
    /// Entities of FollowTheMoney, a line each.
    Ftm,
    /// JSON of TimeMap.
    Timemap,
    /// Wikitext of infoboxes with their references.
    Infobox,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 19] = [
        Self::Acled,
        Self::Ged,
        Self::Gtd,
        Self::Incidents,
        Self::Claims,
        Self::Figures,
        Self::Sources,
        Self::Documents,
        Self::Relations,
        Self::Decisions,
        Self::Geojson,
        Self::AirwarsIncidents,
        Self::AirwarsSources,
        Self::Hxl,
        Self::Atlos,
        Self::Archiver,
        Self::Ftm,
        Self::Timemap,
        Self::Infobox,
    ];

    /// The tables that together hold everything of the records: `--to parquet` writes them.
    pub const TABLES: [Self; 7] = [
        Self::Incidents,
        Self::Claims,
        Self::Figures,
        Self::Sources,
        Self::Documents,
        Self::Relations,
        Self::Decisions,
    ];

    /// Its name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ged => "ged",
            Self::Gtd => "gtd",
            Self::Incidents => "incidents",
            Self::Claims => "claims",
            Self::Figures => "figures",
            Self::Sources => "sources",
            Self::Documents => "documents",
            Self::Relations => "relations",
            Self::Decisions => "decisions",
            Self::Geojson => "geojson",
            Self::AirwarsIncidents => "airwars-incidents",
            Self::AirwarsSources => "airwars-sources",
            Self::Hxl => "hxl",
            Self::Atlos => "atlos",
            Self::Archiver => "archiver",
            Self::Ftm => "ftm",
            Self::Timemap => "timemap",
            Self::Infobox => "infobox",
        }
    }

    /// The format of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.as_str() == name)
    }

    /// Its table in the codebook, where it is one.
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Self::Geojson | Self::Ftm | Self::Timemap | Self::Infobox => None,
            _ => Some(table(self.as_str())),
        }
    }

    /// The usual name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Geojson => "incidents.geojson",
            Self::Ftm => "entities.ftm.json",
            Self::Timemap => "timemap.json",
            Self::Infobox => "infobox.wikitext",
            Self::Acled => "acled.csv",
            Self::Ged => "ged.csv",
            Self::Gtd => "gtd.csv",
            Self::Incidents => "incidents.csv",
            Self::Claims => "claims.csv",
            Self::Figures => "figures.csv",
            Self::Sources => "sources.csv",
            Self::Documents => "documents.csv",
            Self::Relations => "relations.csv",
            Self::Decisions => "decisions.csv",
            Self::AirwarsIncidents => "airwars-incidents.csv",
            Self::AirwarsSources => "airwars-sources.csv",
            Self::Hxl => "hxl.csv",
            Self::Atlos => "atlos.csv",
            Self::Archiver => "auto-archiver.csv",
        }
    }

    /// The rows of a record in a format that is a table.
    ///
    /// # Errors
    /// Why it gives none.
    pub fn rows(self, record: &Record, settings: &Settings) -> Result<Vec<Row>, LeftOut> {
        match self {
            Self::Acled => acled::rows(record, settings),
            Self::Ged => ged::rows(record, settings),
            Self::Gtd => gtd::rows(record, settings),
            Self::Incidents => Ok(tables::incident(record)),
            Self::Claims => Ok(claims::rows(record)),
            Self::Figures => Ok(tables::figures(record)),
            Self::Sources => Ok(tables::sources(record)),
            Self::Documents => Ok(tables::documents(record)),
            Self::Relations => Ok(tables::relations(record)),
            Self::Decisions => Ok(tables::decisions(record)),
            Self::AirwarsIncidents => airwars::incidents(record),
            Self::AirwarsSources => airwars::sources(record),
            Self::Hxl => Ok(hxl::rows(record)),
            Self::Atlos => Ok(atlos::rows(record)),
            Self::Archiver => archiver::rows(record),
            Self::Geojson | Self::Ftm | Self::Timemap | Self::Infobox => Ok(Vec::new()),
        }
    }
}

/// A number with at most four decimals, without trailing zeros.
pub fn degrees(value: f64) -> String {
    let mut text = format!("{value:.4}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}
