//! Random journeys written as tables in the shapes that people draw, and read back: what the shape
//! can hold is the same.

use jejak::{
    exchange::{MapFormat, ReadOptions, read_with},
    model::{CardRole, Map},
    words::Language::English,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::cases;

/// Words that mean nothing in any language that heads are known in.
const WORDS: [&str; 12] = [
    "plimo", "trabex", "wondek", "fribbel", "gostra", "hulpix", "jastik", "quorvi", "zembla",
    "norvat", "ulmek", "skarno",
];

/// What heads are called, one row a language: stage, step, persona, actions, touchpoints, thoughts,
/// pain points, opportunities, emotion, goal, duration.
const HEADS: [&str; 10] = [
    "Stage | Step | Persona | Actions | Touchpoints | Thoughts | Pain points | Opportunities | Emotion | Goal | Duration",
    "Tahap | Langkah | Persona | Aktivitas | Titik kontak | Pikiran | Keluhan | Peluang | Emosi | Tujuan | Durasi",
    "Phase | Schritt | Persona | Handlungen | Berührungspunkte | Gedanken | Schmerzpunkte | Chancen | Gefühle | Ziel | Dauer",
    "Étape | Sous-étape | Persona | Ce qu'elle fait | Points de contact | Pensées | Irritants | Opportunités | Émotions | Objectif | Durée",
    "Etapa | Paso | Persona | Acciones | Puntos de contacto | Pensamientos | Puntos de dolor | Oportunidades | Emociones | Objetivo | Duración",
    "Etapa | Passo | Persona | Ações | Pontos de contato | Pensamentos | Pontos de dor | Oportunidades | Emoções | Objetivo | Duração",
    "Fase | Stap | Persona | Acties | Contactpunten | Gedachten | Pijnpunten | Kansen | Gevoel | Doel | Duur",
    "Fase | Passo | Persona | Azioni | Punti di contatto | Pensieri | Punti critici | Opportunità | Emozioni | Obiettivo | Durata",
    "阶段 | 步骤 | 角色 | 用户行为 | 触点 | 想法 | 痛点 | 机会点 | 情绪 | 目标 | 时长",
    "フェーズ | ステップ | ペルソナ | 行動 | タッチポイント | 思考 | 課題 | 改善案 | 感情 | 目標 | 所要時間",
];

const ROLES: [CardRole; 5] = [
    CardRole::CustomerActions,
    CardRole::Touchpoints,
    CardRole::Thoughts,
    CardRole::PainPoints,
    CardRole::Opportunities,
];

/// How a feeling from 0 to 4 is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Feelings {
    Figures,
    OutOf,
    Stars,
    Faces,
    Words,
    Percent,
}

impl Feelings {
    fn text(self, level: usize) -> String {
        match self {
            Self::Figures => (level + 1).to_string(),
            Self::OutOf => format!("{}/5", level + 1),
            Self::Stars => "★".repeat(level + 1) + &"☆".repeat(4 - level),
            Self::Faces => ["😡", "😟", "😐", "😊", "😍"][level].to_owned(),
            Self::Words => ["furious", "sad", "neutral", "happy", "delighted"][level].to_owned(),
            Self::Percent => format!("{}%", level * 25),
        }
    }

    /// On the scale of a map that has these.
    fn value(self, level: usize) -> f64 {
        let level = level as f64;
        match self {
            Self::Figures | Self::OutOf | Self::Stars => level + 1.0,
            Self::Faces | Self::Words => level - 2.0,
            Self::Percent => level * 25.0,
        }
    }

    fn scale(self) -> (f64, f64) {
        match self {
            Self::Figures | Self::OutOf | Self::Stars => (1.0, 5.0),
            Self::Faces | Self::Words => (-2.0, 2.0),
            Self::Percent => (0.0, 100.0),
        }
    }
}

/// What stands in a column of cells.
#[derive(Debug, Clone, Default)]
struct Moment {
    /// By lane, then the cards.
    cards: Vec<Vec<String>>,
    /// By persona.
    levels: Vec<Option<usize>>,
}

#[derive(Debug, Clone)]
struct Stage {
    title: String,
    goal: String,
    duration: String,
    /// One, or one for each step.
    moments: Vec<Moment>,
}

#[derive(Debug, Clone)]
struct Journey {
    stages: Vec<Stage>,
    /// Indices of [`ROLES`].
    lanes: Vec<usize>,
    has_steps: bool,
    has_goals: bool,
    has_durations: bool,
    personas: usize,
    feelings: Feelings,
}

