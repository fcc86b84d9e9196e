//! How many, and what befell them: every figure of a page, as its words allow and no narrower.
//!
//! A figure is read from syntax: a harm word, the noun phrase that suffers it, the number in that phrase. The families of rules:
//! `verbal` ("were killed", "killing three"), `nominal` ("the deaths of 14", "a toll of 12"), `headline` (rows of words where trees
//! fail), `parts` ("including six children"), `infobox` ("Deaths: 35"). What the figure counts towards (which incident, which side,
//! whose claim) is decided by other rooms; what it makes together with others, by [`crate::assess`].
//!
//! A person counted without a number word is one; "soldiers were killed" is two or more; "nobody was hurt" is none. Words that only
//! restate ("the victim", "he") are read too and marked by their [`Reference`], so that no rule of assessment counts a person twice.

mod admissible;
mod all_of_them;
mod breakdown;
mod clause;
mod ellipsis;
mod fragments;
mod headline;
mod hurt;
mod infobox;
mod joint;
mod lists;
mod nobody;
mod nominal;
mod numbers;
mod parts;
mod people;
mod profile;
mod row;
mod sentence;
mod shades;
mod traps;
mod trigger;
mod verbal;

pub use infobox::Cell;
pub(crate) use numbers::counted;
pub use people::{Profile, Reference, Sex};

use crate::infobox::{Topic, topic};
use crate::page::Page;
use attest_model::{Certainty, Exactness, Group, Harm, Reality, Side, ZoneKind};
use row::Row;
use std::ops::Range;

/// A figure of the page. Token ranges are those of its passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureMention {
    /// Its passage.
    pub passage: usize,
    /// The shortest words that carry the claim: "Over thirty Malian soldiers were killed".
    pub claim: Range<usize>,
    /// The figure's words: "Over thirty"; for a person counted without a number word, the noun phrase.
    pub number: Range<usize>,
    /// The token that says the harm: "killed".
    pub trigger: usize,
    /// The sufferers' noun phrase, without the number: "Malian soldiers".
    pub who: Option<Range<usize>>,
    /// Head token of that phrase.
    pub head: Option<usize>,
    /// What befell them.
    pub harm: Harm,
    /// What kind of people.
    pub group: Option<Group>,
    /// Side, where the words themselves tell it ("the bomber", "civilians").
    pub side: Option<Side>,
    /// Nation of the sufferers, ISO 3166-1 alpha-2.
    pub nation: Option<String>,
    /// Lowest number that the words allow.
    pub min: Option<u64>,
    /// Highest.
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// Index (in the list of [`read`]) of the figure that this one is a part of.
    pub part_of: Option<usize>,
    /// Dead who were counted among the wounded before: "of whom three later died".
    pub of_the_wounded: bool,
    /// Whether it is a part, even where the whole is not given.
    pub part: bool,
    /// Whether the words say that it is a sum: "a total of", "the toll", "bringing … to".
    pub sum: bool,
    /// Whether the words bring in somebody new; what is only restated should not become a claim of its own.
    pub reference: Reference,
    /// What tells a single person from another.
    pub profile: Profile,
    /// The harm word only suggests the harm ("was shot"): the same people may be told of as dead elsewhere.
    pub weak: bool,
    /// Gravely hurt: those beside whom others were hurt less.
    pub grave: bool,
    /// Asserted, or denied, hypothetical, threatened, attempted by its own clause.
    pub reality: Reality,
    /// Hedge inside its own clause: "may have been killed".
    pub certainty: Certainty,
    /// Told as what was said before: "after **previously** announcing that eight were killed".
    pub former: bool,
    /// Whether the words sum over a longer time or many events ("since 2015 … have killed 20,000").
    pub aggregate: bool,
    /// Its place in an infobox, where it stands in one.
    pub cell: Option<Cell>,
    /// The rule that read it.
    pub rule: &'static str,
}

impl FigureMention {
    /// Whether the report gives the number up itself: "after previously announcing that eight were killed", "an earlier toll was four".
    pub fn given_up(&self) -> bool {
        self.former || self.rule.starts_with("casualties/toll") && !self.sum
    }

    /// Whether the figure should become a claim: it is stated, and brings in people rather than pointing back at one of them.
    pub fn claimable(&self) -> bool {
        let points_back = match self.reference {
            Reference::Pronoun => true,
            Reference::Definite => {
                !self.part && matches!(self.exactness, Exactness::Plural)
                    || (self.max == Some(1) && self.profile.name.is_empty() && !self.profile.relative)
            }
            Reference::New | Reference::Other => false,
        };
        !points_back
            && !self.weak
            && self.harm != Harm::Destroyed
            && matches!(
                self.reality,
                Reality::Asserted | Reality::ClaimedByParty | Reality::Alleged | Reality::Denied
            )
    }
}

