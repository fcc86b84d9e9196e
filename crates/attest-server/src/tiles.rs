//! A map of the user's own: a PMTiles file, of which the page asks for ranges of bytes.
//!
//! The file stays where it is and is served from this program, so that no tile server is asked and the content security policy stays as
//! strict as without it.

use crate::desk::Desk;
use crate::problem::{Problem, Refusal};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// Most bytes of one answer: the page asks for directories and tiles, which are far smaller.
const MOST: u64 = 8 << 20;

/// First bytes of a PMTiles file of version 3.
const MAGIC: &[u8; 8] = b"PMTiles\x03";

/// A PMTiles file.
#[derive(Debug)]
pub struct Tiles {
    path: PathBuf,
}

impl Tiles {
    /// Looks whether `path` is a PMTiles file of version 3.
    ///
    /// # Errors
    /// A file that cannot be read, or is something else.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut head = [0; 8];
        File::open(path)?.read_exact(&mut head)?;
        if &head != MAGIC {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no PMTiles file of version 3"));
        }
        Ok(Self { path: path.to_owned() })
    }

    /// Size, and what tells this state of the file from others.
    fn state(&self) -> io::Result<(u64, String)> {
        let about = std::fs::metadata(&self.path)?;
        let changed = about.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Ok((about.len(), format!("\"{:x}-{:x}\"", about.len(), changed.as_nanos())))
    }

    fn read(&self, first: u64, last: u64) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(first))?;
        let mut bytes = Vec::new();
        file.take(last + 1 - first).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// First and last byte of `bytes=FIRST-LAST` in a file of `size` bytes, cut to what one answer holds.
fn range(words: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = words.strip_prefix("bytes=")?.split_once('-')?;
    let end = size.checked_sub(1)?;
    let (first, last) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => (first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => (first, end),
        (Err(_), Ok(suffix)) if first.is_empty() && suffix > 0 => (size.saturating_sub(suffix), end),
        _ => return None,
    };
    (first <= last).then(|| (first, last.min(first.saturating_add(MOST - 1))))
}

/// Bytes of the user's map: a PMTiles file, asked for with `Range`.
#[utoipa::path(get, path = "/tiles/basemap.pmtiles", responses((status = 206, description = "the bytes asked for", content_type = "application/octet-stream"),
    (status = 404, description = "no map was given with --tiles", body = Refusal), (status = 416, description = "no such bytes", body = Refusal)))]
pub async fn tiles(State(desk): State<Desk>, headers: HeaderMap) -> Result<Response, Problem> {
    let asked = headers.get(header::RANGE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    desk.run(move |desk| {
        let Some(tiles) = &desk.tiles else { return Err(Problem::missing("map")) };
        let lost = |error: io::Error| {
            Problem::new(StatusCode::NOT_FOUND, format!("the map given with --tiles cannot be read: {error}"))
        };
        let (size, tag) = tiles.state().map_err(lost)?;
        let Some((first, last)) = asked.as_deref().and_then(|asked| range(asked, size)) else {
            return Err(Problem::new(
                StatusCode::RANGE_NOT_SATISFIABLE,
                format!("ask for a part of the {size} bytes: Range: bytes=0-511"),
            ));
        };
        let bytes = tiles.read(first, last).map_err(lost)?;
        let about = [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (header::CONTENT_RANGE, format!("bytes {first}-{last}/{size}")),
            (header::ACCEPT_RANGES, "bytes".to_owned()),
            (header::CACHE_CONTROL, "private, no-cache".to_owned()),
            (header::ETAG, tag),
        ];
        Ok((StatusCode::PARTIAL_CONTENT, about, bytes).into_response())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::{MOST, range};

    #[test]
    fn ranges_are_those_of_http() {
        assert_eq!(range("bytes=0-9", 100), Some((0, 9)));
        assert_eq!(range("bytes=90-200", 100), Some((90, 99)));
        assert_eq!(range("bytes=40-", 100), Some((40, 99)));
        assert_eq!(range("bytes=-5", 100), Some((95, 99)));
        assert_eq!(range("bytes=0-", MOST * 3), Some((0, MOST - 1)));
        for none in ["bytes=100-", "bytes=9-3", "bytes=-0", "bytes=-", "bytes=a-b", "0-9", ""] {
            assert_eq!(range(none, 100), None, "{none}");
        }
        assert_eq!(range("bytes=0-", 0), None);
    }
}
