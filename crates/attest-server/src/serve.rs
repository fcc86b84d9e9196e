//! Listening: on this machine's own addresses for whoever sits at it; on others only for users with tokens, over an encrypted way.

use crate::desk::Desk;
use crate::router;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use thiserror::Error;
use tokio::net::TcpListener;

/// How the page is reached.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Door {
    /// In the clear, on this machine's own addresses only.
    #[default]
    Plain,
    /// In the clear, from a proxy that encrypts the way to it.
    BehindProxy,
    /// Encrypted.
    Tls {
        /// The certificate and those that vouch for it, PEM.
        certificate: PathBuf,
        /// Its private key, PEM.
        key: PathBuf,
    },
}

/// What keeps the page from being served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port is taken, or may not be used.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// An address that other machines reach, and an archive that nobody in particular may read.
    #[error(
        "{0} can be reached from other machines, and this archive has no users: everybody there could read it"
    )]
    NoUsers(IpAddr),
    /// An address that other machines reach, in the clear.
    #[error("{0} can be reached from other machines, and what goes there would not be encrypted")]
    Clear(IpAddr),
    /// A certificate or key that cannot be used.
    #[error("{path} cannot be used for TLS: {why}")]
    Certificate {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A program that was built without TLS.
    #[error("this program was built without TLS")]
    NoTls,
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// Whether the page may be served there.
fn may_open(desk: &Desk, address: IpAddr, door: &Door) -> Result<(), ServeError> {
    if address.is_loopback() {
        return Ok(());
    }
    let known = desk.pens.users().and_then(|users| users.list().ok()).is_some_and(|all| !all.is_empty());
    if !known {
        return Err(ServeError::NoUsers(address));
    }
    if *door == Door::Plain {
        return Err(ServeError::Clear(address));
    }
    Ok(())
}

/// Serves `desk` at `address` (port 0: any free one) until the program is interrupted. `ready` is told the address once it
/// answers.
///
/// # Errors
/// [`ServeError`] where other machines reach the address and the archive has no users or the way is not encrypted, a certificate
/// cannot be used, the port cannot be used or the server stops.
pub fn serve(
    mut desk: Desk,
    address: SocketAddr,
    door: &Door,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    may_open(&desk, address.ip(), door)?;
    desk.secure = matches!(door, Door::Tls { .. });
    #[cfg(feature = "tls")]
    let keys = match door {
        Door::Tls { certificate, key } => Some(crate::tls::keys(certificate, key)?),
        _ => None,
    };
    #[cfg(not(feature = "tls"))]
    if desk.secure {
        return Err(ServeError::NoTls);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        ready(listener.local_addr()?);
        let stop = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        #[cfg(feature = "tls")]
        if let Some(keys) = keys {
            let listener = crate::tls::Encrypted::over(listener, keys);
            return Ok(axum::serve(listener, router(desk)).with_graceful_shutdown(stop).await?);
        }
        Ok(axum::serve(listener, router(desk)).with_graceful_shutdown(stop).await?)
    })
}
