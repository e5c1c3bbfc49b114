//! The names of members, as writers of the format have them, and of what is kept of them.

use crate::model::Scale;

/// Of its scores.
pub(super) const SCALE: Scale = Scale {
    min: -5.0,
    max: 5.0,
};

pub(super) const ID: &[&str] = &["id"];
/// What things are called, the first that says something.
pub(super) const NAMES: &[&str] = &["title", "name", "label", "heading", "text"];
pub(super) const WORDS: &[&str] = &["description", "content", "notes"];
/// Of a journey: what it is about.
pub(super) const SCENARIO: &[&str] = &["description", "content", "notes", "pointOfView", "pov"];
pub(super) const NODE_NAMES: &[&str] = &["title", "name", "label", "heading"];
pub(super) const NODE_WORDS: &[&str] =
    &["description", "text", "content", "body", "notes", "details"];
/// A point of a curve has one text.
pub(super) const POINT_NAMES: &[&str] = &[
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
pub(super) const KIND: &[&str] = &["type", "kind"];
pub(super) const STAGE: &[&str] = &["stageId", "stage", "stage_id", "stageID"];
pub(super) const LANE: &[&str] = &[
    "swimlaneId",
    "swimlane",
    "laneId",
    "lane",
    "swimlane_id",
    "lane_id",
    "swimlaneID",
];
pub(super) const PERSONA: &[&str] = &[
    "persona",
    "personaId",
    "persona_id",
    "personas",
    "personaIds",
];
pub(super) const CHANNEL: &[&str] = &["channel", "touchpoint"];
pub(super) const SCORE: &[&str] = &["score", "emotion", "sentiment"];
/// A word for what is felt, where it is no number.
pub(super) const SENTIMENT: &[&str] = &["sentiment"];
pub(super) const SEVERITY: &[&str] = &["severity"];
pub(super) const TRUTH: &[&str] = &[
    "isMomentOfTruth",
    "momentOfTruth",
    "is_moment_of_truth",
    "moment_of_truth",
];
pub(super) const ORDER: &[&str] = &["order"];
pub(super) const STAGES: &[&str] = &["stages"];
pub(super) const NODES: &[&str] = &["nodes"];
pub(super) const LANES: &[&str] = &["swimlanes", "lanes", "swimLanes", "swim_lanes"];
pub(super) const PERSONAS: &[&str] = &["personas"];
/// The only one, as a member of the journey.
pub(super) const ONE_PERSONA: &[&str] = &["persona"];
/// What version 1.1 says of the journey, in a record of its own.
pub(super) const METADATA: &[&str] = &["metadata"];
/// A journey within another record.
pub(super) const INSIDE: &[&str] = &["journey"];

/// The members of the journey itself.
pub(super) const JOURNEY: &str = "ojf";
/// The members of the record around the journey.
pub(super) const AROUND: &str = "ojf_around";
/// The ids of all nodes, where they do not come lane by lane.
pub(super) const SEQUENCE: &str = "ojf_order";
/// What stands in a list and is no part: the name of the list with the value.
pub(super) const REST: &str = "ojf_rest";
