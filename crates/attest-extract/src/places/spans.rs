//! Where places are named: every span that might be a name, its features, and the choice among overlapping ones.
//!
//! Spans come from four sources: names that a gazetteer knows; shapes that name a place whatever the gazetteers hold ("Kelley Lane", "Highway 19", "Lake
//! Opechee"); capitalised runs in the seat of a place ("in Kwala"); and words for the people of a country. Overlapping spans compete by weight, so
//! *Washington Post* is not *Washington* and *New York City* is not *York*.

use std::collections::{BTreeMap, BTreeSet};

use attest_gazetteer::{Candidate, Gazetteer, Iso, Kind, Matched, country_by_demonym, country_by_name, fold};
use attest_language::Analysis;

use super::features::Vector;
use super::vocabulary as v;
use super::words::{Case, Word};

/// What a span looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A name that a gazetteer knows.
    Known,
    /// A word for the people of a country.
    Demonym(Iso),
    /// "Kelley Lane", "Highway 19".
    Street,
    /// "Lake Opechee", "Flat Creek".
    Feature,
    /// A capitalised run of no other sort.
    Unknown,
}

/// A span that may name a place.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// First and last word.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) shape: Shape,
    /// The folded name.
    pub(super) folded: String,
    /// What was found about it.
    pub(super) features: Vector,
    /// Their weighted sum: above zero is a place.
    pub(super) score: f32,
}

/// The words of a document and what is looked up once for all of it.
pub(super) struct Page<'t, 'g> {
    pub(super) text: &'t str,
    pub(super) words: Vec<Word<'t>>,
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) analysis: Option<&'t Analysis>,
    /// Candidates by folded name, for every known name of the text.
    pub(super) names: BTreeMap<String, Vec<Candidate<'g>>>,
    /// Whether the word stands in a sentence that is mostly in capitals.
    pub(super) shouting: Vec<bool>,
    pub(super) lower: BTreeSet<String>,
    pub(super) surnames: BTreeSet<String>,
    /// Last words of longer names that the model takes for persons'.
    called: BTreeSet<String>,
    pub(super) locative: BTreeMap<String, u32>,
    /// Whether the text has no capitals to go by.
    pub(super) caseless: bool,
    /// Words inside names of groups, forces and outlets.
    pub(super) masked: Vec<bool>,
    /// For each token of the model's analysis the name it belongs to: first token, last token, label.
    pub(super) model_names: Vec<Option<(usize, usize, &'t str)>>,
}

/// Inhabitants taken for a settlement whose row has none.
pub(super) const UNCOUNTED: u32 = 500;

/// The word that ends the name of a service or a firm.
const SERVICES: &[&str] = &["airlines", "airways", "bank", "guard", "guards", "guardsmen", "herald", "times"];

/// Arabic articles, as they begin names in small letters ("al-Bab").
const ARTICLES: &[&str] = &["ad", "al", "an", "ar", "as", "ash", "at", "az", "el", "es", "ez"];

/// Small words inside names.
const INSIDE: &[&str] = &[
    "a", "al", "and", "au", "aux", "da", "das", "de", "del", "della", "des", "di", "do", "dos", "du", "el",
    "en", "es", "la", "las", "le", "les", "los", "of", "on", "sur", "the", "upon", "ye",
];

impl<'t, 'g> Page<'t, 'g> {
    pub(super) fn new(
        text: &'t str,
        gazetteer: &'g Gazetteer,
        analysis: Option<&'t Analysis>,
    ) -> Page<'t, 'g> {
        let words = super::words::words(text);
        let capitals = words.iter().filter(|w| w.is_capital()).count();
        let caseless = words.len() >= 8 && capitals * 50 < words.len();
        let mut page = Page {
            text,
            shouting: shouting(&words),
            lower: words.iter().filter(|w| w.case == Case::Lower).map(|w| w.text.to_string()).collect(),
            surnames: BTreeSet::new(),
            called: BTreeSet::new(),
            locative: BTreeMap::new(),
            words,
            gazetteer,
            analysis,
            names: BTreeMap::new(),
            caseless,
            masked: Vec::new(),
            model_names: Vec::new(),
        };
        if let Some(analysis) = analysis {
            page.model_names = vec![None; analysis.len()];
            for name in analysis.names() {
                if let Some(slots) = page.model_names.get_mut(name.tokens()) {
                    slots.fill(Some((name.first, name.last, name.label)));
                }
            }
        }
        page.gather_people();
        page
    }

