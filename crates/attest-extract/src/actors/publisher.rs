//! "Our forces", "we": those who publish a communiqué, under the name that its heading or its publisher gives.
//!
//! Only a text of a party's own speaks so: a report in which somebody says "our forces" quotes him.

use super::{Cast, Player};
use crate::page::{At, Page};
use attest_model::{ActorKind, DocumentKind};

/// Words at the end of a publisher's name that tell through what it speaks.
const OFFICES: [&str; 22] = [
    "press",
    "service",
    "office",
    "centre",
    "center",
    "media",
    "department",
    "directorate",
    "information",
    "public",
    "affairs",
    "relations",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "statement",
    "communique",
    "communiqué",
    "release",
    "bureau",
    "wing",
    "update",
];

/// Last words of the names of those who bear arms.
const BODIES: [&str; 22] = [
    "party",
    "organisation",
    "organization",
    "alliance",
    "army",
    "forces",
    "force",
    "military",
    "navy",
    "police",
    "guard",
    "ministry",
    "defence",
    "defense",
    "staff",
    "command",
    "front",
    "brigade",
    "brigades",
    "movement",
    "militia",
    "resistance",
];

/// Whether the words stand for those who publish the text: "we", or "our" before a word for fighters or what they fight with.
pub(super) fn is_ours(page: &Page<'_>, at: At) -> bool {
    let Some(content) = page.passages.get(at.passage) else { return false };
    let Some(token) = content.analysis.token(at.token) else { return false };
    let we = matches!(token.text().to_lowercase().as_str(), "we" | "us") && token.tag() == "PRP";
    let our = content
        .analysis
        .children(at.token)
        .any(|child| child.tag() == "PRP$" && child.text().eq_ignore_ascii_case("our"));
    let fighters = matches!(
        token.lemma().to_lowercase().as_str(),
        "force"
            | "forces"
            | "troop"
            | "soldier"
            | "unit"
            | "fighter"
            | "man"
            | "men"
            | "defender"
            | "army"
            | "brigade"
            | "battalion"
            | "aircraft"
            | "aviation"
            | "artillery"
            | "airforce"
            | "defence"
            | "defense"
            | "mujahideen"
            | "mujahidin"
            | "guerrilla"
            | "comrade"
            | "commando"
            | "combatant"
            | "hero"
            | "warrior"
            | "marine"
            | "pilot"
            | "gunner"
            | "drone"
            | "missile"
    );
    (we || our && fighters) && !is_quoted(content.block.text.get(..token.start() as usize).unwrap_or(""))
}

/// Whether a quotation is open behind these words.
fn is_quoted(before: &str) -> bool {
    let count = |mark: char| before.chars().filter(|c| *c == mark).count();
    count('"') % 2 == 1 || count('“') > count('”')
}

impl Cast<'_, '_> {
    /// The party that publishes the text; `None` where no name of one is given.
    pub fn publisher(&mut self) -> Option<usize> {
        if let Some(known) = self.own.get() {
            return *known;
        }
        let found = self.find_publisher();
        *self.own.get_or_init(|| found)
    }

    fn find_publisher(&mut self) -> Option<usize> {
        let document = self.page.document;
        let party = matches!(document.kind, DocumentKind::PartyStatement | DocumentKind::PressRelease);
        let heading = document.title.clone().filter(|title| party || speaks_for_itself(title));
        let names: Vec<String> = document.publisher.iter().cloned().chain(heading).collect();
        names.iter().find_map(|name| self.party_named(name))
    }

    /// The party that a publisher's or a heading's words name.
    fn party_named(&mut self, text: &str) -> Option<usize> {
        let lexicon = self.lexicon;
        let listed = lexicon.scan_actors(text).into_iter().find(|hit| hit.kind.is_organised());
        if let Some(hit) = listed {
            let id = hit.id.to_string();
            if let Some(known) = self.players.iter().position(|player| player.entry.as_ref() == Some(&id)) {
                return Some(known);
            }
            let actor = lexicon.actor(&id)?;
            let (name, country, kind) =
                (actor.label().to_owned(), actor.countries.first().cloned(), actor.kind);
            return Some(self.enter(name, Some(id), country, kind));
        }
        let name = body_of(text)?;
        if let Some(known) = self.players.iter().position(|player| player.name.eq_ignore_ascii_case(&name)) {
            return Some(known);
        }
        Some(self.enter(name, None, None, ActorKind::Unknown))
    }

    fn enter(
        &mut self,
        name: String,
        entry: Option<String>,
        country: Option<String>,
        kind: ActorKind,
    ) -> usize {
        self.players.push(Player {
            lemma: name.rsplit(' ').next().unwrap_or_default().to_lowercase(),
            name,
            bare: false,
            entry,
            country,
            named: true,
            description: None,
            kind,
            mentions: Vec::new(),
            plural: false,
            also: Vec::new(),
            first: At { passage: 0, token: 0 },
            weapon: None,
        });
        self.players.len() - 1
    }
}

/// Whether a heading is nothing but a name: "Ostara Army press service", with no verb in it.
fn speaks_for_itself(title: &str) -> bool {
    let last = title.split_whitespace().last().unwrap_or_default().to_lowercase();
    title.split_whitespace().count() <= 8
        && (OFFICES.contains(&last.as_str()) || BODIES.contains(&last.as_str()))
}

/// "Communique No. 14 of the **Ostara Liberation Front**", "**Ostara Army** press service": the body in whose name the words speak.
fn body_of(text: &str) -> Option<String> {
    let mut words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let lower = |word: &&str| word.to_lowercase();
    while words.last().is_some_and(|word| OFFICES.contains(&lower(word).as_str()) || word.is_empty()) {
        words.pop();
    }
    let last = words.iter().rposition(|word| BODIES.contains(&lower(word).as_str()))?;
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let mut first = last;
    while first > 0 && capital(&words[first - 1]) && !OFFICES.contains(&lower(&words[first - 1]).as_str()) {
        first -= 1;
    }
    // "Revolutionary Party **of Ostara**", "Front **for the Liberation of Ostara**"
    let mut end = last + 1;
    while words.get(end).is_some_and(|word| matches!(lower(word).as_str(), "of" | "for")) {
        let next = (end + 1..words.len()).find(|at| lower(&words[*at]) != "the").unwrap_or(words.len());
        let stop = (next..words.len()).find(|at| !capital(&words[*at])).unwrap_or(words.len());
        if stop == next {
            break;
        }
        end = stop;
    }
    (end - first > 1).then(|| words[first..end].join(" "))
}
