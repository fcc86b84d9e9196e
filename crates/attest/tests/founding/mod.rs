//! A coding made by hand, from the facts of the attack at Kwala (Mali, 28 February 2024) told in our own words.

use attest_model::*;

/// The report.
pub const TEXT: &str = "Attack on the camp at Kwala\n\n\
Fighters of Jama'at Nusrat al-Islam wal-Muslimin (JNIM) stormed the army camp of Kwala, near Mourdiah in Mali, on 28 \
February 2024. More than thirty soldiers died.\n\n\
A man in a car packed with explosives blew himself up at the gate.[1] RFI, quoting medical staff and residents, put the \
dead at between 30 and 32 soldiers; several dozen were hurt or unaccounted for.[2] JNIM bore this out and spoke of more \
than thirty dead soldiers. On 4 March it showed pictures of two captured soldiers.[3] The army gave no toll of its own; it \
said that bases near Fallou had been destroyed in a pursuit.[1] Details could hardly be checked, AFP noted.[1]\n\n\
In 2015 the group had struck the town of Nara.\n";

/// The words `text` and where they stand.
fn q(text: &str) -> Quote {
    let start = TEXT.find(text).unwrap_or_else(|| panic!("not in the report: {text}")) as u32;
    Quote { start, end: start + text.len() as u32, text: text.to_owned() }
}

fn figure(harm: Harm, min: u64, max: Option<u64>, exactness: Exactness, quote: &str) -> Figure {
    Figure {
        harm,
        side: Side::Defenders,
        group: None,
        who: None,
        nation: Some("ML".to_owned()),
        actor: Some("a2".to_owned()),
        min: Some(min),
        max,
        exactness,
        total: true,
        quote: q(quote),
    }
}

struct Said<'a> {
    incident: &'a str,
    predicate: Predicate,
    quote: &'a str,
    chain: &'a [&'a str],
    marks: &'a [&'a str],
    stance: Stance,
    figure: Option<Figure>,
}

fn claim(number: usize, said: Said<'_>) -> Claim {
    let reported = said.chain.len() > 1;
    Claim {
        id: format!("c{number}"),
        incident: Some(said.incident.to_owned()),
        predicate: said.predicate,
        quote: q(said.quote),
        sentence: q(said.quote),
        zone: None,
        voice: Voice {
            mode: if reported { Mode::Reported } else { Mode::Narrator },
            chain: said.chain.iter().map(|&id| id.to_owned()).collect(),
            quote: None,
            cue: None,
        },
        citation: ClaimCitation {
            markers: said.marks.iter().map(|&mark| mark.to_owned()).collect(),
            attachment: if said.marks.is_empty() { Attachment::None } else { Attachment::SameSentence },
        },
        stance: said.stance,
        certainty: Certainty::Certain,
        figure: said.figure,
        actor: None,
        rule: "by-hand".to_owned(),
    }
}

fn claims() -> Vec<Claim> {
    use Predicate::{Capture, Casualties, Damage, Occurrence, ReportingPractice, Verifiability};
    use Stance::{Asserts, Claims, Withholds};
    let silent =
        Figure { min: None, ..figure(Harm::Killed, 0, None, Exactness::NotReported, "no toll of its own") };
    let said = |incident, predicate, quote, chain, marks, stance, figure| Said {
        incident,
        predicate,
        quote,
        chain,
        marks,
        stance,
        figure,
    };
    let open = |quote| Some(figure(Harm::Killed, 31, None, Exactness::MoreThan, quote));
    let span = Some(figure(Harm::Killed, 30, Some(32), Exactness::Range, "between 30 and 32 soldiers"));
    let joint = Some(figure(Harm::WoundedOrMissing, 24, None, Exactness::Vague, "several dozen"));
    let taken = Some(figure(Harm::Captured, 2, Some(2), Exactness::Exact, "two captured soldiers"));
    let rfi: &[&str] = &["s0", "s1", "s2"];
    [
        said(
            "i1",
            Casualties,
            "More than thirty soldiers died",
            &["s0"],
            &[],
            Asserts,
            open("More than thirty"),
        ),
        said("i1", Occurrence, "stormed the army camp of Kwala", &["s0"], &[], Asserts, None),
        said("i1", Casualties, "put the dead at between 30 and 32 soldiers", rfi, &["[2]"], Asserts, span),
        said(
            "i1",
            Casualties,
            "several dozen were hurt or unaccounted for",
            &["s0", "s1"],
            &["[2]"],
            Asserts,
            joint,
        ),
        said(
            "i1",
            Casualties,
            "spoke of more than thirty dead soldiers",
            &["s0", "s3"],
            &["[3]"],
            Claims,
            open("more than thirty"),
        ),
        said("i1", Capture, "pictures of two captured soldiers", &["s0", "s3"], &["[3]"], Claims, taken),
        said(
            "i1",
            ReportingPractice,
            "The army gave no toll of its own",
            &["s0", "s4"],
            &["[1]"],
            Withholds,
            Some(silent),
        ),
        said("i2", Damage, "bases near Fallou had been destroyed", &["s0", "s4"], &["[1]"], Claims, None),
        said(
            "i1",
            Verifiability,
            "Details could hardly be checked",
            &["s0", "s5"],
            &["[1]"],
            Stance::Doubts,
            None,
        ),
    ]
    .into_iter()
    .enumerate()
    .map(|(position, said)| claim(position + 1, said))
    .collect()
}

