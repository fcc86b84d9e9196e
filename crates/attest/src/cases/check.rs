//! A coding held against a case: which claims and incidents are as expected, and in which words the others differ.

use super::figure::Noted;
use super::parse::Case;
use super::spec::{ClaimSpec, Demand, IncidentRef, IncidentSpec, PlaceSpec, VoiceSpec, is_silence};
use super::{tell, when};
use attest_model::{Claim, Coding, Incident, Place};
use std::collections::BTreeMap;
use std::fmt;

/// Something that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Line of the case.
    pub line: usize,
    /// What was expected, as written.
    pub expected: String,
    /// What there is instead, and how it differs.
    pub found: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "      line {}: {}", self.line, self.expected)?;
        self.found.iter().try_for_each(|found| write!(f, "\n        {found}"))
    }
}

/// The case's numbers of incidents, and the ids of the incidents that they were found to be.
type Numbers<'a> = BTreeMap<&'a str, &'a str>;

/// Everything in `coding` that is not as `case` expects.
pub fn check(case: &Case, coding: &Coding) -> Vec<Failure> {
    let mut failures = Vec::new();
    let fits = |spec: usize, incident: usize| {
        let (spec, incident) = (case.incidents.get(spec), coding.incidents.get(incident));
        spec.zip(incident)
            .is_some_and(|(spec, incident)| incident_differences(spec, incident, coding).is_empty())
    };
    let matched = assign(case.incidents.len(), coding.incidents.len(), fits);
    let mut numbers = Numbers::new();
    for (spec, found) in case.incidents.iter().zip(&matched) {
        if let Some(incident) = found.and_then(|at| coding.incidents.get(at)) {
            numbers.insert(&spec.number, &incident.id);
        } else {
            failures.push(missing_incident(spec, coding));
        }
    }
    part_failures(case, coding, &numbers, &mut failures);
    sequel_failures(case, coding, &numbers, &mut failures);
    let fits = |spec: usize, claim: usize| {
        let (spec, claim) = (case.claims.get(spec), coding.claims.get(claim));
        spec.zip(claim)
            .is_some_and(|(spec, claim)| claim_differences(spec, claim, coding, &numbers).is_empty())
    };
    let matched = assign(case.claims.len(), coding.claims.len(), fits);
    for (spec, found) in case.claims.iter().zip(&matched) {
        if found.is_none() {
            failures.push(missing_claim(spec, coding, &numbers));
        }
    }
    let expected: Vec<usize> = matched.into_iter().flatten().collect();
    for (line, demand) in &case.demands {
        if let Some((text, found)) = demand_failure(demand, coding, &numbers, &expected) {
            failures.push(Failure { line: *line, expected: text, found });
        }
    }
    failures.sort_by_key(|failure| failure.line);
    failures
}

/// Gives each of `wanted` one of `there` that fits, no one twice, as many as possible (augmenting paths).
fn assign(wanted: usize, there: usize, fits: impl Fn(usize, usize) -> bool) -> Vec<Option<usize>> {
    fn place(
        want: usize,
        fits: &impl Fn(usize, usize) -> bool,
        owner: &mut [Option<usize>],
        seen: &mut [bool],
    ) -> bool {
        for at in 0..owner.len() {
            if seen[at] || !fits(want, at) {
                continue;
            }
            seen[at] = true;
            if owner[at].is_none_or(|other| place(other, fits, owner, seen)) {
                owner[at] = Some(want);
                return true;
            }
        }
        false
    }
    let mut owner = vec![None; there];
    for want in 0..wanted {
        place(want, &fits, &mut owner, &mut vec![false; there]);
    }
    let mut out = vec![None; wanted];
    for (at, want) in owner.into_iter().enumerate() {
        if let Some(want) = want {
            out[want] = Some(at);
        }
    }
    out
}

