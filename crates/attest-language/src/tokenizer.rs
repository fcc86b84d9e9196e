//! Text to tokens, by spaCy's algorithm.
//!
//! White space is first cut from the rest. Each chunk then loses prefixes and suffixes until an exception, a URL or
//! nothing more is found; what remains is cut at infixes. Last, exceptions that were themselves cut by affixes (such as
//! `:)`) are put together again over the tokens. All rules come from the model.
//!
//! A chunk of absurd length is cut into pieces first, so that the time stays linear in the text. And a chunk is cut but
//! once in a call: its pieces are kept.

use std::ops::Range;

use crate::characters::is_space;
use crate::error::Error;
use crate::format;
use crate::hash_map::HashMap;
use crate::pattern::{Pattern, Scratch};

/// A token before analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// A normal form of its own: index into [`Tokenizer::norms`] plus one; 0 if none.
    pub(crate) norm: u32,
    /// Whether one blank follows.
    pub(crate) space_after: bool,
}

/// More characters than this without white space are no word: the chunk is cut there.
const LONGEST_CHUNK: usize = 1024;

/// Abbreviated ranks and titles that the model's own exceptions leave out: their full stop ends no sentence ("a driver and Sgt. Tessi").
const RANKS: [&str; 37] = [
    "Capt.",
    "Sgt.",
    "Cpl.",
    "Pvt.",
    "Brig.",
    "Cmdr.",
    "Comdr.",
    "Cdr.",
    "Supt.",
    "Insp.",
    "Det.",
    "Const.",
    "Pfc.",
    "Spc.",
    "Msgr.",
    "Mgr.",
    "Ofc.",
    "Asst.",
    "Atty.",
    "Amb.",
    "Hon.",
    "Ltc.",
    "Lt.-Col.",
    "Lt.-Gen.",
    "Maj.-Gen.",
    "Brig.-Gen.",
    "Col.",
    "Maj.",
    "Gen.",
    "Lt.",
    "Adm.",
    "Sen.",
    "Rep.",
    "Gov.",
    "Rev.",
    "Prof.",
    "approx.",
];

/// A part of an exception: its length in bytes and its normal form (see [`Piece::norm`]).
type Part = (u32, u32);

/// Compiled rules.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Vec<Pattern>,
    infix: Option<Pattern>,
    token: Option<Pattern>,
    url: Option<Pattern>,
    exceptions: HashMap<Box<str>, Box<[Part]>>,
    longest_exception: usize,
    /// Whether no rule can cut a chunk of ASCII letters, so that only exceptions matter to it.
    letters_hold: bool,
    /// Exceptions that the affix rules cut up, as runs of token texts, by the first of them.
    broken: HashMap<Box<str>, Vec<Box<[Box<str>]>>>,
    /// Normal forms given by exceptions.
    pub(crate) norms: Vec<Box<str>>,
}

/// Chunks already cut, and working memory, from one text to the next.
#[derive(Default)]
pub(crate) struct Known<'t> {
    bench: Bench,
    /// Pieces, counted from the start of their chunk.
    cut: Vec<Piece>,
    chunks: HashMap<&'t str, Range<usize>>,
}

/// The chunk being cut.
#[derive(Default)]
struct Bench {
    chars: Vec<char>,
    /// Byte offset of each character in the chunk, and of its end.
    offsets: Vec<u32>,
    scratch: Scratch,
    suffixes: Vec<Range<usize>>,
}

fn compile(rule: &'static str, source: Option<&String>) -> Result<Option<Pattern>, Error> {
    source.map(|source| Pattern::new(source).map_err(|reason| Error::Rule { rule, reason })).transpose()
}

impl Tokenizer {
    pub(crate) fn new(rules: &format::Tokenizer) -> Result<Self, Error> {
        let suffix = match &rules.suffix {
            Some(source) => {
                Pattern::new_tail(source).map_err(|reason| Error::Rule { rule: "suffix", reason })?
            }
            None => Vec::new(),
        };
        let mut tokenizer = Self {
            prefix: compile("prefix", rules.prefix.as_ref())?,
            suffix,
            infix: compile("infix", rules.infix.as_ref())?,
            token: compile("token", rules.token.as_ref())?,
            url: compile("url", rules.url.as_ref())?,
            exceptions: HashMap::default(),
            longest_exception: 0,
            letters_hold: false,
            broken: HashMap::default(),
            norms: Vec::new(),
        };
        tokenizer.letters_hold = tokenizer.no_rule_cuts_letters();
        tokenizer.add_exceptions(&rules.exceptions);
        Ok(tokenizer)
    }

