//! `attest review`: a queue of suggestions at the keyboard, the words always in view.
//!
//! What can be decided with one key is: `s` same, `d` different, `x` cannot tell; `a` accept, `r` reject; `g` sign another person's
//! decision; `u` takes the last one back. What the keys do and what is shown is in [`queue`], which knows no terminal;
//! here keys come in and lines go out.

pub mod queue;

use crate::act::act;
use crate::cli::Review;
use crate::commands::Outcome;
use crate::terminal::Terminal;
use crate::trouble::Trouble;
use attest_store::SqliteStore;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue as send};
use queue::{Flow, Key, Queue};
use std::io::{IsTerminal, Write};

/// Runs the command.
///
/// # Errors
/// An archive that cannot be written; no terminal.
pub fn run(args: &Review, terminal: &Terminal) -> Result<Outcome, Trouble> {
    // Whoever reviews must be known before the first key.
    act(&args.act)?;
    let store = SqliteStore::open(&args.archive.path())?;
    let mut queue = Queue::fill(store, || act(&args.act))?;
    if queue.is_empty() {
        crate::commands::print("Nothing waits for a decision.\n")?;
        return Ok(Outcome::Nothing);
    }
    if !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Err(Trouble::stop(
            "review needs a terminal with a keyboard",
            "in a script, use `attest decide`; `attest incidents --format json` lists the candidates",
        ));
    }
    let screen = Screen::enter()?;
    let end = on_screen(&mut queue, terminal);
    drop(screen);
    end?;
    crate::commands::print(&format!("{}\n", queue.summary()))?;
    Ok(Outcome::Done)
}

fn broken(error: &std::io::Error) -> Trouble {
    Trouble::stop(format!("the terminal cannot be used: {error}"), "every decision so far is stored")
}

fn on_screen(
    queue: &mut Queue<impl Fn() -> Result<attest_store::Act, Trouble>>,
    terminal: &Terminal,
) -> Result<(), Trouble> {
    let mut out = std::io::stdout().lock();
    loop {
        let (width, height) = size().map_err(|error| broken(&error))?;
        let sheet = queue.draw(usize::from(width), usize::from(height), terminal.look.glyphs);
        let page = sheet.print(terminal.colour);
        let mut paint = || -> std::io::Result<()> {
            send!(out, MoveTo(0, 0), Clear(ClearType::All))?;
            for (row, line) in page.lines().take(usize::from(height)).enumerate() {
                send!(out, MoveTo(0, row as u16))?;
                out.write_all(line.as_bytes())?;
            }
            out.flush()
        };
        paint().map_err(|error| broken(&error))?;
        let Some(key) = next_key().map_err(|error| broken(&error))? else { continue };
        if queue.press(key)? == Flow::End {
            return Ok(());
        }
    }
}

/// The next key, or nothing where the event was none.
fn next_key() -> std::io::Result<Option<Key>> {
    let Event::Key(event) = read()? else { return Ok(None) };
    if event.kind == KeyEventKind::Release {
        return Ok(None);
    }
    Ok(match event.code {
        KeyCode::Char('c' | 'd') if event.modifiers.contains(KeyModifiers::CONTROL) => Some(Key::Quit),
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Down => Some(Key::Down),
        KeyCode::Up => Some(Key::Up),
        _ => None,
    })
}

/// The terminal while the queue has it; given back however the review ends.
struct Screen;

impl Screen {
    fn enter() -> Result<Self, Trouble> {
        enable_raw_mode().map_err(|error| broken(&error))?;
        let screen = Self;
        execute!(std::io::stdout(), EnterAlternateScreen, Hide).map_err(|error| broken(&error))?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that went away.
        let _ = execute!(std::io::stdout(), LeaveAlternateScreen, Show);
        let _ = disable_raw_mode();
    }
}