fn part_failures(case: &Case, coding: &Coding, numbers: &Numbers<'_>, failures: &mut Vec<Failure>) {
    for spec in &case.incidents {
        let (Some(whole), Some(id)) = (&spec.part_of, numbers.get(spec.number.as_str())) else { continue };
        let part_of =
            coding.incidents.iter().find(|incident| incident.id == **id).and_then(|i| i.part_of.as_deref());
        if part_of != numbers.get(whole.as_str()).copied() {
            let found = vec![format!("it is part of {}", part_of.unwrap_or("nothing"))];
            failures.push(Failure { line: spec.line, expected: spec.written.clone(), found });
        }
    }
}

fn sequel_failures(case: &Case, coding: &Coding, numbers: &Numbers<'_>, failures: &mut Vec<Failure>) {
    for spec in &case.incidents {
        let Some(id) = numbers.get(spec.number.as_str()) else { continue };
        for (kind, of) in &spec.sequels {
            let of = numbers.get(of.as_str());
            let met = coding
                .sequels
                .iter()
                .any(|found| found.kind == *kind && found.incident == **id && Some(&found.of.as_str()) == of);
            if !met {
                let mut found: Vec<String> = coding
                    .sequels
                    .iter()
                    .map(|own| format!("{} {} {}: “{}”", own.incident, own.kind, own.of, own.quote.text))
                    .collect();
                if found.is_empty() {
                    found.push("no incident answers or follows another".to_owned());
                }
                failures.push(Failure { line: spec.line, expected: spec.written.clone(), found });
            }
        }
    }
}

fn claim_differences(spec: &ClaimSpec, claim: &Claim, coding: &Coding, numbers: &Numbers<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(predicate) = spec.predicate.filter(|predicate| *predicate != claim.predicate) {
        out.push(format!("it is a claim of {}, not {predicate}", claim.predicate));
    }
    if let Some(words) = spec.words.as_ref().filter(|words| !shares(&claim.quote.text, words)) {
        out.push(format!("its words do not hold “{words}”"));
    }
    if let Some(voice) = spec.voice.as_ref().filter(|voice| !voice_fits(voice, claim, coding)) {
        let party = voice.party.map_or("", |party| if party { " (party)" } else { " (no party)" });
        let wanted = if voice.names.is_empty() { "report".to_owned() } else { voice.names.join(" < ") };
        out.push(format!("voice is {}, not {wanted}{party}", tell::voice(claim, coding)));
    }
    if let Some(stance) = spec.stance.filter(|stance| *stance != claim.stance) {
        out.push(format!("stance is {}, not {stance}", claim.stance));
    }
    if let Some(certainty) = spec.certainty.filter(|certainty| *certainty != claim.certainty) {
        out.push(format!("certainty is {}, not {certainty}", claim.certainty));
    }
    if spec.figure.as_ref().is_some_and(|figure| !figure.fits(claim.figure.as_ref())) {
        let there =
            claim.figure.as_ref().map_or_else(|| "none".to_owned(), |figure| Noted(figure).to_string());
        out.push(format!("figure is {there}"));
    }
    let incident = claim.incident.as_deref();
    let hangs = match &spec.incident {
        None => true,
        Some(IncidentRef::None) => incident.is_none(),
        Some(IncidentRef::Number(number)) => {
            numbers.get(number.as_str()).is_some_and(|id| incident == Some(*id))
        }
    };
    if !hangs {
        out.push(format!("it hangs on {}", incident.unwrap_or("no incident")));
    }
    if spec.marks.as_ref().is_some_and(|marks| *marks != claim.citation.markers) {
        out.push(format!("marks are {}", tell::marks(claim)));
    }
    out
}

/// Whether `quote` and `words` share their words, either way.
fn shares(quote: &str, words: &str) -> bool {
    let fold = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let (quote, words) = (fold(quote), fold(words));
    quote.contains(&words) || words.contains(&quote)
}

fn voice_fits(voice: &VoiceSpec, claim: &Claim, coding: &Coding) -> bool {
    let chain: Vec<String> =
        claim.voice.chain.iter().skip(1).map(|id| tell::source(id, coding).to_lowercase()).collect();
    let names = match voice.names.as_slice() {
        [] => chain.is_empty(),
        [inner] => chain.last().is_some_and(|name| name.contains(inner)),
        names => {
            names.len() == chain.len() && names.iter().zip(&chain).all(|(name, link)| link.contains(name))
        }
    };
    let speaker =
        claim.voice.chain.last().and_then(|id| coding.sources.iter().find(|source| source.id == *id));
    let party = speaker.and_then(|source| source.party);
    names && voice.party.is_none_or(|wanted| party.unwrap_or(false) == wanted)
}

