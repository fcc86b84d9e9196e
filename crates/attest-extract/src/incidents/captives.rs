//! Captives who are only shown: "the group released a video of four prisoners".
//!
//! The images came out on a day; the capture happened before, nobody says when. It is an incident of its own, after the main story
//! began or apart from it, whose last possible day is the day of the images. Dating the capture by its images, or hanging it on
//! the main story as a toll, would both say more than the words do.

use super::{Draft, Grouping, Material, timing};
use crate::actors::Cast;
use crate::page::{At, Page};
use crate::tree;
use attest_lexicon::EventClass;
use attest_model::{Harm, Role};
use attest_time::{Interval, Precision};

/// Gives captives who are only shown an incident of their own.
pub fn add(material: &Material<'_, '_>, cast: &mut Cast<'_, '_>, grouping: &mut Grouping) {
    for (index, figure) in material.figures.iter().enumerate() {
        if figure.harm != Harm::Captured {
            continue;
        }
        let Some(verb) = shown(
            material.page,
            At { passage: figure.passage, token: figure.head.unwrap_or(figure.trigger) },
        ) else {
            continue;
        };
        let Some(old) = grouping.of_figure[index] else { continue };
        let Some(sentence) = material.page.sentence_of(verb) else { continue };
        let analysis = &material.page.passages[verb.passage].analysis;
        let holders: Vec<At> = tree::subjects(analysis, verb.token)
            .into_iter()
            .map(|(token, _)| At { passage: verb.passage, token })
            .filter(|at| cast.of(*at).is_some())
            .collect();
        let time = timing::of(material, verb.passage, sentence, verb.token, false);
        let fixed = time.and_then(|(time, _)| {
            let latest = material.times[time].time.interval.as_ref()?.latest;
            Some((time, Interval { earliest: None, latest, precision: Precision::Open }))
        });
        let draft = Draft {
            figures: vec![index],
            interval: fixed.as_ref().map(|(_, interval)| *interval),
            fixed,
            agents: holders.iter().filter_map(|at| cast.of(*at)).map(|holder| (holder, 1)).collect(),
            people: holders.iter().map(|at| (*at, true)).collect(),
            patients: captives(material, cast, figure).into_iter().map(|player| (player, 1)).collect(),
            classes: std::iter::once((EventClass::Abduction, 1)).collect(),
            sentences: std::iter::once(sentence).collect(),
            first: (verb.passage, sentence),
            role: Some(Role::Related),
            captives: true,
            ..Draft::default()
        };
        grouping.drafts[old].figures.retain(|own| *own != index);
        grouping.of_figure[index] = Some(grouping.drafts.len());
        grouping.drafts.push(draft);
    }
}

/// The verb by which images of the captives came out.
fn shown(page: &Page<'_>, at: At) -> Option<At> {
    let analysis = &page.passages.get(at.passage)?.analysis;
    let image = analysis.ancestors(at.token).take(5).find(|token| {
        matches!(token.lemma(), "image" | "photo" | "photograph" | "picture" | "video" | "footage" | "clip")
    })?;
    let verb = image.head();
    let out = matches!(
        verb.lemma(),
        "release"
            | "publish"
            | "show"
            | "post"
            | "broadcast"
            | "air"
            | "share"
            | "distribute"
            | "circulate"
            | "issue"
    );
    (out && matches!(image.dep(), "dobj" | "nsubjpass"))
        .then_some(At { passage: at.passage, token: verb.index() })
}

/// Prisoners "of war" are soldiers: those of the nation that their words name.
fn captives(
    material: &Material<'_, '_>,
    cast: &mut Cast<'_, '_>,
    figure: &crate::figures::FigureMention,
) -> Option<usize> {
    let head = figure.head?;
    let content = material.page.passages.get(figure.passage)?;
    let soldiers = tree::phrase(&content.analysis, head);
    let of_war = content
        .analysis
        .tokens_in(soldiers)
        .any(|token| matches!(token.lemma(), "war" | "soldier" | "troop"));
    let nation = figure.nation.as_deref().filter(|_| of_war);
    let army = nation.and_then(|nation| {
        let entry = format!("state:{nation}:military");
        cast.players.iter().position(|player| player.entry.as_deref() == Some(entry.as_str()))
    });
    army.or_else(|| cast.of(At { passage: figure.passage, token: head }))
}
