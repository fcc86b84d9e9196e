//! What changed between an article and its sources: the same things told, and told differently.
//!
//! An article restates; on the way a hedge is dropped, "at least thirty" becomes "thirty", what a party said becomes what
//! happened. Each change is named with the words of both sides. Claims are matched by what they say (the harm and the number, the
//! actor held responsible); a claim of the article that no source makes is named only where the article cites a source for it.
//! Nothing here says who is right.

use crate::report::{Paper, of};
use attest_model::{
    Attachment, Certainty, Claim, Coding, Exactness, Figure, Harm, Predicate, Quote, Reference, Source,
    Stance,
};
use std::collections::BTreeSet;

/// What became of the source's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// The source lays it to somebody; the article tells it as fact.
    AttributionLost,
    /// It is a party's word in the sources and nobody's or another's in the article.
    TakenFromParty,
    /// The source's voice hedges; the article does not.
    HedgeDropped,
    /// The article's figure is narrower than the source's words allow.
    FigureHardened,
    /// The article's figure is of more people, or of a worse harm, than the source's.
    ScopeWidened,
    /// The article gives the voice as of another kind.
    SourceKindChanged,
    /// The article cites other claims and not this one.
    CitationMissing,
    /// The text that the article cites for it does not say it.
    CitationUnsupported,
}

impl ChangeKind {
    /// Its name, in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AttributionLost => "attribution lost",
            Self::TakenFromParty => "taken from a party",
            Self::HedgeDropped => "hedge dropped",
            Self::FigureHardened => "figure hardened",
            Self::ScopeWidened => "scope widened",
            Self::SourceKindChanged => "source changed",
            Self::CitationMissing => "citation missing",
            Self::CitationUnsupported => "citation does not say it",
        }
    }
}

/// The words of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Name of the document.
    pub document: String,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// Id of the claim in it.
    pub claim: String,
    /// Who says it there.
    pub voice: String,
    /// The words.
    pub quote: Quote,
    /// The sentence around them.
    pub sentence: Quote,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub kind: ChangeKind,
    /// In the article.
    pub article: Words,
    /// In the source; `None` where there is none.
    pub source: Option<Words>,
    /// In plain words.
    pub why: String,
}

/// Two claims that say the same, one of each text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// In the article.
    pub article: Words,
    /// In a source.
    pub source: Words,
}

/// Which claims of `article` say what claims of `sources` say too, in the order of the article's words: the pairs that [`changes`]
/// compares.
pub fn counterparts(article: &Coding, sources: &[Coding]) -> Vec<Pair> {
    let articles = of(std::slice::from_ref(article));
    let others = of(sources);
    let Some(paper) = articles.papers.first() else { return Vec::new() };
    let mut claims: Vec<&Claim> = article.claims.iter().filter(|claim| comparable(claim)).collect();
    claims.sort_by_key(|claim| claim.quote.start);
    let told = |other: &'_ Paper<'_>, claim: &Claim| -> Vec<Pair> {
        let own = other.coding.claims.iter();
        let own =
            own.filter(|own| comparable(own) && says_the_same(claim, own, paper, others.papers.as_slice()));
        own.map(|own| Pair { article: words(paper, claim), source: words(other, own) }).collect()
    };
    claims.iter().flat_map(|claim| others.papers.iter().flat_map(|other| told(other, claim))).collect()
}

