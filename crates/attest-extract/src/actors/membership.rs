//! Those who belong to somebody: "members of the ELN", "militants from JNIM", "men believed to be members of the Front".

use super::Sketch;
use super::names::{MEMBERS, head_is_force, lexicon_actor, phrase_text, sketch};
use super::{descriptions, groups};
use crate::page::{At, Page};
use crate::tree;
use attest_language::Token;
use attest_lexicon::Lexicon;
use attest_model::ActorKind;

/// "men **believed to be members of the Ostara Front**": whom they are held to be, where that is a name.
pub(super) fn believed_to_be(page: &Page<'_>, lexicon: &Lexicon, at: At, base: &Sketch) -> Option<Sketch> {
    let analysis = &page.passages.get(at.passage)?.analysis;
    let held = analysis.children(at.token).find(|verb| {
        verb.dep() == "acl"
            && verb.tag() == "VBN"
            && matches!(
                verb.lemma(),
                "believe" | "suspect" | "think" | "presume" | "say" | "allege" | "report"
            )
    })?;
    let be = tree::child(analysis, held.index(), &["xcomp"]).filter(|be| be.lemma() == "be");
    let what = if let Some(be) = be {
        tree::child(analysis, be.index(), &["attr"])?.index()
    } else {
        // "men **suspected of being** members of the Front"
        let of = analysis.children(held.index()).find(|of| of.lemma() == "of")?;
        let being = tree::child(analysis, of.index(), &["pcomp"]).filter(|being| being.lemma() == "be")?;
        tree::child(analysis, being.index(), &["attr"])?.index()
    };
    let known = sketch(page, lexicon, At { passage: at.passage, token: what })?;
    let group = known.named && known.kind != ActorKind::Individual;
    group.then(|| Sketch { words: base.words.clone(), plural: base.plural, ..known })
}

/// "members of the ELN", "militants from JNIM", "a man belonging to X", "the army of X".
pub(super) fn membership(
    page: &Page<'_>,
    lexicon: &Lexicon,
    at: At,
    head: Token<'_>,
    base: &Sketch,
) -> Option<Sketch> {
    let passage = page.passages.get(at.passage)?;
    let analysis = &passage.analysis;
    let member = MEMBERS.contains(&base.lemma.as_str())
        || groups::is_unit(&base.lemma)
        || head_is_force(passage, head.index());
    if !member {
        return None;
    }
    for child in analysis.children(head.index()) {
        let objects = match child.dep() {
            "prep" if matches!(child.lemma(), "of" | "from" | "with") => tree::pobjs(analysis, child.index()),
            "acl"
                if matches!(child.lemma(), "belong" | "link" | "affiliate" | "ally" | "claim" | "loyal") =>
            {
                tree::prepositional(analysis, child.index(), &["to", "with"])
            }
            // "assassins **hired by** the cartel", "gunmen **working for** it": on whose behalf they act.
            "acl" if matches!(child.lemma(), "hire" | "pay" | "recruit" | "employ" | "work" | "serve") => {
                let agents = analysis.children(child.index()).filter(|by| by.dep() == "agent");
                agents
                    .flat_map(|by| tree::pobjs(analysis, by.index()))
                    .chain(tree::prepositional(analysis, child.index(), &["for", "by"]))
                    .collect()
            }
            "appos" => vec![child.index()],
            _ => continue,
        };
        for object in objects.into_iter().take(1) {
            let inner = analysis.token(object)?;
            let core = tree::core(analysis, object);
            let inner_base =
                Sketch { lemma: inner.lemma().to_lowercase(), words: base.words.clone(), ..base.clone() };
            if let Some(found) = lexicon_actor(passage, lexicon, inner, core, &inner_base) {
                return Some(Sketch { words: base.words.clone(), plural: base.plural, ..found });
            }
            // "members **of the armed forces**", of whichever state the report tells.
            let institution = Sketch {
                name: phrase_text(passage, tree::bare(analysis, object)),
                lemma: crate::page::lemma_of(inner),
                definite: analysis.children(object).any(|the| the.lemma() == "the"),
                kind: ActorKind::StateForces,
                institution: true,
                ..base.clone()
            };
            if descriptions::is_institution(&institution) {
                return Some(institution);
            }
            // "members **of the 22nd Front of the FARC**", "a group **of rebels belonging to the FARC**"
            if (groups::is_unit(&inner_base.lemma)
                || MEMBERS.contains(&crate::page::lemma_of(inner).as_str()))
                && let Some(found) =
                    membership(page, lexicon, At { passage: at.passage, token: object }, inner, &inner_base)
            {
                return Some(Sketch { plural: base.plural, ..found });
            }
        }
    }
    None
}
