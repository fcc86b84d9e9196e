//! The attribute ruler: rules that give tokens their part of speech and features, and mend what the tagger cannot know.
//!
//! All rules look at the state before any of them has set anything; on one token later rules overrule earlier ones.
//! Most rules begin with a word or a tag, so a token is only tried against the rules of its word, its tag and its label.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::format::{self, Condition};
use crate::hash_map::HashMap;
use crate::labels::Numbering;
use crate::lexeme::Lexeme;
use crate::pattern::{Pattern, Scratch};

/// The names a pipeline numbers while it is built.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) tags: Numbering,
    pub(crate) pos: Numbering,
    pub(crate) deps: Numbering,
    pub(crate) morphs: Numbering,
    pub(crate) kinds: Numbering,
}

/// Features in spaCy's order, that of their bytes. `_` is how CoNLL-U writes that there is none.
pub(crate) fn tidy_morph(morph: &str) -> String {
    let mut features: Vec<&str> =
        morph.split('|').filter(|feature| !feature.is_empty() && *feature != "_").collect();
    features.sort_unstable();
    features.join("|")
}

/// What a rule can see of a token and set on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) tag: u16,
    pub(crate) pos: u16,
    pub(crate) dep: u16,
    pub(crate) morph: u16,
    /// Index into [`Ruler::lemmas`] plus one; 0 if no rule gave a lemma.
    pub(crate) lemma: u32,
}

/// A condition on one token.
#[derive(Debug)]
enum Test {
    /// By the number of the tag, part of speech, label or features.
    Tag(Vec<bool>),
    Pos(Vec<bool>),
    Dep(Vec<bool>),
    Morph(Vec<bool>),
    Lower {
        words: BTreeSet<String>,
        wanted: bool,
    },
    LowerMatches(Pattern),
    IsSpace(bool),
}

#[derive(Debug)]
struct Run {
    rule: u32,
    tokens: Vec<Vec<Test>>,
    /// Which token is set.
    target: usize,
}

#[derive(Debug, Default)]
struct Setting {
    tag: Option<u16>,
    pos: Option<u16>,
    dep: Option<u16>,
    morph: Option<u16>,
    lemma: Option<u32>,
}

/// Compiled rules.
#[derive(Debug, Default)]
pub(crate) struct Ruler {
    settings: Vec<Setting>,
    runs: Vec<Run>,
    by_word: HashMap<Box<str>, Vec<u32>>,
    by_tag: Vec<Vec<u32>>,
    by_dep: Vec<Vec<u32>>,
    /// Runs whose first token says something of the word that is no list of words.
    by_look: Vec<u32>,
    /// Runs of no such kind.
    other: Vec<u32>,
    pub(crate) lemmas: Vec<Box<str>>,
}

impl Ruler {
    pub(crate) fn new(rules: &[format::Rule], names: &mut Names) -> Result<Self, Error> {
        let mut ruler = Self::default();
        for rule in rules {
            let setting = ruler.setting(rule, names)?;
            ruler.settings.push(setting);
        }
        // Conditions are tables over numbers, so all names must have theirs first.
        for (number, rule) in rules.iter().enumerate() {
            for pattern in &rule.patterns {
                let length = pattern.len() as i32;
                let target = if rule.index < 0 { length + rule.index } else { rule.index };
                if pattern.is_empty() || !(0..length).contains(&target) {
                    return Err(Error::malformed(format!("ruler rule {number} points outside its pattern")));
                }
                let tokens: Result<Vec<_>, _> = pattern.iter().map(|token| tests(token, names)).collect();
                ruler.runs.push(Run { rule: number as u32, tokens: tokens?, target: target as usize });
            }
        }
        ruler.index(names);
        Ok(ruler)
    }