/// The changes from `sources` to `article`, in the order of the article's words.
pub fn changes(article: &Coding, sources: &[Coding]) -> Vec<Change> {
    let articles = of(std::slice::from_ref(article));
    let others = of(sources);
    let Some(paper) = articles.papers.first() else { return Vec::new() };
    let cites = !article.document.citations.is_empty();
    let mut out: Vec<Change> = Vec::new();
    for claim in article.claims.iter().filter(|claim| comparable(claim)) {
        let matches: Vec<(&Paper<'_>, &Claim)> = others
            .papers
            .iter()
            .flat_map(|other| other.coding.claims.iter().map(move |own| (other, own)))
            .filter(|(_, own)| comparable(own) && says_the_same(claim, own, paper, others.papers.as_slice()))
            .collect();
        out.extend(against(paper, claim, &matches));
        if cites {
            out.extend(citation(paper, claim, &others.papers));
        }
    }
    out.sort_by(|a, b| {
        (a.article.quote.start, a.kind, &a.article.claim).cmp(&(
            b.article.quote.start,
            b.kind,
            &b.article.claim,
        ))
    });
    out.dedup_by(|b, a| a.kind == b.kind && a.article.sentence == b.article.sentence && a.source == b.source);
    out
}

/// Claims that are followed from source to article: tolls and responsibility.
fn comparable(claim: &Claim) -> bool {
    !matches!(claim.stance, Stance::Denies | Stance::Withholds | Stance::Doubts)
        && match claim.predicate {
            Predicate::Casualties => claim.figure.as_ref().is_some_and(|figure| {
                figure.exactness != Exactness::Entailed && (figure.min.is_some() || figure.max.is_some())
            }),
            Predicate::Responsibility => claim.actor.is_some(),
            _ => false,
        }
}

fn says_the_same(claim: &Claim, other: &Claim, paper: &Paper<'_>, papers: &[Paper<'_>]) -> bool {
    match (&claim.figure, &other.figure) {
        (Some(own), Some(told)) => one_figure(own, told),
        (None, None) => {
            let name = |coding: &Coding, claim: &Claim| {
                let id = claim.actor.as_ref()?;
                coding.actors.iter().find(|actor| &actor.id == id).map(crate::resolve::key)
            };
            let told =
                papers.iter().find(|paper| paper.coding.claims.iter().any(|own| std::ptr::eq(own, other)));
            let told = told.and_then(|paper| name(paper.coding, other));
            told.is_some() && name(paper.coding, claim) == told
        }
        _ => false,
    }
}

/// Whether two figures are one number told twice: the same harm or one that holds it, and the same floor or ceiling.
fn one_figure(a: &Figure, b: &Figure) -> bool {
    let joint = |harm: Harm| matches!(harm, Harm::KilledOrWounded | Harm::WoundedOrMissing);
    let harms = a.harm == b.harm
        || joint(b.harm) && !joint(a.harm) && matches!(a.harm, Harm::Killed | Harm::Wounded | Harm::Missing);
    // "Over thirty" is 31 and open, "thirty" is 30: the words speak of one number.
    let bare = |figure: &Figure| match (figure.exactness, figure.min, figure.max) {
        (Exactness::MoreThan, Some(min), _) => Some(min.saturating_sub(1)),
        (Exactness::LessThan, _, Some(max)) => Some(max + 1),
        (_, Some(min), _) => Some(min),
        (_, None, max) => max,
    };
    let number = bare(a).zip(bare(b)).is_some_and(|(a, b)| a == b);
    harms && (number || (a.max.is_some() && a.max == b.max))
}

fn source_of<'c>(coding: &'c Coding, claim: &Claim) -> Option<&'c Source> {
    let id = claim.voice.chain.last().filter(|_| claim.voice.chain.len() > 1)?;
    coding.sources.iter().find(|source| &source.id == id)
}

fn words(paper: &Paper<'_>, claim: &Claim) -> Words {
    let voice = source_of(paper.coding, claim);
    Words {
        document: paper.coding.document.name.clone(),
        digest: paper.coding.document.id.clone(),
        claim: claim.id.clone(),
        voice: voice.map_or_else(|| "in its own voice".to_owned(), |source| source.name.clone()),
        quote: claim.quote.clone(),
        sentence: claim.sentence.clone(),
    }
}