    /// Marks the words of names that are no places.
    pub(super) fn mask(&mut self, names: &[std::ops::Range<u32>]) {
        self.masked = vec![false; self.words.len()];
        for name in names {
            let from = self.words.partition_point(|w| w.end <= name.start as usize);
            for (word, masked) in self.words.iter().zip(&mut self.masked).skip(from) {
                if word.start >= name.end as usize {
                    break;
                }
                *masked = true;
            }
        }
    }

    fn is_masked(&self, first: usize, last: usize) -> bool {
        self.masked.get(first..=last).is_some_and(|words| words.iter().any(|m| *m))
    }

    pub(super) fn word(&self, n: usize) -> Option<&Word<'t>> {
        self.words.get(n)
    }

    pub(super) fn before(&self, n: usize) -> Option<&Word<'t>> {
        n.checked_sub(1).and_then(|n| self.words.get(n))
    }

    /// The text of some words.
    pub(super) fn name(&self, first: usize, last: usize) -> &'t str {
        match (self.words.get(first), self.words.get(last)) {
            (Some(a), Some(b)) => self.text.get(a.start..b.end).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether a word may begin a name: it has a capital, or the text has none.
    fn begins(&self, n: usize) -> bool {
        let article = |w: &Word<'_>| {
            v::has(ARTICLES, w.text)
                && self.word(n + 1).is_some_and(|next| next.gap.joined && next.is_capital())
        };
        self.word(n).is_some_and(|w| {
            w.is_capital() || article(w) || (self.caseless && w.case == Case::Lower && w.text.len() > 3)
        })
    }

    /// Surnames: capitalised words after a given name, an initial or a title.
    fn gather_people(&mut self) {
        let mut surnames = BTreeSet::new();
        for (n, word) in self.words.iter().enumerate() {
            let Some(before) = self.before(n) else { continue };
            if !word.is_capital() || !word.gap.plain || !before.is_capital() || word.text.len() < 3 {
                continue;
            }
            let lower = before.text.to_lowercase();
            let initial = before.text.trim_end_matches('.').chars().count() == 1
                && n >= 2
                && self.word(n - 2).is_some_and(Word::is_capital)
                && before.gap.plain;
            if v::has(v::GIVEN, &lower) || v::has(v::TITLES, &lower) || initial {
                surnames.insert(fold(word.text));
            }
        }
        // "Colonel Rene Emilio **Ponce**", "Cecilio **Rivera**, a farmer": the last of several words that the model takes for a person.
        for name in self.analysis.into_iter().flat_map(Analysis::names).filter(|name| name.label == "PERSON")
        {
            let tokens = || self.analysis.into_iter().flat_map(|analysis| analysis.tokens_in(name.tokens()));
            let written = tokens().filter(|token| token.tag().starts_with("NNP")).count() >= 2
                && tokens()
                    .all(|token| token.text().starts_with(char::is_uppercase) && token.text() != "The");
            if let Some(last) = tokens().last().filter(|last| written && last.text().len() > 3) {
                self.called.insert(fold(last.text()));
            }
        }
        self.surnames = surnames;
    }

    /// Whether the model takes a name for somebody's surname elsewhere, the name stands nowhere as only places stand, and no country or great
    /// city is called so.
    pub(super) fn is_called(&self, folded: &str) -> bool {
        let great = |c: &Candidate<'_>| {
            c.capital
                || matches!(c.kind, Kind::Country | Kind::Continent)
                || c.population >= 500_000 && c.kind == Kind::Settlement
        };
        self.called.contains(folded)
            && !self.locative.contains_key(folded)
            && !self.names.get(folded).is_some_and(|found| found.iter().any(great))
    }

    /// The candidates of a name, looked up once.
    fn known(&mut self, folded: &str, name: &str) -> bool {
        if self.names.contains_key(folded) {
            return true;
        }
        let mut found = self.gazetteer.lookup(name);
        // "Congo": what reports call a country comes before what a gazetteer calls another.
        if let Some(own) = country_by_name(name).filter(|own| {
            found.iter().any(|c| c.kind == Kind::Country)
                && found.iter().all(|c| c.kind != Kind::Country || c.country != own.iso)
        }) {
            found.splice(0..0, self.gazetteer.country_place(own.iso));
        }
        if found.is_empty() {
            found = self.bare(name);
        }
        if found.is_empty() {
            return false;
        }
        self.names.insert(folded.to_string(), found);
        true
    }

    /// "Ostlands north": a country whose apostrophe was lost on the way.
    fn bare(&self, name: &str) -> Vec<Candidate<'g>> {
        let country = |c: &Candidate<'_>| c.kind == Kind::Country && c.matched != Matched::Alias;
        let stem = name.strip_suffix('s').filter(|stem| stem.len() > 3);
        stem.map(|stem| self.gazetteer.lookup(stem).into_iter().filter(country).collect()).unwrap_or_default()
    }

    /// All spans, with features and scores, in text order.
    pub(super) fn spans(&mut self) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut covered = 0;
        for first in 0..self.words.len() {
            if !self.begins(first) {
                continue;
            }
            let from = spans.len();
            for last in first..(first + 6).min(self.words.len()) {
                if last > first && !self.joins(last) {
                    break;
                }
                if last > first && self.caseless && last > first + 2 {
                    break;
                }
                let ends_well = self.begins(last) || (last > first && self.words[last].case == Case::Number);
                if !ends_well
                    || (last == first && self.words[first].text.trim_end_matches('.').chars().count() < 2)
                {
                    continue;
                }
                // "would give only her first name, **Helena**"
                if self.before(first).is_some_and(|word| word.text.eq_ignore_ascii_case("name")) {
                    continue;
                }
                // "the **Coast** Guard", "a **West Coast** Bank branch": whose name it begins is no place.
                if self.word(last + 1).is_some_and(|next| {
                    next.gap.plain && next.is_capital() && v::has(SERVICES, &next.text.to_lowercase())
                }) {
                    continue;
                }
                let name = self.name(first, last);
                let folded = fold(name);
                let people = (last <= first + 1).then(|| self.people(first, last, &folded)).flatten();
                if let Some(iso) = people {
                    spans.push(Span::new(first, last, Shape::Demonym(iso), folded));
                } else if !self.is_masked(first, last) {
                    let known = self.words[last].case != Case::Number
                        && (self.gazetteer.knows(name) || first == last && name.ends_with('s'))
                        && self.known(&folded, name);
                    let shape = if known { Some(Shape::Known) } else { self.shape(first, last) };
                    spans.extend(shape.map(|shape| Span::new(first, last, shape, folded)));
                }
            }
            // "**In** Marnak": the preposition that opens a sentence begins no name.
            if self.words[first].gap.ends && v::has(v::IN, &self.words[first].text.to_lowercase()) {
                continue;
            }
            // The whole run of capitals, where nothing knows it; its beginning may have a namesake ("**Mir** Ali").
            let end = self.run_end(first);
            let whole = spans.iter().skip(from).any(|span| span.last >= end);
            if first >= covered && !whole && end - first < 4 && !self.is_masked(first, end) {
                let span = Span::new(first, end, Shape::Unknown, fold(self.name(first, end)));
                if spans.len() == from || self.is_sorted(&span) {
                    spans.push(span);
                }
            }
            covered = covered.max(end + 1);
        }
        self.gather_locatives(&spans);
        for n in 0..spans.len() {
            let features = self.features(&spans, n);
            if let Some(span) = spans.get_mut(n) {
                span.score = features.score();
                span.features = features;
            }
        }
        spans
    }

    /// The country of these words, where they name its people and no place that is better known.
    fn people(&mut self, first: usize, last: usize, folded: &str) -> Option<Iso> {
        let name = self.name(first, last);
        let country = country_by_demonym(name)?;
        let known = self.gazetteer.knows(name) && self.known(folded, name);
        // "the **Somali** minister": a people, though a region bears its name; "the Somali region".
        let describes = self.word(last + 1).is_some_and(|next| {
            next.gap.plain
                && next.case == Case::Lower
                && next.text.len() > 3
                && v::kinds_of(next.text).is_none()
        });
        let greater = |c: &Candidate<'_>| {
            c.matched != Matched::Alias
                && (c.kind == Kind::Country
                    || c.population >= 300_000 && !(describes && c.kind != Kind::Settlement))
        };
        let place = known && self.names.get(folded).is_some_and(|found| found.iter().any(greater));
        (!place).then_some(country.iso)
    }

    /// Whether word `n` continues a name begun before it.
    fn joins(&self, n: usize) -> bool {
        let Some(word) = self.word(n) else { return false };
        let gap = word.gap;
        if gap.possessive || gap.ends || gap.comma || !(gap.plain || gap.joined) {
            return false;
        }
        word.is_capital() || word.case == Case::Number || v::has(INSIDE, word.text) || self.caseless
    }

    /// "Dasht-**e**-Barchi", "Koh-**i**-Marnak": a short word between two dashes of one name.
    fn is_particle(&self, n: usize) -> bool {
        self.word(n).is_some_and(|w| w.gap.joined && w.case == Case::Lower && w.text.len() <= 2)
            && self.word(n + 1).is_some_and(|next| next.gap.joined && next.is_capital())
    }

    /// The last word of the run of capitals that begins at `first`.
    fn run_end(&self, first: usize) -> usize {
        let mut end = first;
        loop {
            let capital = |n: usize| {
                self.word(n)
                    .is_some_and(|w| w.is_capital() && (w.gap.plain || w.gap.joined) && !w.gap.possessive)
            };
            let article = |n: usize| self.word(n).is_some_and(|w| w.gap.plain && v::has(ARTICLES, w.text));
            if capital(end + 1) {
                end += 1;
            } else if (article(end + 1) || self.is_particle(end + 1)) && capital(end + 2) {
                end += 2;
            } else {
                return end;
            }
        }
    }

    /// The shape of words that no gazetteer knows.
    fn shape(&self, first: usize, last: usize) -> Option<Shape> {
        let lower =
            |n: usize| self.word(n).map(|w| w.text.trim_end_matches('.').to_lowercase()).unwrap_or_default();
        let plain = (first + 1..=last)
            .all(|n| self.word(n).is_some_and(|w| w.is_capital() || w.case == Case::Number));
        if last == first || !plain {
            return None;
        }
        let (head, tail) = (lower(first), lower(last));
        let number = self.word(last).is_some_and(|w| w.case == Case::Number);
        if number {
            let road = v::has(v::ROADS, &lower(last - 1)) || us_road(&self.words[last - 1]);
            return road.then_some(Shape::Street);
        }
        if v::has(v::STREETS, &tail) {
            return Some(Shape::Street);
        }
        let feature = v::has(v::FEATURES, &tail)
            || matches!(head.as_str(), "lake" | "mount" | "mt" | "camp" | "fort" | "port" | "cape" | "isle");
        let sort = matches!(
            tail.as_str(),
            "county"
                | "province"
                | "district"
                | "township"
                | "village"
                | "parish"
                | "governorate"
                | "neighbourhood"
                | "neighborhood"
                | "suburb"
                | "municipality"
                | "oblast"
                | "raion"
                | "area"
                | "region"
        );
        (feature || sort).then_some(Shape::Feature)
    }

    /// Names that somewhere in the text stand where only a place stands.
    fn gather_locatives(&mut self, spans: &[Span]) {
        let mut counts = BTreeMap::new();
        for span in spans {
            let before = self
                .before(span.first)
                .filter(|_| self.words[span.first].gap.plain)
                .map(|w| w.text.to_lowercase())
                .unwrap_or_default();
            let state = self.state_after(span.last).is_some();
            if v::has(v::IN, &before) || state {
                *counts.entry(span.folded.clone()).or_insert(0) += 1;
            }
        }
        self.locative = counts;
    }

    /// The US state abbreviated after a comma behind word `n`: "Springfield, Ill."
    pub(super) fn state_after(&self, n: usize) -> Option<&'static str> {
        let next = self.word(n + 1)?;
        (next.gap.comma && !next.gap.ends).then(|| v::us_state(next.text)).flatten()
    }
}

