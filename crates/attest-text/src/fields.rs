//! Fields that monitors' pages put in front of an account: "Incident date", "Location", "Civilians reported killed".
//!
//! A label stands on a line of its own with its value below, or in front of a colon. Only known labels count: any short line might
//! be one otherwise.

/// Labels of the fields that monitors' pages put in front of an account, alone on a line or with a colon and a value.
pub fn is_label(line: &str) -> bool {
    const LABELS: [&str; 42] = [
        "incident code",
        "incident date",
        "incident id",
        "event id",
        "location",
        "geolocation",
        "date",
        "place",
        "country",
        "strike status",
        "strike type",
        "civilian harm reported",
        "suspected belligerent",
        "suspected belligerents",
        "cause of injury / death",
        "airwars civilian harm grading",
        "infrastructure",
        "region",
        "province",
        "district",
        "governorate",
        "time",
        "nearby landmark",
        "nearest landmark",
        "victims",
        "casualties",
        "killed",
        "injured",
        "wounded",
        "fatalities",
        "target",
        "targets",
        "perpetrator",
        "perpetrators",
        "weapon",
        "weapons",
        "attack type",
        "event type",
        "type of attack",
        "civilians reported killed",
        "civilians reported injured",
        "belligerents",
    ];
    if line.len() > 200 {
        return false;
    }
    let (label, value) = line.split_once(':').map_or((line, None), |(l, v)| (l, Some(v)));
    let label = label.trim().to_lowercase();
    let known = LABELS.contains(&label.as_str());
    let bare = !matches!(
        label.as_str(),
        "killed" | "injured" | "wounded" | "target" | "time" | "victims" | "casualties"
    );
    known
        && (bare || value.is_some())
        && value.is_none_or(|v| !v.trim().is_empty() || line.trim_end().ends_with(':'))
}
