//! What the words set in an order, as records: between two incidents, never within one.

use super::{Desk, claims::incident_id};
use attest_model::{Reality, Role, Sequel};

/// The sequels of the report, in text order, each pair once.
pub fn write(desk: &Desk<'_, '_>, incidents: &[attest_model::Incident]) -> Vec<Sequel> {
    let mut out: Vec<Sequel> = Vec::new();
    for phrase in &desk.grouping.sequels {
        let Some(kind) = phrase.kind else { continue };
        let draft = |event: usize| desk.grouping.of_event.get(event).copied().flatten();
        let (Some(later), Some(earlier)) = (draft(phrase.event), draft(phrase.of)) else { continue };
        let real = |index: usize| {
            incidents.get(index).is_some_and(|incident| {
                incident.role != Role::Aggregate
                    && !matches!(
                        incident.reality,
                        Reality::Hypothetical | Reality::Denied | Reality::Threatened
                    )
            })
        };
        if later == earlier || !real(later) || !real(earlier) {
            continue;
        }
        let (incident, of) = (incident_id(later), incident_id(earlier));
        let known = |own: &Sequel| {
            // What was told to come after cannot come before as well: the first phrase holds.
            (own.incident == incident && own.of == of) || (own.incident == of && own.of == incident)
        };
        let span = desk.page.span(phrase.passage, phrase.words.clone());
        if let Some(quote) =
            attest_model::Quote::read(&desk.page.document.text, span).filter(|_| !out.iter().any(known))
        {
            out.push(Sequel { kind, incident, of, quote });
        }
    }
    out
}
