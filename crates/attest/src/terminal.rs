//! What the terminal is like: its width, whether it wants colours, whether it can show more than ASCII.

use crate::card::{ASCII, Look, UNICODE};
use crate::cli::{Cli, When};
use std::io::IsTerminal;

/// Width where nothing tells another one.
const WIDTH: usize = 120;

/// What is known of the place where the output goes.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How cards look.
    pub look: Look,
    /// Colours on standard output.
    pub colour: bool,
    /// Colours on standard error.
    pub colour_errors: bool,
    /// Whether standard error is a terminal that someone looks at.
    pub watched: bool,
}

impl Terminal {
    /// The terminal of this process; output that goes to a file is never coloured unless that is asked for.
    pub fn of(cli: &Cli, to_file: bool) -> Self {
        let stdout = std::io::stdout().is_terminal() && !to_file;
        let stderr = std::io::stderr().is_terminal();
        let glyphs = if cli.ascii || (stdout && !speaks_utf8(|name| std::env::var(name).ok())) {
            &ASCII
        } else {
            &UNICODE
        };
        let variable = |name: &str| std::env::var(name).ok();
        Self {
            look: Look { width: width(variable("COLUMNS").as_deref(), stdout), glyphs },
            colour: colour(cli.color, stdout, variable),
            colour_errors: colour(cli.color, stderr, variable),
            watched: stderr,
        }
    }

    /// Whether only ASCII is to be drawn.
    pub fn ascii(&self) -> bool {
        *self.look.glyphs == ASCII
    }
}

/// `COLUMNS` where it is set, else the terminal's own width.
fn width(columns: Option<&str>, terminal: bool) -> usize {
    let told = columns.and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns > 0);
    let own = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    told.or_else(own).unwrap_or(WIDTH)
}

/// Whether to use colours: the flag, then NO_COLOR, then CLICOLOR_FORCE, CLICOLOR and the terminal.
fn colour(flag: When, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    match flag {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let set = |name: &str| variable(name).filter(|value| !value.is_empty());
            if set("NO_COLOR").is_some() {
                return false;
            }
            if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
                return true;
            }
            let wanted = set("CLICOLOR").is_none_or(|value| value != "0");
            terminal && wanted && variable("TERM").as_deref() != Some("dumb")
        }
    }
}

/// Whether the locale is one of UTF-8; where none is set, the terminal is trusted.
fn speaks_utf8(variable: impl Fn(&str) -> Option<String>) -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<'a>(set: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        move |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_flag_goes_before_the_environment() {
        assert!(colour(When::Always, false, with(&[("NO_COLOR", "1")])));
        assert!(!colour(When::Never, true, with(&[("CLICOLOR_FORCE", "1")])));
    }

    #[test]
    fn no_color_goes_before_force_and_force_before_the_terminal() {
        assert!(!colour(When::Auto, true, with(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")])));
        assert!(colour(When::Auto, false, with(&[("CLICOLOR_FORCE", "1")])));
        assert!(!colour(When::Auto, true, with(&[("CLICOLOR", "0")])));
        assert!(colour(When::Auto, true, with(&[("NO_COLOR", "")])));
    }

    #[test]
    fn columns_go_before_the_terminal() {
        assert_eq!(width(Some("72"), false), 72);
        assert_eq!(width(Some("0"), false), WIDTH);
        assert_eq!(width(None, false), WIDTH);
    }

    #[test]
    fn a_locale_without_utf8_gets_ascii() {
        assert!(!speaks_utf8(with(&[("LANG", "C")])));
        assert!(speaks_utf8(with(&[("LANG", "C"), ("LC_ALL", "en_GB.UTF-8")])));
        assert!(speaks_utf8(with(&[])));
    }
}
