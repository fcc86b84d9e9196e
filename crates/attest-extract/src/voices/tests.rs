//! What the voices of small reports are, read with the built-in model and lexicons. All sentences are invented.

use super::{Voices, read};
use crate::page::Page;
use attest_language::Pipeline;
use attest_lexicon::Lexicon;
use attest_model::{Document, Mode, Predicate, SourceKind, Stance};
use attest_text::About;

/// Reads `text` and hands page and voices to `check`.
fn with(text: &str, check: impl FnOnce(&Page<'_>, &Voices)) {
    let document: Document =
        attest_text::read(text.as_bytes(), &About::named("report.txt")).expect("the text is read");
    let pipeline = Pipeline::embedded().expect("the model is built in");
    let page = Page::open(
        &document,
        attest_text::view(&document),
        pipeline,
        Lexicon::builtin(),
        &attest_gazetteer::Gazetteer::builtin(),
    );
    let voices = read(&page);
    check(&page, &voices);
}

/// Names of the speakers of the words `quote`, outermost first, with mode and stance.
fn voice_of(text: &str, quote: &str) -> (Vec<String>, Mode, Stance) {
    let mut out = None;
    with(text, |page, voices| {
        let start = page.document.text.find(quote).expect("the words are in the text") as u32;
        let end = start + quote.len() as u32 - 1;
        for (index, passage) in page.passages.iter().enumerate() {
            if let (Some(first), Some(last)) = (passage.block.position(start), passage.block.position(end)) {
                let said = voices.of(index, &passage.tokens_over(first, last + 1));
                let names = voices.speakers(&said).map(|speaker| speaker.name.clone()).collect();
                out = Some((names, said.mode, said.stance));
            }
        }
    });
    out.expect("the words are on the page")
}

fn speakers(text: &str, quote: &str) -> Vec<String> {
    voice_of(text, quote).0
}

/// Predicate, stance and words of each statement.
fn statements(text: &str) -> Vec<(Predicate, Stance, String)> {
    let mut out = Vec::new();
    with(text, |page, voices| {
        for statement in &voices.statements {
            let words =
                page.quote(page.span(statement.passage, statement.claim.clone())).map(|quote| quote.text);
            out.push((statement.predicate, statement.stance, words.unwrap_or_default()));
        }
    });
    out
}

#[test]
fn the_article_speaks_where_nobody_else_does() {
    let (names, mode, stance) =
        voice_of("Gunmen attacked Ostrava market on Monday and killed six people.", "killed six people");
    assert!(names.is_empty());
    assert_eq!((mode, stance), (Mode::Narrator, Stance::Asserts));
}

#[test]
fn a_clause_behind_in_front_of_or_around_the_verb_is_what_is_said() {
    for text in [
        "The mayor said that six people were killed.",
        "Six people were killed, the mayor said.",
        "Six people, the mayor said, were killed.",
        "According to the mayor, six people were killed.",
        "Six people were killed, according to the mayor.",
    ] {
        let quote = if text.contains("people,") { "were killed" } else { "ix people were killed" };
        assert_eq!(speakers(text, quote), ["mayor"], "{text}");
    }
}

#[test]
fn a_cited_voice_stands_inside_the_one_that_cites_it() {
    let text = "Radio Ost, citing two nurses, stated that nine villagers were killed.";
    assert_eq!(speakers(text, "nine villagers were killed"), ["Radio Ost", "two nurses"]);
}

#[test]
fn an_outlet_that_was_told_stands_before_the_one_who_told_it() {
    let text = "A resident told Reuters that nine villagers were killed.";
    assert_eq!(speakers(text, "nine villagers were killed"), ["Reuters", "resident"]);
}

#[test]
fn voices_within_voices_are_kept_in_order() {
    let text = "The ministry said the governor had reported that four soldiers died.";
    assert_eq!(speakers(text, "four soldiers died"), ["ministry", "governor"]);
}

#[test]
fn who_speaks_of_itself_is_named_once() {
    let text = "The monitoring group said it had counted twelve bodies.";
    assert_eq!(speakers(text, "twelve bodies"), ["monitoring group"]);
}

#[test]
fn a_pronoun_goes_back_to_the_speaker_before() {
    let text = "Karim Olan, the governor, spoke on Monday. Karim Olan said the road was cut. He added that six people were killed.";
    assert_eq!(speakers(text, "six people were killed"), ["Karim Olan"]);
}

#[test]
fn a_quotation_goes_on_over_sentences() {
    let text =
        "\"They came at night,\" said Amina Dor, a farmer. \"They killed six people. They left at dawn.\"";
    let (names, mode, _) = voice_of(text, "They killed six people.");
    assert_eq!(names, ["Amina Dor"]);
    assert_eq!(mode, Mode::Quoted);
    assert_eq!(speakers(text, "They left at dawn"), ["Amina Dor"]);
}

#[test]
fn indirect_speech_is_not_carried_into_the_next_sentence() {
    let text = "The mayor said that the market was hit. Six people were killed.";
    assert!(speakers(text, "Six people were killed").is_empty());
}

#[test]
fn a_report_that_lost_its_commas_still_tells_who_closes_the_sentence() {
    let text = "The raid killed nine people in Ost province on Tuesday a war monitor and medical workers in the area said.";
    assert_eq!(speakers(text, "killed nine people"), ["war monitor and medical workers in the area"]);
}

#[test]
fn a_headline_may_name_its_voice_by_a_colon_or_a_dash() {
    assert_eq!(
        speakers(
            "Army: twelve killed in raid\n\nThe town was quiet again on Friday morning after the raid.",
            "twelve killed"
        ),
        ["Army"]
    );
}

#[test]
fn a_toll_is_put_at_a_number() {
    let text = "The hospital confirmed the attack and put the toll at forty.";
    assert_eq!(speakers(text, "toll at forty"), ["hospital"]);
}

#[test]
fn accusations_have_an_accuser_in_the_active_and_in_the_passive() {
    for text in [
        "Villagers accused the militia of killing nine people.",
        "The militia was accused by villagers of killing nine people.",
    ] {
        assert_eq!(speakers(text, "killing nine people")[0].to_lowercase(), "villagers", "{text}");
    }
}

#[test]
fn hearsay_has_no_speaker_but_is_not_the_articles_word() {
    let (names, mode, _) =
        voice_of("Nine people were reportedly killed.", "Nine people were reportedly killed");
    assert!(names.is_empty());
    assert_eq!(mode, Mode::Reported);
}

#[test]
fn kinds_of_speakers_come_from_the_lexicon() {
    let cases = [
        ("Residents said nine people were killed.", SourceKind::Residents),
        ("A police spokesman said nine people were killed.", SourceKind::Police),
        ("The Malian army said nine people were killed.", SourceKind::Military),
        ("Reuters said nine people were killed.", SourceKind::NewsAgency),
    ];
    for (text, kind) in cases {
        with(text, |_, voices| assert_eq!(voices.attributions[0].speakers[0].kind, kind, "{text}"));
    }
}

#[test]
fn a_claim_of_responsibility_is_the_claimants() {
    let text = "Al-Shabaab claimed responsibility for the attack.";
    with(text, |page, voices| {
        let statement = &voices.statements[0];
        assert_eq!((statement.predicate, statement.stance), (Predicate::Responsibility, Stance::Claims));
        let speaker = &voices.attributions[statement.attribution.expect("it has a voice")].speakers[0];
        assert_eq!(speaker.name, "Al-Shabaab");
        let actor = statement.actor.clone().expect("it names the claimant");
        assert_eq!(page.quote(page.span(0, actor)).expect("the actor reads back").text, "Al-Shabaab");
    });
}

#[test]
fn nobody_claiming_is_silence() {
    for text in [
        "No group has claimed responsibility for the attack.",
        "There was no immediate claim of responsibility.",
        "No one immediately claimed responsibility.",
    ] {
        let found = statements(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!((found[0].0, found[0].1), (Predicate::Responsibility, Stance::Withholds), "{text}");
    }
}

#[test]
fn denied_involvement_is_a_denial_of_responsibility() {
    let found = statements("The militia denied any involvement in the raid.");
    assert_eq!((found[0].0, found[0].1), (Predicate::Responsibility, Stance::Denies));
}

#[test]
fn what_could_not_be_verified_is_doubted() {
    for text in [
        "The claim could not be independently verified.",
        "Reuters could not confirm the account.",
        "The agency was unable to verify the video.",
        "The figures have yet to be confirmed.",
        "Officials had not found any evidence of an attack.",
    ] {
        let found = statements(text);
        assert!(
            found.iter().any(|found| (found.0, found.1) == (Predicate::Verifiability, Stance::Doubts)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn silence_about_a_toll_is_withheld_and_no_figure() {
    for text in [
        "The army did not report any casualties.",
        "The ministry gave no figure for the losses.",
        "The spokesman declined to give a death toll.",
        "Losses of the militia were not reported.",
    ] {
        let found = statements(text);
        assert!(
            found.iter().any(|found| (found.0, found.1) == (Predicate::Casualties, Stance::Withholds)),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_party_that_confirms_corroborates() {
    let found = statements("The army confirmed the attack.");
    assert_eq!(
        (found[0].0, found[0].1, found[0].2.as_str()),
        (Predicate::Corroboration, Stance::Confirms, "confirmed the attack")
    );
}

#[test]
fn plans_and_support_are_no_voices() {
    assert!(
        speakers("The militia supports the group that killed nine people.", "killed nine people").is_empty()
    );
}

#[test]
fn the_flat_layer_reads_back_and_leaves_inner_voices_out() {
    with("The ministry said the governor had reported that four soldiers died.", |page, voices| {
        let mentions = voices.mentions(page);
        assert_eq!(mentions.len(), 3);
        for mention in mentions {
            assert_eq!(
                page.document.text.get(mention.start as usize..mention.end as usize),
                Some(mention.text.as_str())
            );
        }
    });
}