fn incident_differences(spec: &IncidentSpec, incident: &Incident, coding: &Coding) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(role) = spec.role.filter(|role| *role != incident.role) {
        out.push(format!("role is {}, not {role}", incident.role));
    }
    if let Some(reality) = spec.reality.filter(|reality| *reality != incident.reality) {
        out.push(format!("reality is {}, not {reality}", incident.reality));
    }
    if spec.when.as_ref().is_some_and(|when| !when.fits(&incident.when)) {
        out.push(format!("when is {}", when::noted(&incident.when)));
    }
    if let Some(place) = &spec.place {
        let there = tell::place(incident, coding);
        let fits = if place.is_empty() { there.is_empty() } else { there.to_lowercase().contains(place) };
        if !fits {
            out.push(format!("where is {}", if there.is_empty() { "none" } else { &there }));
        }
    }
    for (role, name) in &spec.actors {
        let there = tell::actors(incident, *role, coding);
        let fits = if name.is_empty() { there.is_empty() } else { there.to_lowercase().contains(name) };
        if !fits {
            out.push(format!("{role} is {}", if there.is_empty() { "none" } else { &there }));
        }
    }
    let targets: Vec<_> = incident.targets.iter().map(|target| target.kind).collect();
    if spec.targets.iter().any(|kind| kind.map_or(!targets.is_empty(), |kind| !targets.contains(&kind))) {
        out.push(format!("targets are {}", tell::codes(targets.iter().map(|kind| kind.as_str()))));
    }
    let weapons: Vec<_> = incident.weapons.iter().map(|weapon| weapon.kind).collect();
    if spec.weapons.iter().any(|kind| kind.map_or(!weapons.is_empty(), |kind| !weapons.contains(&kind))) {
        out.push(format!("weapons are {}", tell::codes(weapons.iter().map(|kind| kind.as_str()))));
    }
    let acled = tell::acled(incident);
    if spec.acled.as_ref().is_some_and(|wanted| !acled.to_lowercase().contains(wanted)) {
        out.push(format!("ACLED type is {acled}"));
    }
    let status = incident.corroboration.status;
    if spec.status.as_ref().is_some_and(|wanted| wanted != status.as_str()) {
        out.push(format!("status is {status}"));
    }
    out
}

/// The nearest of what is there, and how it differs; or that there is nothing.
fn nearest<'a, T: 'a>(
    all: impl Iterator<Item = &'a T>,
    differences: impl Fn(&T) -> Vec<String>,
    noted: impl Fn(&T) -> String,
) -> Vec<String> {
    let mut all: Vec<(Vec<String>, &T)> = all.map(|item| (differences(item), item)).collect();
    all.sort_by_key(|(differences, _)| differences.len());
    match all.first() {
        None => vec!["nothing of the kind was read".to_owned()],
        Some((differences, item)) if differences.is_empty() => {
            vec![format!("there is {}, but another expectation needs it", noted(item))]
        }
        Some((differences, item)) => vec![format!("nearest: {}", noted(item)), differences.join("; ")],
    }
}

fn missing_claim(spec: &ClaimSpec, coding: &Coding, numbers: &Numbers<'_>) -> Failure {
    let found = nearest(
        coding.claims.iter(),
        |claim| claim_differences(spec, claim, coding, numbers),
        |claim| format!("{} | {}", claim.id, tell::claim_row(claim, coding)),
    );
    Failure { line: spec.line, expected: spec.written.clone(), found }
}

fn missing_incident(spec: &IncidentSpec, coding: &Coding) -> Failure {
    let found = nearest(
        coding.incidents.iter(),
        |incident| incident_differences(spec, incident, coding),
        |incident| tell::incident_item(incident, coding),
    );
    Failure { line: spec.line, expected: spec.written.clone(), found }
}

