//! Exports of what a filter lets through, as they are written: nothing is laid down in a file, and one incident is in memory at a
//! time. The way out of the archive is that of `attest export`.

use crate::desk::Desk;
use crate::index::Wanted;
use crate::problem::{Problem, Refusal};
use crate::routes::{Words, answer, matching, wanted, words};
use attest_export::border::Border;
use attest_export::export::{Done, Export, Order};
use attest_export::format::Format;
use attest_export::output::Shape;
use attest_store::{OutgoingError, outgoing, protected_names};
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes of a piece.
const PIECE: usize = 1 << 16;
/// Pieces that may wait for a slow reader.
const AHEAD: usize = 4;

/// Writes into the answer.
struct Pipe {
    pieces: Sender<Bytes>,
    waiting: Vec<u8>,
}

impl Write for Pipe {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(part);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.waiting));
        self.pieces.blocking_send(piece).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        // A reader that went away needs the rest no longer.
        let _ = self.flush();
    }
}

struct Pieces(Receiver<Bytes>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|piece| piece.map(Ok))
    }
}

fn format(name: &str) -> Result<Format, Problem> {
    Format::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|own| own.as_str()).collect();
        Problem::unclear(format!("no such format; one of {}", known.join(", ")))
    })
}

/// The incidents that match, in a format that a dataset or a tool accepts. The filters are those of the list.
#[utoipa::path(get, path = "/api/v1/exports/{format}", params(("format" = String, Path, description = "acled, ged, gtd, claims, geojson, …")),
    responses((status = 200, description = "the file", body = String, content_type = "text/csv"), (status = 400, description = "no such format", body = Refusal)))]
pub async fn export(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    query: Words,
) -> Result<Response, Problem> {
    let format = format(&name)?;
    let wanted = wanted(words(query)?, |_, _| Ok(false))?;
    let (pieces, receiver) = channel(AHEAD);
    let pipe = Pipe { pieces, waiting: Vec::with_capacity(PIECE) };
    // What goes wrong on the way cuts the answer short; there is no other way to say it once the file has begun.
    let work = desk.clone();
    tokio::task::spawn_blocking(move || write(&work, format, &wanted, pipe).map(|_| ()));
    let kind = match format.file().rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("geojson") => "application/geo+json",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    let about = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", format.file())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((about, Body::from_stream(Pieces(receiver))).into_response())
}

/// The side file of an export: what it holds, by which rules, what was left out and why.
#[utoipa::path(get, path = "/api/v1/exports/{format}/side", params(("format" = String, Path, description = "the format")),
    responses((status = 200, description = "the side file", body = Object), (status = 400, description = "no such format", body = Refusal)))]
pub async fn side(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    query: Words,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let format = format(&name)?;
    let wanted = wanted(words(query)?, |_, _| Ok(false))?;
    let done = desk.run(move |desk| write(desk, format, &wanted, io::sink())).await?;
    answer(&headers, &done.into_iter().next().map(|done| done.side))
}

fn write(
    desk: &Desk,
    format: Format,
    wanted: &Wanted,
    out: impl Write + Send + 'static,
) -> Result<Vec<Done>, Problem> {
    let ids = matching(&desk.archive, wanted)?;
    let protect = desk.archive.ask(protected_names)?;
    let order = Order {
        border: Border { protect, ..Border::default() },
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ..Order::default()
    };
    let nowhere = |_: &str, _: &str, _: Option<&str>| None;
    let mut export = Export::new(&order, &nowhere);
    let lost = |error: io::Error| Problem::unclear(format!("the export stopped: {error}"));
    export.add(format, Shape::Text, format.file(), out).map_err(lost)?;
    let told = desk.archive.ask(|store| Ok(outgoing(store, Some(ids), &mut export)))?;
    told.map_err(|error| match error {
        OutgoingError::Archive(error) => error.into(),
        OutgoingError::File(error) => lost(error),
    })?;
    export.finish().map_err(lost)
}
