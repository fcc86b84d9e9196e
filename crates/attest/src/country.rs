//! Names of countries for people; the records keep the ISO code.

use attest_gazetteer::{Iso, country};
use std::borrow::Cow;

/// The English short name of the country with the ISO 3166-1 alpha-2 `code`, or the code where it is not known.
///
/// ```
/// assert_eq!(attest::country::name("ML"), "Mali");
/// assert_eq!(attest::country::name("??"), "??");
/// ```
pub fn name(code: &str) -> Cow<'_, str> {
    country(Iso::new(code)).map_or(Cow::Borrowed(code), |country| Cow::Borrowed(country.name.as_str()))
}