impl Span {
    fn new(first: usize, last: usize, shape: Shape, folded: String) -> Span {
        Span { first, last, shape, folded, features: Vector::default(), score: 0.0 }
    }
}

fn us_road(word: &Word<'_>) -> bool {
    matches!(word.text, "US" | "U.S." | "I" | "KY" | "SR" | "FM" | "CR") || v::us_state(word.text).is_some()
}

/// Which words stand in sentences that are mostly in capitals.
fn shouting(words: &[Word<'_>]) -> Vec<bool> {
    let mut out = vec![false; words.len()];
    let mut from = 0;
    while from < words.len() {
        let mut to = from + 1;
        while to < words.len() && !words[to].gap.ends {
            to += 1;
        }
        let long = words[from..to].iter().filter(|w| w.text.len() > 2 && w.case != Case::Number);
        let (all, upper) = long.fold((0, 0), |(a, u), w| (a + 1, u + usize::from(w.case == Case::Upper)));
        if upper >= 2 && upper * 10 >= all * 7 {
            out[from..to].fill(true);
        }
        from = to;
    }
    out
}

/// The spans that together weigh most without overlapping; none below zero.
pub(super) fn choose(spans: &[Span], bar: f32) -> Vec<usize> {
    // Weighted interval scheduling over word positions: best[e] is the best sum of spans ending before word e.
    let words = spans.iter().map(|s| s.last + 1).max().unwrap_or(0);
    let mut ending: Vec<Vec<usize>> = vec![Vec::new(); words + 1];
    for (n, span) in spans.iter().enumerate() {
        if span.score > bar
            && let Some(list) = ending.get_mut(span.last + 1)
        {
            list.push(n);
        }
    }
    let mut best = vec![(0.0f32, None::<usize>); words + 1];
    for end in 1..=words {
        best[end] = (best[end - 1].0, None);
        for &n in &ending[end] {
            let sum = best[spans[n].first].0 + spans[n].score - bar;
            if sum > best[end].0 {
                best[end] = (sum, Some(n));
            }
        }
    }
    let mut chosen = Vec::new();
    let mut end = words;
    while end > 0 {
        if let Some(n) = best[end].1 {
            chosen.push(n);
            end = spans[n].first;
        } else {
            end -= 1;
        }
    }
    chosen.reverse();
    chosen
}

/// "San Luis **de la Reina**": a known name inside a longer one that no gazetteer has is not that place.
pub(super) fn lengthen(page: &Page<'_, '_>, chosen: &mut [Span]) {
    let firsts: BTreeSet<usize> = chosen.iter().map(|span| span.first).collect();
    for span in chosen.iter_mut().filter(|span| !matches!(span.shape, Shape::Demonym(_) | Shape::Street)) {
        let joined = |at: usize| page.words.get(at).filter(|word| word.gap.plain);
        let lower = |at: usize| joined(at).map(|word| word.text.to_lowercase()).unwrap_or_default();
        let mut at = span.last + 1;
        // "Dasht**-e-Marnak**"
        if page.is_particle(at) && !firsts.contains(&(at + 1)) {
            span.last = at + 1;
            span.shape = Shape::Unknown;
            span.folded = fold(page.name(span.first, at + 1));
            continue;
        }
        if !matches!(lower(at).as_str(), "de" | "del" | "do" | "da" | "dos" | "das") {
            continue;
        }
        at += 1;
        if matches!(lower(at).as_str(), "la" | "las" | "los" | "el") {
            at += 1;
        }
        let name = joined(at).filter(|word| word.is_capital() && word.text.len() > 2);
        if name.is_some() && (span.last + 1..=at).all(|word| !firsts.contains(&word)) {
            span.last = at;
            span.shape = Shape::Unknown;
            span.folded = fold(page.name(span.first, at));
        }
    }
}