/// What a demand expected and what there is, if it is not met.
fn demand_failure(
    demand: &Demand,
    coding: &Coding,
    numbers: &Numbers<'_>,
    expected: &[usize],
) -> Option<(String, Vec<String>)> {
    let rows = |claims: Vec<&Claim>| {
        claims.iter().map(|c| format!("{} | {}", c.id, tell::claim_row(c, coding))).collect()
    };
    match demand {
        Demand::NothingElse(harm) => {
            let others = coding
                .claims
                .iter()
                .enumerate()
                .filter(|(at, _)| !expected.contains(at))
                .map(|(_, claim)| claim);
            let others: Vec<&Claim> = others
                .filter(|claim| {
                    let figure = claim.figure.as_ref();
                    figure.is_some_and(|figure| figure.harm == *harm && !is_silence(figure.exactness))
                })
                .collect();
            (!others.is_empty()).then(|| (format!("nothing else: {harm}"), rows(others)))
        }
        Demand::NoClaim(spec) => {
            let fitting =
                coding.claims.iter().filter(|c| claim_differences(spec, c, coding, numbers).is_empty());
            let fitting: Vec<&Claim> = fitting.collect();
            (!fitting.is_empty()).then(|| (format!("no claim: {}", spec.written), rows(fitting)))
        }
        Demand::NoIncident(spec) => {
            let fitting =
                coding.incidents.iter().filter(|i| incident_differences(spec, i, coding).is_empty());
            let fitting: Vec<String> =
                fitting.map(|incident| tell::incident_item(incident, coding)).collect();
            (!fitting.is_empty()).then(|| (format!("no {}", spec.written), fitting))
        }
        Demand::Incidents(count) => {
            let there =
                coding.incidents.iter().map(|incident| tell::incident_item(incident, coding)).collect();
            (coding.incidents.len() != *count).then(|| (format!("{count} incidents"), there))
        }
        Demand::NoClaims => (!coding.claims.is_empty())
            .then(|| ("no claims".to_owned(), rows(coding.claims.iter().collect()))),
        _ => record_failure(demand, coding, numbers),
    }
}

/// The same for demands on the other lists of a coding.
fn record_failure(demand: &Demand, coding: &Coding, numbers: &Numbers<'_>) -> Option<(String, Vec<String>)> {
    match demand {
        Demand::Tension(kind) => (!coding.tensions.iter().any(|tension| tension.kind == *kind)).then(|| {
            let there = coding.tensions.iter().map(|t| format!("{}: {}", t.kind, t.why)).collect();
            (format!("tension: {kind}"), there)
        }),
        Demand::Relation(kind, on) => {
            let met =
                coding.relations.iter().any(|found| found.kind == *kind && found.on.contains(on.as_str()));
            let there =
                || coding.relations.iter().map(|r| format!("{} {}: {}", r.kind, r.on, r.claims.join(", ")));
            (!met).then(|| (format!("relation: {kind} {on}"), there().collect()))
        }
        Demand::Rule(number, name, harm, values) => {
            let incident =
                coding.incidents.iter().find(|i| numbers.get(number.as_str()) == Some(&i.id.as_str()));
            let all = incident.map(|incident| incident.assessments.as_slice()).unwrap_or_default();
            let met = all.iter().any(|a| {
                a.rule.starts_with(name.as_str()) && a.harm == *harm && [a.low, a.best, a.high] == *values
            });
            (!met).then(|| {
                (
                    format!("rule {number}: {name} {harm} {}", tell::three(*values)),
                    all.iter().map(tell::rule).collect(),
                )
            })
        }
        Demand::Note(words) => {
            let met = coding.notes.iter().any(|note| note.text.to_lowercase().contains(words));
            let there = || coding.notes.iter().map(|note| format!("{}: {}", note.about, note.text)).collect();
            (!met).then(|| (format!("note: {words}"), there()))
        }
        Demand::Language(code) => (coding.document.language != *code)
            .then(|| (format!("language: {code}"), vec![coding.document.language.clone()])),
        Demand::Mention(kind, value, words) => {
            let mentions = coding.mentions.as_deref().unwrap_or_default();
            let of_kind = || mentions.iter().filter(|mention| mention.kind.as_str() == kind);
            let met = of_kind().any(|mention| {
                value.as_ref().is_none_or(|value| tell::json(&mention.value).contains(value.as_str()))
                    && words.as_ref().is_none_or(|words| mention.text == *words)
            });
            let there = || of_kind().map(|m| format!("{} “{}”", tell::json(&m.value), m.text)).collect();
            let wanted = [value.clone(), words.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!met).then(|| (format!("mention: {kind} {wanted}"), there()))
        }
        Demand::Place(spec) => place_failure(spec, coding),
        _ => None,
    }
}