    fn setting(&mut self, rule: &format::Rule, names: &mut Names) -> Result<Setting, Error> {
        let mut setting = Setting::default();
        for (key, value) in &rule.attrs {
            match key.as_str() {
                "TAG" => setting.tag = Some(names.tags.number(value)),
                "POS" => setting.pos = Some(names.pos.number(value)),
                "DEP" => setting.dep = Some(names.deps.number(value)),
                "MORPH" => setting.morph = Some(names.morphs.number(&tidy_morph(value))),
                "LEMMA" => {
                    self.lemmas.push(value.as_str().into());
                    setting.lemma = Some(self.lemmas.len() as u32);
                }
                other => return Err(Error::malformed(format!("a ruler rule sets {other}"))),
            }
        }
        Ok(setting)
    }

    fn index(&mut self, names: &Names) {
        self.by_tag = vec![Vec::new(); names.tags.names().len()];
        self.by_dep = vec![Vec::new(); names.deps.names().len()];
        for (number, run) in self.runs.iter().enumerate() {
            let number = number as u32;
            let first = &run.tokens[0];
            let words = first.iter().find_map(|test| match test {
                Test::Lower { words, wanted: true } => Some(words),
                _ => None,
            });
            if let Some(words) = words {
                for word in words {
                    self.by_word.entry(word.as_str().into()).or_default().push(number);
                }
                continue;
            }
            if first.iter().any(|test| matches!(test, Test::LowerMatches(_) | Test::IsSpace(true))) {
                self.by_look.push(number);
                continue;
            }
            // A table that leaves most names out is a good index; one that takes most in is none.
            let few = |table: &[bool]| table.iter().filter(|&&held| held).count() <= 8;
            let (mut by_tag, mut by_dep) = (None, None);
            for test in first {
                match test {
                    Test::Tag(table) if few(table) => by_tag = Some(table),
                    Test::Dep(table) if few(table) => by_dep = Some(table),
                    _ => {}
                }
            }
            let (lists, table) = match (by_tag, by_dep) {
                (Some(table), _) => (&mut self.by_tag, table),
                (None, Some(table)) => (&mut self.by_dep, table),
                (None, None) => {
                    self.other.push(number);
                    continue;
                }
            };
            for (list, _) in lists.iter_mut().zip(table).filter(|(_, held)| **held) {
                list.push(number);
            }
        }
    }

    /// The runs that may begin at a word, whatever its tag.
    fn runs_of_word(&self, lexeme: &Lexeme, scratch: &mut Scratch) -> Vec<u32> {
        let mut runs = self.by_word.get(&*lexeme.lower).cloned().unwrap_or_default();
        runs.extend(self.by_look.iter().copied().filter(|&run| {
            self.runs[run as usize].tokens[0].iter().all(|test| match test {
                Test::LowerMatches(_) | Test::IsSpace(_) => test.holds(&Marks::default(), lexeme, scratch),
                _ => true,
            })
        }));
        runs
    }

    /// Applies all rules to a text. `words` are the tokens' numbers among `lexemes`; `known` keeps, for each lexeme, the
    /// runs it can begin, from one text of a batch to the next.
    pub(crate) fn apply(
        &self,
        marks: &mut [Marks],
        words: &[u32],
        lexemes: &[Lexeme],
        known: &mut HashMap<u32, Vec<u32>>,
    ) {
        let mut scratch = Scratch::default();
        let mut matched: Vec<(u32, u32)> = Vec::new();
        for (at, (mark, &word)) in marks.iter().zip(words).enumerate() {
            let lexeme = &lexemes[word as usize];
            let by_word = known.entry(word).or_insert_with(|| self.runs_of_word(lexeme, &mut scratch));
            let by_tag = self.by_tag.get(usize::from(mark.tag)).into_iter().flatten();
            let by_dep = self.by_dep.get(usize::from(mark.dep)).into_iter().flatten();
            for &run in by_word.iter().chain(by_tag).chain(by_dep).chain(&self.other) {
                let run = &self.runs[run as usize];
                let holds = marks.len() - at >= run.tokens.len()
                    && run.tokens.iter().enumerate().all(|(next, tests)| {
                        let lexeme = &lexemes[words[at + next] as usize];
                        tests.iter().all(|test| test.holds(&marks[at + next], lexeme, &mut scratch))
                    });
                if holds {
                    matched.push(((at + run.target) as u32, run.rule));
                }
            }
        }
        matched.sort_unstable();
        for (token, rule) in matched {
            let (mark, setting) = (&mut marks[token as usize], &self.settings[rule as usize]);
            mark.tag = setting.tag.unwrap_or(mark.tag);
            mark.pos = setting.pos.unwrap_or(mark.pos);
            mark.dep = setting.dep.unwrap_or(mark.dep);
            mark.morph = setting.morph.unwrap_or(mark.morph);
            mark.lemma = setting.lemma.unwrap_or(mark.lemma);
        }
    }
}

