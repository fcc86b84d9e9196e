//! The rules by name: what each reads, and a sentence that it reads.
//!
//! Every value of a record names the rule that read it. A researcher who doubts a value looks the name up: `docs/rules/` has a
//! page for each, written from this table by `cargo xtask rules`. The examples are coded as tests, so that no page describes a
//! rule that has gone.
//!
//! A name is `predicate/shape`. Rules for words of violence end in the class of the word (`occurrence/verb-shelling`,
//! `control/noun-withdrawal`); such families stand here once, with `*` for the class.

/// A rule of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as it stands in `rule`; a `*` at the end stands for a class of violence.
    pub id: &'static str,
    /// What it reads, in a sentence.
    pub reads: &'static str,
    /// Sentences of which it reads at least one claim.
    pub example: &'static str,
}

impl Rule {
    /// Whether `id` is this rule, or one of its family.
    pub fn covers(&self, id: &str) -> bool {
        self.id.strip_suffix('*').map_or(self.id == id, |family| id.starts_with(family))
    }
}

/// The rule with this name.
///
/// ```
/// assert!(attest_extract::rules::find("casualties/passive").is_some());
/// assert!(attest_extract::rules::find("occurrence/verb-shelling").is_some());
/// ```
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.covers(id))
}

/// Where the page of a rule stands below `docs/rules/`.
///
/// ```
/// let rule = attest_extract::rules::find("casualties/passive").unwrap();
/// assert_eq!(attest_extract::rules::path(rule), "casualties/passive.md");
/// ```
pub fn path(rule: &Rule) -> String {
    format!("{}.md", rule.id.trim_end_matches("-*"))
}

/// The page of a rule, as Markdown.
pub fn page(rule: &Rule) -> String {
    let example: String = rule.example.lines().map(|line| format!("    {line}\n")).collect();
    let family = if rule.id.ends_with('*') {
        "\nThe last part of the name is the class of the word, as `lexicons/events.toml` lists it.\n"
    } else {
        ""
    };
    format!("# {}\n\n{}\n{family}\n{example}", rule.id, rule.reads)
}

/// The list of all rules, as Markdown.
pub fn index() -> String {
    let mut out = String::from(
        "# Rules\n\nWhat stands in the `rule` of a claim, and what the rule reads. Written by `cargo xtask rules` from\n`crates/attest-extract/src/rules.rs`; the example on each page is coded as a test.\n",
    );
    let mut predicate = "";
    for rule in RULES {
        let own = rule.id.split('/').next().unwrap_or_default();
        if own != predicate {
            predicate = own;
            out.push_str(&format!("\n## {predicate}\n\n"));
        }
        out.push_str(&format!("- [{}]({}): {}\n", rule.id, path(rule), rule.reads));
    }
    out
}

const fn rule(id: &'static str, reads: &'static str, example: &'static str) -> Rule {
    Rule { id, reads, example }
}