    fn no_rule_cuts_letters(&self) -> bool {
        let single = [&self.prefix, &self.infix, &self.token, &self.url];
        !single.into_iter().flatten().chain(&self.suffix).any(Pattern::can_match_letters)
    }

    /// Adds the abbreviated ranks that the model does not know; to the tagger they are what "Gen." is.
    pub(crate) fn add_ranks(&mut self) {
        let new = RANKS.iter().filter(|rank| !self.exceptions.contains_key(**rank));
        let ranks: Vec<_> = new
            .map(|rank| ((*rank).to_owned(), vec![((*rank).to_owned(), Some("gen.".to_owned()))]))
            .collect();
        self.add_exceptions(&ranks);
    }

    fn add_exceptions(&mut self, exceptions: &[(String, Vec<(String, Option<String>)>)]) {
        let mut known: HashMap<&str, u32> = HashMap::default();
        for (chunk, parts) in exceptions {
            // Parts that do not add up to the chunk would tear the text.
            if chunk.is_empty() || parts.iter().map(|(text, _)| text.as_str()).collect::<String>() != *chunk {
                continue;
            }
            let parts = parts.iter().map(|(text, norm)| {
                let norm = norm.as_deref().map_or(0, |norm| {
                    *known.entry(norm).or_insert_with(|| {
                        self.norms.push(norm.into());
                        self.norms.len() as u32
                    })
                });
                (text.len() as u32, norm)
            });
            self.exceptions.insert(chunk.as_str().into(), parts.collect());
            self.longest_exception = self.longest_exception.max(chunk.len());
        }
        let mut bench = Bench::default();
        for (chunk, _) in exceptions {
            let plain = self.letters_hold && chunk.bytes().all(|byte| byte.is_ascii_alphabetic());
            if plain {
                continue;
            }
            bench.set(chunk);
            let all = 0..bench.chars.len();
            let cut = chunk.contains(' ')
                || self.prefix_of(&mut bench, &all) > 0
                || self.suffix_of(&mut bench, &all) > 0
                || self
                    .infix
                    .as_ref()
                    .is_some_and(|infix| infix.search(&bench.chars, 0, &mut bench.scratch).is_some());
            if cut {
                let mut pieces = Vec::new();
                self.cut(chunk, &mut bench, false, &mut pieces);
                let texts: Vec<Box<str>> = pieces
                    .iter()
                    .map(|piece| chunk[piece.start as usize..piece.end as usize].into())
                    .collect();
                if let Some(first) = texts.first() {
                    self.broken.entry(first.clone()).or_default().push(texts.into());
                }
            }
        }
    }

