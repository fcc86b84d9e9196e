//! Claims and incidents in the notation of cases, for messages and for updates.

use super::figure::Noted;
use super::parse::Case;
use super::when;
use attest_model::{ActorRole, Assessment, Certainty, Claim, Coding, Incident, Place};

/// The name of a source.
pub fn source(id: &str, coding: &Coding) -> String {
    coding
        .sources
        .iter()
        .find(|source| source.id == id)
        .map_or_else(|| id.to_owned(), |source| source.name.clone())
}

/// Who says it: `RFI < medical sources`, `JNIM (party)`.
pub fn voice(claim: &Claim, coding: &Coding) -> String {
    let names: Vec<String> = claim.voice.chain.iter().skip(1).map(|id| source(id, coding)).collect();
    if names.is_empty() {
        return "report".to_owned();
    }
    let speaker =
        claim.voice.chain.last().and_then(|id| coding.sources.iter().find(|source| source.id == *id));
    let party = if speaker.is_some_and(|source| source.party == Some(true)) { " (party)" } else { "" };
    format!("{}{party}", names.join(" < "))
}

/// Citation marks.
pub fn marks(claim: &Claim) -> String {
    if claim.citation.markers.is_empty() { "none".to_owned() } else { claim.citation.markers.join(" ") }
}

/// A row of the table: claim, voice, stance, figure, incident.
pub fn claim_row(claim: &Claim, coding: &Coding) -> String {
    let figure = claim.figure.as_ref().map_or_else(String::new, |figure| Noted(figure).to_string());
    let hedge = match claim.certainty {
        Certainty::Certain => String::new(),
        hedge => format!(", {hedge}"),
    };
    let incident = claim.incident.as_deref().map_or("-", |id| id.trim_start_matches('i'));
    let quote = claim.quote.text.replace(['|', '\n'], " ");
    format!(
        "{} | {} | {}{hedge} | {figure} | {incident} | {quote}",
        claim.predicate,
        voice(claim, coding),
        claim.stance
    )
}

/// The place of an incident with those that it is near to or within.
pub fn place(incident: &Incident, coding: &Coding) -> String {
    let find = |id: &str| coding.places.iter().find(|place| place.id == id);
    let Some(found) = incident.place.as_ref().and_then(|found| find(&found.place)) else {
        return String::new();
    };
    let mut out = found.name.clone();
    if let Some(near) = found.near.as_deref().and_then(find) {
        out = format!("{out} near {}", near.name);
    }
    let within = found.within.as_deref().and_then(find).map(|place| &place.name);
    for part in [within, found.admin1.as_ref(), found.country.as_ref()].into_iter().flatten() {
        out = format!("{out}, {part}");
    }
    out
}

/// How a name was placed, and what else was weighed.
pub fn placed(place: &Place) -> Vec<String> {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
    let point = place.lat.zip(place.lon).map(|(lat, lon)| format!("{lat:.4}, {lon:.4}"));
    let code = |code: Option<u8>| or_none(code.map(|code| code.to_string()));
    let units: Vec<&str> =
        [&place.admin2, &place.admin1, &place.country].into_iter().flatten().map(String::as_str).collect();
    let mut out = vec![format!(
        "{}: at {}; {}; basis {}; precision GED {}, ACLED {}; radius {}; candidates {}",
        place.name,
        or_none(point),
        if units.is_empty() { "in no country".to_owned() } else { units.join(", ") },
        place.basis,
        code(place.precision.ged),
        code(place.precision.acled),
        or_none(place.radius_km.map(|km| km.to_string())),
        place.candidates.len(),
    )];
    out.extend(place.candidates.iter().map(|other| {
        format!(
            "  {} {} {:.4}, {:.4} {:.2} {}",
            other.name,
            other.country.as_deref().unwrap_or("-"),
            other.lat,
            other.lon,
            other.score,
            other.why
        )
    }));
    out
}

/// The actors with one part.
pub fn actors(incident: &Incident, role: ActorRole, coding: &Coding) -> String {
    let names = incident.actors.iter().filter(|part| part.role == role).filter_map(|part| {
        let actor = coding.actors.iter().find(|actor| actor.id == part.actor)?;
        Some(match &actor.entry {
            Some(entry) if *entry != actor.name => format!("{} [{entry}]", actor.name),
            _ => actor.name.clone(),
        })
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Codes on one line.
pub fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    let codes: Vec<&str> = codes.collect();
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

/// The ACLED types.
pub fn acled(incident: &Incident) -> String {
    let types = incident.types.acled.as_ref();
    types
        .map_or_else(|| "none".to_owned(), |acled| format!("{} / {}", acled.event_type, acled.sub_event_type))
}

/// An item of the list of incidents.
pub fn incident_item(incident: &Incident, coding: &Coding) -> String {
    let mut parts = vec![incident.role.to_string(), incident.reality.to_string()];
    parts.push(format!("when {}", when::noted(&incident.when)));
    let place = place(incident, coding);
    parts.push(format!("where {}", if place.is_empty() { "none" } else { &place }));
    for role in ActorRole::ALL {
        let names = actors(incident, *role, coding);
        if !names.is_empty() {
            parts.push(format!("{role} {names}"));
        }
    }
    if !incident.targets.is_empty() {
        parts.push(format!("target {}", codes(incident.targets.iter().map(|target| target.kind.as_str()))));
    }
    if !incident.weapons.is_empty() {
        parts.push(format!("weapon {}", codes(incident.weapons.iter().map(|weapon| weapon.kind.as_str()))));
    }
    format!("incident {}: {}", incident.id.trim_start_matches('i'), parts.join("; "))
}

/// Three values with `-` for what is not known.
pub fn three(values: [Option<u64>; 3]) -> String {
    values.map(|value| value.map_or_else(|| "-".to_owned(), |value| value.to_string())).join("/")
}

/// An assessment in the notation of cases.
pub fn rule(found: &Assessment) -> String {
    format!("{} {} {}", found.rule, found.harm, three([found.low, found.best, found.high]))
}

/// A value of a mention as words.
pub fn json(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The file with its expectations replaced by what is read today; the author throws away what the case is not about.
pub fn updated(text: &str, case: &Case, coding: &Coding) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let range = case.expectation.clone().unwrap_or(lines.len()..lines.len());
    let mut out: Vec<String> = lines.iter().take(range.start).map(|line| (*line).to_owned()).collect();
    if !coding.claims.is_empty() {
        out.push("| claim | voice | stance | figure | incident | words |".to_owned());
        out.push("|---|---|---|---|---|---|".to_owned());
        out.extend(coding.claims.iter().map(|claim| format!("| {} |", claim_row(claim, coding))));
        out.push(String::new());
    }
    out.extend(coding.incidents.iter().map(|incident| {
        // Names of places and actors carry more than the notation expects back.
        let item = incident_item(incident, coding);
        format!("- {}", item.split(" [").next().unwrap_or(&item))
    }));
    if coding.claims.is_empty() {
        out.push("- no claims".to_owned());
    }
    out.extend(lines.iter().skip(range.end).map(|line| (*line).to_owned()));
    let mut out = out.join("\n");
    out.push('\n');
    out
}