fn source(id: &str, name: &str, kind: SourceKind, party: Option<bool>) -> Source {
    let mentions = TEXT.contains(name).then(|| q(name)).into_iter().collect();
    Source {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        actor: None,
        party,
        anonymous: id == "s2",
        mentions,
    }
}

fn actor(id: &str, name: &str, kind: ActorKind) -> Actor {
    Actor {
        id: id.to_owned(),
        name: name.to_owned(),
        entry: Some(name.to_lowercase().replace(' ', "-")),
        country: Some("ML".to_owned()),
        named: true,
        description: None,
        kind,
        mentions: Vec::new(),
    }
}

fn place(id: &str, name: &str, near: Option<&str>, radius: Option<f64>) -> Place {
    Place {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: PlaceKind::Village,
        country: Some("ML".to_owned()),
        admin1: Some("Koulikoro".to_owned()),
        admin2: None,
        lat: Some(14.47),
        lon: Some(-7.47),
        radius_km: radius,
        precision: Precision { ged: Some(2), acled: Some(2) },
        basis: if near.is_some() { PlaceBasis::Near } else { PlaceBasis::Named },
        near: near.map(str::to_owned),
        within: None,
        gazetteer: None,
        candidates: Vec::new(),
        mentions: Vec::new(),
    }
}

fn on(from: &str, to: &str, precision: WhenPrecision, quote: &str) -> When {
    let (earliest, latest) = (Some(from.to_owned()), Some(to.to_owned()));
    When { earliest, latest, precision, basis: WhenBasis::Stated, quote: Some(q(quote)), anchor: None }
}

fn incident(id: &str, label: &str, role: Role, reality: Reality, when: When) -> Incident {
    Incident {
        id: id.to_owned(),
        label: label.to_owned(),
        role,
        part_of: None,
        reality,
        when,
        place: None,
        actors: Vec::new(),
        targets: Vec::new(),
        weapons: Vec::new(),
        types: Types::default(),
        claims: Vec::new(),
        assessments: Vec::new(),
        corroboration: Corroboration {
            status: CorroborationStatus::Unconfirmed,
            independent_sources: 0,
            why: String::new(),
        },
        campaign: None,
    }
}