    /// Cuts a text into tokens. They cover it, but for single blanks between them.
    pub(crate) fn tokenize<'t>(&self, text: &'t str, known: &mut Known<'t>) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 5 + 1);
        let mut start = 0;
        let mut in_space = text.chars().next().is_some_and(is_space);
        let mut length = 0;
        for (at, c) in text.char_indices() {
            let is_break = is_space(c) != in_space;
            if is_break || length == LONGEST_CHUNK {
                if start < at {
                    self.chunk(&text[start..at], start, known, &mut pieces);
                }
                start = at;
                length = 0;
                if is_break {
                    in_space = !in_space;
                    if c == ' ' {
                        start = at + 1;
                        if let Some(last) = pieces.last_mut() {
                            last.space_after = true;
                        }
                        continue;
                    }
                }
            }
            length += 1;
        }
        if start < text.len() {
            self.chunk(&text[start..], start, known, &mut pieces);
        }
        self.mend(text, pieces)
    }

    /// Adds the pieces of a chunk that begins at `base`, cut now or before.
    fn chunk<'t>(&self, chunk: &'t str, base: usize, known: &mut Known<'t>, pieces: &mut Vec<Piece>) {
        let Known { bench, cut, chunks } = known;
        let range = chunks.entry(chunk).or_insert_with(|| {
            let first = cut.len();
            let plain = self.letters_hold && chunk.bytes().all(|byte| byte.is_ascii_alphabetic());
            match self.exception(chunk) {
                Some(parts) => Self::push_exception(parts, 0, cut),
                None if plain => {
                    let end = chunk.len() as u32;
                    cut.push(Piece { start: 0, end, norm: 0, space_after: false });
                }
                None => {
                    bench.set(chunk);
                    self.cut(chunk, bench, true, cut);
                }
            }
            first..cut.len()
        });
        let base = base as u32;
        pieces.extend(cut[range.clone()].iter().map(|piece| Piece {
            start: piece.start + base,
            end: piece.end + base,
            ..*piece
        }));
    }

    pub(crate) fn has_exception(&self, chunk: &str) -> bool {
        self.exception(chunk).is_some()
    }

    fn exception(&self, text: &str) -> Option<&[Part]> {
        if text.len() > self.longest_exception {
            return None;
        }
        self.exceptions.get(text).map(|parts| &**parts)
    }

    fn push_exception(parts: &[Part], start: u32, pieces: &mut Vec<Piece>) {
        let mut at = start;
        for &(length, norm) in parts {
            pieces.push(Piece { start: at, end: at + length, norm, space_after: false });
            at += length;
        }
    }

    /// Length of the prefix of a range of the bench's characters.
    fn prefix_of(&self, bench: &mut Bench, range: &Range<usize>) -> usize {
        let Some(prefix) = &self.prefix else { return 0 };
        prefix
            .search(&bench.chars[range.clone()], 0, &mut bench.scratch)
            .map_or(0, |(start, end)| end - start)
    }

    fn suffix_of(&self, bench: &mut Bench, range: &Range<usize>) -> usize {
        let text = &bench.chars[range.clone()];
        let scratch = &mut bench.scratch;
        let found = self
            .suffix
            .iter()
            .filter_map(|suffix| suffix.search(text, 0, scratch))
            .min_by_key(|&(start, _)| start);
        found.map_or(0, |(start, end)| end - start)
    }

    fn whole(&self, bench: &mut Bench, range: &Range<usize>, with_url: bool) -> bool {
        let text = &bench.chars[range.clone()];
        let url = self.url.as_ref().filter(|_| with_url);
        [self.token.as_ref(), url]
            .into_iter()
            .flatten()
            .any(|pattern| pattern.match_at(text, 0, &mut bench.scratch).is_some())
    }

    /// Cuts the chunk on the bench; offsets count from its start.
    fn cut(&self, chunk: &str, bench: &mut Bench, exceptions: bool, pieces: &mut Vec<Piece>) {
        let exception = |range: &Range<usize>, bench: &Bench| {
            if !exceptions || range.is_empty() {
                return None;
            }
            self.exception(&chunk[bench.offsets[range.start] as usize..bench.offsets[range.end] as usize])
        };
        bench.suffixes.clear();
        let mut rest = 0..bench.chars.len();
        let mut last = 0;
        while !rest.is_empty() && rest.len() != last {
            if exception(&rest, bench).is_some() || self.token.is_some() && self.whole(bench, &rest, false) {
                break;
            }
            last = rest.len();
            let prefix = self.prefix_of(bench, &rest);
            let after_prefix = rest.start + prefix..rest.end;
            if prefix > 0 && exception(&after_prefix, bench).is_some() {
                bench.push(pieces, rest.start..after_prefix.start);
                rest = after_prefix;
                break;
            }
            let suffix = self.suffix_of(bench, &after_prefix);
            let before_suffix = rest.start..rest.end - suffix;
            if suffix > 0 && exception(&before_suffix, bench).is_some() {
                bench.suffixes.push(before_suffix.end..rest.end);
                rest = before_suffix;
                break;
            }
            if prefix > 0 {
                bench.push(pieces, rest.start..after_prefix.start);
                rest.start += prefix;
            }
            if suffix > 0 {
                bench.suffixes.push(rest.end - suffix..rest.end);
                rest.end -= suffix;
            }
        }
        if !rest.is_empty() {
            if let Some(parts) = exception(&rest, bench) {
                Self::push_exception(parts, bench.offsets[rest.start], pieces);
            } else if self.whole(bench, &rest, true) {
                bench.push(pieces, rest);
            } else {
                self.cut_infixes(bench, rest, pieces);
            }
        }
        while let Some(suffix) = bench.suffixes.pop() {
            bench.push(pieces, suffix);
        }
    }

    fn cut_infixes(&self, bench: &mut Bench, rest: Range<usize>, pieces: &mut Vec<Piece>) {
        let found = match &self.infix {
            Some(infix) => infix.find_all(&bench.chars[rest.clone()], &mut bench.scratch),
            None => Vec::new(),
        };
        let mut start = rest.start;
        for (infix_start, infix_end) in found {
            // An infix at the very start is none.
            if infix_start == 0 {
                continue;
            }
            let (infix_start, infix_end) = (rest.start + infix_start, rest.start + infix_end);
            bench.push(pieces, start..infix_start);
            bench.push(pieces, infix_start..infix_end);
            start = infix_end;
        }
        bench.push(pieces, start..rest.end);
    }

    /// Puts exceptions together that the affix rules had cut up: of overlapping ones the longest, then the first.
    fn mend(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let word = |piece: &Piece| &text[piece.start as usize..piece.end as usize];
        let mut spans: Vec<Range<usize>> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            for run in self.broken.get(word(piece)).into_iter().flatten() {
                let tokens = pieces.get(at..at + run.len());
                if tokens
                    .is_some_and(|tokens| tokens.iter().zip(run).all(|(piece, text)| word(piece) == &**text))
                {
                    spans.push(at..at + run.len());
                }
            }
        }
        if spans.is_empty() {
            return pieces;
        }
        spans.sort_by_key(|span| (std::cmp::Reverse(span.len()), span.start));
        let mut taken = vec![false; pieces.len()];
        spans.retain(|span| {
            let free = !taken[span.start] && !taken[span.end - 1];
            taken[span.clone()].fill(true);
            free
        });
        spans.sort_by_key(|span| span.start);
        let mut mended = Vec::with_capacity(pieces.len());
        let mut at = 0;
        for span in spans {
            let (first, last) = (pieces[span.start], pieces[span.end - 1]);
            let Some(parts) = self.exception(&text[first.start as usize..last.end as usize]) else {
                continue;
            };
            mended.extend_from_slice(&pieces[at..span.start]);
            Self::push_exception(parts, first.start, &mut mended);
            if let Some(piece) = mended.last_mut() {
                piece.space_after = last.space_after;
            }
            at = span.end;
        }
        mended.extend_from_slice(&pieces[at..]);
        mended
    }
}

