//! Generated reports whose truth is known: an invented country, its attacks, and papers that tell of them.
//!
//! Places, groups and sentences are put together from syllables and patterns, with wrong days, missing places, growing tolls and
//! copied wires in known shares. The same seed gives the same reports.

#![allow(dead_code)]

use attest_model::{
    Actor, ActorKind, ActorRole, Assessment, Certainty, Claim, ClaimCitation, Coding, Corroboration,
    CorroborationStatus, DocumentKind, DocumentRecord, Exactness, Figure, Harm, Incident, IncidentActor,
    Place, PlaceBasis, PlaceKind, Precision, Predicate, ProducedBy, Quote, Reality, Role, Side, Sketch,
    Source, SourceKind, Span, Stance, Types, Voice, Weapon, WeaponKind, When, WhenBasis, WhenPrecision,
    Where, pin,
};

/// A small generator of numbers: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (value ^ (value >> 31)) % sides.max(1)
    }
    fn name(&mut self) -> String {
        const PARTS: [&str; 24] = [
            "tol", "sa", "os", "ta", "ra", "mar", "ne", "bel", "ku", "ri", "dan", "ol", "ve", "shi", "go",
            "lam", "per", "zu", "in", "ka", "mo", "fen", "lo", "ar",
        ];
        let count = 2 + self.roll(3);
        let word: String = (0..count).map(|_| PARTS[self.roll(24) as usize]).collect();
        word[..1].to_uppercase() + &word[1..]
    }
}

