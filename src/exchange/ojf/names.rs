//! The names of members, as writers of the format have them, and of what is kept of them.

use crate::model::Scale;

/// Of its scores.
pub const SCALE: Scale = Scale {
    min: -5.0,
    max: 5.0,
};

pub const ID: &[&str] = &["id"];
/// What things are called, the first that says something.
pub const NAMES: &[&str] = &["title", "name", "label", "heading", "text"];
pub const WORDS: &[&str] = &["description", "content", "notes"];
pub const NODE_NAMES: &[&str] = &["title", "name", "label", "heading"];
pub const NODE_WORDS: &[&str] = &["description", "text", "content", "body", "notes", "details"];
/// A point of a curve has one text.
pub const POINT_NAMES: &[&str] = &[
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
pub const KIND: &[&str] = &["type", "kind"];
pub const STAGE: &[&str] = &["stageId", "stage", "stage_id", "stageID"];
pub const LANE: &[&str] = &[
    "swimlaneId",
    "swimlane",
    "laneId",
    "lane",
    "swimlane_id",
    "lane_id",
    "swimlaneID",
];
pub const PERSONA: &[&str] = &[
    "persona",
    "personaId",
    "persona_id",
    "personas",
    "personaIds",
];
pub const CHANNEL: &[&str] = &["channel", "touchpoint"];
pub const SCORE: &[&str] = &["score", "emotion", "sentiment"];
pub const TRUTH: &[&str] = &[
    "isMomentOfTruth",
    "momentOfTruth",
    "is_moment_of_truth",
    "moment_of_truth",
];
pub const ORDER: &[&str] = &["order"];
pub const STAGES: &[&str] = &["stages"];
pub const NODES: &[&str] = &["nodes"];
pub const LANES: &[&str] = &["swimlanes", "lanes", "swimLanes", "swim_lanes"];
pub const PERSONAS: &[&str] = &["personas"];
/// The only one, as a member of the journey.
pub const ONE_PERSONA: &[&str] = &["persona"];
/// A journey within another record.
pub const INSIDE: &[&str] = &["journey"];

/// The members of the journey itself.
pub const JOURNEY: &str = "ojf";
/// Those of the record around it.
pub const AROUND: &str = "ojf_around";
/// The ids of all nodes, where they do not come lane by lane.
pub const SEQUENCE: &str = "ojf_order";
/// What stands in a list and is no part: the name of the list with the value.
pub const REST: &str = "ojf_rest";