/// How far a point may be from the one expected, in degrees: a row of a gazetteer keeps its place to some metres.
const SLACK: f64 = 0.01;

/// How the name is placed instead, where it is not placed as it should be.
fn place_failure(spec: &PlaceSpec, coding: &Coding) -> Option<(String, Vec<String>)> {
    let named: Vec<&Place> =
        coding.places.iter().filter(|place| place.name.eq_ignore_ascii_case(&spec.name)).collect();
    let fits = |place: &&&Place| {
        let name = |id: &Option<String>| {
            let other = coding.places.iter().find(|other| Some(&other.id) == id.as_ref());
            other.map(|other| other.name.to_lowercase()).unwrap_or_default()
        };
        let point = place.lat.zip(place.lon);
        let close = |(lat, lon): (f64, f64)| {
            point.is_some_and(|own| (lat - own.0).abs() < SLACK && (lon - own.1).abs() < SLACK)
        };
        let at = spec.at.is_none_or(close) && !(spec.nowhere && point.is_some());
        let units = [&place.admin1, &place.admin2].map(|unit| unit.as_deref().unwrap_or("").to_lowercase());
        at && spec.country.as_ref().is_none_or(|wanted| place.country.as_ref() == Some(wanted))
            && spec.admin.as_ref().is_none_or(|wanted| units.iter().any(|unit| unit.contains(wanted)))
            && spec.basis.is_none_or(|wanted| place.basis == wanted)
            && spec.near.as_ref().is_none_or(|wanted| name(&place.near).contains(wanted))
            && spec.ged.is_none_or(|wanted| place.precision.ged == Some(wanted))
            && spec.acled.is_none_or(|wanted| place.precision.acled == Some(wanted))
            && spec.radius_km.is_none_or(|wanted| place.radius_km == Some(wanted))
            && spec.candidates.is_none_or(|wanted| place.candidates.len() == wanted)
            && spec.why.as_ref().is_none_or(|wanted| {
                place.candidates.first().is_some_and(|first| first.why.to_lowercase().contains(wanted))
            })
    };
    let found = || {
        let all = if named.is_empty() { coding.places.iter().collect() } else { named.clone() };
        all.into_iter().flat_map(tell::placed).collect()
    };
    named.iter().find(fits).is_none().then(|| (spec.written.clone(), found()))
}

#[cfg(test)]
mod tests {
    use super::super::figure::FigureSpec;
    use super::*;

    #[test]
    fn an_assignment_gives_way_where_it_can() {
        // The first fits both, the second only the first: the first has to move on.
        let fits = |want: usize, at: usize| want == 0 || at == 0;
        assert_eq!(assign(2, 2, fits), [Some(1), Some(0)]);
        assert_eq!(assign(1, 0, fits), [None]);
    }

    #[test]
    fn words_are_shared_either_way() {
        assert!(shares("Over thirty soldiers were killed", "thirty  soldiers"));
        assert!(shares("thirty soldiers", "over thirty soldiers were killed"));
        assert!(!shares("thirty soldiers", "forty"));
    }

    #[test]
    fn an_empty_figure_cell_expects_nothing() {
        assert!(FigureSpec::default().fits(None));
        assert!(!FigureSpec::parse("killed 3").unwrap().fits(None));
    }
}
