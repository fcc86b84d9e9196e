//! Names and state forces in running text. Sentences are about invented events.

use attest_lexicon::{CountryRole, How, Lexicon};

fn ids(text: &str) -> Vec<String> {
    Lexicon::builtin().scan_actors(text).iter().map(|hit| hit.id.to_string()).collect()
}

fn words(text: &str) -> Vec<&str> {
    Lexicon::builtin().scan_actors(text).iter().map(|hit| &text[hit.start..hit.end]).collect()
}

#[test]
fn one_group_is_found_under_all_its_spellings() {
    for name in [
        "Jama'at Nusrat al-Islam wal-Muslimin",
        "Jama’at Nusrat al-Islam wal Muslimeen",
        "JAMAAT NUSRAT AL-ISLAM WAL-MUSLIMIN",
        "JNIM",
        "the Group for the Support of Islam and Muslims",
    ] {
        assert_eq!(ids(&format!("Fighters of {name} came.")), ["jnim"], "{name}");
    }
    assert_eq!(ids("al-Qaida, Al Qaeda and al-Qa'ida"), ["al-qaeda"; 3]);
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(ids("the Islamic State in the Greater Sahara"), ["isgs"]);
    assert_eq!(ids("the Islamic State"), ["islamic-state"]);
    assert_eq!(ids("the Syrian Democratic Forces"), ["sdf"]);
}

#[test]
fn acronyms_that_are_words_need_their_capitals_and_mixed_text() {
    assert_eq!(ids("Gunmen of IS attacked the gate."), ["islamic-state"]);
    assert!(ids("This is what it is.").is_empty());
    assert!(ids("THIS IS WHAT IT IS.").is_empty());
    assert_eq!(ids("the MEND attack, as they mend the road"), ["mend"]);
}

#[test]
fn names_do_not_cross_punctuation_but_may_contain_it() {
    assert!(!ids("They spoke of Islamic. State radio was silent.").contains(&"islamic-state".to_owned()));
    assert_eq!(words("the Communist Party of India (Maoist) said"), ["Communist Party of India (Maoist)"]);
}

#[test]
fn state_forces_are_read_by_rule() {
    for (text, id) in [
        ("Malian soldiers", "state:ML:military"),
        ("Mali's army", "state:ML:military"),
        ("the armed forces of the Democratic Republic of Congo", "state:CD:military"),
        ("U.S. special forces", "state:US:military"),
        ("Iraqi federal police", "state:IQ:police"),
        ("Nigerian security forces", "state:NG:security"),
        ("Lebanese security forces", "state:LB:security"),
        ("Russian warplanes", "state:RU:military"),
        ("the Syrian government", "state:SY:government"),
        ("FAMa", "state:ML:military"),
        ("the Kenya Defence Forces", "state:KE:military"),
    ] {
        assert_eq!(ids(&format!("That day {text} came.")), [id], "{text}");
    }
    let text = "French, Malian and Nigerien troops met.";
    assert_eq!(ids(text), ["state:FR:military", "state:ML:military", "state:NE:military"]);
    assert_eq!(words(text), ["French", "Malian", "Nigerien troops"]);
}

#[test]
fn a_country_beside_a_force_word_is_not_always_an_army() {
    assert!(ids("The Malian people fled.").is_empty());
    assert!(ids("In Mali soldiers of another country were seen.").is_empty());
    assert!(ids("an army of ants").is_empty());
    assert_eq!(ids("Syria's Free Syrian Army left."), ["fsa"]);
}

#[test]
fn ambiguous_names_keep_their_other_readings() {
    let hits = Lexicon::builtin().scan_actors("The ELN and the ERP denied it.");
    assert_eq!(hits[0].id, "eln");
    assert!(hits[1].also.iter().any(|id| id.starts_with("erp-")));
}

#[test]
fn countries_have_their_roles() {
    let hits =
        Lexicon::builtin().scan_countries("Malians in Bamako, the capital of Mali, told us of turkey soup.");
    let roles: Vec<_> = hits.iter().map(|hit| (hit.iso, hit.role)).collect();
    assert_eq!(
        roles,
        [("ML", CountryRole::Demonym), ("ML", CountryRole::Capital), ("ML", CountryRole::Name)]
    );
}

#[test]
fn a_state_force_is_an_actor_with_a_neutral_kind() {
    let actor = Lexicon::builtin().actor("state:ML:military").expect("known by rule");
    assert_eq!((actor.name.as_str(), actor.kind.as_str()), ("Malian military forces", "state_forces"));
    assert!(Lexicon::builtin().actor("state:ZZ:military").is_none());
    let hits = Lexicon::builtin().scan_actors("Malian soldiers");
    assert_eq!(hits[0].how, How::Rule);
}
