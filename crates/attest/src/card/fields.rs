//! The upper half of a card: what, when, where, who, how, each with its words.

use super::index::{Index, number};
use super::sheet::{GUTTER, Sheet, Text, Tone};
use super::{Look, words};
use attest_model::{Actor, ActorRole, Incident, Place, PlaceBasis, Quote, Role, WhenPrecision};

/// Columns before a field's value, and of the value itself on a wide sheet.
pub const LABEL: usize = 10;
const VALUE: usize = 42;
/// Where the body of a card begins.
pub const INDENT: usize = 4;

/// One line of the upper half.
struct Field<'a> {
    label: &'a str,
    value: Text,
    words: Vec<&'a Quote>,
    remark: Option<String>,
}

/// Draws title and fields of `incident`.
pub fn draw(sheet: &mut Sheet, index: &Index<'_>, incident: &Incident, look: Look) {
    title(sheet, index, incident, look);
    let fields = [when(index, incident, look), place(index, incident, look), who(index, incident, look)];
    for field in
        fields.into_iter().chain(how(incident)).chain(types(incident, look)).chain(campaign(index, incident))
    {
        line(sheet, field, look);
    }
}

fn title(sheet: &mut Sheet, index: &Index<'_>, incident: &Incident, look: Look) {
    let mut left = Text::of(Tone::Strong, &format!("{:>2}  ", number(&incident.id)));
    left.push(Tone::Strong, &incident.label);
    let mut standing = vec![words::plain(incident.role.as_str())];
    if let (Role::Part, Some(whole)) =
        (incident.role, incident.part_of.as_deref().and_then(|id| index.incident(id)))
    {
        standing = vec![format!("part of {}", number(&whole.id))];
    }
    standing.push(words::plain(incident.reality.as_str()).replace("by party", "by a party"));
    sheet.edges(0, &left, &Text::of(Tone::Faint, &standing.join(look.glyphs.dot)));
}

/// Sets a field: words beside the value on a wide sheet, under it on a narrow one.
fn line(sheet: &mut Sheet, field: Field<'_>, look: Look) {
    let label = Text::of(Tone::Faint, field.label);
    let mut said = Text::new();
    for (position, quote) in field.words.iter().enumerate() {
        said.push(Tone::Plain, if position > 0 { " " } else { "" });
        said.join(quoted(&quote.text, look));
    }
    if let Some(remark) = field.remark {
        said.push(Tone::Faint, if said.is_empty() { "" } else { look.glyphs.dot });
        said.push(Tone::Faint, &remark);
    }
    let rest = look.width.saturating_sub(INDENT + LABEL + GUTTER);
    if look.wide() {
        let said_width = rest.saturating_sub(VALUE + GUTTER);
        sheet.columns(INDENT, &[(LABEL, label), (VALUE, field.value), (said_width, said)]);
    } else {
        sheet.columns(INDENT, &[(LABEL, label), (rest, field.value)]);
        if !said.is_empty() {
            sheet.paragraph(INDENT + LABEL + GUTTER + 2, &said);
        }
    }
}

/// The report's own words between quotation marks.
pub fn quoted(text: &str, look: Look) -> Text {
    Text::of(Tone::Plain, look.glyphs.open).with(Tone::Quote, text).with(Tone::Plain, look.glyphs.close)
}

/// A value that is not there, and why.
fn missing(reason: Option<&str>, or: &str) -> Text {
    Text::of(Tone::Faint, reason.unwrap_or(or))
}

fn when<'a>(index: &Index<'a>, incident: &'a Incident, look: Look) -> Field<'a> {
    let when = &incident.when;
    let value = words::when(when, look.glyphs).map_or_else(
        || missing(index.note(&incident.id, "when"), "not said"),
        |text| {
            let mut value = Text::of(Tone::Plain, &text);
            if when.precision != WhenPrecision::Unknown {
                value.push(Tone::Faint, &format!(" ({})", when.precision));
            }
            value
        },
    );
    let words = when.quote.iter().chain(&when.anchor).collect();
    Field { label: "when", value, words, remark: words::basis(when.basis).map(str::to_owned) }
}

