//! What speaks for and against a span's being the name of a place: its name, the words before and after, the page, the model's labels.

use attest_gazetteer::{Candidate, Kind, Matched};
use attest_language::Analysis;

use super::features::{Feature, Vector};
use super::spans::{Page, Shape, Span, UNCOUNTED};
use super::vocabulary as v;
use super::words::{Case, Word};

/// Words of war that name a place behind *of*: "the battle of Ostara".
const BATTLES: &[&str] = &[
    "battle",
    "bombardment",
    "bombing",
    "capture",
    "fall",
    "liberation",
    "massacre",
    "recapture",
    "seizure",
    "shelling",
    "siege",
    "storming",
];

impl Page<'_, '_> {
    pub(super) fn features(&self, spans: &[Span], n: usize) -> Vector {
        let mut out = Vector::default();
        let Some(span) = spans.get(n) else { return out };
        out.set(Feature::Bias, 1.0);
        self.name_features(span, &mut out);
        self.before_features(span, spans, n, &mut out);
        self.after_features(span, spans, n, &mut out);
        if self.is_sorted(span) {
            let weight = match span.shape {
                Shape::Unknown => 1.0,
                Shape::Known => 0.5,
                _ => 0.0,
            };
            out.set(Feature::Sorted, weight);
        }
        self.page_features(span, spans, n, &mut out);
        if let Some(analysis) = self.analysis {
            out.set(Feature::Analysed, 1.0);
            self.model_features(analysis, self.words[span.first].start..self.words[span.last].end, &mut out);
            // "the town of Dablo": what the tagger takes for a common noun has a capital and a sort all the same.
            let of = self.before(span.first).is_some_and(|word| word.text == "of");
            let seated = out.value(Feature::BeforeSiteIn) > 0.0;
            if span.shape == Shape::Unknown && (self.is_sorted(span) && of || seated) {
                out.set(Feature::ModelNotProper, -out.value(Feature::ModelNotProper));
            }
        }
        out
    }

    /// Whether a word for a sort of place stands beside the name: "the village of Marnak", "the Marnak district".
    pub(super) fn is_sorted(&self, span: &Span) -> bool {
        let sort = |n: usize| self.word(n).is_some_and(|w| !w.is_capital() && v::kinds_of(w.text).is_some());
        let part = |n: usize| self.word(n).is_some_and(|w| v::is_part(w.text));
        let first = &self.words[span.first];
        let of = self.before(span.first).is_some_and(|w| w.text.eq_ignore_ascii_case("of") && w.gap.plain);
        let front =
            first.gap.plain && of && span.first >= 2 && (sort(span.first - 2) || part(span.first - 2));
        front
            || self.word(span.last + 1).is_some_and(|w| w.gap.plain)
                && sort(span.last + 1)
                && !self.is_of_a_name(span.last + 1)
    }

    /// "the Marnak **village of** Tessi": Tessi is the village, and the word before it tells of whom, or of which part of the country.
    fn is_of_a_name(&self, sort: usize) -> bool {
        self.word(sort)
            .is_some_and(|w| matches!(w.text, "village" | "villages" | "hamlet" | "community" | "town"))
            && self.word(sort + 1).is_some_and(|w| w.gap.plain && w.text == "of")
            && self.word(sort + 2).is_some_and(|w| w.gap.plain && w.is_capital())
            && sort.checked_sub(1).and_then(|n| self.word(n)).is_some_and(Word::is_capital)
    }

    /// "**Marnak Refugee Camp**": not the town that the camp is called after.
    fn is_camp(&self, span: &Span) -> bool {
        let word = |n: usize| self.word(n).map(|w| w.text.to_lowercase()).unwrap_or_default();
        span.shape == Shape::Feature
            && matches!(word(span.last).as_str(), "camp" | "camps")
            && span.last >= 2
            && matches!(
                word(span.last - 1).as_str(),
                "refugee" | "refugees" | "idp" | "displaced" | "displacement"
            )
    }