/// Every rule that makes a claim, by name.
pub const RULES: &[Rule] = &[
    rule(
        "campaign/part-of",
        "An event is said to be part of a campaign or offensive, or its continuation.",
        "Gunmen attacked the army post at Tolsa. The attack was part of a campaign by Boko Haram to cut the road.",
    ),
    rule(
        "capture/noun-*",
        "A noun for the taking of weapons or goods.",
        "The confiscation of weapons in Tolsa by rebels angered the army.",
    ),
    rule(
        "capture/verb-*",
        "A verb for the taking of weapons or goods.",
        "Gunmen attacked the army post at Tolsa and confiscated rifles and ammunition.",
    ),
    rule(
        "casualties/active",
        "The object of an active verb of harm is killed, wounded or taken.",
        "Gunmen killed three farmers near Tolsa.",
    ),
    rule(
        "casualties/among-the-dead",
        "Somebody is said to be among the dead; a part of a figure.",
        "Nine people were killed in Tolsa. Two children were among the dead.",
    ),
    rule(
        "casualties/among-them",
        "“Among them” opens a part of the figure before it.",
        "Nine people were killed in Tolsa, among them two children.",
    ),
    rule(
        "casualties/attributive",
        "An adjective of harm stands before its sufferers.",
        "Villagers carried twelve wounded soldiers to the clinic of Tolsa.",
    ),
    rule(
        "casualties/breakdown",
        "The dead or the wounded who were counted are told of once more, kind by kind.",
        "Gunmen killed 41 people in Tolsa. Of these, 27 were men and 14 were women.",
    ),
    rule(
        "casualties/counted-noun",
        "A number counts a noun that itself says the harm.",
        "The clashes in Tolsa caused 14 deaths.",
    ),
    rule(
        "casualties/destroyed-people",
        "People who are destroyed or eliminated, in the words of armies, are killed.",
        "The ministry said that it had destroyed up to 30 militants in Tolsa.",
    ),
    rule(
        "casualties/entailed-bomber",
        "A bomber who blows himself up is dead though no word says so; at least one, on the attackers' side.",
        "A suicide bomber blew himself up at the gate of the army base in Tolsa.",
    ),
    rule(
        "casualties/entailed-fatal",
        "What is called fatal or deadly killed somebody, where no figure says who or how many; at least one.",
        "Police arrested two men after a deadly shooting in Tolsa.",
    ),
    rule(
        "casualties/fatally",
        "An adverb tells the harm where the verb is unsaid.",
        "Four people were shot in Tolsa, one fatally.",
    ),
    rule(
        "casualties/gapped",
        "A second number shares the noun of the first and does not repeat it.",
        "Ninety bodies lay in the streets of Tolsa and 40 in the clinic.",
    ),
    rule(
        "casualties/headline-ahead",
        "A number, then a word of harm, read from the row of words where the tree says nothing.",
        "Several dozen soldiers were wounded or missing in Tolsa.",
    ),
    rule(
        "casualties/headline-behind",
        "A word of harm, then a number, read from the row of words where the tree says nothing.",
        "Motorbike bomber kills 16 outside bakery in Tolsa",
    ),
    rule(
        "casualties/headline-noun",
        "In a headline, somebody and then a word of harm, without a number.",
        "Officer Slain In Tolsa",
    ),
    rule(
        "casualties/including",
        "“Including” opens a part of the figure before it.",
        "Nine people were killed in Tolsa, including two children.",
    ),
    rule(
        "casualties/infobox",
        "A row of an infobox that counts casualties.",
        "{{Infobox civilian attack\n| title = Tolsa bombing\n| date = 4 March 2024\n| fatalities = 12\n| injuries = 30\n}}\nThe Tolsa bombing was an attack in Tolsa.",
    ),
    rule(
        "casualties/inverted",
        "The sufferer stands behind the verb.",
        "Killed in the attack on Tolsa were two officers.",
    ),
    rule(
        "casualties/itself",
        "A noun that means the victims: the wounded, bodies, casualties.",
        "The attack on Tolsa caused some casualties.",
    ),
    rule(
        "casualties/joint",
        "One phrase of people under two words of harm: one figure over both, never split.",
        "Ten soldiers were wounded and went missing after the attack on Tolsa.",
    ),
    rule(
        "casualties/lives-of",
        "“Claimed the lives of” counts the dead.",
        "The bombing in Tolsa claimed the lives of nine people.",
    ),
    rule(
        "casualties/lost",
        "Fighters as the object of a loss are dead.",
        "The enemy lost 52 soldiers in the battle of Tolsa.",
    ),
    rule(
        "casualties/most-of-them",
        "“Most of them” describes the figure before it.",
        "Twenty people were killed in Tolsa, most of them women.",
    ),
    rule(
        "casualties/of",
        "A noun of harm with its sufferers behind “of”.",
        "The mayor announced the death of 14 villagers in the raid on Tolsa.",
    ),
    rule(
        "casualties/of-them",
        "“Two of them” counts a part of the figure before.",
        "Nine soldiers were wounded in Tolsa, four of them seriously.",
    ),
    rule(
        "casualties/of-those",
        "“Twelve of the dead” counts a part of those told before.",
        "Forty people were killed in Tolsa. Twelve of the dead were found in a well.",
    ),
    rule(
        "casualties/participle",
        "A participle of harm behind its sufferers.",
        "Among the victims of the bombing in Tolsa were nine workers killed by shrapnel.",
    ),
    rule(
        "casualties/passive",
        "The subject of a passive verb of harm.",
        "Eleven people were killed in a bombing in Tolsa.",
    ),
    rule(
        "casualties/possessive",
        "Sufferers before their harm, with an apostrophe.",
        "Two soldiers' deaths in Tolsa were announced.",
    ),
    rule(
        "casualties/predicate",
        "The sufferer is said to be dead, wounded or missing.",
        "Two soldiers remained missing after the attack on Tolsa.",
    ),
    rule(
        "casualties/reduced-passive",
        "A headline's passive without its auxiliary.",
        "Two Policemen Shot Dead In Tolsa",
    ),
    rule(
        "casualties/reflexive",
        "Who turns a weapon on himself is among the dead, and was an attacker.",
        "A gunman killed three people in Tolsa on Monday before killing himself.",
    ),
    rule(
        "casualties/relative-object",
        "The object of a relative clause without its pronoun.",
        "The rebels threatened to execute five officers they captured in Tolsa.",
    ),
    rule(
        "casualties/result",
        "A verb leaves somebody dead or wounded.",
        "The attack on Tolsa left 12 people dead.",
    ),
    rule(
        "casualties/shared",
        "A conjoined verb of harm shares its sufferers.",
        "Three men were kidnapped and killed in Tolsa.",
    ),
    rule(
        "casualties/subject",
        "The subject of a verb of dying.",
        "Nine soldiers died in the attack on Tolsa.",
    ),
    rule(
        "casualties/toll-of",
        "The number behind a noun for the toll.",
        "The governor spoke of a death toll of 12 after the raid on Tolsa.",
    ),
    rule(
        "casualties/toll-verb",
        "The number that a toll rises to or stands at.",
        "The death toll of the bombing in Tolsa rose to 14.",
    ),
    rule(
        "control/noun-*",
        "A noun for ground that is taken, retaken or left.",
        "The army confirmed the capture of the town of Tolsa by rebels.",
    ),
    rule(
        "control/verb-*",
        "A verb for ground that is taken, retaken or left.",
        "The rebels captured the town of Tolsa.",
    ),
    rule(
        "corroboration/confirmed",
        "A voice confirms what was told.",
        "Gunmen attacked the army post at Tolsa. The army confirmed the attack.",
    ),
    rule(
        "corroboration/contradicted",
        "A voice contradicts what was told.",
        "The army said it had killed 20 rebels in Tolsa. Residents contradicted that account.",
    ),
    rule(
        "damage/counted-things",
        "Things that are destroyed, counted.",
        "The shelling of Tolsa destroyed four houses.",
    ),
    rule(
        "damage/noun-*",
        "A noun for destruction or looting.",
        "The attack on Tolsa caused the destruction of the market.",
    ),
    rule("damage/verb-*", "A verb for destruction or looting.", "Gunmen looted the clinic of Tolsa."),
    rule(
        "first_since/first-since",
        "An event is called the first, the deadliest or the worst since a time; an earlier one is presupposed.",
        "A suicide bombing struck Tolsa on 4 March 2024. It was the first suicide bombing in Tolsa since July 2022.",
    ),
    rule(
        "occurrence/noun-*",
        "A noun of violence tells that something happened.",
        "The air strike on a market in Tolsa came at noon.",
    ),
    rule(
        "occurrence/verb-*",
        "A verb of violence tells that something happened.",
        "The army shelled the village of Tolsa.",
    ),
    rule(
        "presence/have-presence",
        "A group is said to have a presence somewhere.",
        "Boko Haram has had a presence in the Tolsa Forest since 2009.",
    ),
    rule(
        "release/noun-*",
        "A noun for the freeing of captives.",
        "The army announced the release of two hostages who were kidnapped in Tolsa.",
    ),
    rule(
        "release/verb-*",
        "A verb for the freeing of captives.",
        "The kidnappers freed eight pupils in Tolsa.",
    ),
    rule(
        "response/noun-*",
        "A noun for an operation, a deployment or arrests.",
        "Police announced the arrest of two gunmen after the attack on Tolsa.",
    ),
    rule(
        "response/verb-*",
        "A verb for a pursuit, a deployment or arrests.",
        "Gunmen attacked Tolsa on Monday. Soldiers pursued the gunmen into the hills.",
    ),
    rule(
        "responsibility/bears",
        "Somebody is said to bear responsibility for an event.",
        "A bomb killed five people in Tolsa. The mayor said Boko Haram bears responsibility for the attack.",
    ),
    rule(
        "responsibility/behind",
        "Somebody is said to be behind an event.",
        "A bomb killed five people in Tolsa. The minister said that Boko Haram was behind the attack.",
    ),
    rule(
        "responsibility/blamed",
        "A voice blames, accuses or holds somebody responsible.",
        "A bomb killed five people in Tolsa. The government blamed Boko Haram for the attack.",
    ),
    rule(
        "responsibility/charged",
        "Members of a force or group are arrested for an event, or charged with it, or convicted of it.",
        "Gunmen killed five people in Tolsa. Three soldiers were charged with the murder of two of them.",
    ),
    rule(
        "responsibility/claimed",
        "Somebody claims an event as his own.",
        "A bomb killed five people in Tolsa. Boko Haram claimed responsibility for the attack.",
    ),
    rule(
        "responsibility/denied",
        "Somebody denies having done it.",
        "A bomb killed five people in Tolsa. Boko Haram denied responsibility for the attack.",
    ),
    rule(
        "responsibility/did-it",
        "Somebody is said to have done it.",
        "A bomb killed five people in Tolsa. Witnesses said Boko Haram did it.",
    ),
    rule(
        "responsibility/identified",
        "Those who did it are said to be somebody's.",
        "Gunmen killed five people in Tolsa. The attackers are believed to be members of Boko Haram.",
    ),
    rule(
        "responsibility/involved",
        "Somebody is said to be involved in an event.",
        "Gunmen killed five people in Tolsa. Soldiers were involved in the killing, residents said.",
    ),
    rule(
        "responsibility/noun-subject",
        "The doer of a noun of violence: “an attack by X”, “X's attack”.",
        "An attack by Boko Haram on the army post at Tolsa came at dawn.",
    ),
    rule(
        "responsibility/ordered",
        "Somebody is said to have ordered an event, or to be its mastermind.",
        "The judge was murdered in Tolsa. The murder was ordered by Boko Haram.",
    ),
    rule(
        "responsibility/suspected",
        "Somebody is suspected of an event.",
        "A bomb killed five people in Tolsa. Boko Haram is suspected of the attack.",
    ),
    rule(
        "responsibility/unclaimed",
        "Nobody has claimed an event.",
        "A bomb killed five people in Tolsa. No group claimed responsibility for the attack.",
    ),
    rule(
        "responsibility/verb-subject",
        "The doer of a verb of violence.",
        "Boko Haram attacked the army post at Tolsa.",
    ),
    rule(
        "responsibility/work-of",
        "An event is called the work of somebody.",
        "A bomb killed five people in Tolsa. The attack was the work of Boko Haram.",
    ),
    rule(
        "silence/declined",
        "A voice declines to say.",
        "Gunmen attacked Tolsa. The army declined to give a casualty figure.",
    ),
    rule(
        "silence/not-told",
        "A voice is reported to have given no figure; silence, never zero.",
        "Gunmen attacked Tolsa. The army did not report any casualties.",
    ),
    rule(
        "silence/without",
        "Something is told “without giving” figures.",
        "The army confirmed the attack on Tolsa without giving any casualty figures.",
    ),
    rule(
        "strength/agent",
        "A number counts those who come.",
        "Over a hundred fighters raided the base at Tolsa.",
    ),
    rule(
        "verifiability/no-evidence",
        "There is said to be no evidence.",
        "The army said it had killed 20 rebels in Tolsa. It provided no evidence for the claim.",
    ),
    rule(
        "verifiability/unclear",
        "Something is said to be unclear or unknown.",
        "A bomb killed five people in Tolsa. It was unclear how many people were wounded.",
    ),
    rule(
        "verifiability/unconfirmed",
        "Reports are called unconfirmed.",
        "There were unconfirmed reports that five people were killed in Tolsa.",
    ),
    rule(
        "verifiability/unverified",
        "Something could not be verified independently.",
        "The army said it had killed 20 rebels in Tolsa. The claim could not be independently verified.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kit, Options, code};
    use attest_text::About;

    fn rules_of(kit: &Kit, text: &str) -> Vec<String> {
        let about =
            About { published: Some("2024-03-05".to_owned()), ..About::named("example.txt".to_owned()) };
        let mut out = Vec::new();
        for document in attest_text::read_all(text.as_bytes(), &about) {
            let document = document.expect("an example is text");
            out.extend(code(&document, kit, &Options::default()).claims.into_iter().map(|claim| claim.rule));
        }
        out
    }

    #[test]
    fn every_example_is_read_by_its_rule() {
        let kit = Kit::builtin().expect("the built-in kit loads");
        let mut missed = Vec::new();
        for rule in RULES {
            let found = rules_of(&kit, rule.example);
            if !found.iter().any(|id| rule.covers(id)) {
                missed.push(format!("{}: {:?} read by {found:?}", rule.id, rule.example));
            }
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
    }

    #[test]
    fn pages_are_those_of_the_table() {
        let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
        let read = |path: &str| std::fs::read_to_string(docs.join(path)).unwrap_or_default();
        assert!(read("README.md") == index(), "run `cargo xtask rules`");
        for rule in RULES {
            assert!(read(&path(rule)) == page(rule), "run `cargo xtask rules`: {} is stale", path(rule));
        }
    }

    #[test]
    fn names_are_sorted_and_unique() {
        assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn every_rule_that_reads_a_case_has_its_entry() {
        let kit = Kit::builtin().expect("the built-in kit loads");
        let mut unknown = std::collections::BTreeSet::new();
        for rule in RULES {
            unknown.extend(rules_of(&kit, rule.example).into_iter().filter(|id| find(id).is_none()));
        }
        assert!(unknown.is_empty(), "no entry in rules.rs for {unknown:?}");
    }
}