/// Every figure of `page`, in text order.
pub fn read(page: &Page<'_>) -> Vec<FigureMention> {
    let mut all: Vec<FigureMention> = Vec::new();
    for (index, passage) in page.passages.iter().enumerate() {
        if matches!(passage.kind(), ZoneKind::References | ZoneKind::Boilerplate) {
            continue;
        }
        let row = Row::new(passage);
        // "Casualties", "Deaths and injuries": the heading of what is told below counts nobody; "Officer slain in Tolsa" tells of one.
        if passage.kind() == ZoneKind::Heading && row.quantities.is_empty() && row.lower.len() <= 3 {
            continue;
        }
        let first = all.len();
        let losses = match topic(page, index) {
            Some(Topic::Losses(column)) => Some(column),
            _ => None,
        };
        let mut found = match passage.kind() {
            ZoneKind::Infobox | ZoneKind::Table => infobox::read(&row, losses),
            _ => Vec::new(),
        };
        // Prose stands in tables too, but not in a row of losses.
        if found.is_empty() && losses.is_none() {
            found = sentence::read(&row);
        }
        restated(&mut found);
        for mut figure in found {
            figure.passage = index;
            if let Some(cell) = &mut figure.cell {
                cell.row = index;
            }
            figure.part_of = figure.part_of.map(|part| part + first);
            all.push(figure);
        }
    }
    all_of_them::count(page, &mut all);
    parts::without_a_whole(page, &mut all);
    officers_of_police(page, &mut all);
    parts::sum_of_two(page, &mut all);
    // "killed **the bomber** and two guards": one of a list with others who are counted.
    let lists: Vec<(usize, usize)> = all
        .iter()
        .filter(|figure| {
            figure.reference == Reference::New && figure.max != Some(0) && !figure.number.is_empty()
        })
        .map(|figure| (figure.passage, figure.trigger))
        .collect();
    for figure in &mut all {
        let one = figure.max == Some(1) && figure.reference == Reference::Definite;
        let listed =
            matches!(figure.profile.noun.as_str(), "bomber" | "attacker" | "driver" | "gunman" | "pilot")
                && lists.contains(&(figure.passage, figure.trigger));
        if one && (listed || figure.head.is_some_and(|head| is_first_told(page, figure.passage, head))) {
            figure.reference = Reference::New;
        }
    }
    all
}

/// "Two **officers** were killed" beside "the police station": those of the police, where the report speaks of police and of no army.
fn officers_of_police(page: &Page<'_>, figures: &mut [FigureMention]) {
    let officer = |figure: &FigureMention| {
        figure.group == Some(Group::Soldiers)
            && figure.who.as_ref().is_none_or(|who| who.len() == 1)
            && figure
                .head
                .and_then(|head| page.token(crate::page::At { passage: figure.passage, token: head }))
                .is_some_and(|noun| noun.lemma() == "officer")
    };
    if !figures.iter().any(officer) {
        return;
    }
    let words = || page.passages.iter().flat_map(|passage| passage.analysis.tokens());
    let police = words().any(|word| word.text().to_lowercase().starts_with("police"));
    let army = words().any(|word| {
        matches!(
            word.lemma().to_lowercase().as_str(),
            "soldier"
                | "army"
                | "military"
                | "troop"
                | "battalion"
                | "brigade"
                | "navy"
                | "barracks"
                | "regiment"
        )
    });
    if police && !army {
        for figure in figures.iter_mut().filter(|figure| officer(figure)) {
            figure.group = Some(Group::Police);
        }
    }
}

