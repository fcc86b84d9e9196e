//! The attributions as mentions: one flat layer of source, cue and content spans.
//!
//! In the flat layer each word plays one part: attributions inside another's content are left out, as in the corpora of
//! attributions that such layers are compared with.

use super::{Part, Voices};
use crate::page::Page;
use attest_model::{Mention, MentionKind, Span};

impl Voices {
    /// Source, cue and content of every outermost attribution, in text order; attributions are numbered from 0 by their place
    /// in [`Voices::attributions`].
    pub fn mentions(&self, page: &Page<'_>) -> Vec<Mention> {
        let mut out = Vec::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            if attribution.inside.is_some() || attribution.quoted {
                continue;
            }
            let mut push = |kind: MentionKind, span: Span| {
                if let Some(quote) = page.quote(span) {
                    out.push(Mention {
                        kind,
                        start: span.start,
                        end: span.end,
                        text: quote.text,
                        value: match kind {
                            MentionKind::Cue => serde_json::Value::from(attribution.cue_lemma.as_str()),
                            _ => serde_json::Value::Null,
                        },
                        timex: None,
                        attribution: Some(index as u32),
                    });
                }
            };
            for speaker in attribution.speakers.iter().filter(|speaker| speaker.part == Part::Own) {
                push(MentionKind::Source, page.span(speaker.passage, speaker.tokens.clone()));
            }
            if let Some(cue) = &attribution.cue {
                push(MentionKind::Cue, page.span(attribution.passage, cue.clone()));
            }
            for stretch in &attribution.content {
                push(MentionKind::Content, page.span(stretch.passage, stretch.tokens.clone()));
            }
        }
        out
    }
}
