//! Maps in the formats of other tools: what comes back from each and what does not.

mod brand;
mod cases;
mod foreign;
mod markdown;
mod mermaid;
mod new_parts;
mod ojf;
mod ojf_kept;
mod picture;
mod shapes;
mod table;
mod workbook;

use proptest::prelude::*;

/// How many random maps go through each format: the environment variable `JEJAK_CASES`, else few
/// enough for every day. The figure to reach is 4,000.
fn cases() -> ProptestConfig {
    let asked = std::env::var("JEJAK_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|n| n.parse().ok()).unwrap_or(128))
}
