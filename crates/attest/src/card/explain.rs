//! Why a value is what it is: the words, the rule, the entry, and what else it might have been.

use super::excerpt::{Mark, draw as draw_excerpt, position};
use super::fields::address;
use super::index::{Index, number};
use super::sheet::{Sheet, Text, Tone};
use super::{ASCII, Look, toll, words};
use attest_model::{Claim, Coding, Incident, Place, Quote, Span};

/// Where an actor's entry stands, in words; given by whoever holds the lexicon.
pub type Entry<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Column of the excerpt, and of what stands under it.
const INDENT: usize = 4;

/// Explains `what` (a claim, an incident, a field of one; nothing: every claim) of a coding of `text`; `None` where there is
/// no such thing.
pub fn explain(
    coding: &Coding,
    text: &str,
    what: Option<&str>,
    entry: Entry<'_>,
    look: Look,
) -> Option<Sheet> {
    let index = Index::new(coding);
    let mut desk = Desk { index, text, entry, look, sheet: Sheet::new(look.width, look.glyphs == &ASCII) };
    match what {
        None => coding.claims.iter().for_each(|claim| desk.claim(claim)),
        Some(what) => desk.find(what)?,
    }
    Some(desk.sheet)
}

struct Desk<'a> {
    index: Index<'a>,
    text: &'a str,
    entry: Entry<'a>,
    look: Look,
    sheet: Sheet,
}

