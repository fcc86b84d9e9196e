//! The few signs that a card is drawn with, and what stands for them where only ASCII can be shown.

/// Signs of one repertoire. Each is one column wide unless it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Before quoted words.
    pub open: &'static str,
    /// After quoted words.
    pub close: &'static str,
    /// Between items of one line.
    pub dot: &'static str,
    /// From perpetrator to target.
    pub arrow: &'static str,
    /// From a voice to the voice it cites.
    pub cites: &'static str,
    /// An exact figure that is asserted.
    pub point: char,
    /// An exact figure that is only claimed or doubted.
    pub hollow: char,
    /// Left end of a figure that has a floor.
    pub floor: char,
    /// Right end of a figure that has a ceiling.
    pub ceiling: char,
    /// Between the ends.
    pub bar: char,
    /// Between the ends of a figure that is only claimed or doubted.
    pub dashed: char,
    /// A figure that is open upwards.
    pub up: char,
    /// A figure that is open downwards.
    pub down: char,
    /// Nothing to show.
    pub none: &'static str,
    /// Between the ends of an interval in words.
    pub to: &'static str,
    /// Before a radius.
    pub radius: &'static str,
    /// Before a figure that is an estimate.
    pub about: &'static str,
    /// Words left out.
    pub more: &'static str,
    /// Under the words that a value was read from.
    pub caret: char,
}

/// For every terminal of the last twenty years.
pub const UNICODE: Glyphs = Glyphs {
    open: "“",
    close: "”",
    dot: " · ",
    arrow: "→",
    cites: "‹",
    point: '●',
    hollow: '○',
    floor: '├',
    ceiling: '┤',
    bar: '─',
    dashed: '╌',
    up: '▸',
    down: '◂',
    none: "–",
    to: "–",
    radius: "±",
    about: "~",
    more: "…",
    caret: '^',
};

/// For the others.
pub const ASCII: Glyphs = Glyphs {
    open: "\"",
    close: "\"",
    dot: " | ",
    arrow: "->",
    cites: "<",
    point: '*',
    hollow: 'o',
    floor: '|',
    ceiling: '|',
    bar: '-',
    dashed: '.',
    up: '>',
    down: '<',
    none: "-",
    to: "-",
    radius: "+/-",
    about: "~",
    more: "...",
    caret: '^',
};