fn assessment(rule: &str, low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Assessment {
    let by = vec!["c1".to_owned(), "c3".to_owned()];
    Assessment { rule: rule.to_owned(), harm: Harm::Killed, low, best, high, by, why: String::new() }
}

fn primary() -> Incident {
    let part = |actor: &str, role, quote: &str| IncidentActor {
        actor: actor.to_owned(),
        role,
        quote: Some(q(quote)),
    };
    let when = on("2024-02-28", "2024-02-28", WhenPrecision::Day, "on 28 February 2024");
    let acled = AcledType {
        event_type: "Battles".to_owned(),
        sub_event_type: "Armed clash".to_owned(),
        why: String::new(),
    };
    Incident {
        place: Some(Where { place: "p1".to_owned(), quote: Some(q("Kwala, near Mourdiah in Mali")) }),
        actors: vec![
            part(
                "a1",
                ActorRole::Perpetrator,
                "Fighters of Jama'at Nusrat al-Islam wal-Muslimin (JNIM) stormed",
            ),
            part("a2", ActorRole::Target, "the army camp of Kwala"),
        ],
        targets: vec![Target {
            kind: TargetKind::MilitaryBase,
            quote: Some(q("army camp")),
            effect: None,
            figure: None,
            nation: Some("ML".to_owned()),
        }],
        weapons: vec![Weapon {
            kind: WeaponKind::Svbied,
            quote: Some(q("a car packed with explosives blew himself up")),
            named: true,
        }],
        types: Types { acled: Some(acled), ged: Some(GedType { type_of_violence: 1 }), ..Types::default() },
        assessments: vec![
            assessment("report.range/1", Some(30), None, None),
            assessment("acled.lowest/1", Some(30), Some(31), None),
            assessment("ged.low_best_high/1", Some(31), Some(31), Some(33)),
            assessment("gtd.recent_majority_lowest/1", None, Some(31), None),
        ],
        corroboration: Corroboration {
            status: CorroborationStatus::SingleSource,
            independent_sources: 1,
            why: "one independent source for the toll; both sides tell of the attack".to_owned(),
        },
        ..incident("i1", "Attack on the army camp at Kwala", Role::Primary, Reality::Asserted, when)
    }
}

/// The coding.
pub fn coding() -> Coding {
    let document = DocumentRecord {
        id: "0".repeat(64),
        name: "kwala.md".to_owned(),
        title: Some("Attack on the camp at Kwala".to_owned()),
        kind: DocumentKind::Encyclopedia,
        language: "en".to_owned(),
        publisher: None,
        published: None,
        url: None,
        length: TEXT.len() as u64,
        zones: Vec::new(),
        citations: Vec::new(),
        references: (1..=3).map(|n| Reference { id: format!("r{n}"), ..Reference::default() }).collect(),
        sketch: None,
    };
    let mut coding =
        Coding::empty(document, ProducedBy { attest: "0.1.0".to_owned(), ..ProducedBy::default() });
    coding.actors =
        vec![actor("a1", "JNIM", ActorKind::RebelGroup), actor("a2", "Malian army", ActorKind::StateForces)];
    coding.places = vec![
        place("p1", "Kwala", Some("p2"), Some(25.0)),
        place("p2", "Mourdiah", None, None),
        place("p3", "Nara", None, None),
    ];
    coding.sources = vec![
        source("s0", "the document", SourceKind::Document, None),
        source("s1", "RFI", SourceKind::Broadcaster, Some(false)),
        source("s2", "medical staff and residents", SourceKind::Medical, Some(false)),
        source("s3", "JNIM", SourceKind::ArmedGroup, Some(true)),
        source("s4", "army", SourceKind::Military, Some(true)),
        source("s5", "AFP", SourceKind::NewsAgency, Some(false)),
    ];
    coding.claims = claims();
    let unknown = When {
        earliest: Some("2024-02-28".to_owned()),
        latest: None,
        precision: WhenPrecision::Open,
        basis: WhenBasis::Inferred,
        quote: None,
        anchor: None,
    };
    let pursuit = incident(
        "i2",
        "Pursuit; bases destroyed near Fallou",
        Role::Related,
        Reality::ClaimedByParty,
        unknown,
    );
    let before = on("2015-01-01", "2015-12-31", WhenPrecision::Year, "In 2015");
    let nara = Incident {
        place: Some(Where { place: "p3".to_owned(), quote: Some(q("Nara")) }),
        ..incident("i3", "Attack at Nara", Role::Background, Reality::Asserted, before)
    };
    coding.incidents = vec![primary(), pursuit, nara];
    let tension = |kind, claims: &[&str], why: &str| Tension {
        kind,
        claims: claims.iter().map(|&id| id.to_owned()).collect(),
        why: why.to_owned(),
    };
    coding.tensions = vec![
        tension(
            TensionKind::AttributionLost,
            &["c1", "c5"],
            "the opening gives the party's figure without the party",
        ),
        tension(
            TensionKind::OverstatedCorroboration,
            &["c3", "c5"],
            "“bore this out” is said of a party, which spoke of the dead only",
        ),
    ];
    coding.notes = vec![
        Note { about: "i2.where".to_owned(), text: "no gazetteer entry for Fallou".to_owned() },
        Note {
            about: "document.references".to_owned(),
            text: "the reference list names no publisher for [1] to [3]".to_owned(),
        },
    ];
    coding
}
