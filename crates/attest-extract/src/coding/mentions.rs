//! The mentions of a document, for those who want to see (or score) what was recognised before anything was concluded.

use super::Desk;
use crate::actors::Cast;
use attest_model::{ActorKind, Mention, MentionKind, MentionType, Span};
use serde_json::{Value, json};

/// All mentions, in text order.
pub fn write(desk: &Desk<'_, '_>, cast: &Cast<'_, '_>) -> Vec<Mention> {
    let mut out = Vec::new();
    for time in crate::calendar::read(desk.page.document) {
        let timex = MentionType::ALL.iter().copied().find(|kind| kind.as_str() == time.kind.as_str());
        push(
            &mut out,
            desk,
            MentionKind::Time,
            Span::new(time.start, time.end),
            Value::String(time.value.clone()),
            timex,
            None,
        );
    }
    for place in desk.material.atlas.spots.iter().filter(|place| place.is_named()) {
        let value = json!({
            "lat": place.lat, "lon": place.lon, "geonames": place.geonames(), "country": place.country,
        });
        push(&mut out, desk, MentionKind::Place, place.span, value, None, None);
    }
    for player in &cast.players {
        let kind =
            if player.kind == ActorKind::Individual { MentionKind::Person } else { MentionKind::Actor };
        let value = player.entry.clone().map_or(Value::Null, Value::String);
        for span in &player.mentions {
            push(&mut out, desk, kind, *span, value.clone(), None, None);
        }
    }
    for weapon in &desk.weapons {
        push(
            &mut out,
            desk,
            MentionKind::Weapon,
            desk.page.span(weapon.passage, weapon.tokens.clone()),
            json!(weapon.kind),
            None,
            None,
        );
    }
    for thing in &desk.things {
        push(
            &mut out,
            desk,
            MentionKind::Target,
            desk.page.span(thing.passage, thing.tokens.clone()),
            json!(thing.kind),
            None,
            None,
        );
    }
    for event in &desk.material.events {
        push(
            &mut out,
            desk,
            MentionKind::Event,
            desk.page.span(event.passage, event.trigger.clone()),
            json!(event.class().as_str()),
            None,
            None,
        );
    }
    for figure in &desk.material.figures {
        let value = json!({ "harm": figure.harm, "min": figure.min, "max": figure.max });
        push(
            &mut out,
            desk,
            MentionKind::Figure,
            desk.page.span(figure.passage, figure.number.clone()),
            value,
            None,
            None,
        );
    }
    out.extend(desk.voices.mentions(desk.page));
    out.sort_by_key(|a| (a.start, a.end, a.kind, a.attribution));
    out
}

fn push(
    out: &mut Vec<Mention>,
    desk: &Desk<'_, '_>,
    kind: MentionKind,
    span: Span,
    value: Value,
    timex: Option<MentionType>,
    attribution: Option<u32>,
) {
    if let Some(quote) = desk.page.quote(span) {
        out.push(Mention {
            kind,
            start: quote.start,
            end: quote.end,
            text: quote.text,
            value,
            timex,
            attribution,
        });
    }
}