impl Bench {
    fn set(&mut self, chunk: &str) {
        self.chars.clear();
        self.offsets.clear();
        for (at, c) in chunk.char_indices() {
            self.chars.push(c);
            self.offsets.push(at as u32);
        }
        self.offsets.push(chunk.len() as u32);
    }

    fn push(&self, pieces: &mut Vec<Piece>, range: Range<usize>) {
        if !range.is_empty() {
            pieces.push(Piece {
                start: self.offsets[range.start],
                end: self.offsets[range.end],
                norm: 0,
                space_after: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer() -> Tokenizer {
        let rules = format::Tokenizer {
            prefix: Some(r#"^\(|^"|^:"#.to_owned()),
            suffix: Some(r#"\)$|"$|,$|\.\.+$|(?<=[a-z])\.$|(?<=[0-9])km$|:$"#.to_owned()),
            infix: Some(r"(?<=[a-z])-(?=[a-z])".to_owned()),
            token: None,
            url: Some(r"^[a-z]+://\S+$".to_owned()),
            exceptions: vec![
                (
                    "don't".to_owned(),
                    vec![("do".to_owned(), None), ("n't".to_owned(), Some("not".to_owned()))],
                ),
                (":)".to_owned(), vec![(":)".to_owned(), None)]),
                ("bad".to_owned(), vec![("b".to_owned(), None)]),
            ],
        };
        Tokenizer::new(&rules).expect("rules")
    }

    fn words(text: &str) -> Vec<&str> {
        let pieces = tokenizer().tokenize(text, &mut Known::default());
        pieces.iter().map(|piece| &text[piece.start as usize..piece.end as usize]).collect()
    }

    #[test]
    fn affixes_come_off_until_an_exception_is_left() {
        assert_eq!(words("(\"don't\"), 5km."), ["(", "\"", "do", "n't", "\"", ")", ",", "5", "km", "."]);
        assert_eq!(words("north-east (5km)..."), ["north", "-", "east", "(", "5", "km", ")", "..."]);
    }

    #[test]
    fn white_space_beyond_one_blank_is_a_token() {
        assert_eq!(words(" a  b\n\nc "), [" ", "a", " ", "b", "\n\n", "c"]);
        assert_eq!(words(""), Vec::<&str>::new());
    }

    #[test]
    fn an_exception_cut_up_by_affixes_is_mended() {
        assert_eq!(words("well :) yes:)"), ["well", ":)", "yes", ":)"]);
    }

    #[test]
    fn an_exception_that_would_tear_the_text_is_ignored() {
        assert_eq!(words("bad"), ["bad"]);
    }

    #[test]
    fn a_chunk_of_absurd_length_is_cut() {
        let text = "é".repeat(3000);
        assert_eq!(
            words(&text).iter().map(|word| word.chars().count()).collect::<Vec<_>>(),
            [1024, 1024, 952]
        );
        assert_eq!(words(&"(".repeat(5000)).len(), 5000);
    }
}
