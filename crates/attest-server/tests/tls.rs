//! The way to the page, encrypted. The certificate and key in `tls/` were made for this test and vouch for nothing.
#![cfg(feature = "tls")]

use attest_server::{Archive, Desk, Door, Pens, serve};
use attest_store::{Act, SqliteStore};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

fn served() -> SocketAddr {
    let path = std::env::temp_dir().join(format!("attest-tls-{}.attest", std::process::id()));
    let _ = std::fs::remove_file(&path);
    let act = Act { by: "Test".to_owned(), at: "2024-03-05T10:00:00Z".to_owned(), why: None };
    drop(SqliteStore::create(&path, &act).unwrap());
    let desk = Desk::new(Archive::open(&path).unwrap(), Pens::default());
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tls"));
    let door = Door::Tls { certificate: folder.join("certificate.pem"), key: folder.join("key.pem") };
    let (told, address) = std::sync::mpsc::channel();
    // It serves until the test's program ends.
    std::thread::spawn(move || {
        serve(desk, "127.0.0.1:0".parse().unwrap(), &door, |address| told.send(address).unwrap()).unwrap();
    });
    address.recv_timeout(Duration::from_secs(20)).unwrap()
}

fn ask(address: SocketAddr) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tls/certificate.pem");
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(address).unwrap());
    stream
        .write_all(b"GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_page_is_served_encrypted_and_whoever_dawdles_holds_nobody_up() {
    let address = served();
    // Three who connect and say nothing.
    let silent: Vec<TcpStream> = (0..3).map(|_| TcpStream::connect(address).unwrap()).collect();
    let answer = ask(address);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age="), "{answer}");
    let mut plain = TcpStream::connect(address).unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut words = Vec::new();
    let _ = plain.read_to_end(&mut words);
    assert!(!words.starts_with(b"HTTP"), "in the clear nothing is answered");
    drop(silent);
}
