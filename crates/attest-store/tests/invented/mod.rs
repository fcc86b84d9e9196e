//! Invented reports whose truth is known: towns, days, groups and tolls drawn by a counter, three reports for each incident.
//!
//! They test the archive, not the reading of text: each comes with its coding, quotes and all, as if it had been read without a
//! fault. Report `n` tells of incident `n / 3`.

#![allow(dead_code)]

use attest_model::{
    Actor, ActorKind, ActorRole, Certainty, Claim, ClaimCitation, Coding, Corroboration, CorroborationStatus,
    Document, DocumentKind, Exactness, Figure, Harm, Incident, IncidentActor, LinkKind, Mode, Place,
    PlaceBasis, PlaceKind, Precision, Predicate, ProducedBy, Quote, Reality, Role, Sequel, Side, Source,
    SourceKind, Span, Stance, Types, Voice, When, WhenBasis, WhenPrecision, Where,
};
use attest_store::{Incoming, sha256};

/// Reports of each incident.
pub const REPORTS: u64 = 3;

/// Numbers that look random and are the same every time (SplitMix64).
pub fn draw(seed: u64, below: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) % below.max(1)
}

const HEADS: [&str; 16] = [
    "Tol", "Ost", "Mar", "Vel", "Kir", "Sab", "Dun", "Ila", "Pro", "Gar", "Neb", "Zal", "Tir", "Hol", "Bek",
    "Lum",
];
const MIDDLES: [&str; 16] =
    ["a", "ar", "en", "o", "ib", "un", "es", "i", "ov", "al", "em", "u", "or", "in", "ad", "ys"];
const TAILS: [&str; 8] = ["sa", "ne", "ra", "to", "dal", "mir", "ka", "le"];
const GROUPS: [&str; 6] = [
    "Ridge Front",
    "River Brigade",
    "Lantern Movement",
    "Northern Shield",
    "Salt Road Union",
    "Seven Hills Guard",
];
const PAPERS: [&str; 5] = ["Tolsa Herald", "Ostara Radio", "Lake Post", "Marne Ost Agency", "Valley Wire"];