fn place<'a>(index: &Index<'a>, incident: &'a Incident, look: Look) -> Field<'a> {
    let reason = index.note(&incident.id, "where");
    let Some(found) = &incident.place else {
        return Field { label: "where", value: missing(reason, "not said"), words: Vec::new(), remark: None };
    };
    let words: Vec<&Quote> = found.quote.iter().collect();
    let Some(place) = index.place(&found.place) else {
        return Field { label: "where", value: Text::of(Tone::Plain, &found.place), words, remark: None };
    };
    let mut value = Text::of(Tone::Plain, &address(index, place));
    if let Some(radius) = place.radius_km.filter(|radius| *radius > 0.0) {
        value.push(Tone::Faint, &format!("  {}{radius:.0} km", look.glyphs.radius));
    }
    let mut remarks: Vec<String> = Vec::new();
    if let Some(ged) = place.precision.ged {
        let acled = place.precision.acled.map_or_else(String::new, |acled| format!(", ACLED {acled}"));
        remarks.push(format!("precision GED {ged}{acled}"));
    }
    if !place.candidates.is_empty() {
        let count = words::counted(place.candidates.len(), "candidate");
        remarks.push(format!("{count}: attest explain {}.where", number(&incident.id)));
    }
    if place.basis == PlaceBasis::Unresolved {
        let reason = reason.or_else(|| index.note(&place.id, "lat"));
        remarks.push(reason.unwrap_or("no position found").to_owned());
    }
    let remark = (!remarks.is_empty()).then(|| remarks.join(look.glyphs.dot));
    Field { label: "where", value, words, remark }
}