    fn name_features(&self, span: &Span, out: &mut Vector) {
        use Feature as F;
        let found = self.names.get(&span.folded).map_or(&[][..], Vec::as_slice);
        let kind = |test: fn(Kind) -> bool| found.iter().any(|c| test(c.kind));
        out.mark(F::Known, !found.is_empty());
        out.mark(F::Country, kind(|k| k == Kind::Country));
        out.mark(F::Continent, kind(|k| k == Kind::Continent));
        out.mark(F::Admin1, kind(|k| k == Kind::Admin1));
        out.mark(F::Admin2, kind(|k| k == Kind::Admin2));
        out.mark(F::Settlement, kind(|k| k == Kind::Settlement));
        out.mark(
            F::Area,
            kind(|k| {
                !matches!(
                    k,
                    Kind::Country
                        | Kind::Continent
                        | Kind::Admin1
                        | Kind::Admin2
                        | Kind::Settlement
                        | Kind::Neighbourhood
                )
            }),
        );
        out.mark(F::Capital, found.iter().any(|c| c.capital));
        // A village without a count of people is no smaller than one with: it is only uncounted.
        let people = |c: &Candidate<'_>| {
            if c.kind == Kind::Settlement { c.population.max(UNCOUNTED) } else { c.population }
        };
        let most = found.iter().map(people).max().unwrap_or(0);
        out.set(F::Population, (most as f32 + 1.0).log10() / 7.0);
        out.set(F::Namesakes, (found.len() as f32 + 1.0).ln());
        out.mark(F::AliasOnly, !found.is_empty() && found.iter().all(|c| c.matched == Matched::Alias));
        match span.shape {
            Shape::Demonym(_) => out.mark(F::Demonym, true),
            Shape::Street => {
                out.mark(F::Street, true);
                out.mark(F::RoadNumber, self.words[span.last].case == Case::Number);
            }
            Shape::Feature => out.mark(F::FeatureName, true),
            Shape::Unknown => out.mark(F::Unknown, true),
            Shape::Known => {}
        }
        out.mark(F::Words2, span.last == span.first + 1);
        out.mark(F::Words3, span.last > span.first + 1);
        let tail = self.words[span.last].text.to_lowercase();
        let head = self.words[span.first].text.to_lowercase();
        let several = span.last > span.first;
        // "**Lake** Tolsa", "**Mount** Marnak"
        let fronted =
            || matches!(head.as_str(), "lake" | "mount" | "cape" | "fort") && span.shape == Shape::Known;
        out.mark(F::SortInside, several && (v::kinds_of(&tail).is_some() || fronted()));
        out.mark(
            F::OrganisationWord,
            several
                && tail != "city"
                && tail != "state"
                && tail != "district"
                && v::has(v::ORGANISATIONS, &tail),
        );
        out.mark(F::StreetWord, several && span.shape == Shape::Known && v::has(v::STREETS, &tail));
        // "Sheikh Miskin district": the sort behind says that the whole is a place.
        let sorted = self
            .word(span.last + 1)
            .is_some_and(|w| w.gap.plain && !w.is_capital() && v::kinds_of(w.text).is_some());
        out.mark(F::GivenName, !sorted && v::has(v::GIVEN, &head));
        out.mark(F::TitleWord, !sorted && v::has(v::TITLES, &head));
        out.mark(F::CalendarWord, !several && v::has(v::CALENDAR, &head));
        // "US" is no "us".
        let abbreviation = self.words[span.first].case == Case::Upper
            && !self.shouting.get(span.first).copied().unwrap_or(false);
        out.mark(
            F::CommonWord,
            !several
                && !abbreviation
                && (v::has(super::common::WORDS, &head)
                    || v::has(v::COMPASS, &head)
                    || v::has(v::ORGANISATIONS, &head)),
        );
        out.mark(F::LowerElsewhere, !several && self.lower.contains(&head));
    }

    fn before_features(&self, span: &Span, spans: &[Span], n: usize, out: &mut Vector) {
        use Feature as F;
        let first = &self.words[span.first];
        out.mark(F::SentenceStart, first.gap.ends);
        out.mark(F::AfterLabel, self.is_labelled(span.first));
        out.mark(F::SentenceStartWord, first.gap.ends && span.first == span.last);
        let Some(before) = self.before(span.first).filter(|_| !first.gap.ends) else { return };
        let lower = before.text.to_lowercase();
        if first.gap.comma {
            let place =
                spans[..n].iter().rev().take(8).any(|s| s.last + 1 == span.first && s.shape == Shape::Known);
            out.mark(F::BeforeCommaPlace, place);
            return;
        }
        if !(first.gap.plain || first.gap.joined || first.gap.quote || first.gap.possessive) {
            return;
        }
        out.mark(F::BeforePossessive, first.gap.possessive);
        let word = |back: usize| {
            span.first
                .checked_sub(back)
                .and_then(|n| self.word(n))
                .map(|w| w.text.to_lowercase())
                .unwrap_or_default()
        };
        out.mark(F::BeforeIn, v::has(v::IN, &lower));
        out.mark(F::BeforeNear, v::has(v::NEAR, &lower) || (lower == "to" && word(2) == "close"));
        out.mark(F::BeforeAttack, v::has(v::ATTACKS, &lower) || v::has(v::STORMS, &lower));
        out.mark(F::BeforeTo, v::has(v::TO, &lower));
        out.mark(F::BeforeThe, lower == "the");
        let compass = v::has(v::COMPASS, &lower);
        out.mark(F::InCompass, compass && v::has(v::IN, &word(2)));
        // "an attack on **eastern** Marnak"
        let led = usize::from(compass);
        let upon = match word(1 + led).as_str() {
            "on" | "against" => v::has(v::DEEDS, &word(2 + led)),
            "from" => v::is_taking(&word(2 + led)),
            _ => false,
        };
        out.mark(F::BeforeDeedOn, upon);
        let lone = span.shape == Shape::Unknown
            && span.first == span.last
            && first.case == Case::Title
            && !self.word(span.last + 1).is_some_and(|next| next.gap.plain && next.is_capital());
        // "killed **six in** Marnak", "eight people died in Marnak"
        let suffered =
            || matches!(lower.as_str(), "in" | "near" | "around" | "outside") && v::is_harmed(&word(2));
        // "**In Marnak**, gunmen killed five": a lone name that opens a sentence, before its comma.
        let opens = || {
            before.gap.ends
                && matches!(before.text, "In" | "At" | "Near" | "Around" | "Outside")
                && self.word(span.last + 1).is_some_and(|next| next.gap.comma)
                && !self.is_language(span)
        };
        // "in **nearby** Marnak"
        let beside =
            matches!(lower.as_str(), "nearby" | "neighbouring" | "neighboring") && v::has(v::IN, &word(2));
        let seated = v::has(v::IN, &lower) && (v::is_scene(&word(2)) || suffered() || opens()) || beside;
        out.mark(F::BeforeSiteIn, lone && seated);
        out.mark(F::BeforeStorm, v::has(v::STORMS, &lower) && !self.is_group(span));
        if compass && word(2) == "of" {
            out.mark(F::BeforeBattleOf, v::has(BATTLES, &word(3)));
        }
        out.mark(F::BeforeAnd, matches!(lower.as_str(), "and" | "or"));
        out.mark(
            F::BeforeCompass,
            v::has(v::COMPASS, &lower) || v::has(v::COMPASS, lower.trim_end_matches('-')),
        );
        if lower == "of" {
            let earlier = word(2);
            out.mark(F::BeforeOf, true);
            out.mark(F::BeforeBattleOf, v::has(BATTLES, &earlier));
            out.mark(
                F::BeforeSortOf,
                v::kinds_of(&earlier).is_some()
                    || v::has(v::COMPASS, &earlier)
                    || v::is_part(&earlier)
                    || matches!(
                        earlier.as_str(),
                        "part" | "parts" | "people" | "market" | "mosque" | "church" | "prison" | "port"
                    ),
            );
            let organisation =
                span.first.checked_sub(2).and_then(|n| self.word(n)).is_some_and(Word::is_capital)
                    && v::has(v::ORGANISATIONS, &earlier);
            out.mark(F::BeforeOrganisationOf, organisation);
        }
        out.mark(
            F::BeforeOtherPreposition,
            matches!(
                lower.as_str(),
                "by" | "for" | "with" | "against" | "about" | "as" | "like" | "on" | "than" | "between"
            ),
        );
        let shouting = self.shouting.get(span.first).copied().unwrap_or(false);
        if before.is_capital() && !before.gap.ends && !shouting {
            let compass = v::has(v::COMPASS, &lower);
            out.mark(F::BeforeTitle, v::has(v::TITLES, &lower));
            out.mark(F::BeforeGiven, v::has(v::GIVEN, &lower));
            out.mark(F::BeforeInitial, before.text.trim_end_matches('.').chars().count() == 1);
            out.mark(F::BeforeCapital, !compass && first.gap.plain);
        } else if before.is_capital() {
            out.mark(F::BeforeTitle, v::has(v::TITLES, &lower));
            out.mark(F::BeforeGiven, v::has(v::GIVEN, &lower));
        }
    }

    /// Whether the model takes the name for a people's, or, where it is more than a lone name in small letters, for an organisation's: "attacked
    /// **Christians**", "attacked **FDLR**". An unknown village looks like an organisation to it, too.
    fn is_group(&self, span: &Span) -> bool {
        let Some(analysis) = self.analysis else { return false };
        let lone = span.first == span.last
            && self.words[span.first].case == Case::Title
            && !self.words[span.first].text.ends_with('s');
        let tokens = analysis.tokens_over(self.words[span.first].start..self.words[span.last].end);
        let mut labels = self.model_names.get(tokens).into_iter().flatten().flatten();
        labels.any(|name| name.2 == "NORP" || name.2 == "ORG" && !lone)
    }

    /// "In **Arabic**, …", "in **Ramadan**, …": what the model takes for a language, a people, a feast or a day.
    fn is_language(&self, span: &Span) -> bool {
        let Some(analysis) = self.analysis else { return false };
        let tokens = analysis.tokens_over(self.words[span.first].start..self.words[span.last].end);
        let mut labels = self.model_names.get(tokens).into_iter().flatten().flatten();
        labels.any(|name| matches!(name.2, "LANGUAGE" | "NORP" | "EVENT" | "DATE" | "LAW"))
    }

    /// Whether a row's label says that a place follows: "Location: Tolsa", or the label on a line of its own.
    fn is_labelled(&self, first: usize) -> bool {
        let (Some(word), Some(label)) = (self.word(first), self.before(first)) else { return false };
        let between = self.text.get(label.end..word.start).unwrap_or("");
        let mark =
            between.trim_start().starts_with(':') || between.trim().is_empty() && between.contains('\n');
        mark && label.gap.ends
            && matches!(label.text.to_lowercase().as_str(), "location" | "locations" | "place")
    }

    fn after_features(&self, span: &Span, spans: &[Span], n: usize, out: &mut Vector) {
        use Feature as F;
        let Some(next) = self.word(span.last + 1).filter(|w| !w.gap.ends) else { return };
        let lower = next.text.trim_end_matches('.').to_lowercase();
        out.mark(F::AfterPossessive, next.gap.possessive);
        out.mark(F::AfterParenthesis, next.gap.opens);
        if next.gap.comma {
            out.mark(F::AfterCommaState, v::us_state(next.text).is_some());
            let place =
                spans[n..].iter().take(24).any(|s| s.first == span.last + 1 && s.shape == Shape::Known);
            out.mark(F::AfterCommaPlace, place);
            let article = matches!(lower.as_str(), "a" | "an" | "the");
            let sort =
                (2..=5).map_while(|k| self.word(span.last + k).filter(|w| w.gap.plain || w.gap.joined));
            out.mark(F::AfterApposition, article && sort.into_iter().any(|w| v::kinds_of(w.text).is_some()));
            return;
        }
        if next.gap.joined {
            out.mark(
                F::AfterBased,
                matches!(
                    lower.as_str(),
                    "based" | "born" | "area" | "bound" | "controlled" | "held" | "backed" | "led" | "style"
                ),
            );
            return;
        }
        if !next.gap.plain && !next.gap.possessive {
            return;
        }
        let shouting = self.shouting.get(span.last).copied().unwrap_or(false);
        if next.is_capital() && !shouting {
            // "Kabul**'s** Wazir": two names.
            out.mark(F::AfterCapital, !next.gap.possessive);
            out.mark(F::AfterOrganisation, v::has(v::ORGANISATIONS, &lower));
            out.mark(F::AfterPress, v::has(v::PRESS, &lower));
            out.mark(F::AfterStreet, v::has(v::STREETS, &lower));
            out.mark(F::AfterFeature, v::has(v::FEATURES, &lower));
            out.mark(F::AfterInitial, next.text.trim_end_matches('.').chars().count() == 1);
        } else {
            out.mark(F::AfterLower, next.case == Case::Lower || shouting);
            out.mark(F::AfterSort, v::kinds_of(&lower).is_some() && !self.is_of_a_name(span.last + 1));
            out.mark(F::AfterRole, v::has(v::ROLES, &lower));
            out.mark(F::AfterSpeaks, v::has(v::SPEAKS, &lower));
        }
    }

    fn page_features(&self, span: &Span, spans: &[Span], n: usize, out: &mut Vector) {
        use Feature as F;
        let first = &self.words[span.first];
        let shouting = self.shouting.get(span.first).copied().unwrap_or(false);
        out.mark(F::Shouting, shouting);
        out.mark(F::UpperCase, first.case == Case::Upper && !shouting && !first.text.contains('.'));
        let dash = self.word(span.last + 1).is_some_and(|w| w.gap.dash || w.gap.opens) && first.gap.ends;
        // "**Mosul:** Gunmen killed": what opens a line of a digest.
        let line =
            self.text.get(..first.start).is_some_and(|before| before.is_empty() || before.ends_with('\n'));
        let colon = self.text.get(self.words[span.last].end..).is_some_and(|behind| behind.starts_with(": "));
        out.mark(F::Dateline, dash || line && colon && span.shape == Shape::Known);
        let single = span.first == span.last;
        out.mark(
            F::SurnameElsewhere,
            single && (self.surnames.contains(&span.folded) || self.is_called(&span.folded)),
        );
        let others = self.locative.get(&span.folded).copied().unwrap_or(0);
        out.mark(F::LocativeElsewhere, others > 0);
        let neighbours = spans[n.saturating_sub(12)..(n + 12).min(spans.len())].iter();
        let inside = neighbours.clone().any(|s| {
            (s.shape == Shape::Known || s.shape == Shape::Unknown && self.is_sorted(s) || self.is_camp(s))
                && s.first <= span.first
                && span.last <= s.last
                && s.last - s.first > span.last - span.first
        });
        out.mark(F::InsideKnown, inside);
        let listed = neighbours
            .filter(|s| s.shape == Shape::Known && (s.last + 1 == span.first || span.last + 1 == s.first))
            .count();
        let comma = first.gap.comma || self.word(span.last + 1).is_some_and(|w| w.gap.comma);
        out.mark(F::ListOfPlaces, comma && listed > 0);
    }

    /// What the language model says of a byte range.
    fn model_features(&self, analysis: &Analysis, range: std::ops::Range<usize>, out: &mut Vector) {
        use Feature as F;
        let tokens = analysis.tokens_over(range);
        if tokens.is_empty() {
            return;
        }
        let at = self.model_names.get(tokens.clone()).into_iter().flatten().flatten().next();
        if let Some(&(from, to, label)) = at {
            let place = matches!(label, "GPE" | "LOC" | "FAC");
            out.mark(F::ModelPlace, place);
            out.mark(F::ModelPerson, label == "PERSON");
            out.mark(F::ModelOrganisation, label == "ORG");
            out.mark(F::ModelPeople, label == "NORP");
            out.mark(F::ModelOther, !matches!(label, "GPE" | "LOC" | "FAC" | "PERSON" | "ORG" | "NORP"));
            out.mark(F::ModelExact, place && (from, to + 1) == (tokens.start, tokens.end));
            out.mark(
                F::ModelInside,
                !place
                    && from <= tokens.start
                    && tokens.end <= to + 1
                    && (from, to + 1) != (tokens.start, tokens.end),
            );
        }
        let Some(head) = analysis
            .tokens_in(tokens.clone())
            .find(|t| !tokens.contains(&analysis.head(t.index())) || t.is_root())
        else {
            return;
        };
        out.mark(F::ModelProper, head.pos() == "PROPN");
        out.mark(F::ModelNotProper, head.pos() != "PROPN");
        out.mark(F::ModelObject, head.dep() == "pobj");
        out.mark(F::ModelCompound, head.dep() == "compound");
        out.mark(F::ModelSubject, matches!(head.dep(), "nsubj" | "nsubjpass"));
    }
}