/// "**The mayor of Tolsa** was shot dead", "the village chief was killed": a definite person of whom nothing before can be meant. Only an
/// office, or somebody's or some place's one, is known without an introduction; "the man" is somebody that was told of.
fn is_first_told(page: &Page<'_>, passage: usize, head: usize) -> bool {
    let Some(content) = page.passages.get(passage) else { return false };
    let Some(noun) = content.analysis.token(head) else { return false };
    let one_of_its_kind =
        content.terms.iter().any(|hit| {
            hit.last == head
                && hit.entries.iter().any(|term| {
                    term.target().is_some_and(|target| target.kind == attest_model::TargetKind::Politician)
                        || term.table == attest_lexicon::Table::Titles
                })
        }) || content.analysis.children(head).any(|child| child.dep() == "prep" && child.lemma() == "of");
    let plain = matches!(
        noun.lemma(),
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "child"
            | "person"
            | "victim"
            | "suspect"
            | "one"
            | "other"
            | "rest"
            | "driver"
            | "gunman"
            | "officer"
            | "attacker"
            | "bomber"
            | "shooter"
            | "body"
            | "teen"
            | "teenager"
            | "member"
            | "half"
            | "majority"
            | "number"
            | "leader"
    );
    let in_a_place = |word: attest_language::Token<'_>| {
        word.dep() == "pobj" && matches!(word.head().lemma(), "in" | "near" | "at" | "outside" | "around")
    };
    let same = |word: attest_language::Token<'_>| {
        word.lemma() == noun.lemma()
            || word.kind() == "PERSON" && word.tag().starts_with("NNP") && !in_a_place(word)
    };
    let before = page.passages[..passage].iter().flat_map(|earlier| earlier.analysis.tokens());
    let here = content.analysis.tokens_in(0..head);
    if before.chain(here).any(same) {
        return false;
    }
    one_of_its_kind && !plain || of_a_thing(noun.lemma()) && first_of_all(page, passage, head)
}

/// "attacked a bus, killing **the driver**": the one that belongs to a thing that was told of.
fn of_a_thing(lemma: &str) -> bool {
    matches!(
        lemma,
        "driver"
            | "pilot"
            | "conductor"
            | "chauffeur"
            | "guard"
            | "watchman"
            | "sentry"
            | "owner"
            | "priest"
            | "imam"
            | "pastor"
            | "shopkeeper"
            | "cashier"
            | "captain"
            | "commander"
            | "chief"
            | "headmaster"
            | "principal"
    )
}

/// Whether no single person was told of before, whom the words could mean.
fn first_of_all(page: &Page<'_>, passage: usize, head: usize) -> bool {
    let person = |content: &crate::page::Passage<'_>, until: usize| {
        content.terms.iter().any(|hit| {
            hit.last < until
                && hit.entries.iter().any(|term| term.group().is_some())
                && content.analysis.token(hit.last).is_some_and(|word| matches!(word.tag(), "NN" | "NNP"))
        })
    };
    page.passages[..=passage]
        .iter()
        .enumerate()
        .all(|(index, content)| !person(content, if index == passage { head } else { usize::MAX }))
}

/// "scores of **people killed**": the plural alone counts again whom the whole words count.
fn restated(found: &mut Vec<FigureMention>) {
    let whole: Vec<(Harm, Range<usize>)> = found
        .iter()
        .filter(|figure| figure.exactness != Exactness::Plural)
        .map(|figure| (figure.harm, figure.claim.clone()))
        .collect();
    let again = |figure: &FigureMention| {
        figure.exactness == Exactness::Plural
            && whole.iter().any(|(harm, words)| {
                *harm == figure.harm && words.start <= figure.claim.start && words.end >= figure.claim.end
            })
    };
    // Figures that others are parts of keep their place in the list.
    if found.iter().all(|figure| figure.part_of.is_none()) {
        found.retain(|figure| !again(figure));
    }
}

/// How many a noun phrase counts, whatever is said of them: "over a hundred fighters".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Headcount {
    /// The number's words.
    pub number: Range<usize>,
    /// The phrase without the number.
    pub who: Option<Range<usize>>,
    /// Lowest number that the words allow.
    pub min: Option<u64>,
    /// Highest.
    pub max: Option<u64>,
    /// How it is worded.
    pub exactness: Exactness,
    /// What kind of people.
    pub group: Option<Group>,
    /// Whether people are counted, as far as the words say what is.
    pub people: bool,
}

/// The number in the phrase headed by `head`; `None` where it has no number word.
pub(crate) fn headcount(passage: &crate::page::Passage<'_>, head: usize) -> Option<Headcount> {
    let row = row::Row::new(passage);
    let phrase = people::phrase(&row, head, 0)?;
    phrase.quantity?;
    let weapon = row.is_weapon(head) && row.group(head).is_none();
    let people = !weapon && (phrase.people == people::Likely::Yes || phrase.who.is_none());
    Some(Headcount {
        number: phrase.number,
        who: phrase.who,
        min: phrase.min,
        max: phrase.max,
        exactness: phrase.exactness,
        group: phrase.group,
        people,
    })
}
