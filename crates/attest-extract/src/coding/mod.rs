//! The coding of a document: mentions, voices and groups put together as records with ids and quotes.
//!
//! This is the only room that makes output records, so the laws are kept in one place: every quote is read from the original
//! text here ([`Page::quote`]), no value enters without one or a stated basis, ids follow text order, and an empty field gets a
//! note that says why.

mod accused;
mod assessed;
mod campaigns;
mod cast_list;
mod citations;
mod claims;
mod denials;
mod entailed;
mod incidents;
mod landscape;
mod mentions;
mod notes;
mod parties;
mod parts;
mod reality;
mod relations;
mod same;
mod scene;
mod sequels;
mod several;
mod sides;
mod sources;
mod stances;
mod targets;
mod tensions;
mod told;
mod weapons;
mod when;

use crate::actors::Cast;
use crate::atlas::Atlas;
use crate::events;
use crate::figures;
use crate::incidents::{Grouping, Material, time_on_page};
use crate::kit::{Kit, Options};
use crate::page::{At, Page};
use crate::places::Hints;
use crate::voices::{self, Voices};
use attest_model::{Claim, Coding, Document, Exactness, Stance};
use std::collections::BTreeSet;

/// Everything known of a document while its records are written.
pub(crate) struct Desk<'p, 'k> {
    pub page: &'p Page<'k>,
    pub material: Material<'p, 'k>,
    pub voices: Voices,
    pub grouping: Grouping,
    pub weapons: Vec<events::WeaponMention>,
    pub things: Vec<events::ThingMention>,
}

/// Codes one document.
///
/// A report in a language that Attest does not read is named as such and left uncoded. Nothing in a text is an error.
pub fn code(document: &Document, kit: &Kit, options: &Options) -> Coding {
    let mut coding = Coding::empty(document.record(), kit.produced_by().clone());
    coding.notes.extend(
        document
            .notes
            .iter()
            .map(|(about, text)| attest_model::Note { about: about.clone(), text: text.clone() }),
    );
    if !matches!(document.language.as_str(), "en" | "und") {
        coding.notes.push(attest_model::Note {
            about: "document.language".to_owned(),
            text: format!(
                "the report is in another language ({}) and was not coded; Attest reads English",
                document.language
            ),
        });
        return coding;
    }
    let page = Page::open(document, attest_text::view(document), kit.pipeline, kit.lexicon, &kit.gazetteer);
    let voices = voices::read(&page);
    let mut times = time_on_page(&page, crate::calendar::read(document));
    let atlas = Atlas::open(&page, &kit.gazetteer, &hints(&page, kit));
    let mut cues = BTreeSet::new();
    for attribution in &voices.attributions {
        if let Some(cue) = attribution.cue.clone().filter(|_| attribution.speech) {
            cues.extend(cue.map(|token| At { passage: attribution.passage, token }));
        }
    }
    let mut figures = figures::read(&page);
    // "did not report any casualties" counts nobody.
    figures.retain(|figure| {
        !voices.statements.iter().any(|statement| {
            statement.stance == Stance::Withholds
                && statement.passage == figure.passage
                && statement.claim.contains(&figure.trigger)
                && figure.exactness != Exactness::Exact
        })
    });
    denials::settle(&page, &voices, &mut figures);
    let places = atlas.words(&page);
    let mut events = events::read(&page, &places);
    spare_the_speakers(&voices, &mut events, &mut figures);
    suffer(&figures, &mut events);
    crate::incidents::lend_arguments(&page, &mut events);
    crate::incidents::look_back(&page, &events, &mut times);
    crate::incidents::count_back(&page, &mut times);
    // "advanced and captured Kreminna", "captured Jdaidet al-Fadl": a town, and no captive.
    for figure in &mut figures {
        let Some(head) = figure.head.filter(|_| figure.harm == attest_model::Harm::Captured) else {
            continue;
        };
        let at = At { passage: figure.passage, token: head };
        if figure.max == Some(1) && (places.contains(&at) || is_a_place_elsewhere(&page, &places, at)) {
            figure.reality = attest_model::Reality::Hypothetical;
        }
    }
    let chronicle = crate::incidents::chronicle::read(&page, &times);
    let labels = crate::incidents::chronicle::labels(&page, &atlas);
    let material = Material { page: &page, events, figures, times, chronicle, labels, atlas, cues };
    let mut cast = Cast::new(&page, kit.lexicon, &places);
    let grouping = crate::incidents::group(&material, &mut cast);
    let (mut weapons, things) = (events::read_weapons(&page), events::read_targets(&page));
    // "Tank District" is armed with nothing.
    weapons.retain(|weapon| {
        weapon.tokens.clone().all(|token| !places.contains(&At { passage: weapon.passage, token }))
    });
    let desk = Desk { page: &page, material, voices, grouping, weapons, things };
    write(&desk, &mut cast, &mut coding, options);
    coding
}

/// Whether every word of the name that ends here stands in a place's name elsewhere in the report.
fn is_a_place_elsewhere(page: &Page<'_>, places: &BTreeSet<At>, at: At) -> bool {
    let Some(content) = page.passages.get(at.passage) else { return false };
    let mut words = content
        .analysis
        .tokens_in(crate::tree::bare(&content.analysis, at.token))
        .filter(|word| word.tag().starts_with("NNP") && word.text().len() > 2)
        .peekable();
    let named = |word: attest_language::Token<'_>| {
        let mut others = places.iter().filter(|other| **other != at).filter_map(|other| page.token(*other));
        others.any(|other| other.text().eq_ignore_ascii_case(word.text()))
    };
    words.peek().is_some() && words.all(named)
}

