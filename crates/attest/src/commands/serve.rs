//! `attest serve`: an archive in the browser, from this machine to this machine.

use super::Outcome;
use crate::cli::{DataArgs, Serve, ServeAbout};
use crate::kit;
use crate::safe::visible;
use crate::trouble::Trouble;
use attest_extract::page::Page;
use attest_extract::{Kit, Options};
use attest_model::{Coding, Document, DocumentKind};
use attest_server::{Archive, Coder, Desk, Door, Node, Pens, ServeError, Tiles, Told, Tree, Users};
use attest_store::{Act, SqliteStore};
use attest_text::About;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, OnceLock};

/// Runs the command until it is interrupted.
///
/// # Errors
/// An archive that cannot be opened, an address that cannot be listened on, users who would not be asked who they are.
pub fn run(args: &Serve) -> Result<Outcome, Trouble> {
    let path = args.archive.path();
    if let Some(ServeAbout::Users(what)) = &args.about {
        return super::users::run(&path, what);
    }
    if let Some(by) = args.by.first().filter(|_| !path.exists()) {
        // Whoever may add reports may begin an archive.
        let act = Act { by: by.clone(), at: attest_server::writing::now(), why: None };
        SqliteStore::create(&path, &act)
            .map_err(|error| Trouble::stop(error.to_string(), "name another place with --archive"))?;
    }
    let archive = Archive::open(&path)
        .map_err(|error| Trouble::stop(error.to_string(), "name the archive's file with --archive"))?;
    let (pens, links) = pens(args, &path)?;
    let closed = pens.users().is_some();
    let reader = Reader { data: args.data.clone(), kit: OnceLock::new() };
    if closed || !links.is_empty() {
        // What is wrong with a folder of entries is said now, and not to the first who adds a report.
        let _ = reader.kit.set(kit::load(&args.data)?);
    }
    let mut desk = Desk::new(archive, pens);
    desk.coder = Some(Arc::new(reader));
    desk.reveal = args.reveal;
    desk.notice = args.notice.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(Into::into);
    if let Some(path) = &args.tiles {
        let tiles = Tiles::open(path).map_err(|error| {
            let name = visible(&path.to_string_lossy()).into_owned();
            Trouble::stop(format!("{name}: {error}"), "name a PMTiles file (version 3) with --tiles")
        })?;
        desk.tiles = Some(Arc::new(tiles));
    }
    let door = match (&args.tls_cert, &args.tls_key) {
        (Some(certificate), Some(key)) => Door::Tls { certificate: certificate.clone(), key: key.clone() },
        _ if args.behind_proxy => Door::BehindProxy,
        _ => Door::Plain,
    };
    let scheme = if matches!(door, Door::Tls { .. }) { "https" } else { "http" };
    let ready = |address: SocketAddr| {
        let page = format!("{scheme}://{address}/");
        let first =
            links.first().map_or_else(|| page.clone(), |(_, token)| format!("{page}#/?token={token}"));
        let mut words = if closed {
            format!("{page}  for the archive's users, by the links that they were given\n")
        } else {
            format!("{page}  to read\n")
        };
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
    attest_server::serve(desk, SocketAddr::new(args.address, args.port), &door, ready)
        .map_err(|error| trouble(&error))?;
    Ok(Outcome::Done)
}

/// Who may come in, and the links of those who were named with `--by`.
fn pens<'a>(args: &'a Serve, archive: &Path) -> Result<(Pens, Vec<(&'a str, String)>), Trouble> {
    let users = Users::beside(archive);
    if users.exist() {
        users.list().map_err(|error| {
            Trouble::stop(error.to_string(), "mend the file, or move it away: then the archive has no users")
        })?;
        if !args.by.is_empty() {
            return Err(Trouble::stop(
                "this archive has users, and --by would let somebody in beside them",
                "leave --by out and open the link of a user; attest serve users add gives one",
            ));
        }
        return Ok((Pens::of(users), Vec::new()));
    }
    let pens = Pens::default();
    let mut links = Vec::new();
    for by in &args.by {
        let token = pens.hand(by).map_err(|error| {
            Trouble::stop(format!("the system has no random numbers: {error}"), "leave --by out")
        })?;
        links.push((by.as_str(), token));
    }
    Ok((pens, links))
}

fn trouble(error: &ServeError) -> Trouble {
    let help = match error {
        ServeError::Listen { .. } => "choose another port with --port, or 0 for any free one",
        ServeError::NoUsers(_) => {
            "let people in first: attest serve users add NAME --role owner; or leave --address out and forward the port: ssh -L 7878:127.0.0.1:7878 HOST"
        }
        ServeError::Clear(_) => {
            "give --tls-cert and --tls-key; or --behind-proxy, where a proxy on the way encrypts"
        }
        ServeError::Certificate { .. } => {
            "name a certificate with --tls-cert and its key with --tls-key, both PEM"
        }
        ServeError::NoTls => {
            "build it with the feature `tls`, or put a proxy before it and say --behind-proxy"
        }
        ServeError::Stopped(_) => "start it again",
    };
    Trouble::stop(error.to_string(), help)
}

/// Reads reports that are dropped onto the page, and sentences whose grammar is asked for.
struct Reader {
    data: DataArgs,
    /// Loaded when it is needed: whoever only looks needs no language model.
    kit: OnceLock<Kit>,
}

impl Reader {
    fn kit(&self) -> Result<&Kit, String> {
        if let Some(kit) = self.kit.get() {
            return Ok(kit);
        }
        let kit = kit::load(&self.data).map_err(|trouble| visible(&trouble.to_string()).into_owned())?;
        Ok(self.kit.get_or_init(|| kit))
    }
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
        let kit = self.kit()?;
        let coded =
            catch_unwind(AssertUnwindSafe(|| attest_extract::code(&document, kit, &Options::default())));
        match coded {
            Ok(coding) => Ok((document, coding)),
            Err(_) => Err(format!("`{name}` was not coded: a fault in attest; please report it")),
        }
    }
    fn tree(&self, document: &Document, at: u32) -> Result<Option<Tree>, String> {
        let kit = self.kit()?;
        catch_unwind(AssertUnwindSafe(|| tree(document, kit, at)))
            .map_err(|_| "the grammar was not read: a fault in attest; please report it".to_owned())
    }
}

fn tree(document: &Document, kit: &Kit, at: u32) -> Option<Tree> {
    let page = Page::open(document, attest_text::view(document), kit.pipeline, kit.lexicon, &kit.gazetteer);
    let sentence = page.sentences.iter().find(|own| own.span.start <= at && at < own.span.end)?;
    let analysis = &page.passages.get(sentence.passage)?.analysis;
    let first = sentence.tokens.start;
    let tokens = analysis.tokens_in(sentence.tokens.clone()).map(|token| Node {
        text: token.text().to_owned(),
        lemma: token.lemma().to_owned(),
        tag: token.tag().to_owned(),
        dep: token.dep().to_owned(),
        // Blanks at the edges of a sentence are cut off; what hangs on them stands at the top.
        head: token
            .head()
            .index()
            .checked_sub(first)
            .filter(|head| *head < sentence.tokens.len())
            .unwrap_or(token.index() - first),
        kind: token.kind().to_owned(),
    });
    Some(Tree { start: sentence.span.start, end: sentence.span.end, tokens: tokens.collect() })
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
