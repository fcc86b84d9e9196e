//! The words that tell time, and the verb forms that tell its direction, in one sorted table.
//!
//! A table and a binary search instead of one long `match`: the scanner asks once for every word of a text, nine comparisons at
//! most, and the table can be read and checked as data.

/// Units of time, from short to long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// The four seasons, northern names; months are in [`crate::period`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// The suffix of a TIMEX3 value.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Midday => "T12:00",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
        }
    }
}

/// What a verb form says of direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// "will", "would", and the modals.
    Will,
    /// "was", "were".
    BePast,
    /// "is", "are".
    BePresent,
    /// "had".
    HavePast,
    /// "has", "have".
    HavePresent,
    /// An irregular past form.
    Past,
    /// A common present form.
    Present,
}

/// What the table knows of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lex {
    /// Nothing.
    Other,
    /// 1 to 12.
    Month(u8),
    MonthAbbr(u8),
    /// 1 is Monday, 7 Sunday.
    Weekday(u8),
    Weekdays(u8),
    WeekdayAbbr(u8),
    Unit(Unit),
    Units(Unit),
    Cardinal(u8),
    /// "nineties" is 90.
    Tens(u8),
    Power(u16),
    Ordinal(u8),
    Season(Season),
    Seasons(Season),
    Part(Part),
    Parts(Part),
    Verb(Cue),
    /// A word without a meaning of its own that can open an expression: "the", "last", "Ramadan".
    Opener,
}

use Lex::{
    Cardinal, Month, MonthAbbr, Opener, Ordinal, Parts, Power, Seasons, Tens, Units, Verb, Weekday,
    WeekdayAbbr, Weekdays,
};

/// What is known of a word, ASCII case folded.
pub(crate) fn look_up(word: &str) -> Lex {
    if word.len() > LONGEST || !word.is_ascii() {
        return Lex::Other;
    }
    let mut folded = [0u8; LONGEST];
    for (to, from) in folded.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let key = folded.get(..word.len()).unwrap_or(&[]);
    TABLE
        .binary_search_by(|(entry, _)| entry.as_bytes().cmp(key))
        .ok()
        .and_then(|at| TABLE.get(at))
        .map_or(Lex::Other, |(_, lex)| *lex)
}

const LONGEST: usize = 13;