/// "abducting three others, **residents and an official said**": the parser takes those who speak into the list of those it was done to.
fn spare_the_speakers(
    voices: &crate::voices::Voices,
    events: &mut [events::EventMention<'_>],
    figures: &mut Vec<figures::FigureMention>,
) {
    for attribution in voices.attributions.iter().filter(|attribution| attribution.speech) {
        for speaker in &attribution.speakers {
            // "…, the commissioner, Samuel Oran**,** said": before the verb, but for a comma.
            let before = |at: usize| (0..=1).contains(&(at as isize - speaker.tokens.end as isize));
            let closes =
                before(attribution.cue_head) || attribution.cue.as_ref().is_some_and(|cue| before(cue.start));
            // "**According to the coordinator, Gert Oran**, nine had died": nobody who is named so is one of them.
            if speaker.tokens.start > attribution.cue_head {
                figures.retain(|figure| {
                    figure.passage != speaker.passage
                        || speaker.tokens.contains(&figure.trigger)
                        || !figure.head.is_some_and(|head| speaker.tokens.contains(&head))
                });
            }
            if !closes {
                continue;
            }
            for event in events.iter_mut().filter(|event| event.passage == speaker.passage) {
                let head = event.head;
                let apart = |word: &usize| *word < head || !speaker.tokens.contains(word);
                event.patients.retain(apart);
                event.agents.retain(apart);
            }
            // "**Survivors said** the bodies had been found and four were still missing": none of those who speak.
            let behind = |figure: &figures::FigureMention| {
                figure.rule == "casualties/predicate" && figure.trigger > attribution.cue_head
            };
            figures.retain(|figure| {
                figure.passage != speaker.passage
                    || figure.trigger >= speaker.tokens.start && !behind(figure)
                    || !figure.head.is_some_and(|head| speaker.tokens.contains(&head))
            });
        }
    }
}

/// "Three soldiers killed in Tolsa": whom a figure counts among the dead of a word suffers it, though the tree has them do it.
fn suffer(figures: &[figures::FigureMention], events: &mut [events::EventMention<'_>]) {
    for figure in figures.iter().filter(|figure| figure.rule == "casualties/reduced-passive") {
        let Some(head) = figure.head else { continue };
        let told = |event: &&mut events::EventMention<'_>| {
            event.passage == figure.passage && event.trigger.contains(&figure.trigger)
        };
        for event in events.iter_mut().filter(told).filter(|event| event.agents.contains(&head)) {
            event.agents.retain(|agent| *agent != head);
            if !event.patients.contains(&head) {
                event.patients.push(head);
            }
        }
    }
}

/// Countries that the report is likely about: those of its named actors, most often named first.
fn hints(page: &Page<'_>, kit: &Kit) -> Hints {
    let mut votes: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    // "a **Russian** missile struck": what is fired comes down elsewhere, as often as not.
    let fired = |passage: &crate::page::Passage<'_>, end: usize| {
        let behind = passage.block.text.get(end..).unwrap_or_default().trim_start();
        let word: String = behind.chars().take_while(|c| c.is_alphabetic()).collect();
        crate::places::is_fired(&word.to_lowercase())
    };
    let hits = page.passages.iter().flat_map(|passage| passage.actors.iter().map(move |hit| (passage, hit)));
    for (_, hit) in hits.filter(|(passage, hit)| !(hit.id.starts_with("state:") && fired(passage, hit.end))) {
        // A group of several countries is no hint at one.
        let one = kit.lexicon.actor(&hit.id).filter(|actor| actor.countries.len() == 1);
        if let Some(country) = one.and_then(|actor| actor.countries.first().cloned()) {
            *votes.entry(country).or_default() += 1;
        }
    }
    let mut countries: Vec<(String, usize)> = votes.into_iter().collect();
    countries.sort_by_key(|(country, count)| (std::cmp::Reverse(*count), country.clone()));
    Hints {
        countries: countries
            .into_iter()
            .map(|(country, _)| attest_gazetteer::Iso::new(&country))
            .take(4)
            .collect(),
        names: Vec::new(),
        dateline: None,
    }
}

fn write(desk: &Desk<'_, '_>, cast: &mut Cast<'_, '_>, coding: &mut Coding, options: &Options) {
    let mut sources = sources::Registry::new(desk.page.document);
    let mut drafts: Vec<Claim> = claims::write(desk, cast, &mut sources);
    drafts.sort_by(|a, b| (a.quote.start, a.quote.end, &a.rule).cmp(&(b.quote.start, b.quote.end, &b.rule)));
    claims::number(&mut drafts);
    parts::mark_parts(&mut drafts);
    coding.incidents = incidents::write(desk, cast, &sources, &drafts);
    sides::settle_sides(cast, &mut drafts, &coding.incidents);
    same::join(desk, cast, &mut drafts, &mut coding.incidents);
    coding.sequels = sequels::write(desk, &coding.incidents);
    coding.campaigns = campaigns::campaigns(desk, cast, &drafts, &mut coding.incidents);
    coding.claims = drafts;
    coding.sources = sources.finish(desk, cast);
    stances::settle(&mut coding.claims, &coding.sources, &coding.incidents, cast);
    reality::settle_reality(&mut coding.incidents, &coding.claims);
    assessed::assess(desk, &mut coding.incidents, &coding.claims, &coding.sources);
    coding.relations = relations::of(&coding.claims, &coding.sources);
    coding.tensions = tensions::of(desk.page, coding);
    coding.places = landscape::write(desk);
    coding.actors = cast_list::write(desk, cast);
    notes::write(desk, coding);
    if options.mentions {
        coding.mentions = Some(mentions::write(desk, cast));
    }
}