impl Test {
    fn holds(&self, marks: &Marks, lexeme: &Lexeme, scratch: &mut Scratch) -> bool {
        let held = |table: &[bool], number: u16| table.get(usize::from(number)).copied().unwrap_or(false);
        match self {
            Self::Tag(table) => held(table, marks.tag),
            Self::Pos(table) => held(table, marks.pos),
            Self::Dep(table) => held(table, marks.dep),
            Self::Morph(table) => held(table, marks.morph),
            Self::Lower { words, wanted } => words.contains(&*lexeme.lower) == *wanted,
            Self::LowerMatches(pattern) => {
                let chars: Vec<char> = lexeme.lower.chars().collect();
                pattern.search(&chars, 0, scratch).is_some()
            }
            Self::IsSpace(wanted) => lexeme.is_space == *wanted,
        }
    }
}

fn tests(token: &std::collections::BTreeMap<String, Condition>, names: &Names) -> Result<Vec<Test>, Error> {
    let refuse =
        |key: &str| Error::malformed(format!("a ruler rule has a condition on {key} of an unknown kind"));
    let table = |key: &str, numbering: &Numbering, condition: &Condition| {
        let (listed, wanted) = match condition {
            Condition::Is(name) => (std::slice::from_ref(name), true),
            Condition::In(list) => (list.as_slice(), true),
            Condition::NotIn(list) => (list.as_slice(), false),
            Condition::Regex(_) | Condition::Flag(_) => return Err(refuse(key)),
        };
        let mut table = vec![!wanted; numbering.names().len()];
        for name in listed {
            let name = if key == "MORPH" { tidy_morph(name) } else { name.clone() };
            if let Some(slot) = numbering.get(&name).and_then(|number| table.get_mut(usize::from(number))) {
                *slot = wanted;
            }
        }
        Ok(table)
    };
    let mut tests = Vec::new();
    for (key, condition) in token {
        tests.push(match (key.as_str(), condition) {
            ("TAG", condition) => Test::Tag(table(key, &names.tags, condition)?),
            ("POS", condition) => Test::Pos(table(key, &names.pos, condition)?),
            ("DEP", condition) => Test::Dep(table(key, &names.deps, condition)?),
            ("MORPH", condition) => Test::Morph(table(key, &names.morphs, condition)?),
            ("IS_SPACE", Condition::Flag(wanted)) => Test::IsSpace(*wanted),
            ("LOWER", Condition::Is(word)) => {
                Test::Lower { words: BTreeSet::from([word.clone()]), wanted: true }
            }
            ("LOWER", Condition::In(list) | Condition::NotIn(list)) => Test::Lower {
                words: list.iter().cloned().collect(),
                wanted: matches!(condition, Condition::In(_)),
            },
            ("LOWER", Condition::Regex(source)) => Test::LowerMatches(
                Pattern::new(source).map_err(|reason| Error::Rule { rule: "ruler", reason })?,
            ),
            (key, _) => return Err(refuse(key)),
        });
    }
    Ok(tests)
}
