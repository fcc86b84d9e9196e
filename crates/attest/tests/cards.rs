//! What a card looks like at 80 and 120 columns, drawn from a coding made by hand.

mod founding;

use attest::card::{ASCII, Look, UNICODE, draw};

fn drawn(width: usize) -> String {
    draw(&founding::coding(), Look { width, glyphs: &UNICODE }).print(false)
}

#[test]
fn a_card_of_120_columns_sets_the_words_beside_the_values() {
    insta::assert_snapshot!(drawn(120));
}

#[test]
fn a_card_of_80_columns_sets_the_words_under_the_values() {
    insta::assert_snapshot!(drawn(80));
}

#[test]
fn no_line_is_wider_than_the_sheet() {
    for width in [60, 72, 80, 99, 100, 120, 140] {
        for line in drawn(width).lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= width, "{width}: {line}");
        }
    }
}

#[test]
fn a_card_in_ascii_is_ascii() {
    let sheet = draw(&founding::coding(), Look { width: 80, glyphs: &ASCII }).print(false);
    assert!(sheet.is_ascii(), "{sheet}");
}

#[test]
fn colours_add_nothing_but_colour() {
    let sheet = draw(&founding::coding(), Look { width: 120, glyphs: &UNICODE });
    let mut plain = String::new();
    let mut rest = sheet.print(true);
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or(String::new(), |(_, after)| after.to_owned());
    }
    plain.push_str(&rest);
    assert_eq!(plain, sheet.print(false));
}

#[test]
fn a_stranger_cannot_repaint_the_screen() {
    let mut coding = founding::coding();
    coding.document.title = Some("\u{1b}[2J\u{202e}title".to_owned());
    coding.claims[0].quote.text = "ten\u{1b}]0;owned\u{7}".to_owned();
    let text = draw(&coding, Look { width: 120, glyphs: &UNICODE }).print(false);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
}

#[test]
fn a_coding_without_incidents_says_so_and_why() {
    let mut coding = founding::coding();
    coding.incidents.clear();
    coding.claims.clear();
    coding.tensions.clear();
    let text = draw(&coding, Look { width: 80, glyphs: &UNICODE }).print(false);
    assert!(text.contains("no incident was found"), "{text}");
    assert!(text.contains("no gazetteer entry for Fallou"), "{text}");
}
