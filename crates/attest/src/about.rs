//! What is told of reports from outside, on the command line or in a table, joined for each of them.

use crate::cli::AboutArgs;
use crate::trouble::Trouble;
use attest_text::{About, AboutTable, about_table};

/// What is told of all reports and of each.
#[derive(Debug, Default)]
pub struct Told {
    all: About,
    table: AboutTable,
}

impl Told {
    /// What `args` tell; rows of the table that cannot be used come back as troubles.
    ///
    /// # Errors
    /// A table that cannot be read at all.
    pub fn read(args: &AboutArgs) -> Result<(Self, Vec<Trouble>), Trouble> {
        let all = About {
            published: args.published.clone(),
            publisher: args.publisher.clone(),
            kind: args.kind,
            ..About::default()
        };
        let Some(path) = &args.about else {
            return Ok((Self { all, table: AboutTable::default() }, Vec::new()));
        };
        let bytes = std::fs::read(path).map_err(|error| Trouble::unreadable(path, &error))?;
        let mut table = about_table(&bytes)?;
        let bad = std::mem::take(&mut table.bad).into_iter().map(Trouble::from).collect();
        Ok((Self { all, table }, bad))
    }

    /// What is told of the report `name`: its own row before what is told of all.
    pub fn of(&self, name: &str) -> About {
        let own = self.table.find(name).cloned().unwrap_or_default();
        About { name: name.to_owned(), ..own.or(&self.all) }
    }
}