#[rustfmt::skip]
const TABLE: &[(&str, Lex)] = &[
    ("a", Opener), ("about", Opener), ("afternoon", Lex::Part(Part::Afternoon)), ("afternoons", Parts(Part::Afternoon)), ("all", Opener),
    ("almost", Opener), ("am", Verb(Cue::BePresent)), ("an", Opener), ("annually", Opener), ("another", Opener), ("approximately", Opener),
    ("apr", MonthAbbr(4)), ("april", Month(4)), ("arbaeen", Opener), ("are", Verb(Cue::BePresent)), ("armistice", Opener),
    ("around", Opener), ("arrives", Verb(Cue::Present)), ("as", Opener), ("ascension", Opener), ("ash", Opener), ("ashoura", Opener),
    ("ashura", Opener), ("at", Opener), ("aug", MonthAbbr(8)), ("august", Month(8)), ("autumn", Lex::Season(Season::Autumn)),
    ("autumns", Seasons(Season::Autumn)), ("bastille", Opener), ("beat", Verb(Cue::Past)), ("became", Verb(Cue::Past)),
    ("becomes", Verb(Cue::Present)), ("began", Verb(Cue::Past)), ("beginning", Opener), ("begins", Verb(Cue::Present)),
    ("believes", Verb(Cue::Present)), ("biweekly", Opener), ("blew", Verb(Cue::Past)), ("bore", Verb(Cue::Past)),
    ("bought", Verb(Cue::Past)), ("boxing", Opener), ("broke", Verb(Cue::Past)), ("brought", Verb(Cue::Past)), ("built", Verb(Cue::Past)),
    ("burst", Verb(Cue::Past)), ("calls", Verb(Cue::Present)), ("came", Verb(Cue::Past)), ("can", Verb(Cue::Will)),
    ("caught", Verb(Cue::Past)), ("centuries", Units(Unit::Century)), ("century", Lex::Unit(Unit::Century)), ("chose", Verb(Cue::Past)),
    ("christmas", Opener), ("circa", Opener), ("columbus", Opener), ("comes", Verb(Cue::Present)), ("coming", Opener),
    ("comparable", Opener), ("corpus", Opener), ("corresponding", Opener), ("could", Verb(Cue::Will)), ("couple", Opener),
    ("current", Opener), ("currently", Opener), ("daily", Opener), ("dawn", Lex::Part(Part::Morning)), ("day", Lex::Unit(Unit::Day)),
    ("daybreak", Lex::Part(Part::Morning)), ("days", Units(Unit::Day)), ("dealt", Verb(Cue::Past)), ("dec", MonthAbbr(12)),
    ("decade", Lex::Unit(Unit::Decade)), ("decades", Units(Unit::Decade)), ("december", Month(12)), ("did", Verb(Cue::Past)),
    ("died", Verb(Cue::Past)), ("do", Verb(Cue::Present)), ("does", Verb(Cue::Present)), ("dozen", Power(12)), ("drew", Verb(Cue::Past)),
    ("drove", Verb(Cue::Past)), ("dusk", Lex::Part(Part::Evening)), ("each", Opener), ("earlier", Opener), ("early", Opener),
    ("easter", Opener), ("eid", Opener), ("eight", Cardinal(8)), ("eighteen", Cardinal(18)), ("eighteenth", Ordinal(18)),
    ("eighth", Ordinal(8)), ("eighties", Tens(80)), ("eighty", Cardinal(80)), ("eleven", Cardinal(11)), ("eleventh", Ordinal(11)),
    ("end", Opener), ("ends", Verb(Cue::Present)), ("epiphany", Opener), ("evening", Lex::Part(Part::Evening)),
    ("evenings", Parts(Part::Evening)), ("every", Opener), ("fall", Lex::Season(Season::Autumn)), ("feb", MonthAbbr(2)),
    ("february", Month(2)), ("fed", Verb(Cue::Past)), ("fell", Verb(Cue::Past)), ("felt", Verb(Cue::Past)), ("few", Opener),
    ("fewer", Opener), ("fifteen", Cardinal(15)), ("fifteenth", Ordinal(15)), ("fifth", Ordinal(5)), ("fifties", Tens(50)),
    ("fifty", Cardinal(50)), ("financial", Opener), ("fired", Verb(Cue::Past)), ("first", Ordinal(1)), ("fiscal", Opener),
    ("five", Cardinal(5)), ("fled", Verb(Cue::Past)), ("flew", Verb(Cue::Past)), ("following", Opener), ("forgot", Verb(Cue::Past)),
    ("forties", Tens(40)), ("fortnight", Lex::Unit(Unit::Fortnight)), ("fortnightly", Opener), ("fortnights", Units(Unit::Fortnight)),
    ("forty", Cardinal(40)), ("fought", Verb(Cue::Past)), ("found", Verb(Cue::Past)), ("four", Cardinal(4)), ("fourteen", Cardinal(14)),
    ("fourteenth", Ordinal(14)), ("fourth", Ordinal(4)), ("fri", WeekdayAbbr(5)), ("friday", Weekday(5)), ("fridays", Weekdays(5)),
    ("gave", Verb(Cue::Past)), ("gets", Verb(Cue::Present)), ("gives", Verb(Cue::Present)), ("goes", Verb(Cue::Present)), ("good", Opener),
    ("got", Verb(Cue::Past)), ("grew", Verb(Cue::Past)), ("had", Verb(Cue::HavePast)), ("half", Opener), ("halloween", Opener),
    ("has", Verb(Cue::HavePresent)), ("have", Verb(Cue::HavePresent)), ("heard", Verb(Cue::Past)), ("held", Verb(Cue::Past)),
    ("hid", Verb(Cue::Past)), ("hit", Verb(Cue::Past)), ("holy", Opener), ("hour", Lex::Unit(Unit::Hour)), ("hourly", Opener),
    ("hours", Units(Unit::Hour)), ("hrs", Units(Unit::Hour)), ("hundred", Power(100)), ("hung", Verb(Cue::Past)), ("id", Opener),
    ("injured", Verb(Cue::Past)), ("international", Opener), ("is", Verb(Cue::BePresent)), ("jan", MonthAbbr(1)), ("january", Month(1)),
    ("jul", MonthAbbr(7)), ("july", Month(7)), ("jun", MonthAbbr(6)), ("june", Month(6)), ("just", Opener), ("keeps", Verb(Cue::Present)),
    ("kept", Verb(Cue::Past)), ("knew", Verb(Cue::Past)), ("knows", Verb(Cue::Present)), ("labor", Opener), ("laid", Verb(Cue::Past)),
    ("last", Opener), ("late", Opener), ("lately", Opener), ("later", Opener), ("latest", Opener), ("lay", Verb(Cue::Past)),
    ("leads", Verb(Cue::Present)), ("leaves", Verb(Cue::Present)), ("led", Verb(Cue::Past)), ("left", Verb(Cue::Past)), ("lent", Opener),
    ("less", Opener), ("lit", Verb(Cue::Past)), ("ll", Verb(Cue::Will)), ("looks", Verb(Cue::Present)), ("lost", Verb(Cue::Past)),
    ("made", Verb(Cue::Past)), ("makes", Verb(Cue::Present)), ("many", Opener), ("mar", MonthAbbr(3)), ("march", Month(3)),
    ("martin", Opener), ("maundy", Opener), ("mawlid", Opener), ("may", Month(5)), ("means", Verb(Cue::Present)),
    ("meant", Verb(Cue::Past)), ("meets", Verb(Cue::Present)), ("memorial", Opener), ("met", Verb(Cue::Past)), ("mid", Opener),
    ("midday", Lex::Part(Part::Midday)), ("midnight", Lex::Part(Part::Night)), ("might", Verb(Cue::Will)),
    ("millennia", Units(Unit::Millennium)), ("millennium", Lex::Unit(Unit::Millennium)), ("min", Lex::Unit(Unit::Minute)),
    ("mins", Units(Unit::Minute)), ("minute", Lex::Unit(Unit::Minute)), ("minutes", Units(Unit::Minute)), ("mon", WeekdayAbbr(1)),
    ("monday", Weekday(1)), ("mondays", Weekdays(1)), ("month", Lex::Unit(Unit::Month)), ("monthly", Opener),
    ("months", Units(Unit::Month)), ("more", Opener), ("morning", Lex::Part(Part::Morning)), ("mornings", Parts(Part::Morning)),
    ("most", Opener), ("muharram", Opener), ("multiple", Opener), ("must", Verb(Cue::Will)), ("nawruz", Opener), ("nearly", Opener),
    ("needs", Verb(Cue::Present)), ("new", Opener), ("next", Opener), ("night", Lex::Part(Part::Night)),
    ("nightfall", Lex::Part(Part::Evening)), ("nightly", Opener), ("nights", Parts(Part::Night)), ("nine", Cardinal(9)),
    ("nineteen", Cardinal(19)), ("nineteenth", Ordinal(19)), ("nineties", Tens(90)), ("ninety", Cardinal(90)), ("ninth", Ordinal(9)),
    ("no", Opener), ("noon", Lex::Part(Part::Midday)), ("not", Opener), ("nov", MonthAbbr(11)), ("november", Month(11)), ("now", Opener),
    ("nowadays", Opener), ("nowruz", Opener), ("numerous", Opener), ("oct", MonthAbbr(10)), ("october", Month(10)), ("once", Opener),
    ("one", Cardinal(1)), ("opens", Verb(Cue::Present)), ("ought", Verb(Cue::Will)), ("over", Opener), ("overnight", Opener),
    ("overthrew", Verb(Cue::Past)), ("paid", Verb(Cue::Past)), ("palm", Opener), ("past", Opener), ("pentecost", Opener),
    ("preceding", Opener), ("presently", Opener), ("presidents", Opener), ("previous", Opener), ("q1", Opener), ("q2", Opener),
    ("q3", Opener), ("q4", Opener), ("quarter", Lex::Unit(Unit::Quarter)), ("quarters", Units(Unit::Quarter)), ("ramadan", Opener),
    ("ramadhan", Opener), ("ramazan", Opener), ("ran", Verb(Cue::Past)), ("re", Verb(Cue::BePresent)), ("recent", Opener),
    ("recently", Opener), ("remains", Verb(Cue::Present)), ("right", Opener), ("rode", Verb(Cue::Past)), ("rose", Verb(Cue::Past)),
    ("roughly", Opener), ("runs", Verb(Cue::Present)), ("said", Verb(Cue::Past)), ("same", Opener), ("sang", Verb(Cue::Past)),
    ("sank", Verb(Cue::Past)), ("sat", WeekdayAbbr(6)), ("saturday", Weekday(6)), ("saturdays", Weekdays(6)), ("saw", Verb(Cue::Past)),
    ("say", Verb(Cue::Present)), ("says", Verb(Cue::Present)), ("second", Ordinal(2)), ("seconds", Units(Unit::Second)),
    ("seems", Verb(Cue::Present)), ("sent", Verb(Cue::Past)), ("sep", MonthAbbr(9)), ("sept", MonthAbbr(9)), ("september", Month(9)),
    ("seven", Cardinal(7)), ("seventeen", Cardinal(17)), ("seventeenth", Ordinal(17)), ("seventh", Ordinal(7)), ("seventies", Tens(70)),
    ("seventy", Cardinal(70)), ("several", Opener), ("shall", Verb(Cue::Will)), ("shook", Verb(Cue::Past)), ("shot", Verb(Cue::Past)),
    ("should", Verb(Cue::Will)), ("showed", Verb(Cue::Past)), ("shown", Verb(Cue::Past)), ("shows", Verb(Cue::Present)),
    ("six", Cardinal(6)), ("sixteen", Cardinal(16)), ("sixteenth", Ordinal(16)), ("sixth", Ordinal(6)), ("sixties", Tens(60)),
    ("sixty", Cardinal(60)), ("slept", Verb(Cue::Past)), ("slew", Verb(Cue::Past)), ("slid", Verb(Cue::Past)), ("sold", Verb(Cue::Past)),
    ("some", Opener), ("sometime", Opener), ("soon", Opener), ("sought", Verb(Cue::Past)), ("spent", Verb(Cue::Past)),
    ("spoke", Verb(Cue::Past)), ("sprang", Verb(Cue::Past)), ("spring", Lex::Season(Season::Spring)), ("springs", Seasons(Season::Spring)),
    ("start", Opener), ("starts", Verb(Cue::Present)), ("stole", Verb(Cue::Past)), ("stood", Verb(Cue::Past)), ("strode", Verb(Cue::Past)),
    ("struck", Verb(Cue::Past)), ("stuck", Verb(Cue::Past)), ("summer", Lex::Season(Season::Summer)), ("summers", Seasons(Season::Summer)),
    ("sun", WeekdayAbbr(7)), ("sunday", Weekday(7)), ("sundays", Weekdays(7)), ("sunrise", Lex::Part(Part::Morning)),
    ("sunset", Lex::Part(Part::Evening)), ("swam", Verb(Cue::Past)), ("swept", Verb(Cue::Past)), ("swore", Verb(Cue::Past)),
    ("tabaski", Opener), ("takes", Verb(Cue::Present)), ("taught", Verb(Cue::Past)), ("tells", Verb(Cue::Present)), ("ten", Cardinal(10)),
    ("tenth", Ordinal(10)), ("thanksgiving", Opener), ("that", Opener), ("the", Opener), ("these", Opener), ("thinks", Verb(Cue::Present)),
    ("third", Ordinal(3)), ("thirteen", Cardinal(13)), ("thirteenth", Ordinal(13)), ("thirties", Tens(30)), ("thirtieth", Ordinal(30)),
    ("thirty", Cardinal(30)), ("this", Opener), ("those", Opener), ("thought", Verb(Cue::Past)), ("thousand", Power(1000)),
    ("three", Cardinal(3)), ("threw", Verb(Cue::Past)), ("thrice", Opener), ("thu", WeekdayAbbr(4)), ("thur", WeekdayAbbr(4)),
    ("thurs", WeekdayAbbr(4)), ("thursday", Weekday(4)), ("thursdays", Weekdays(4)), ("today", Opener), ("told", Verb(Cue::Past)),
    ("tomorrow", Opener), ("tonight", Opener), ("took", Verb(Cue::Past)), ("tore", Verb(Cue::Past)), ("tue", WeekdayAbbr(2)),
    ("tues", WeekdayAbbr(2)), ("tuesday", Weekday(2)), ("tuesdays", Weekdays(2)), ("twelfth", Ordinal(12)), ("twelve", Cardinal(12)),
    ("twenties", Tens(20)), ("twentieth", Ordinal(20)), ("twenty", Cardinal(20)), ("twice", Opener), ("two", Cardinal(2)),
    ("under", Opener), ("understood", Verb(Cue::Past)), ("undertook", Verb(Cue::Past)), ("underwent", Verb(Cue::Past)), ("up", Opener),
    ("valentine", Opener), ("ve", Verb(Cue::HavePresent)), ("veterans", Opener), ("wants", Verb(Cue::Present)), ("was", Verb(Cue::BePast)),
    ("wed", WeekdayAbbr(3)), ("wednesday", Weekday(3)), ("wednesdays", Weekdays(3)), ("weds", WeekdayAbbr(3)),
    ("week", Lex::Unit(Unit::Week)), ("weekend", Lex::Unit(Unit::Weekend)), ("weekends", Units(Unit::Weekend)), ("weekly", Opener),
    ("weeks", Units(Unit::Week)), ("well", Opener), ("went", Verb(Cue::Past)), ("were", Verb(Cue::BePast)), ("will", Verb(Cue::Will)),
    ("winter", Lex::Season(Season::Winter)), ("winters", Seasons(Season::Winter)), ("withdrew", Verb(Cue::Past)), ("within", Opener),
    ("wo", Verb(Cue::Will)), ("won", Verb(Cue::Past)), ("wore", Verb(Cue::Past)), ("would", Verb(Cue::Will)), ("wounded", Verb(Cue::Past)),
    ("wrote", Verb(Cue::Past)), ("year", Lex::Unit(Unit::Year)), ("yearly", Opener), ("years", Units(Unit::Year)), ("yesterday", Opener),
    ("yrs", Units(Unit::Year)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_within_its_longest_word() {
        assert!(TABLE.windows(2).all(|w| w[0].0 < w[1].0));
        assert!(TABLE.iter().all(|(w, _)| w.len() <= LONGEST));
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(look_up("FEBRUARY"), Month(2));
        assert_eq!(look_up("Tue"), WeekdayAbbr(2));
        assert_eq!(look_up("féminin"), Lex::Other);
    }
}
