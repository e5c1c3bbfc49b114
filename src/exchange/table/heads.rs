//! What words in the heads of a table say, in English and Indonesian.

use crate::model::{CardRole, MetricKind};

/// What words in a head say of its lane.
const WORDS: [(&[&str], CardRole); 8] = [
    (
        &[
            "pain", "friction", "frustrat", "problem", "gesekan", "keluhan", "masalah",
        ],
        CardRole::PainPoints,
    ),
    (
        &["opportunit", "idea", "solution", "peluang", "solusi", "ide"],
        CardRole::Opportunities,
    ),
    (&["thought", "thinking", "pikiran"], CardRole::Thoughts),
    (&["quote", "kutipan"], CardRole::Quotes),
    (
        &["touchpoint", "touch point", "titik kontak"],
        CardRole::Touchpoints,
    ),
    (
        &[
            "organi",
            "backstage",
            "frontstage",
            "support",
            "internal",
            "layanan",
        ],
        CardRole::OrganisationActivities,
    ),
    (&["storyboard"], CardRole::Images),
    (
        &[
            "action",
            "activit",
            "doing",
            "task",
            "aktivitas",
            "tindakan",
            "kegiatan",
        ],
        CardRole::CustomerActions,
    ),
];
pub(super) const EMOTIONS: &[&str] = &[
    "emotion", "feeling", "mood", "score", "emosi", "perasaan", "skor",
];
pub(super) const CHANNELS: &[&str] = &["channel", "kanal", "saluran"];
const METRICS: &[(&str, MetricKind)] = &[
    ("csat", MetricKind::Csat),
    ("nps", MetricKind::Nps),
    ("crr", MetricKind::Crr),
    ("retention", MetricKind::Crr),
    ("ces", MetricKind::Ces),
    ("conversion", MetricKind::Conversion),
    ("konversi", MetricKind::Conversion),
    ("churn", MetricKind::Churn),
    ("referral", MetricKind::Referral),
    ("kpi", MetricKind::Other),
    ("metric", MetricKind::Other),
    ("metrik", MetricKind::Other),
];
pub(super) const GOALS: &[&str] = &["stage goal", "goal", "tujuan"];
pub(super) const DURATIONS: &[&str] = &["duration", "how long", "durasi", "lamanya"];
pub(super) const STAGES: &[&str] = &[
    "aware",
    "consider",
    "research",
    "purchase",
    "buy",
    "buying",
    "decision",
    "onboard",
    "retention",
    "use",
    "using",
    "usage",
    "loyal",
    "advoca",
    "support",
    "stage",
    "phase",
    "tahap",
    "fase",
    "kesadaran",
    "pertimbangan",
    "pembelian",
    "retensi",
    "advokasi",
];

/// Words for what stands beside or below the first cell: that cell is a head then, not a title.
const CORNERS: &[&str] = &[
    "stage",
    "stages",
    "phase",
    "phases",
    "step",
    "steps",
    "lane",
    "lanes",
    "swimlane",
    "swimlanes",
    "row",
    "rows",
    "column",
    "columns",
    "category",
    "categories",
    "type",
    "kind",
    "aspect",
    "aspects",
    "item",
    "items",
    "element",
    "elements",
    "layer",
    "layers",
    "dimension",
    "dimensions",
    "topic",
    "topics",
    "theme",
    "label",
    "name",
    "no",
    "id",
    "journey",
    "date",
    "time",
    "timestamp",
    "respondent",
    "tanggal",
    "waktu",
    "responden",
    "tahap",
    "tahapan",
    "fase",
    "langkah",
    "lajur",
    "jalur",
    "baris",
    "kolom",
    "kategori",
    "jenis",
    "tipe",
    "aspek",
    "elemen",
    "unsur",
    "komponen",
    "dimensi",
    "topik",
    "tema",
    "nama",
    "uraian",
    "keterangan",
    "perjalanan",
];

/// Whether a head holds one of some words; a short one only by itself, since "ces" is in "process".
pub(super) fn has(head: &str, words: &[&str]) -> bool {
    let head = head.to_lowercase();
    let alone = |word: &str| {
        head.split(|c: char| !c.is_alphanumeric())
            .any(|own| own == word)
    };
    words.iter().any(|word| {
        if word.len() < 4 {
            alone(word)
        } else {
            head.contains(word)
        }
    })
}

/// What the cards of a lane mean, by words in its title.
pub fn role_of(title: &str) -> Option<CardRole> {
    let known = WORDS.iter().find(|(words, _)| has(title, words));
    known.map(|(_, role)| *role)
}

pub(super) fn is_lane(head: &str) -> bool {
    WORDS.iter().any(|(words, _)| has(head, words))
        || [EMOTIONS, CHANNELS, GOALS, DURATIONS]
            .iter()
            .any(|words| has(head, words))
        || METRICS.iter().any(|(word, _)| has(head, &[word]))
}

/// Whether the first cell of a table reads like the title of a map, not like a head.
pub(super) fn is_title(corner: &str) -> bool {
    let words: Vec<String> = corner
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let letters = corner.chars().filter(|c| c.is_alphabetic()).count();
    // Long enough to say more than what kind of thing stands in a row.
    let is_long = words.len() > 3;
    let is_head = || words.iter().any(|word| CORNERS.contains(&word.as_str())) || is_lane(corner);
    letters > 1 && (is_long || !is_head())
}

/// The kind of metric that a head names.
pub(super) fn metric_kind(title: &str) -> Option<MetricKind> {
    let known = METRICS.iter().find(|(word, _)| has(title, &[word]));
    known.map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_stand_alone() {
        assert_eq!(metric_kind("CES (1–7)"), Some(MetricKind::Ces));
        for head in ["Processes", "Success", "Access"] {
            assert_eq!(metric_kind(head), None, "{head}");
        }
        assert_eq!(role_of("Ide & solusi"), Some(CardRole::Opportunities));
        assert_eq!(role_of("Identitas"), None);
    }

    #[test]
    fn a_title_is_told_from_a_head() {
        for head in [
            "",
            "Stage",
            "PHASES",
            "Tahap",
            "Lane",
            "Kategori",
            "Lane / Stage",
            "Stage →",
            "No.",
            "Journey stage",
            "Tahap perjalanan",
            "#",
            "x",
            "Touchpoint",
            "Timestamp",
            "1.",
            "Aspek \\ Fase",
        ] {
            assert!(!is_title(head), "{head}");
        }
        for title in [
            "Account",
            "Buying a car",
            "Membeli mobil",
            "Kredit mobil 2026",
            "A stage by stage map",
            "Customer service: how it feels to ask for help",
        ] {
            assert!(is_title(title), "{title}");
        }
    }
}
