//! temp
use attest_model::{Assessment, Claim, Harm, Incident};
/// temp
pub fn report(_: &Incident, _: &[&Claim], _: Harm) -> Option<Assessment> { None }