/// A place in words, from the small to the large: "Kwala, near Mourdiah, Koulikoro, ML".
pub fn address(index: &Index<'_>, place: &Place) -> String {
    let mut parts: Vec<String> = vec![place.name.clone()];
    let named =
        |id: &Option<String>| id.as_deref().and_then(|id| index.place(id)).map(|place| place.name.clone());
    if let Some(near) = named(&place.near) {
        parts.push(match place.basis {
            PlaceBasis::Between => format!("between {near} and another place"),
            _ => format!("near {near}"),
        });
    }
    parts.extend(named(&place.within));
    parts.extend(place.admin2.clone());
    parts.extend(place.admin1.clone());
    if let Some(code) = &place.country {
        parts.push(crate::country::name(code).into_owned());
    }
    let mut seen: Vec<String> = Vec::new();
    for part in parts {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join(", ")
}

fn who<'a>(index: &Index<'a>, incident: &'a Incident, look: Look) -> Field<'a> {
    let with = |role: ActorRole| {
        let names: Vec<(&Actor, Option<&Quote>)> = incident
            .actors
            .iter()
            .filter(|part| part.role == role)
            .filter_map(|part| Some((index.actor(&part.actor)?, part.quote.as_ref())))
            .collect();
        names
    };
    let doers = with(ActorRole::Perpetrator);
    let sufferers: Vec<_> = with(ActorRole::Target).into_iter().chain(with(ActorRole::Victim)).collect();
    let mut value = Text::new();
    if doers.is_empty() {
        let unnamed = index.note(&incident.id, "actors").unwrap_or("perpetrator not named");
        value.push(Tone::Faint, unnamed);
    }
    list(&mut value, &doers);
    let targets: Vec<String> = incident.targets.iter().map(|target| target_words(target, look)).collect();
    if !sufferers.is_empty() || !targets.is_empty() {
        value.push(Tone::Plain, &format!(" {} ", look.glyphs.arrow));
        list(&mut value, &sufferers);
        if !targets.is_empty() {
            value.push(Tone::Plain, if sufferers.is_empty() { "" } else { ": " });
            value.push(Tone::Plain, &targets.join(", "));
        }
    }
    for (role, name) in [(ActorRole::Participant, "with"), (ActorRole::Responder, "responded:")] {
        let others = with(role);
        if !others.is_empty() {
            value.push(Tone::Faint, &format!("; {name} "));
            list(&mut value, &others);
        }
    }
    let mut words: Vec<&Quote> = doers.iter().chain(&sufferers).filter_map(|(_, quote)| *quote).collect();
    words.extend(incident.targets.iter().filter_map(|target| target.quote.as_ref()));
    Field { label: "who", value, words: outermost(words), remark: None }
}

fn target_words(target: &attest_model::Target, look: Look) -> String {
    let mut text = words::plain(target.kind.as_str());
    if let Some(figure) = &target.figure {
        text = format!("{text} ({})", super::toll::words(figure.min, figure.max, look.glyphs));
    }
    match target.effect {
        Some(effect) => format!("{text}, {}", words::plain(effect.as_str())),
        None => text,
    }
}

fn list(value: &mut Text, actors: &[(&Actor, Option<&Quote>)]) {
    for (position, (actor, _)) in actors.iter().enumerate() {
        value.push(Tone::Plain, if position > 0 { ", " } else { "" });
        value.push(Tone::Plain, &actor.name);
        if actor.named && actor.kind != attest_model::ActorKind::Unknown {
            value.push(Tone::Faint, &format!(" ({})", words::plain(actor.kind.as_str())));
        }
    }
}

/// The quotes that lie in no other one, in text order.
pub fn outermost(mut quotes: Vec<&Quote>) -> Vec<&Quote> {
    quotes.sort_by_key(|quote| (quote.start, std::cmp::Reverse(quote.end)));
    let mut end = 0;
    quotes.retain(|quote| {
        let keep = quote.end > end;
        end = end.max(quote.end);
        keep
    });
    quotes
}

fn how(incident: &Incident) -> Option<Field<'_>> {
    let mut kinds: Vec<String> = Vec::new();
    for weapon in &incident.weapons {
        let kind = weapon_words(weapon.kind.as_str());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() && incident.types.acled.is_none() {
        return None;
    }
    let value = if kinds.is_empty() {
        Text::of(Tone::Faint, "means not said")
    } else {
        Text::of(Tone::Plain, &kinds.join(", "))
    };
    let words = outermost(incident.weapons.iter().filter_map(|weapon| weapon.quote.as_ref()).collect());
    Some(Field { label: "how", value, words, remark: None })
}

/// A weapon's kind as people say it.
fn weapon_words(code: &str) -> String {
    match code {
        "svbied" => "suicide car bomb".to_owned(),
        "vbied" => "car bomb".to_owned(),
        "ied" => "improvised bomb".to_owned(),
        "suicide_other" => "suicide attack".to_owned(),
        _ => words::plain(code),
    }
}

/// The types of the codebooks: ACLED's first, the others as remarks.
fn types(incident: &Incident, look: Look) -> Option<Field<'_>> {
    let mut out: Vec<String> = Vec::new();
    let value = match &incident.types.acled {
        Some(acled) => Text::of(Tone::Plain, &format!("{} / {}", acled.event_type, acled.sub_event_type))
            .with(Tone::Faint, " (ACLED)"),
        None => Text::of(Tone::Faint, "no ACLED type"),
    };
    if let Some(ged) = &incident.types.ged {
        out.push(match ged.type_of_violence {
            1 => "GED state-based".to_owned(),
            2 => "GED non-state".to_owned(),
            3 => "GED one-sided".to_owned(),
            other => format!("GED {other}"),
        });
    }
    if let Some(gtd) = incident.types.gtd.as_ref().filter(|gtd| !gtd.attacktype.is_empty()) {
        out.push(format!("GTD {}", gtd.attacktype.join(", ")));
    }
    if incident.types.acled.is_none() && out.is_empty() {
        return None;
    }
    let remark = (!out.is_empty()).then(|| out.join(look.glyphs.dot));
    Some(Field { label: "types", value, words: Vec::new(), remark })
}

fn campaign<'a>(index: &Index<'a>, incident: &'a Incident) -> Option<Field<'a>> {
    let id = incident.campaign.as_deref()?;
    let campaign = index.coding.campaigns.iter().find(|campaign| campaign.id == id)?;
    let value = Text::of(Tone::Plain, &campaign.label);
    Some(Field { label: "campaign", value, words: campaign.quotes.iter().take(1).collect(), remark: None })
}
