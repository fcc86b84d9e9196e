//! Why a field is empty: a reason for every silence of the record.

use super::Desk;
use attest_model::{Coding, Note, Role, WhenBasis};

/// Adds the notes that a reader of the record would ask for.
pub fn write(desk: &Desk<'_, '_>, coding: &mut Coding) {
    let mut notes = Vec::new();
    if coding.incidents.is_empty() {
        notes.push(note("incidents", "no words of violence that tell of an event were found"));
    }
    for incident in &coding.incidents {
        if incident.when.basis == WhenBasis::None {
            notes.push(note(&format!("{}.when", incident.id), "no date in its words or near them"));
        }
        if incident.place.is_none() {
            notes.push(note(&format!("{}.where", incident.id), "no place in its words or near them"));
        }
        if incident.role == Role::Primary
            && !incident.actors.iter().any(|part| {
                part.role == attest_model::ActorRole::Perpetrator
                    || part.role == attest_model::ActorRole::Participant
            })
        {
            notes.push(note(
                &format!("{}.actors", incident.id),
                "nobody is named or described as having done it",
            ));
        }
    }
    for (incident, draft) in coding.incidents.iter().zip(&desk.grouping.drafts) {
        if draft.general && !draft.aggregate && incident.role == Role::Aggregate {
            notes.push(note(
                &format!("{}.role", incident.id),
                "told of in general: nobody is counted or named, and hardly a day, a place or a deed",
            ));
        }
    }
    for place in &coding.places {
        if place.basis == attest_model::PlaceBasis::Unresolved {
            // Places of other spellings only are no places of that name.
            let of_the_name = place.candidates.iter().filter(|other| other.why.starts_with("its name"));
            let why = match of_the_name.count() {
                0 => format!(
                    "no gazetteer entry for {}; `attest gazetteer add` loads a country's villages",
                    place.name
                ),
                1 => {
                    format!("the one {} of the gazetteers does not fit what the text says of it", place.name)
                }
                many => format!(
                    "{many} places are named {}, and the text does not tell which is meant",
                    place.name
                ),
            };
            notes.push(note(&place.id, &why));
        }
    }
    for time in &desk.material.times {
        if let Some(reason) = time.time.note
            && let Some(words) = desk.page.quote(time.span)
        {
            notes.push(note("time", &format!("“{}”: {reason}", words.text)));
        }
    }
    if !desk.page.document.citations.is_empty() && desk.page.document.references.is_empty() {
        notes.push(note(
            "document.references",
            "the reference list is empty, so the citation marks name no publisher",
        ));
    }
    coding.notes.extend(notes);
}

fn note(about: &str, text: &str) -> Note {
    Note { about: about.to_owned(), text: text.to_owned() }
}