impl Desk<'_> {
    /// Explains what `what` names.
    fn find(&mut self, what: &str) -> Option<()> {
        if let Some(claim) = self.index.claim(what) {
            self.claim(claim);
            return Some(());
        }
        let (id, field) = what.split_once('.').map_or((what, None), |(id, field)| (id, Some(field)));
        let incidents = &self.index.coding.incidents;
        let incident = incidents.iter().find(|incident| incident.id == id || number(&incident.id) == id)?;
        match field {
            None => {
                self.when(incident);
                self.place(incident);
                self.who(incident);
                self.how(incident);
                self.rules(incident);
                self.index.claims_of(incident).into_iter().for_each(|claim| self.claim(claim));
            }
            Some("when" | "date") => self.when(incident),
            Some("where" | "place") => self.place(incident),
            Some("who" | "actors" | "targets") => self.who(incident),
            Some("how" | "weapons" | "types") => self.how(incident),
            Some("rules" | "assessments" | "toll") => self.rules(incident),
            Some(_) => return None,
        }
        Some(())
    }

    fn heading(&mut self, parts: &[String]) {
        self.sheet.blank();
        let mut heading = Text::new();
        for (index, part) in parts.iter().enumerate() {
            heading.push(Tone::Faint, if index > 0 { self.look.glyphs.dot } else { "" });
            heading.push(if index == 0 { Tone::Strong } else { Tone::Faint }, part);
        }
        self.sheet.paragraph(0, &heading);
    }

    fn remark(&mut self, text: &str) {
        self.sheet.paragraph(INDENT, &Text::of(Tone::Plain, text));
    }

    /// The words at `window` with marks, under their place in the file.
    fn excerpt(&mut self, window: Span, marks: &[Mark]) {
        let (line, column) = position(self.text, window.start);
        let at = format!("{}:{line}:{column}", self.index.coding.document.name);
        self.sheet.paragraph(INDENT, &Text::of(Tone::Faint, &at));
        draw_excerpt(&mut self.sheet, INDENT, self.text, window, marks, self.look.glyphs.caret);
    }

    /// The sentence around `span`, as far as a claim knows it; else the line, cut to a readable length.
    fn around(&self, span: Span) -> Span {
        let sentence =
            self.index.coding.claims.iter().map(|claim| claim.sentence.span()).find(|s| s.contains(span));
        sentence.unwrap_or_else(|| line_around(self.text, span))
    }

    fn quotes(&mut self, marks: Vec<Mark>) {
        let mut marks = marks;
        marks.sort_by_key(|mark| mark.span);
        while let Some(first) = marks.first() {
            let window = self.around(first.span).join(first.span);
            let (inside, outside): (Vec<Mark>, Vec<Mark>) =
                marks.into_iter().partition(|mark| window.contains(mark.span));
            self.excerpt(window, &inside);
            marks = outside;
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let mut heading = vec![claim.id.clone(), words::plain(claim.predicate.as_str())];
        heading.extend(claim.incident.as_deref().map(|id| format!("incident {}", number(id))));
        heading.push(words::plain(claim.stance.as_str()));
        heading.push(format!("rule {}", claim.rule));
        self.heading(&heading);
        let mut marks = vec![mark(&claim.quote, format!("the claim {}", claim.id))];
        if let Some(quote) = &claim.voice.quote {
            marks.push(mark(quote, self.speaker(claim)));
        }
        marks
            .extend(claim.voice.cue.iter().map(|quote| mark(quote, "so we know that it is said".to_owned())));
        if let Some(figure) = &claim.figure {
            let value = toll::words(figure.min, figure.max, self.look.glyphs);
            let text =
                format!("{}: {value} ({})", words::harm(figure), words::plain(figure.exactness.as_str()));
            marks.push(mark(&figure.quote, text));
            marks.extend(figure.who.iter().map(|quote| mark(quote, "who suffered it".to_owned())));
        }
        let window = marks.iter().fold(claim.sentence.span(), |window, mark| window.join(mark.span));
        self.excerpt(window, &marks);
        if let Some(actor) = claim.actor.as_deref().and_then(|id| self.index.actor(id)) {
            self.remark(&format!("names {}", actor.name));
        }
        if !claim.citation.markers.is_empty() {
            let how = words::plain(claim.citation.attachment.as_str());
            self.remark(&format!("citation {} ({how})", claim.citation.markers.join(" ")));
        }
    }

    fn speaker(&self, claim: &Claim) -> String {
        let source = claim.voice.chain.last().and_then(|id| self.index.source(id));
        source.map_or_else(String::new, |source| {
            let party = if source.party == Some(true) { ", a party" } else { "" };
            format!("who says it: {} ({}{party})", source.name, words::plain(source.kind.as_str()))
        })
    }

    fn when(&mut self, incident: &Incident) {
        let when = &incident.when;
        let value = words::when(when, self.look.glyphs).unwrap_or_else(|| "not said".to_owned());
        self.heading(&[format!("{}.when", number(&incident.id)), value, format!("basis {}", when.basis)]);
        let mut marks: Vec<Mark> = when
            .quote
            .iter()
            .map(|quote| mark(quote, format!("dates it, to the {}", when.precision)))
            .collect();
        marks.extend(when.anchor.iter().map(|quote| mark(quote, "counted from here".to_owned())));
        self.quotes(marks);
        self.note(&incident.id, "when");
    }

    fn note(&mut self, id: &str, field: &str) {
        if let Some(note) = self.index.note(id, field) {
            self.remark(note);
        }
    }

    fn place(&mut self, incident: &Incident) {
        let found = incident.place.as_ref().and_then(|found| Some((found, self.index.place(&found.place)?)));
        let value = found.map_or_else(|| "not said".to_owned(), |(_, place)| address(&self.index, place));
        self.heading(&[format!("{}.where", number(&incident.id)), value]);
        if let Some((found, place)) = found {
            self.quotes(found.quote.iter().map(|quote| mark(quote, "places it".to_owned())).collect());
            self.position(place);
        }
        self.note(&incident.id, "where");
    }

    fn position(&mut self, place: &Place) {
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            let radius = place.radius_km.map_or_else(String::new, |km| format!(", within {km:.0} km"));
            let basis = words::plain(place.basis.as_str());
            self.remark(&format!("at {lat:.3}, {lon:.3}{radius}; basis {basis}"));
        } else {
            self.remark(&format!("no position; basis {}", words::plain(place.basis.as_str())));
        }
        if let Some(entry) = &place.gazetteer {
            self.remark(&format!("entry {} {}", entry.source, entry.id));
        }
        if !place.candidates.is_empty() {
            self.remark("other places that the words may name:");
        }
        for candidate in &place.candidates {
            let country = candidate.country.as_deref().unwrap_or(self.look.glyphs.none);
            let name = Text::of(Tone::Plain, &format!("{}, {country}", candidate.name));
            let at = Text::of(Tone::Faint, &format!("{:.3}, {:.3}", candidate.lat, candidate.lon));
            let weight = Text::of(Tone::Figure, &format!("{:.2}", candidate.score));
            let why = Text::of(Tone::Faint, &candidate.why);
            let rest = self.look.width.saturating_sub(INDENT + 2 + 24 + 18 + 4 + 6);
            self.sheet.columns(INDENT + 2, &[(24, name), (18, at), (4, weight), (rest, why)]);
        }
    }

    fn who(&mut self, incident: &Incident) {
        self.heading(&[format!("{}.who", number(&incident.id))]);
        let mut marks = Vec::new();
        let mut entries = Vec::new();
        for part in &incident.actors {
            let Some(actor) = self.index.actor(&part.actor) else { continue };
            let text = format!("{}: {} ({})", part.role, actor.name, words::plain(actor.kind.as_str()));
            marks.extend(part.quote.iter().map(|quote| mark(quote, text.clone())));
            if let Some(id) = &actor.entry {
                entries.push(
                    (self.entry)(id).map_or_else(|| format!("entry {id}"), |at| format!("entry {id}: {at}")),
                );
            }
        }
        for target in &incident.targets {
            let text = format!("target: {}", words::plain(target.kind.as_str()));
            marks.extend(target.quote.iter().map(|quote| mark(quote, text.clone())));
        }
        self.quotes(marks);
        entries.dedup();
        for entry in &entries {
            self.remark(entry);
        }
        self.note(&incident.id, "actors");
    }

    fn how(&mut self, incident: &Incident) {
        self.heading(&[format!("{}.how", number(&incident.id))]);
        let named = |named: bool| if named { "" } else { " (from what it did)" };
        let marks = incident.weapons.iter().filter_map(|weapon| {
            let text = format!("{}{}", words::plain(weapon.kind.as_str()), named(weapon.named));
            weapon.quote.as_ref().map(|quote| mark(quote, text))
        });
        self.quotes(marks.collect());
        if let Some(acled) = &incident.types.acled {
            self.remark(&format!("ACLED {} / {}: {}", acled.event_type, acled.sub_event_type, acled.why));
        }
    }

    fn rules(&mut self, incident: &Incident) {
        self.heading(&[format!("{}.rules", number(&incident.id))]);
        for found in &incident.assessments {
            let known =
                |value: Option<u64>| value.map_or_else(|| self.look.glyphs.none.to_owned(), toll::grouped);
            let three = [found.low, found.best, found.high].map(known).join("/");
            let harm = words::plain(found.harm.as_str());
            let by = if found.by.is_empty() { String::new() } else { format!("  ({})", found.by.join(", ")) };
            self.remark(&format!("{} {harm}: {three}  {}{by}", found.rule, found.why));
        }
    }
}

fn mark(quote: &Quote, says: String) -> Mark {
    Mark { span: quote.span(), says }
}

/// The line of `span`, cut to 300 bytes on either side at spaces.
fn line_around(text: &str, span: Span) -> Span {
    const REACH: usize = 300;
    let (start, end) = (span.start as usize, (span.end as usize).min(text.len()));
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { return span };
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let mut from = line_start.max(start.saturating_sub(REACH));
    if from > line_start {
        while !text.is_char_boundary(from) {
            from += 1;
        }
        from = text.get(from..start).and_then(|words| words.find(' ')).map_or(start, |at| from + at + 1);
    }
    let line_end = after.find('\n').map_or(text.len(), |at| end + at);
    let mut to = line_end.min(end + REACH);
    if to < line_end {
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        to = text.get(end..to).and_then(|words| words.rfind(' ')).map_or(end, |at| end + at);
    }
    Span::new(from as u32, to as u32)
}
