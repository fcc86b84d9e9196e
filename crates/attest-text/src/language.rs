//! Which language a text is written in: the gate before English analysis.
//!
//! `whatlang` guesses from letter trigrams and is unsure on short or upper-case texts, so English stop words are counted first.
//! A wrong "not English" would lose a report, a wrong "English" only yields nothing: doubt goes to English where the letters allow it.

use whatlang::{Lang, Script};

/// Words that fill a tenth and more of English running text and hardly stand in other languages together.
const STOP: [&str; 32] = [
    "the", "of", "and", "in", "to", "was", "were", "that", "by", "on", "for", "with", "at", "from", "as",
    "has", "had", "have", "said", "after", "been", "his", "their", "it", "is", "an", "are", "which", "who",
    "killed", "near", "people",
];

/// ISO 639-1 code of the language of `body`, `und` where it cannot be told. `declared` is what the document says itself.
pub fn of(body: &str, declared: Option<&str>) -> String {
    let lower = body.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (mut all, mut stop) = (0usize, 0usize);
    for word in words {
        all += 1;
        stop += usize::from(STOP.contains(&word));
    }
    if all >= 8 && stop * 6 >= all {
        return "en".to_owned();
    }
    if let Some(info) = whatlang::detect(&lower) {
        let sure = info.is_reliable() || info.script() != Script::Latin && all >= 4;
        if sure && !(info.lang() != Lang::Eng && stop * 8 >= all) {
            return iso(info.lang()).to_owned();
        }
        if info.lang() == Lang::Eng && all >= 4 {
            return "en".to_owned();
        }
    }
    if let Some(code) = declared.map(|d| d.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase())
        && code.len() == 2
    {
        return code;
    }
    let latin = body.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii());
    if all > 0 && latin && (stop > 0 || all < 8) { "en".to_owned() } else { "und".to_owned() }
}

/// The two-letter code, or the three-letter one where there is no shorter.
fn iso(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Ara => "ar",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Tur => "tr",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Heb => "he",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Ell => "el",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Mya => "my",
        Lang::Amh => "am",
        Lang::Tgl => "tl",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        other => other.code(),
    }
}

/// Whether `text` is written in capitals throughout, as old wires are.
///
/// ```
/// assert!(attest_text::is_upper_case("THE ARMY LEFT OSTHAVEN ON 3 JANUARY."));
/// assert!(!attest_text::is_upper_case("The army left. AFP, UN, NATO."));
/// ```
pub fn is_upper_case(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 20 && upper > lower * 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_reports_are_english_long_short_and_in_capitals() {
        for text in [
            "The army said that four soldiers were killed near Osthaven on Monday.",
            "FOUR SOLDIERS WERE KILLED IN THE TOWN OF OSTHAVEN, THE GARRISON SAID.",
            "Bomb kills four",
        ] {
            assert_eq!(of(text, None), "en", "{text}");
        }
    }

    #[test]
    fn reports_in_other_languages_are_named_as_such() {
        assert_eq!(
            of("Quatre soldats ont été tués lundi dans une attaque près de la ville, selon l'armée.", None),
            "fr"
        );
        assert_eq!(
            of("Cuatro soldados murieron el lunes en un ataque cerca de la ciudad, según el ejército.", None),
            "es"
        );
        assert_eq!(of("قتل أربعة جنود يوم الاثنين في هجوم قرب المدينة", None), "ar");
        assert_eq!(of("Четверо солдат погибли в понедельник при нападении", None), "ru");
    }

    #[test]
    fn numbers_alone_have_no_language() {
        assert_eq!(of("12 34 56", Some("fr-FR")), "fr");
        assert_eq!(of("", None), "und");
    }
}