/// A town by its number: name, country, latitude, longitude.
pub fn town(number: u64) -> (String, String, f64, f64) {
    let pick = |list: &[&'static str], salt: u64| list[draw(number * 7 + salt, list.len() as u64) as usize];
    let name = format!("{}{}{}", pick(&HEADS, 1), pick(&MIDDLES, 2), pick(&TAILS, 3));
    let country = draw(number, 20);
    let lat = -30.0 + (country / 5) as f64 * 15.0 + draw(number + 11, 1000) as f64 / 100.0;
    let lon = -10.0 + (country % 5) as f64 * 12.0 + draw(number + 13, 1000) as f64 / 100.0;
    (name, format!("X{}", (b'A' + country as u8) as char), lat, lon)
}

/// An ISO day in 2021, 2022 or 2023, by the number of months and days since.
pub fn day(number: u64) -> String {
    let number = number % 1080;
    format!("{}-{:02}-{:02}", 2021 + number / 360, number % 360 / 30 + 1, number % 30 % 28 + 1)
}

/// `count` words of no language, other ones in every report: without them all reports would look like copies of one text.
fn babble(seed: u64, count: u64) -> String {
    let pick = |list: &[&'static str], seed: u64| list[draw(seed, list.len() as u64) as usize];
    let word = |seed: u64| {
        let (head, middle, tail) = (pick(&HEADS, seed), pick(&MIDDLES, seed + 1), pick(&TAILS, seed + 2));
        format!("{}{middle}{tail}{}", head.to_lowercase(), pick(&MIDDLES, seed + 3))
    };
    (0..count).map(|at| word(seed * 1009 + at * 7)).collect::<Vec<_>>().join(" ")
}

struct Page {
    text: String,
    sentence: Option<Quote>,
}

impl Page {
    /// Appends a sentence and returns the quote of `words` in it.
    fn say(&mut self, sentence: &str, words: &str) -> Quote {
        let start = self.text.len();
        self.text.push_str(sentence);
        let at = start + sentence.find(words).expect("the words stand in the sentence");
        self.sentence = Quote::read(&self.text, Span::new(start as u32, self.text.len() as u32));
        let quote = Quote::read(&self.text, Span::new(at as u32, (at + words.len()) as u32));
        self.text.push(' ');
        quote.expect("offsets count bytes")
    }
}

fn claim(number: usize, predicate: Predicate, quote: Quote, page: &Page, speaker: &str) -> Claim {
    let chain =
        if speaker == "s0" { vec!["s0".to_owned()] } else { vec!["s0".to_owned(), speaker.to_owned()] };
    Claim {
        id: format!("c{number}"),
        incident: Some("i1".to_owned()),
        predicate,
        quote,
        sentence: page.sentence.clone().expect("a sentence was said"),
        zone: None,
        voice: Voice {
            mode: if speaker == "s0" { Mode::Narrator } else { Mode::Reported },
            chain,
            quote: None,
            cue: None,
        },
        citation: ClaimCitation::NONE,
        stance: Stance::Asserts,
        certainty: Certainty::Certain,
        figure: None,
        actor: None,
        rule: "invented/counter".to_owned(),
    }
}

fn figure(harm: Harm, count: u64, quote: &Quote) -> Figure {
    Figure {
        harm,
        side: Side::Defenders,
        group: None,
        who: None,
        nation: None,
        actor: None,
        min: Some(count),
        max: Some(count),
        exactness: Exactness::Exact,
        total: true,
        quote: quote.clone(),
    }
}

/// Report `number`, as if it had been read.
pub fn report(number: u64) -> Incoming {
    let incident = number / REPORTS;
    let (name, country, lat, lon) = town(draw(incident + 5, 4000));
    let date = day(draw(incident, 1080));
    let group = GROUPS[draw(incident + 3, GROUPS.len() as u64) as usize];
    let paper = PAPERS[(number % PAPERS.len() as u64) as usize];
    let killed = 2 + draw(incident + 17, 30) + number % REPORTS;
    let mut page = Page { text: String::new(), sentence: None };
    let mut claims = Vec::new();
    let first = page.say(
        &format!(
            "Fighters of the {group} attacked the army post at {name} on {date}, {} {number}.",
            babble(number * 64, 9)
        ),
        &format!("attacked the army post at {name}"),
    );
    claims.push(claim(1, Predicate::Occurrence, first.clone(), &page, "s0"));
    let when = Quote { text: date.clone(), ..page.sentence.clone().unwrap() };
    let when = page
        .text
        .find(&date)
        .and_then(|at| Quote::read(&page.text, Span::new(at as u32, at as u32 + date.len() as u32)))
        .unwrap_or(when);
    let place = page
        .text
        .find(&name)
        .and_then(|at| Quote::read(&page.text, Span::new(at as u32, (at + name.len()) as u32)));
    for (at, (harm, verb, count)) in
        [(Harm::Killed, "killed", killed), (Harm::Wounded, "wounded", killed * 2)].into_iter().enumerate()
    {
        let words = format!("{count} soldiers were {verb}");
        let quote = page.say(
            &format!(
                "The army {} said that {words} {}.",
                babble(number * 64 + 1, 5),
                babble(number * 64 + 2, 9)
            ),
            &words,
        );
        let figure = figure(harm, count, &quote);
        claims
            .push(Claim { figure: Some(figure), ..claim(2 + at, Predicate::Casualties, quote, &page, "s1") });
    }
    let quote = page.say(
        &format!(
            "Residents {} blamed the {group} {}.",
            babble(number * 64 + 3, 3),
            babble(number * 64 + 4, 9)
        ),
        &format!("blamed the {group}"),
    );
    claims.push(Claim {
        actor: Some("a1".to_owned()),
        ..claim(4, Predicate::Responsibility, quote, &page, "s2")
    });
    let more = [
        "a depot burned down",
        "two trucks were taken",
        "the road was closed",
        "a patrol came at night",
        "the bridge still stands",
        "the school stayed shut",
    ];
    for (at, words) in more.into_iter().enumerate() {
        let quote = page.say(
            &format!(
                "{} said that {words} {}.",
                babble(number * 64 + 5 + at as u64, 4),
                babble(number * 64 + 15 + at as u64, 12)
            ),
            words,
        );
        claims.push(claim(5 + at, Predicate::Damage, quote, &page, "s2"));
    }
    let text = page.text;
    let document = Document {
        id: sha256(text.as_bytes()),
        name: format!("report-{number}.txt"),
        title: Some(format!("Attack at {name}")),
        kind: DocumentKind::News,
        language: "en".to_owned(),
        publisher: Some(paper.to_owned()),
        published: Some(date.clone()),
        url: None,
        text: text.clone(),
        zones: Vec::new(),
        citations: Vec::new(),
        references: Vec::new(),
        dateline: None,
        notes: Vec::new(),
    };
    let mut coding =
        Coding::empty(document.record(), ProducedBy { attest: "0.1.0".to_owned(), ..ProducedBy::default() });
    coding.actors = vec![Actor {
        id: "a1".to_owned(),
        name: group.to_owned(),
        entry: None,
        country: Some(country.clone()),
        named: true,
        description: None,
        kind: ActorKind::RebelGroup,
        mentions: Vec::new(),
    }];
    coding.places = vec![place_of(&name, &country, lat, lon)];
    coding.sources = [
        ("s0", paper, SourceKind::Document, None),
        ("s1", "the army", SourceKind::Military, Some(true)),
        ("s2", "residents", SourceKind::Residents, Some(false)),
    ]
    .into_iter()
    .map(|(id, name, kind, party)| Source {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        actor: None,
        party,
        anonymous: id == "s2",
        mentions: Vec::new(),
    })
    .collect();
    coding.incidents = vec![Incident {
        id: "i1".to_owned(),
        label: format!("Attack at {name}"),
        role: Role::Primary,
        part_of: None,
        reality: Reality::Asserted,
        when: When {
            earliest: Some(date.clone()),
            latest: Some(date),
            precision: WhenPrecision::Day,
            basis: WhenBasis::Stated,
            quote: Some(when),
            anchor: None,
        },
        place: Some(Where { place: "p1".to_owned(), quote: place }),
        actors: vec![IncidentActor {
            actor: "a1".to_owned(),
            role: ActorRole::Perpetrator,
            quote: Some(first),
        }],
        targets: Vec::new(),
        weapons: Vec::new(),
        types: Types { acled: None, ged: None, gtd: None, plover: None },
        claims: claims.iter().map(|claim| claim.id.clone()).collect(),
        assessments: Vec::new(),
        corroboration: Corroboration {
            status: CorroborationStatus::SingleSource,
            independent_sources: 1,
            why: "one report".to_owned(),
        },
        campaign: None,
    }];
    coding.claims = claims;
    Incoming { document, original: text.into_bytes(), coding }
}

/// Report `number`, moved to two days after what `earlier` tells of, which it tells of in passing and calls what its own attack answers.
pub fn answer(number: u64, earlier: &Coding) -> Incoming {
    let mut out = report(number);
    let mut told = earlier.incidents[0].clone();
    let after = told.when.earliest.as_deref().map(|day| {
        let (month, day) = day.split_at(8);
        format!("{month}{:02}", day.parse::<u32>().unwrap_or(1) + 2)
    });
    let own = &mut out.coding.incidents[0];
    (own.when.earliest, own.when.latest) = (after.clone(), after.clone());
    out.coding.document.published.clone_from(&after);
    out.document.published = after;
    told.id = "i2".to_owned();
    told.role = Role::Background;
    told.claims.clear();
    told.actors[0].actor = "a2".to_owned();
    told.place = Some(Where { place: "p2".to_owned(), quote: None });
    out.coding.places.push(Place { id: "p2".to_owned(), ..earlier.places[0].clone() });
    out.coding.actors.push(Actor { id: "a2".to_owned(), ..earlier.actors[0].clone() });
    out.coding.incidents.push(told);
    let quote = out.coding.claims[0].quote.clone();
    out.coding.sequels.push(Sequel {
        kind: LinkKind::ResponseTo,
        incident: "i1".to_owned(),
        of: "i2".to_owned(),
        quote,
    });
    out
}

fn place_of(name: &str, country: &str, lat: f64, lon: f64) -> Place {
    Place {
        id: "p1".to_owned(),
        name: name.to_owned(),
        kind: PlaceKind::Town,
        country: Some(country.to_owned()),
        admin1: None,
        admin2: None,
        lat: Some(lat),
        lon: Some(lon),
        radius_km: None,
        precision: Precision { ged: Some(1), acled: Some(1) },
        basis: PlaceBasis::Named,
        near: None,
        within: None,
        gazetteer: None,
        candidates: Vec::new(),
        mentions: Vec::new(),
    }
}
