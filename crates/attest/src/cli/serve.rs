//! The words of `attest serve`.

use super::{ArchiveArgs, DataArgs};
use attest_server::Role;
use clap::{Args, Subcommand};
use std::net::IpAddr;
use std::path::PathBuf;

/// `attest serve`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Serve {
    /// Let people in and out.
    #[command(subcommand)]
    pub about: Option<About>,
    /// Which archive.
    #[command(flatten)]
    pub archive: ArchiveArgs,
    /// Port on this machine; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 7878)]
    pub port: u16,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// Let this person decide and add reports, by a link of their own; may be repeated [default: the page only reads]
    #[arg(long, value_name = "NAME")]
    pub by: Vec<String>,
    /// Show what is protected
    #[arg(long)]
    pub reveal: bool,
    /// Address to listen on; one that other machines reach needs users and --tls-cert or --behind-proxy
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Encrypt with this certificate (PEM, with those that vouch for it)
    #[arg(long, value_name = "FILE.pem", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key (PEM)
    #[arg(long, value_name = "FILE.pem", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A proxy before this program encrypts the way to it
    #[arg(long, conflicts_with = "tls_cert")]
    pub behind_proxy: bool,
    /// Say this before anything is shown, as a warning of what the records tell
    #[arg(long, value_name = "TEXT", env = "ATTEST_NOTICE", hide_env_values = true)]
    pub notice: Option<String>,
    /// Lay this map below the incidents: a PMTiles file of your own
    #[arg(long, value_name = "FILE.pmtiles")]
    pub tiles: Option<PathBuf>,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
}

/// What is done about serving.
#[derive(Debug, Subcommand)]
pub enum About {
    /// Who may read, decide, sign and rule, with a link of their own each
    #[command(subcommand)]
    Users(Users),
}

/// `attest serve users`.
#[derive(Debug, Subcommand)]
pub enum Users {
    /// Let a person in, or give them another role and a new link; the link is printed once and kept nowhere
    Add {
        /// The name under which their decisions stand in the log
        name: String,
        /// reader: reads and exports; coder: also adds reports and decides; reviewer: also signs what others decided; owner: also protects
        /// sources and lets people in and out
        #[arg(long, value_name = "ROLE", value_parser = role)]
        role: Role,
        /// Who does it, for the archive's log
        #[arg(long, value_name = "NAME", env = "ATTEST_BY", hide_env_values = true)]
        by: String,
    },
    /// Who is in
    List,
    /// Take a person's link back: it is worth nothing from now on, also while the page is served
    Revoke {
        /// Their name
        name: String,
        /// Who does it, for the archive's log
        #[arg(long, value_name = "NAME", env = "ATTEST_BY", hide_env_values = true)]
        by: String,
    },
}

fn role(name: &str) -> Result<Role, String> {
    Role::parse(name).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("no such role; one of {}", known.join(", "))
    })
}