/// An attack as it was.
pub struct Attack {
    day: i64,
    place: String,
    at: (f64, f64),
    group: String,
    weapon: (WeaponKind, &'static str),
    dead: u64,
    detail: String,
    street: String,
}

const WEAPONS: [(WeaponKind, &str); 5] = [
    (WeaponKind::Ied, "a roadside bomb"),
    (WeaponKind::Rocket, "rockets"),
    (WeaponKind::Firearm, "rifles"),
    (WeaponKind::Mortar, "mortars"),
    (WeaponKind::Drone, "a drone"),
];

/// An attack; `places` sets how many places there are, and so how often one is struck twice.
pub fn attack(dice: &mut Dice, places: u64, days: u64) -> Attack {
    let number = dice.roll(places);
    let mut own = Dice(number.wrapping_mul(77) + 5);
    let place = own.name();
    let at = (10.0 + own.roll(800) as f64 / 100.0, 20.0 + own.roll(800) as f64 / 100.0);
    Attack {
        day: dice.roll(days) as i64,
        place,
        at,
        group: format!("{} Front", Dice(dice.roll(12) + 900).name()),
        weapon: WEAPONS[dice.roll(5) as usize],
        dead: 1 + dice.roll(30),
        detail: format!("{} {}", dice.name(), dice.name()),
        street: dice.name(),
    }
}

/// ISO date of a day counted from 1 January 2020.
pub fn iso(day: i64) -> String {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (mut year, mut rest) = (2020, day);
    loop {
        let leap = i64::from(year % 4 == 0);
        if rest < 365 + leap {
            let mut month = 1;
            for (index, length) in LENGTHS.iter().enumerate() {
                let length = length + if index == 1 { leap } else { 0 };
                if rest < length {
                    break;
                }
                rest -= length;
                month += 1;
            }
            return format!("{year}-{month:02}-{:02}", rest + 1);
        }
        rest -= 365 + leap;
        year += 1;
    }
}

fn quote(text: &str, words: &str) -> Quote {
    let start = text.find(words).unwrap_or(0);
    Quote::read(text, Span::new(start as u32, (start + words.len()) as u32)).unwrap_or(Quote {
        start: 0,
        end: 0,
        text: String::new(),
    })
}

/// A report of an attack: number `number` of the whole, the `nth` of its attack.
pub fn report(dice: &mut Dice, attack: &Attack, number: u64, nth: u64) -> Coding {
    let published = attack.day + 1 + (nth / 2) as i64;
    let wrong_day = dice.roll(12) == 0;
    let no_place = dice.roll(12) == 0;
    let dead = if nth > 2 { attack.dead + 1 + nth / 3 } else { attack.dead };
    let officer = dice.name();
    let group = &attack.group;
    let place = &attack.place;
    let title = format!("{dead} dead in {place} attack");
    let happened =
        format!("On {} fighters of the {group} struck {place} with {}.", iso(attack.day), attack.weapon.1);
    let killed = format!("{dead} people were killed in the {} quarter, police said.", attack.street);
    let said = format!(
        "Commander {} told of shots near the {} mill at {}.",
        attack.detail,
        attack.street,
        4 + dice.roll(5)
    );
    let colour = format!(
        "Our reporter {officer} saw {} carts and heard of {} {}.",
        dice.roll(90),
        dice.roll(40),
        dice.name()
    );
    let blame = format!("The {group} claimed responsibility.");
    let text = [title.as_str(), &happened, &killed, &said, &colour, &blame].join("\n");
    let name = format!("r{number:07}.txt");
    let first = pin::digest(&["world", &name, &text]);
    let id = format!("{first}{}", pin::digest(&["again", &first]));
    let sketch = Sketch::of_parts(Some(&title), &[&happened, &killed, &said, &colour, &blame]);
    let document = DocumentRecord {
        id,
        name,
        title: Some(title),
        kind: DocumentKind::News,
        language: "en".to_owned(),
        publisher: Some(format!("{} Post", Dice(dice.roll(300)).name())),
        published: Some(iso(published)),
        url: None,
        length: text.len() as u64,
        zones: Vec::new(),
        citations: Vec::new(),
        references: Vec::new(),
        sketch: Some(sketch),
    };
    let mut coding = Coding::empty(document, ProducedBy::default());
    coding.actors.push(Actor {
        id: "a1".to_owned(),
        name: group.clone(),
        entry: None,
        country: None,
        named: true,
        description: None,
        kind: ActorKind::RebelGroup,
        mentions: vec![quote(&text, group)],
    });
    coding.places.push(place_of(attack, &text));
    coding.sources =
        vec![source("s0", "document", SourceKind::Document), source("s1", "police", SourceKind::Police)];
    coding.sources.push(Source {
        actor: Some("a1".to_owned()),
        party: Some(true),
        ..source("s2", group, SourceKind::ArmedGroup)
    });
    coding.claims = vec![
        claim("c1", Predicate::Occurrence, &text, &happened, &["s0"], None),
        claim("c2", Predicate::Casualties, &text, &killed, &["s0", "s1"], Some(figure(&text, dead))),
        claim("c3", Predicate::Responsibility, &text, &blame, &["s0", "s2"], None),
    ];
    for extra in 0..7 {
        let words = if extra % 2 == 0 { &said } else { &colour };
        coding.claims.push(claim(&format!("c{}", 4 + extra), Predicate::Manner, &text, words, &["s0"], None));
    }
    let day = if wrong_day { attack.day + 1 + dice.roll(5) as i64 } else { attack.day };
    coding.incidents.push(incident(attack, &text, &happened, day, no_place, dead));
    coding
}

fn place_of(attack: &Attack, text: &str) -> Place {
    Place {
        id: "p1".to_owned(),
        name: attack.place.clone(),
        kind: PlaceKind::Town,
        country: Some("ZZ".to_owned()),
        admin1: None,
        admin2: None,
        lat: Some(attack.at.0),
        lon: Some(attack.at.1),
        radius_km: Some(3.0),
        precision: Precision { ged: Some(1), acled: Some(1) },
        basis: PlaceBasis::Named,
        near: None,
        within: None,
        gazetteer: None,
        candidates: Vec::new(),
        mentions: vec![quote(text, &attack.place)],
    }
}

fn source(id: &str, name: &str, kind: SourceKind) -> Source {
    Source {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        actor: None,
        party: None,
        anonymous: false,
        mentions: Vec::new(),
    }
}

fn figure(text: &str, dead: u64) -> Figure {
    Figure {
        harm: Harm::Killed,
        side: Side::Civilians,
        group: None,
        who: None,
        nation: None,
        actor: None,
        min: Some(dead),
        max: Some(dead),
        exactness: Exactness::Exact,
        total: true,
        quote: quote(text, &format!("{dead} people were killed")),
    }
}

fn claim(
    id: &str,
    predicate: Predicate,
    text: &str,
    words: &str,
    chain: &[&str],
    figure: Option<Figure>,
) -> Claim {
    Claim {
        id: id.to_owned(),
        incident: Some("i1".to_owned()),
        predicate,
        quote: figure.as_ref().map_or_else(|| quote(text, words), |figure| figure.quote.clone()),
        sentence: quote(text, words),
        zone: None,
        voice: Voice::of(chain.iter().map(|id| (*id).to_owned()).collect()),
        citation: ClaimCitation::NONE,
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        figure,
        actor: None,
        rule: "world".to_owned(),
    }
}

fn incident(attack: &Attack, text: &str, happened: &str, day: i64, no_place: bool, dead: u64) -> Incident {
    Incident {
        id: "i1".to_owned(),
        label: format!("Attack on {}", attack.place),
        role: Role::Primary,
        part_of: None,
        reality: Reality::Asserted,
        when: When {
            earliest: Some(iso(day)),
            latest: Some(iso(day)),
            precision: WhenPrecision::Day,
            basis: WhenBasis::Relative,
            quote: Some(quote(text, &iso(attack.day))),
            anchor: None,
        },
        place: (!no_place).then(|| Where { place: "p1".to_owned(), quote: Some(quote(text, &attack.place)) }),
        actors: vec![IncidentActor {
            actor: "a1".to_owned(),
            role: ActorRole::Perpetrator,
            quote: Some(quote(happened, &attack.group)),
        }],
        targets: Vec::new(),
        weapons: vec![Weapon {
            kind: attack.weapon.0,
            quote: Some(quote(text, attack.weapon.1)),
            named: true,
        }],
        types: Types::default(),
        claims: (1..=10).map(|number| format!("c{number}")).collect(),
        assessments: vec![Assessment {
            rule: "report.range/1".to_owned(),
            harm: Harm::Killed,
            low: Some(dead),
            best: None,
            high: Some(dead),
            by: vec!["c2".to_owned()],
            why: "the report's only total".to_owned(),
        }],
        corroboration: Corroboration {
            status: CorroborationStatus::SingleSource,
            independent_sources: 1,
            why: "police".to_owned(),
        },
        campaign: None,
    }
}

/// `documents` reports, about three to an attack, and for each the number of its attack.
pub fn world(seed: u64, documents: usize) -> (Vec<Coding>, Vec<usize>) {
    let mut dice = Dice(seed);
    let (mut codings, mut truth) = (Vec::with_capacity(documents), Vec::with_capacity(documents));
    let places = 20 + documents as u64 / 20;
    let days = 200 + documents as u64 / 100;
    let mut number = 0;
    while codings.len() < documents {
        let attack = attack(&mut dice, places, days);
        let reports = 1 + dice.roll(5);
        for nth in 0..reports.min((documents - codings.len()) as u64) {
            codings.push(report(&mut dice, &attack, codings.len() as u64, nth));
            truth.push(number);
        }
        number += 1;
    }
    (codings, truth)
}
