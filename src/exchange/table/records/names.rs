//! What the names of fields say.

use crate::exchange::table::meaning::{
    roles::{edge, is_lane},
    words::{Meaning, folded, is_only, words},
};

/// Hold the words of a thing; the first that is there is what it is called.
const CALLED: [&str; 12] = [
    "name",
    "title",
    "label",
    "text",
    "content",
    "value",
    "message",
    "summary",
    "caption",
    "body",
    "description",
    "note",
];
/// Say no more than how a thing looks, where it stands, or which one it is.
const MARKS: [&str; 30] = [
    "color",
    "colour",
    "fill",
    "background",
    "icon",
    "emoji",
    "x",
    "y",
    "z",
    "w",
    "h",
    "width",
    "height",
    "left",
    "top",
    "size",
    "style",
    "key",
    "slug",
    "ref",
    "version",
    "schema",
    "format",
    "lang",
    "language",
    "locale",
    "stageid",
    "laneid",
    "parentid",
    "parent",
];

/// A name as people write heads: “painPoints” and “pain_points” are “Pain points”.
pub(super) fn head(name: &str) -> String {
    let mut head = String::with_capacity(name.len() + 4);
    let letters: Vec<char> = name.trim().chars().collect();
    for (at, c) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        let is_hump =
            c.is_uppercase() && before.is_some_and(|c| c.is_lowercase() || c.is_numeric());
        if matches!(c, '_' | '-') && before.is_some_and(char::is_alphanumeric) {
            head.push(' ');
        } else if is_hump {
            head.push(' ');
            match next {
                Some(next) if next.is_lowercase() => head.extend(c.to_lowercase()),
                _ => head.push(c),
            }
        } else {
            head.push(c);
        }
    }
    let mut rest = head.trim().chars();
    match rest.next() {
        Some(first) if name.is_ascii() => first.to_uppercase().chain(rest).collect(),
        _ => head.trim().to_owned(),
    }
}

/// Whether a field has what a lane of a journey has.
pub(super) fn is_lane_name(name: &str) -> bool {
    is_lane(&head(name)) && words(&head(name)).len() < 6
}

/// What a field says of the place of a thing.
pub(super) fn place(name: &str) -> Option<Meaning> {
    let head = head(name);
    // “journey_stage” and “journeyPhases”, too.
    edge(&head)
}

/// Whether a field names a thing, and how well: 0 is best.
pub(super) fn called(name: &str) -> Option<usize> {
    let name = folded(name);
    CALLED.iter().position(|known| *known == name)
}

/// Whether a field says nothing of the journey.
pub(super) fn is_mark(name: &str) -> bool {
    let bare: String = folded(name)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    name.starts_with(['$', '@'])
        || MARKS.contains(&&*bare)
        || matches!(place(name), Some(Meaning::Number | Meaning::Meta))
        || bare.ends_with("id") && bare.len() > 2 && name.ends_with(['d', 'D']) && is_id(name)
}

/// “stageId”, “node_id”.
fn is_id(name: &str) -> bool {
    name.ends_with("Id") || name.ends_with("ID") || name.ends_with("_id") || name.ends_with("-id")
}

/// Whether a field says which lane a thing stands in.
pub(super) fn is_lane_of(name: &str) -> bool {
    let name = folded(name);
    let lanes = [
        "lane",
        "swimlane",
        "swim_lane",
        "row",
        "category",
        "type",
        "kind",
        "layer",
        "section",
    ];
    lanes.contains(&&*name)
}

/// Whether a field holds lanes.
pub(super) fn is_lanes(name: &str) -> bool {
    let name = folded(name);
    let lanes = [
        "lanes",
        "swimlanes",
        "swim_lanes",
        "rows",
        "layers",
        "categories",
        "tracks",
    ];
    lanes.contains(&&*name)
}

/// Whether a field holds what stands in a lane, stage by stage.
pub(super) fn is_cells(name: &str) -> bool {
    let name = folded(name);
    let cells = [
        "cells", "items", "values", "cards", "data", "content", "contents", "entries", "stages",
    ];
    cells.contains(&&*name)
}

/// Whether a field holds how good a feeling is.
pub(super) fn is_level(name: &str) -> bool {
    let name = folded(name);
    let levels = [
        "score",
        "value",
        "level",
        "rating",
        "intensity",
        "valence",
        "number",
        "y",
    ];
    levels.contains(&&*name)
}

/// Whether a field tells a feeling.
pub(super) fn is_feeling(name: &str) -> bool {
    use crate::exchange::table::meaning::roles::said;
    matches!(
        said(&head(name)).first(),
        Some(Meaning::Emotion | Meaning::Score | Meaning::Satisfaction)
    )
}

/// Whether two names are one.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    folded(&head(one)) == folded(&head(other))
}

/// Whether a name is that of figures of many kinds.
pub(super) fn is_figures(name: &str) -> bool {
    is_only(&head(name), Meaning::Count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_heads() {
        for (name, expected) in [
            ("painPoints", "Pain points"),
            ("pain_points", "Pain points"),
            ("pain-points", "Pain points"),
            ("NPS", "NPS"),
            ("journeyNPS", "Journey NPS"),
            ("emotion", "Emotion"),
            ("Pain points", "Pain points"),
            ("痛点", "痛点"),
            ("stage2Name", "Stage2 name"),
        ] {
            assert_eq!(head(name), expected);
        }
        assert!(is_lane_name("painPoints") && is_lane_name("Aktivitas"));
        assert_eq!(place("journeyStages"), Some(Meaning::Stage));
        assert!(is_mark("stageId") && is_mark("createdAt") && is_mark("$schema"));
        assert!(!is_mark("paid") && !is_mark("actions"));
    }
}
