//! `attest serve`: an archive in the browser, from this machine to this machine.

use super::Outcome;
use crate::cli::Serve;
use crate::kit;
use crate::safe::visible;
use crate::trouble::Trouble;
use attest_extract::{Kit, Options};
use attest_model::{Coding, Document, DocumentKind};
use attest_server::{Archive, Coder, Desk, Pens, ServeError, Told};
use attest_store::{Act, SqliteStore};
use attest_text::About;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// Runs the command until it is interrupted.
///
/// # Errors
/// An archive that cannot be opened, an address that cannot be listened on.
pub fn run(args: &Serve) -> Result<Outcome, Trouble> {
    if let Some(by) = args.by.first().filter(|_| !args.archive.exists()) {
        // Whoever may add reports may begin an archive.
        let act = Act { by: by.clone(), at: attest_server::writing::now(), why: None };
        SqliteStore::create(&args.archive, &act)
            .map_err(|error| Trouble::stop(error.to_string(), "name another place with --archive"))?;
    }
    let archive = Archive::open(&args.archive)
        .map_err(|error| Trouble::stop(error.to_string(), "name the archive's file with --archive"))?;
    let pens = Pens::default();
    let mut links = Vec::new();
    for by in &args.by {
        let token = pens.hand(by).map_err(|error| {
            Trouble::stop(format!("the system has no random numbers: {error}"), "leave --by out")
        })?;
        links.push((by, token));
    }
    let coder: Option<Arc<dyn Coder>> =
        if links.is_empty() { None } else { Some(Arc::new(Reader { kit: kit::load(&args.data)? })) };
    let desk = Desk { archive: Arc::new(archive), pens: Arc::new(pens), coder, reveal: args.reveal };
    let ready = |address: SocketAddr| {
        let page = format!("http://{address}/");
        let first =
            links.first().map_or_else(|| page.clone(), |(_, token)| format!("{page}#/?token={token}"));
        let mut words = format!("{page}  to read\n");
        for (by, token) in &links {
            words.push_str(&format!("{page}#/?token={token}  to decide as {}\n", visible(by)));
        }
        words.push_str("Control-C ends it.\n");
        // Whoever closed the output still gets the page.
        let _ = super::print(&words);
        if args.open {
            open(&first);
        }
    };
    attest_server::serve(desk, SocketAddr::new(args.address, args.port), ready)
        .map_err(|error| trouble(&error))?;
    Ok(Outcome::Done)
}

fn trouble(error: &ServeError) -> Trouble {
    let help = match error {
        ServeError::Listen { .. } => "choose another port with --port, or 0 for any free one",
        ServeError::Open(_) => {
            "leave --address out; to read from another machine, forward the port: ssh -L 7878:127.0.0.1:7878 HOST"
        }
        ServeError::Stopped(_) => "start it again",
    };
    Trouble::stop(error.to_string(), help)
}

/// Reads reports that are dropped onto the page.
struct Reader {
    kit: Kit,
}

impl Coder for Reader {
    fn code(&self, told: &Told, bytes: &[u8]) -> Result<(Document, Coding), String> {
        let Told { name, published, publisher, kind, url } = told.clone();
        let kind = match kind.as_deref().filter(|kind| !kind.is_empty()) {
            Some(code) => Some(
                DocumentKind::parse(code).ok_or_else(|| format!("`{}` is no kind of text", visible(code)))?,
            ),
            None => None,
        };
        let about = About { name: name.clone(), published, publisher, kind, url, title: None };
        let name = visible(&name).into_owned();
        let mut all = attest_text::read_all(bytes, &about);
        if all.len() != 1 {
            return Err(format!("`{name}` holds several reports; add it with `attest add`"));
        }
        let document = all.remove(0).map_err(|error| visible(&error.to_string()).into_owned())?;
        if document.id != attest_store::sha256(bytes) {
            return Err(format!("`{name}` is no report by itself; add it with `attest add`"));
        }
        let coded = catch_unwind(AssertUnwindSafe(|| {
            attest_extract::code(&document, &self.kit, &Options::default())
        }));
        match coded {
            Ok(coding) => Ok((document, coding)),
            Err(_) => Err(format!("`{name}` was not coded: a fault in attest; please report it")),
        }
    }
}

/// Opens an address in the browser of the one who sits here. Where there is none the address stands in the terminal all the same.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let _ = Command::new(program).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
