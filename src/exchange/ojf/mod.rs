//! Open Journey Format 1.0: JSON with stages, swimlanes and nodes, of which some have a score.
//!
//! Its writers do not agree on names (`stage` or `stageId`, `title` or `name`), so reading takes
//! them all. A part that came from such a file keeps the members of its record beside it
//! ([`members`]), so that writing gives them back, each under its own name and with its own value,
//! apart from what was changed on the map. A part that did not come so gets the names that are met
//! most, and both of `stage` and `stageId`.

mod known;
mod lists;
mod members;
mod natural;
mod props;
mod read;
mod sequence;
mod write;

pub use read::read;
pub use write::write;

use crate::model::Scale;

/// Of its scores.
const SCALE: Scale = Scale {
    min: -5.0,
    max: 5.0,
};

const ID: &[&str] = &["id"];
/// What things are called, the first that says something.
const NAMES: &[&str] = &["title", "name", "label", "heading", "text"];
const WORDS: &[&str] = &["description", "content", "notes"];
const NODE_NAMES: &[&str] = &["title", "name", "label", "heading"];
const NODE_WORDS: &[&str] = &["description", "text", "content", "body", "notes", "details"];
/// A point of a curve has one text.
const POINT_NAMES: &[&str] = &[
    "title",
    "name",
    "label",
    "heading",
    "description",
    "text",
    "content",
    "body",
    "notes",
    "details",
];
const KIND: &[&str] = &["type", "kind"];
const STAGE: &[&str] = &["stageId", "stage", "stage_id", "stageID"];
const LANE: &[&str] = &[
    "swimlaneId",
    "swimlane",
    "laneId",
    "lane",
    "swimlane_id",
    "lane_id",
    "swimlaneID",
];
const PERSONA: &[&str] = &[
    "persona",
    "personaId",
    "persona_id",
    "personas",
    "personaIds",
];
const CHANNEL: &[&str] = &["channel", "touchpoint"];
const SCORE: &[&str] = &["score", "emotion", "sentiment"];
const TRUTH: &[&str] = &[
    "isMomentOfTruth",
    "momentOfTruth",
    "is_moment_of_truth",
    "moment_of_truth",
];
const ORDER: &[&str] = &["order"];
const STAGES: &[&str] = &["stages"];
const NODES: &[&str] = &["nodes"];
const LANES: &[&str] = &["swimlanes", "lanes", "swimLanes", "swim_lanes"];
const PERSONAS: &[&str] = &["personas"];
/// The only one, as a member of the journey.
const ONE_PERSONA: &[&str] = &["persona"];
/// A journey within another record.
const INSIDE: &[&str] = &["journey"];