/// How a table is drawn.
#[derive(Debug, Clone)]
struct Drawing {
    is_down: bool,
    language: usize,
    form: Written,
    title: Option<String>,
    has_numbers: bool,
    /// Titles of stages stand once, not in each cell of theirs.
    once: bool,
    foot: bool,
    order: u64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Written {
    Csv(char),
    Utf16,
    Sep,
    Markdown,
    Html,
}

const PEOPLE: [&str; 2] = ["Plimona", "Trabexo"];

fn phrase() -> impl Strategy<Value = String> {
    (
        vec(select(&WORDS[..]), 1..4),
        select(vec![" ", " ", ", ", "; ", "\n", " | ", " \"", " / "]),
    )
        .prop_map(|(words, between)| words.join(between))
}

fn moment(lanes: usize, personas: usize) -> impl Strategy<Value = Moment> {
    let cards = vec(vec(phrase(), 0..3), lanes);
    let levels = vec(option::weighted(0.8, 0_usize..5), personas);
    (cards, levels).prop_map(|(cards, levels)| Moment { cards, levels })
}

fn journey() -> impl Strategy<Value = Journey> {
    let feelings = select(vec![
        Feelings::Figures,
        Feelings::OutOf,
        Feelings::Stars,
        Feelings::Faces,
        Feelings::Words,
        Feelings::Percent,
    ]);
    let shape = (2_usize..6, 1_usize..6, any::<bool>(), 1_usize..3, feelings);
    (shape, any::<bool>(), any::<bool>()).prop_flat_map(
        |((stages, lanes, has_steps, personas, feelings), goals, durations)| {
            let moments = if has_steps { 1..4 } else { 1..2 };
            let stage = (phrase(), vec(moment(lanes, personas), moments), 0_usize..4);
            vec(stage, stages).prop_map(move |stages| {
                let stage =
                    |(index, (goal, moments, days)): (usize, (String, Vec<Moment>, usize))| Stage {
                        title: format!(
                            "{} {}",
                            capital(WORDS[index]),
                            WORDS[(index * 5 + days) % 12]
                        ),
                        goal: if goals {
                            goal.replace('\n', " ")
                        } else {
                            String::new()
                        },
                        duration: if durations && days > 0 {
                            format!("{days} h")
                        } else {
                            String::new()
                        },
                        moments,
                    };
                Journey {
                    stages: stages.into_iter().enumerate().map(stage).collect(),
                    lanes: (0..lanes).collect(),
                    has_steps,
                    has_goals: goals,
                    has_durations: durations,
                    personas,
                    feelings,
                }
            })
        },
    )
}

fn drawing() -> impl Strategy<Value = Drawing> {
    let forms = vec![
        Written::Csv(','),
        Written::Csv(';'),
        Written::Csv('\t'),
        Written::Csv('|'),
        Written::Utf16,
        Written::Sep,
        Written::Markdown,
        Written::Html,
    ];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (
        flags,
        0..HEADS.len(),
        select(forms),
        option::of(phrase()),
        any::<u64>(),
    )
        .prop_map(
            |((is_down, has_numbers, once, foot), language, form, title, order)| Drawing {
                is_down,
                language,
                form,
                title: title
                    .map(|title| format!("{} plimo", title.replace(['\n', '|', '"', ','], " "))),
                has_numbers,
                once,
                foot,
                order,
            },
        )
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn step_title(stage: usize, step: usize) -> String {
    format!("{} {}", capital(WORDS[(stage + 3) % 12]), WORDS[step])
}

/// A row of cells along the journey, its head in front.
type Row = Vec<String>;

fn cell(cards: &[String]) -> String {
    match cards {
        [] => String::new(),
        [card] => card.clone(),
        cards => cards
            .iter()
            .map(|card| format!("• {}", card.replace('\n', " ")))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// As rows along the journey: the stages, the steps, then the lanes.
fn rows(journey: &Journey, drawing: &Drawing) -> (Vec<Row>, usize) {
    let heads: Vec<&str> = HEADS[drawing.language].split(" | ").collect();
    let places: Vec<(usize, usize)> = journey
        .stages
        .iter()
        .enumerate()
        .flat_map(|(at, stage)| (0..stage.moments.len()).map(move |moment| (at, moment)))
        .collect();
    let row = |head: &str, text: &dyn Fn(usize, usize) -> String| -> Row {
        let cells = places.iter().map(|(stage, moment)| text(*stage, *moment));
        [head.to_owned()].into_iter().chain(cells).collect()
    };
    let first = |moment: usize, text: &str| {
        if moment == 0 {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let mut rows = vec![row(heads[0], &|stage, moment| {
        let title = &journey.stages[stage].title;
        if drawing.once {
            first(moment, title)
        } else {
            title.clone()
        }
    })];
    if journey.has_steps {
        rows.push(row(heads[1], &step_title));
    }
    let edges = rows.len();
    if journey.has_goals {
        rows.push(row(heads[9], &|stage, moment| {
            first(moment, &journey.stages[stage].goal)
        }));
    }
    if journey.has_durations {
        rows.push(row(heads[10], &|stage, moment| {
            first(moment, &journey.stages[stage].duration)
        }));
    }
    for lane in &journey.lanes {
        rows.push(row(heads[3 + lane], &|stage, moment| {
            cell(&journey.stages[stage].moments[moment].cards[*lane])
        }));
    }
    for (persona, name) in PEOPLE.iter().enumerate().take(journey.personas) {
        let head = match journey.personas {
            1 => heads[8].to_owned(),
            _ => format!("{} – {name}", heads[8]),
        };
        rows.push(row(&head, &|stage, moment| {
            let level = journey.stages[stage].moments[moment].levels[persona];
            level
                .map(|level| journey.feelings.text(level))
                .unwrap_or_default()
        }));
    }
    // The lanes in any order, the feelings last.
    let lanes = rows.len() - edges - journey.personas;
    rows[edges..edges + lanes].rotate_left((drawing.order % lanes.max(1) as u64) as usize);
    (rows, edges)
}

fn turned(rows: &[Row]) -> Vec<Row> {
    (0..rows[0].len())
        .map(|at| rows.iter().map(|row| row[at].clone()).collect())
        .collect()
}

fn table(journey: &Journey, drawing: &Drawing) -> Vec<u8> {
    let (mut rows, _) = rows(journey, drawing);
    if drawing.is_down {
        rows = turned(&rows);
        if drawing.has_numbers {
            for (at, row) in rows.iter_mut().enumerate() {
                row.insert(
                    0,
                    if at == 0 {
                        "#".to_owned()
                    } else {
                        at.to_string()
                    },
                );
            }
        }
    }
    let is_text = !matches!(drawing.form, Written::Markdown | Written::Html);
    if is_text {
        let width = rows[0].len();
        let alone = |text: &str| {
            let mut row = vec![String::new(); width];
            row[0] = text.to_owned();
            row
        };
        if let Some(title) = &drawing.title {
            rows.insert(0, alone(title));
            rows.insert(1, alone(""));
        }
        if drawing.foot {
            rows.push(alone(""));
            rows.push(alone("Source: fribbel talks"));
        }
    }
    match drawing.form {
        Written::Csv(mark) => text(&rows, mark).into_bytes(),
        Written::Sep => format!("sep=;\r\n{}", text(&rows, ';')).into_bytes(),
        Written::Utf16 => {
            let text = format!("\u{feff}{}", text(&rows, '\t'));
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        Written::Markdown => markdown(&rows, drawing).into_bytes(),
        Written::Html => html(&rows, drawing).into_bytes(),
    }
}

fn text(rows: &[Row], mark: char) -> String {
    let quoted = |cell: &String| match cell.contains([mark, '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |row: &Row| {
        row.iter()
            .map(quoted)
            .collect::<Vec<_>>()
            .join(&mark.to_string())
            + "\n"
    };
    rows.iter().map(line).collect()
}

fn markdown(rows: &[Row], drawing: &Drawing) -> String {
    let line = |row: &Row| {
        let cells = row
            .iter()
            .map(|cell| cell.replace('|', "\\|").replace('\n', "<br>"));
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut text = String::new();
    if let Some(title) = &drawing.title {
        text = format!("# {title}\n\nfribbel gostra.\n\n");
    }
    text += &line(&rows[0]);
    text += &format!("|{}\n", " :--- |".repeat(rows[0].len()));
    rows[1..].iter().for_each(|row| text += &line(row));
    text
}

fn html(rows: &[Row], drawing: &Drawing) -> String {
    let cell = |cell: &String| {
        let text = cell
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\n', "<br>\n");
        format!("<td>{text}</td>")
    };
    let row = |row: &Row| format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>());
    let title = drawing
        .title
        .iter()
        .map(|title| format!("<h1>{title}</h1>"))
        .collect::<String>();
    format!(
        "{title}<table>{}</table>",
        rows.iter().map(row).collect::<String>()
    )
}

/// What a shape holds of a journey.
fn expected(journey: &Journey, drawing: &Drawing) -> Vec<String> {
    let mut said = Vec::new();
    let has_steps = journey.has_steps;
    for (at, stage) in journey.stages.iter().enumerate() {
        let steps: Vec<String> = if has_steps {
            (0..stage.moments.len())
                .map(|step| step_title(at, step))
                .collect()
        } else {
            Vec::new()
        };
        said.push(format!(
            "{:?}",
            (&stage.title, steps, &stage.goal, &stage.duration)
        ));
    }
    let _ = drawing;
    for lane in &journey.lanes {
        said.push(format!("{:?}", ROLES[*lane]));
        for (at, stage) in journey.stages.iter().enumerate() {
            for (step, moment) in stage.moments.iter().enumerate() {
                let cards = &moment.cards[*lane];
                for card in cards {
                    let card = if cards.len() > 1 {
                        card.replace('\n', " ")
                    } else {
                        card.clone()
                    };
                    let step = has_steps.then(|| step_title(at, step));
                    said.push(format!("{:?}", (at, step, card)));
                }
            }
        }
    }
    let moments = journey.stages.iter().flat_map(|stage| &stage.moments);
    let best = moments.flat_map(|moment| &moment.levels).flatten().max();
    if let Some(best) = best {
        // Bare figures up to 2 stand on the first usual scale.
        let is_low = journey.feelings == Feelings::Figures && *best < 2;
        let scale = if is_low {
            (-2.0, 2.0)
        } else {
            journey.feelings.scale()
        };
        said.push(format!("{scale:?}"));
    }
    for (persona, name) in PEOPLE.iter().enumerate().take(journey.personas) {
        for (at, stage) in journey.stages.iter().enumerate() {
            for moment in &stage.moments {
                if let Some(level) = moment.levels[persona] {
                    let name = if journey.personas > 1 {
                        name
                    } else {
                        &"Customer"
                    };
                    said.push(format!("{:?}", (name, at, journey.feelings.value(level))));
                }
            }
        }
    }
    said
}

fn read(map: &Map) -> Vec<String> {
    let mut said = Vec::new();
    for stage in &map.stages {
        let steps: Vec<&String> = stage.steps.iter().map(|step| &step.title).collect();
        said.push(format!(
            "{:?}",
            (&stage.title, steps, &stage.goal, &stage.duration)
        ));
    }
    for role in ROLES {
        for lane in map.lanes.iter().filter(|lane| lane.role() == Some(role)) {
            said.push(format!("{role:?}"));
            let mut cards: Vec<_> = lane.cards().iter().collect();
            cards.sort_by_key(|card| map.stage_index(&card.stage));
            for card in cards {
                let stage = map.stage(&card.stage).unwrap();
                let step = card
                    .step
                    .as_ref()
                    .and_then(|id| stage.steps.iter().find(|s| s.id == *id));
                let step = step.map(|step| step.title.clone());
                let place = (
                    map.stage_index(&card.stage).unwrap(),
                    step,
                    card.text.clone(),
                );
                said.push(format!("{place:?}"));
            }
        }
    }
    let curves: Vec<_> = map.lanes.iter().flat_map(|lane| lane.curves()).collect();
    if !curves.is_empty() {
        said.push(format!(
            "{:?}",
            (map.emotion_scale.min, map.emotion_scale.max)
        ));
    }
    for name in PEOPLE.iter().chain(&["Customer"]) {
        for curve in &curves {
            let persona = map.persona(&curve.persona).unwrap();
            if persona.name != *name {
                continue;
            }
            let mut points: Vec<_> = curve.points.iter().collect();
            points.sort_by(|a, b| {
                let place = |p: &jejak::model::CurvePoint| map.stage_index(&p.stage);
                place(a).cmp(&place(b)).then(a.at.total_cmp(&b.at))
            });
            for point in points {
                let stage = map.stage_index(&point.stage).unwrap();
                said.push(format!(
                    "{:?}",
                    (name, stage, point.value.unwrap_or(f64::NAN))
                ));
            }
        }
    }
    said
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_a_shape_holds_is_read_back(journey in journey(), drawing in drawing()) {
        let bytes = table(&journey, &drawing);
        let form = match drawing.form {
            Written::Markdown => MapFormat::Markdown,
            Written::Html => MapFormat::Html,
            _ => MapFormat::Csv,
        };
        let taken = read_with(form, &bytes, &ReadOptions::default(), English);
        let taken = taken.map_err(|why| TestCaseError::fail(format!("{why}\n{}", String::from_utf8_lossy(&bytes))))?;
        let map = &taken.map;
        prop_assert_eq!(read(map), expected(&journey, &drawing), "{}", String::from_utf8_lossy(&bytes));
        if let Some(title) = &drawing.title {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(words(&map.title), words(title));
        }
        let is_told = map.cards().any(|card| card.text.contains("fribbel talks"));
        let has_foot = drawing.foot && form == MapFormat::Csv;
        prop_assert_eq!(is_told, has_foot);
    }
}

/// A journey as the records of another builder; names of fields as programs write them.
fn records(journey: &Journey, is_keyed: bool) -> serde_json::Value {
    use serde_json::{Map, Value, json};
    const FIELDS: [&str; 5] = [
        "customerActions",
        "touchpoints",
        "thoughts",
        "pain_points",
        "opportunities",
    ];
    let feeling = |level: usize| match journey.feelings {
        Feelings::Figures => json!(level + 1),
        other => json!(other.text(level)),
    };
    let fields = |moment: &Moment, into: &mut Map<String, Value>| {
        for lane in &journey.lanes {
            match &moment.cards[*lane][..] {
                [] => {}
                [one] => drop(into.insert(FIELDS[*lane].to_owned(), json!(one))),
                more => drop(into.insert(FIELDS[*lane].to_owned(), json!(more))),
            }
        }
        let felt = (0..journey.personas)
            .filter_map(|at| Some((PEOPLE[at].to_owned(), feeling(moment.levels[at]?))));
        let felt: Map<String, Value> = felt.collect();
        match journey.personas {
            1 => into.extend(felt.into_values().map(|felt| ("emotion".to_owned(), felt))),
            _ if felt.is_empty() => {}
            _ => drop(into.insert("emotions".to_owned(), felt.into())),
        }
    };
    let stage = |(at, stage): (usize, &Stage)| {
        let mut record = Map::new();
        if !is_keyed {
            record.insert("name".to_owned(), json!(stage.title));
        }
        for (name, text) in [("goal", &stage.goal), ("duration", &stage.duration)] {
            if !text.is_empty() {
                record.insert(name.to_owned(), json!(text));
            }
        }
        if journey.has_steps {
            let steps = stage.moments.iter().enumerate().map(|(step, moment)| {
                let mut record = Map::new();
                record.insert("title".to_owned(), json!(step_title(at, step)));
                fields(moment, &mut record);
                Value::from(record)
            });
            record.insert("steps".to_owned(), steps.collect());
        } else {
            fields(&stage.moments[0], &mut record);
        }
        (stage.title.clone(), Value::from(record))
    };
    let stages = journey.stages.iter().enumerate().map(stage);
    let stages = match is_keyed {
        true => Value::from(stages.collect::<Map<_, _>>()),
        false => stages.map(|(_, stage)| stage).collect(),
    };
    json!({ "title": "Plimo trabex", "phases": stages })
}

/// JSON as YAML in blocks.
fn yaml(value: &serde_json::Value, depth: usize, out: &mut String) {
    use serde_json::Value;
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                *out += &format!("\n{indent}{}:", serde_json::Value::from(name.as_str()));
                yaml(value, depth + 1, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                *out += &format!("\n{indent}-");
                yaml(item, depth + 1, out);
            }
        }
        plain => *out += &format!(" {plain}"),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn records_of_other_builders_are_read_back(
        mut journey in journey(),
        is_keyed in any::<bool>(),
        is_yaml in any::<bool>(),
    ) {
        let has_cards = |lane: &usize| {
            let mut moments = journey.stages.iter().flat_map(|stage| &stage.moments);
            moments.any(|moment| !moment.cards[*lane].is_empty())
        };
        let lanes: Vec<usize> = journey.lanes.iter().copied().filter(has_cards).collect();
        // A record is known as a stage by what is in it.
        prop_assume!(!lanes.is_empty());
        journey.lanes = lanes;
        let value = records(&journey, is_keyed);
        let (form, text) = match is_yaml {
            true => {
                let mut text = String::new();
                yaml(&value, 0, &mut text);
                (MapFormat::Records, text + "\n")
            }
            false => (MapFormat::Journey, value.to_string()),
        };
        let taken = read_with(form, text.as_bytes(), &ReadOptions::default(), English);
        let taken = taken.map_err(|why| TestCaseError::fail(format!("{why}\n{text}")))?;
        let drawing = Drawing {
            is_down: true,
            language: 0,
            form: Written::Html,
            title: None,
            has_numbers: false,
            once: false,
            foot: false,
            order: 0,
        };
        prop_assert_eq!(read(&taken.map), expected(&journey, &drawing), "{}", text);
        prop_assert_eq!(&taken.map.title, "Plimo trabex");
    }
}