/// Changes of one claim against the claims of sources that say the same. A change is only named where *no* source words it as the
/// article does.
fn against(paper: &Paper<'_>, claim: &Claim, matches: &[(&Paper<'_>, &Claim)]) -> Vec<Change> {
    let mut out = Vec::new();
    let Some((first, told)) = matches.first() else { return out };
    let mut change = |kind, (other, told): (&Paper<'_>, &Claim), why: &str| {
        out.push(Change {
            kind,
            article: words(paper, claim),
            source: Some(words(other, told)),
            why: why.to_owned(),
        });
    };
    let own_voice = source_of(paper.coding, claim);
    let party = |(other, told): &(&Paper<'_>, &Claim)| {
        source_of(other.coding, told).is_some_and(|source| source.party == Some(true))
            || other.coding.document.kind == attest_model::DocumentKind::PartyStatement
    };
    let laid = |(other, told): &(&Paper<'_>, &Claim)| source_of(other.coding, told).is_some();
    if matches.iter().all(party) && own_voice.is_none_or(|source| source.party != Some(true)) {
        change(
            ChangeKind::TakenFromParty,
            (first, told),
            "only a party says so in the sources; the article does not say that",
        );
    } else if own_voice.is_none() && matches.iter().all(laid) {
        change(
            ChangeKind::AttributionLost,
            (first, told),
            "the source lays it to a voice; the article tells it as fact",
        );
    }
    if claim.certainty == Certainty::Certain
        && matches.iter().all(|(_, own)| own.certainty != Certainty::Certain)
    {
        change(ChangeKind::HedgeDropped, (first, told), "the source's voice hedges; the article does not");
    }
    if let Some(figure) = &claim.figure {
        let figures = || matches.iter().filter_map(|(_, own)| own.figure.as_ref());
        if !figures().any(|other| within(other, figure)) {
            change(
                ChangeKind::FigureHardened,
                (first, told),
                "the article's figure is narrower than the source's words",
            );
        }
        if figures().all(|other| wider(figure, other)) {
            change(
                ChangeKind::ScopeWidened,
                (first, told),
                "the article's figure is of more than the source counts",
            );
        }
    }
    if let Some(own) = own_voice {
        let kinds: BTreeSet<_> = matches
            .iter()
            .filter_map(|(other, told)| source_of(other.coding, told))
            .map(|source| source.kind)
            .collect();
        let names = matches.iter().filter_map(|(other, told)| source_of(other.coding, told));
        let same_name =
            names.map(|source| source.name.to_lowercase()).any(|name| name == own.name.to_lowercase());
        // "The agency says" of what an agency's report lays to others is a chain cut short, not another kind.
        let papers = matches.iter().any(|(other, _)| {
            let publisher = other.coding.document.publisher.as_ref();
            publisher.is_some_and(|publisher| publisher.to_lowercase().contains(&own.name.to_lowercase()))
        });
        if !kinds.is_empty() && !kinds.contains(&own.kind) && !same_name && !papers {
            change(
                ChangeKind::SourceKindChanged,
                (first, told),
                "the article gives it to a voice of another kind",
            );
        }
    }
    out
}

/// Whether the words of `wide` allow nothing that those of `narrow` do not: then `narrow` is no hardening.
fn within(wide: &Figure, narrow: &Figure) -> bool {
    let floor = narrow.min.unwrap_or(0) <= wide.min.unwrap_or(0);
    let ceiling = match (narrow.max, wide.max) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(narrow), Some(wide)) => narrow >= wide,
    };
    floor && ceiling
}

/// Whether the article's figure is of more: one harm of a joint figure, or everybody where the source counts a part.
fn wider(article: &Figure, source: &Figure) -> bool {
    article.harm != source.harm || (article.total && !source.total)
}

/// What is wrong with the citation of a claim of the article.
fn citation(paper: &Paper<'_>, claim: &Claim, papers: &[Paper<'_>]) -> Option<Change> {
    let change = |kind, why: String| Change { kind, article: words(paper, claim), source: None, why };
    if claim.citation.attachment == Attachment::None {
        return Some(change(
            ChangeKind::CitationMissing,
            "the article cites sources, and none for this".to_owned(),
        ));
    }
    let document = &paper.coding.document;
    let marks = document.citations.iter().filter(|mark| claim.citation.markers.contains(&mark.marker));
    let ids: BTreeSet<&str> = marks.filter_map(|mark| mark.reference.as_deref()).collect();
    let cited: Vec<&Paper<'_>> = document
        .references
        .iter()
        .filter(|entry| ids.contains(entry.id.as_str()))
        .filter_map(|entry| papers.iter().find(|paper| is_cited(entry, paper.coding)))
        .collect();
    if cited.is_empty() {
        return None;
    }
    let said = cited.iter().any(|other| {
        other.coding.claims.iter().any(|own| comparable(own) && says_the_same(claim, own, paper, papers))
    });
    let names: Vec<&str> = cited.iter().map(|other| other.coding.document.name.as_str()).collect();
    (!said).then(|| {
        change(ChangeKind::CitationUnsupported, format!("not found in the text cited: {}", names.join(", ")))
    })
}

/// Whether a reference entry is this document: by its address, else by its title.
fn is_cited(entry: &Reference, coding: &Coding) -> bool {
    let document = &coding.document;
    let address = |url: &str| {
        url.trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.")
            .trim_end_matches('/')
            .to_lowercase()
    };
    if let (Some(one), Some(two)) = (&entry.url, &document.url) {
        return address(one) == address(two);
    }
    let title = document.title.as_ref().filter(|title| title.chars().count() >= 12);
    title
        .zip(entry.text.as_ref())
        .is_some_and(|(title, text)| text.to_lowercase().contains(&title.to_lowercase()))
}
