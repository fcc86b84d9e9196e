//! The words of `attest serve`.

use super::DataArgs;
use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;

/// `attest serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The archive's file
    #[arg(long, value_name = "PATH", env = "ATTEST_ARCHIVE", default_value = "archive.attest")]
    pub archive: PathBuf,
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
    /// Address to listen on; one of this machine itself
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Data besides what comes with the program.
    #[command(flatten)]
    pub data: DataArgs,
}
