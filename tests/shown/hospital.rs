//! A visit to a hospital, as three people go through it: made by hand from the blank map, with
//! nothing but what a person can do in the window, and undone again.

use std::{collections::BTreeMap, sync::Arc, sync::atomic::AtomicBool};

use jejak::{
    edit::Edit,
    editor::{Action, Direction, Editor, Intent, NewLane, SurveyImport, blank_map},
    export::{self, Format, PixelSize},
    file,
    layout::{Content, Lens},
    model::{
        Basis, Card, CardRole, Claim, Curve, CurvePoint, Date, Field, Hue, Id, Level, LineKind,
        Map, Metric, Owner, Scale, Span, Target, TimeUnit, Times, When,
    },
    review::{FindingKind, Severity, lifts, review_sheet},
    survey::{Columns, Table},
    text::Fonts,
    words::Language,
};

const STAGES: [&str; 6] = [
    "Referral",
    "Booking",
    "Arrival",
    "Treatment",
    "Going home",
    "Aftercare",
];
const PATIENT: &str = "Sari, patient";
const DAUGHTER: &str = "Ayu, her daughter";
const DOCTOR: &str = "Budi, her doctor";

/// A person at the editor; after each thing that is done the map is sound.
struct Person(Editor);

impl Person {
    fn does(&mut self, intent: Intent) {
        let told = format!("{intent:?}");
        assert_eq!(self.0.handle(intent), [], "{told}");
        assert_eq!(self.0.map().check(), [], "after {told}");
    }

    fn acts(&mut self, action: Action) {
        self.does(Intent::Action(action));
    }

    fn changes(&mut self, name: &'static str, edit: Edit) {
        let edits = vec![edit];
        self.does(Intent::Edit { name, edits });
    }

    fn map(&self) -> &Map {
        self.0.map()
    }

    fn selects(&mut self, targets: impl IntoIterator<Item = Target>) {
        self.does(Intent::Select(targets.into_iter().collect()));
    }

    fn selected(&self) -> Target {
        self.0.selection().only().expect("one thing").clone()
    }

    /// Writes what has just been begun, or what stands there.
    fn types(&mut self, text: &str) {
        self.does(Intent::TextTyped(text.to_owned()));
        self.does(Intent::CommitText);
    }

    fn writes(&mut self, target: Target, field: Field, text: &str) {
        self.does(Intent::StartText { target, field });
        assert!(self.0.text_edit().is_some(), "{text} cannot be written");
        self.types(text);
    }

    fn stage(&self, title: &str) -> Id {
        let mut stages = self.map().stages.iter();
        let stage = stages.find(|stage| stage.title == title).expect(title);
        stage.id.clone()
    }

    fn persona(&self, name: &str) -> Id {
        let mut personas = self.map().personas.iter();
        let persona = personas.find(|persona| persona.name == name).expect(name);
        persona.id.clone()
    }

    fn channel(&self, name: &str) -> Id {
        let mut channels = self.map().channels.iter();
        let channel = channels.find(|channel| channel.name == name).expect(name);
        channel.id.clone()
    }

    fn lane(&self, is_it: NewLane) -> Id {
        let mut lanes = self.map().lanes.iter();
        lanes
            .find(|lane| is_it.is(lane))
            .expect("a lane")
            .id
            .clone()
    }

    fn card(&self, text: &str) -> Arc<Card> {
        let mut cards = self.map().cards();
        cards.find(|card| card.text == text).expect(text).clone()
    }

    /// A card, written into its cell; what else is said of it is said in the panel.
    fn adds(
        &mut self,
        role: CardRole,
        stage: &str,
        text: &str,
        say: impl FnOnce(&Self, &mut Card),
    ) {
        let cell = Target::Cell {
            lane: self.lane(NewLane::Cards(role)),
            stage: self.stage(stage),
            step: None,
        };
        self.selects([cell]);
        self.does(Intent::TypedOnSheet(text.to_owned()));
        self.does(Intent::CommitText);
        let before = self.card(text);
        let mut card = Card::clone(&before);
        say(self, &mut card);
        if card != *before {
            self.changes("Change card", Edit::ReplaceCard(Arc::new(card)));
        }
    }

    fn adds_plain(&mut self, role: CardRole, cards: &[(&str, &str)]) {
        for (stage, text) in cards {
            self.adds(role, stage, text, |_, _| ());
        }
    }

    fn curve(&self, persona: &str, to_be: bool) -> Arc<Curve> {
        let id = self.persona(persona);
        let mut curves = self.map().lanes.iter().flat_map(|lane| lane.curves());
        let curve = curves.find(|curve| curve.persona == id && curve.to_be == to_be);
        curve.expect("a curve").clone()
    }

    fn point(&self, persona: &str, to_be: bool, stage: &str) -> CurvePoint {
        let id = self.stage(stage);
        let curve = self.curve(persona, to_be);
        let point = curve.points.iter().find(|point| point.stage == id);
        point.expect(stage).clone()
    }

    fn adds_metric(&mut self, stage: &str, name: &str, basis: Basis) -> Arc<Metric> {
        let stage = self.stage(stage);
        self.selects([Target::Stage(stage)]);
        self.acts(Action::AddMetric);
        self.types(name);
        let Target::Metric(id) = self.selected() else {
            panic!("a metric");
        };
        let metric = id.clone();
        let basis = Some(basis);
        self.changes("Change counts", Edit::SetBasis { metric, basis });
        self.map().metric(&id).expect("there").1.clone()
    }
}

fn sets_out(person: &mut Person) {
    person.writes(Target::Title, Field::Title, "A day at the hospital");
    person.writes(
        Target::Facts,
        Field::Scenario,
        "A small operation, in and out on one day",
    );
    for (field, text) in [
        (Field::Goal, "Nobody waits without knowing how long"),
        (Field::Owner, "Patient services"),
    ] {
        let (target, text) = (Target::Facts, text.to_owned());
        person.changes(
            "Change text",
            Edit::SetText {
                target,
                field,
                text,
            },
        );
    }
    for (index, title) in [
        "Referral",
        "Booking",
        "Treatment",
        "Going home",
        "Aftercare",
    ]
    .into_iter()
    .enumerate()
    {
        let id = person.map().stages[index].id.clone();
        person.writes(Target::Stage(id), Field::Title, title);
    }
    person.does(Intent::AddStageAt(2));
    person.types("Arrival");
    let titles: Vec<_> = person
        .map()
        .stages
        .iter()
        .map(|s| s.title.clone())
        .collect();
    assert_eq!(titles, STAGES);

    let first = Target::Persona(person.map().personas[0].id.clone());
    person.writes(first, Field::Name, PATIENT);
    for (name, hue) in [(DAUGHTER, Hue::Orange), (DOCTOR, Hue::Teal)] {
        person.acts(Action::AddPersona);
        person.types(name);
        person.acts(Action::SetHue(hue));
    }

    for (old, new) in [("Store", "Hospital"), ("E-mail", "Letter")] {
        let id = person.channel(old);
        person.writes(Target::Channel(id), Field::Name, new);
    }
    person.selects([Target::Channel(person.channel("Social"))]);
    person.acts(Action::Delete);
    person.acts(Action::AddChannel);
    person.types("Phone");
    let names: Vec<_> = person
        .map()
        .channels
        .iter()
        .map(|c| c.name.clone())
        .collect();
    assert_eq!(names, ["Hospital", "Web", "App", "Letter", "Phone"]);
}

fn fills_in(person: &mut Person) {
    person.adds_plain(
        CardRole::CustomerActions,
        &[
            ("Referral", "Sees her own doctor"),
            ("Booking", "Rings for a date"),
            ("Arrival", "Finds ward 3"),
            ("Treatment", "Is operated on"),
            ("Going home", "Waits for the papers"),
            ("Aftercare", "Has the stitches out"),
        ],
    );
    for (stage, text, channel, owner) in [
        (
            "Referral",
            "Letter of referral",
            "Letter",
            Owner::ThirdParty,
        ),
        ("Referral", "First call", "Phone", Owner::Organisation),
        ("Booking", "Booking line", "Phone", Owner::Organisation),
        ("Booking", "Confirmation", "App", Owner::Organisation),
        ("Arrival", "Way to the ward", "App", Owner::Organisation),
        ("Arrival", "Desk", "Hospital", Owner::Organisation),
        ("Treatment", "Ward 3", "Hospital", Owner::Organisation),
        (
            "Going home",
            "Discharge desk",
            "Hospital",
            Owner::Organisation,
        ),
        ("Aftercare", "Own doctor again", "Letter", Owner::ThirdParty),
    ] {
        person.adds(CardRole::Touchpoints, stage, text, |person, card| {
            card.channel = Some(person.channel(channel));
            card.owner = Some(owner);
        });
    }
    person.adds(
        CardRole::Touchpoints,
        "Aftercare",
        "A friend asks",
        |_, _| (),
    );
    person.adds(
        CardRole::Thoughts,
        "Going home",
        "May I go now?",
        |person, card| {
            card.personas = vec![person.persona(PATIENT)];
        },
    );
    for (stage, text, severity, of) in [
        ("Booking", "Line is engaged till noon", 4, None),
        (
            "Going home",
            "Nobody knows when the papers come",
            5,
            Some(PATIENT),
        ),
        (
            "Going home",
            "No place to park and fetch her",
            3,
            Some(DAUGHTER),
        ),
    ] {
        person.adds(CardRole::PainPoints, stage, text, |person, card| {
            card.severity = Level::new(severity);
            card.personas = of.map(|name| person.persona(name)).into_iter().collect();
        });
    }
    for (stage, text, value, effort, when) in [
        ("Booking", "Dates to choose in the app", 5, 3, When::ToBe),
        ("Treatment", "Papers ready before noon", 4, 2, When::ToBe),
    ] {
        person.adds(CardRole::Opportunities, stage, text, |_, card| {
            (card.value, card.effort) = (Level::new(value), Level::new(effort));
            card.when = when;
        });
    }
}

fn ties(person: &mut Person) {
    for (pain, answer) in [
        ("Line is engaged till noon", "Dates to choose in the app"),
        (
            "Nobody knows when the papers come",
            "Papers ready before noon",
        ),
        ("No place to park and fetch her", "Papers ready before noon"),
    ] {
        let cards = [pain, answer].map(|text| Target::Card(person.card(text).id.clone()));
        person.selects(cards);
        person.acts(Action::Link);
        let pain = person.card(pain).id.clone();
        assert!(person.card(answer).answers.contains(&pain));
    }
    assert_eq!(person.card("Papers ready before noon").answers.len(), 2);

    let ways = ["Waits for the papers", "Finds ward 3"];
    let cards = ways.map(|text| Target::Card(person.card(text).id.clone()));
    person.selects(cards);
    person.acts(Action::Link);
    let Target::Arrow(arrow) = person.selected() else {
        panic!("an arrow");
    };
    person.writes(
        Target::Arrow(arrow),
        Field::Label,
        "Sent back for a signature",
    );
    let arrow = &person.map().arrows[0];
    let ends = ways.map(|text| person.card(text).id.clone());
    assert_eq!([&arrow.from, &arrow.to], ends.each_ref());
    assert_eq!(person.0.layout().arrows.len(), 1);

    for (stage, doing, waiting) in [
        ("Booking", (10.0, TimeUnit::Minute), (3.0, TimeUnit::Week)),
        ("Treatment", (2.0, TimeUnit::Hour), (1.0, TimeUnit::Hour)),
        (
            "Going home",
            (20.0, TimeUnit::Minute),
            (4.0, TimeUnit::Hour),
        ),
    ] {
        let span = |(amount, unit)| Span::new(amount, unit);
        let times = Times {
            doing: span(doing),
            waiting: span(waiting),
        };
        let target = Target::Stage(person.stage(stage));
        person.changes("Change times", Edit::SetTimes { target, times });
    }
    let texts = |person: &Person| -> Vec<String> {
        let stages = &person.0.layout().stages.part.stages;
        let texts = stages.iter().flat_map(|stage| &stage.texts);
        let lines = texts.flat_map(|text| &text.paragraph.lines);
        lines.map(|line| line.text.to_string()).collect()
    };
    let told = "20 min doing · 4 h waiting";
    assert!(
        texts(person).iter().any(|text| text.trim() == told),
        "{:?}",
        texts(person)
    );
    let width = |person: &Person, stage: &str| {
        let target = Target::Stage(person.stage(stage));
        person.0.layout().rect_of(&target).expect(stage).width()
    };
    assert!((width(person, "Booking") - width(person, "Treatment")).abs() < 20.0);
    person.acts(Action::ToggleTimeColumns);
    assert!(width(person, "Booking") > 1.3 * width(person, "Treatment"));
    person.acts(Action::ToggleTimeColumns);
}

fn measures(person: &mut Person) {
    let nps = Basis::Nps {
        promoters: 61,
        passives: 20,
        detractors: 39,
    };
    let nps = person.adds_metric("Aftercare", "NPS", nps);
    // (61 − 39) ÷ 120 × 100
    assert_eq!((nps.value, nps.n), (18.3, Some(120)));
    let csat = Basis::Csat {
        answers: [12, 20, 8, 30, 10],
    };
    let csat = person.adds_metric("Going home", "CSAT", csat);
    // 40 of 80
    assert_eq!(
        (csat.value, csat.n, csat.unit.as_str()),
        (50.0, Some(80), "%")
    );
    let crr = Basis::Crr {
        start: 400,
        end: 390,
        new: 50,
    };
    let crr = person.adds_metric("Referral", "Doctors who refer again", crr);
    // 340 of 400
    assert_eq!((crr.value, crr.n), (85.0, Some(400)));
}

/// Scores from 1 to 5 of every group that was asked, in the order of the table.
type Answers = BTreeMap<(usize, usize), Vec<f64>>;

/// Three hundred answers: of the doctor none about the treatment, of the daughter four about the
/// referral; the others eighteen each, but for two of twenty-two.
fn answers() -> (String, Answers) {
    let mut seed = 20_261_122_u64;
    let mut next = move |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    // What most of them answer, a little above or below which the others are.
    let mood = [[3, 2, 4, 5, 2, 4], [3, 2, 4, 4, 1, 4], [4, 4, 4, 4, 4, 4]];
    let mut asked = Vec::new();
    for persona in 0..3 {
        for stage in 0..6 {
            let n = match (persona, stage) {
                (2, 3) => 0,
                (1, 0) => 4,
                (0, 1) | (0, 4) => 22,
                _ => 18,
            };
            asked.extend(std::iter::repeat_n((persona, stage), n));
        }
    }
    assert_eq!(asked.len(), 300);
    for index in (1..asked.len()).rev() {
        asked.swap(index, next(index as u64 + 1) as usize);
    }
    let mut groups = Answers::new();
    let mut csv = String::from("Stage,Persona,Score,Date,Comment\n");
    for (number, (persona, stage)) in asked.into_iter().enumerate() {
        let off = [-1, 0, 0, 0, 1][next(5) as usize];
        let score = (mood[persona][stage] + off).clamp(1, 5);
        let of = groups.entry((persona, stage)).or_default();
        of.push(f64::from(score));
        let name = [PATIENT, DAUGHTER, DOCTOR][persona];
        let day = 1 + number % 28;
        let comment = match number % 60 {
            7 => format!("\"Remark {number}, as it was made\""),
            _ => String::new(),
        };
        csv += &format!(
            "{},\"{name}\",{score},2026-10-{day:02},{comment}\n",
            STAGES[stage]
        );
    }
    (csv, groups)
}

/// The 97.5 % quantiles of Student's t, from a printed table.
fn quantile(degrees: usize) -> f64 {
    match degrees {
        3 => 3.182,
        17 => 2.110,
        21 => 2.080,
        other => panic!("{other} is not in the table of this test"),
    }
}

/// The figures of each point against sums made here, in another way than the program's.
fn asks(person: &mut Person) {
    let (csv, groups) = answers();
    let table = Table::read(csv.as_bytes()).expect("a table");
    assert_eq!(table.rows.len(), 300);
    let columns = Columns::guess(&table).expect("columns");
    person.does(Intent::ImportSurvey(Box::new(SurveyImport {
        table: Arc::new(table),
        columns,
        scale: Scale { min: 1.0, max: 5.0 },
        source: "Survey of October".to_owned(),
    })));
    let mut anecdotes = 0;
    for (persona, name) in [PATIENT, DAUGHTER, DOCTOR].into_iter().enumerate() {
        for (stage, title) in STAGES.into_iter().enumerate() {
            let point = person.point(name, false, title);
            let told = format!("{name}, {title}");
            let Some(scores) = groups.get(&(persona, stage)) else {
                assert_eq!((point.value, point.n), (None, None), "{told}");
                continue;
            };
            let n = scores.len() as f64;
            let mean = scores.iter().sum::<f64>() / n;
            // The variance from all pairs: Σ (a − b)² over the pairs ÷ n (n − 1).
            let pairs = scores.iter().enumerate();
            let pairs = pairs.flat_map(|(at, a)| scores[at + 1..].iter().map(move |b| a - b));
            let spread = (pairs.map(|d| d * d).sum::<f64>() / (n * (n - 1.0))).sqrt();
            let half = quantile(scores.len() - 1) * spread / n.sqrt();
            // From 1 to 5 onto −2 to 2: the same steps, three lower.
            assert!(
                (point.value.expect("a mean") - (mean - 3.0)).abs() < 6e-4,
                "{told}"
            );
            assert!(
                (point.spread.expect("a spread") - spread).abs() < 6e-4,
                "{told}"
            );
            assert_eq!(point.n, Some(scores.len() as u32), "{told}");
            assert_eq!(point.claim, Some(Claim::Researched), "{told}");

            let text = &point.evidence[0].text;
            let (figures, raw) = text.split_once(". Answers: ").expect("figures and answers");
            let read = |text: &str| text.replace('−', "-").parse::<f64>().expect("a number");
            let figures = figures.strip_prefix("Mean ").expect("the mean comes first");
            let (told_mean, interval) = figures.split_once("; 95 % interval ").expect("both");
            let (low, high) = interval.split_once(" to ").expect("two ends");
            for (is, wanted) in [
                (low, (mean - half).max(1.0)),
                (told_mean, mean),
                (high, (mean + half).min(5.0)),
            ] {
                assert!(
                    (read(is) - wanted).abs() < 0.011,
                    "{told}: {is}, not {wanted}"
                );
            }
            let raw: Vec<f64> = raw.split(", ").map(read).collect();
            assert_eq!(raw, *scores, "{told}");
            anecdotes += point.evidence.len() - 1;
        }
    }
    assert_eq!(anecdotes, 5, "every remark backs a point");
    let few = person.point(DAUGHTER, false, "Referral");
    assert_eq!(few.n, Some(4));
    let rows = person.0.layout().rows.iter();
    let mut boxes = rows.filter_map(|row| match &row.part.content {
        Content::Emotion(emotion) => Some(&emotion.curves),
        _ => None,
    });
    let curves = boxes.next().expect("the lane of emotions");
    assert_eq!(curves.len(), 3);
}

fn wishes(person: &mut Person) {
    let low = person.point(PATIENT, false, "Going home");
    person.selects([Target::Point(low.id.clone())]);
    person.acts(Action::ToggleMomentOfTruth);
    assert!(person.point(PATIENT, false, "Going home").moment_of_truth);

    person.selects([Target::Persona(person.persona(PATIENT))]);
    person.acts(Action::DrawToBe);
    assert_eq!(person.curve(PATIENT, true).points.len(), STAGES.len());
    for stage in ["Booking", "Going home"] {
        let point = person.point(PATIENT, true, stage);
        person.selects([Target::Point(point.id.clone())]);
        for _ in 0..8 {
            person.acts(Action::Move(Direction::Up));
        }
        let lifted = person.point(PATIENT, true, stage).value.expect("a value");
        let now = person.point(PATIENT, false, stage).value.expect("a value");
        assert!(lifted > now + 0.3, "{stage}: {now} to {lifted}");
    }
    let lifts = lifts(person.map());
    assert_eq!(lifts.len(), 2);
    assert!(lifts[0].lift > Some(0.0), "{lifts:?}");
}

fn looks_behind(person: &mut Person) {
    assert_eq!(person.map().lines.len(), 1);
    person.acts(Action::AddBackstage);
    let map = person.map();
    let lines = map.lanes.iter().filter_map(|lane| {
        let line = map.lines.iter().find(|line| line.above == lane.id)?;
        Some(line.kind)
    });
    assert_eq!(lines.collect::<Vec<_>>(), LineKind::ALL);
}

fn looks_through(person: &mut Person) {
    let drawn = |person: &Person| -> Vec<(Id, bool)> {
        let rows = person.0.layout().rows.iter();
        let curves = rows.flat_map(|row| match &row.part.content {
            Content::Emotion(emotion) => emotion.curves.clone(),
            _ => Vec::new(),
        });
        curves
            .map(|c| (c.curve.persona.clone(), c.curve.to_be))
            .collect()
    };
    let texts = |person: &Person| -> usize {
        let rows = person.0.layout().rows.iter();
        let cells = rows.flat_map(|row| match &row.part.content {
            Content::Cards(cells) => cells.clone(),
            _ => Vec::new(),
        });
        cells.flat_map(|cell| cell.cards).count()
    };
    let whole = person.map().clone();
    let all = texts(person);
    assert_eq!((drawn(person).len(), all), (4, whole.cards().count()));
    let patient = person.persona(PATIENT);
    let mut lens = Lens {
        personas: vec![patient.clone()],
        hides_others: true,
        when: When::Now,
    };
    person.does(Intent::LookThrough(lens.clone()));
    assert_eq!(drawn(person), [(patient.clone(), false)]);
    // Without two ideas for later and one pain of another.
    assert_eq!(texts(person), all - 3);
    lens.when = When::ToBe;
    person.does(Intent::LookThrough(lens));
    assert_eq!(drawn(person), [(patient, true)]);
    assert_eq!(texts(person), all - 1);
    person.does(Intent::LookThrough(Lens::default()));
    assert_eq!(*person.map(), whole, "a lens changes nothing");
}

/// What is left to be found: that nobody has reviewed it, and a talk that has no channel.
fn is_reviewed(person: &mut Person) {
    let today = Date::parse("2026-11-22").expect("a date");
    let findings = |person: &Person| review_sheet(person.map(), person.0.layout(), today);
    let told: Vec<_> = findings(person)
        .iter()
        .map(|finding| (finding.kind(), finding.target.clone()))
        .collect();
    let talk = person.card("A friend asks").id.clone();
    let meant = [
        (FindingKind::NotReviewed, Target::Facts),
        (
            FindingKind::TouchpointWithoutChannel,
            Target::Card(talk.clone()),
        ),
    ];
    let reasons = findings(person);
    let reasons: Vec<_> = reasons
        .iter()
        .map(|f| f.reason(Language::English))
        .collect();
    assert_eq!(told, meant, "{reasons:#?}");
    assert!(
        findings(person)
            .iter()
            .any(|finding| finding.severity() == Severity::Hint)
    );

    let finding = findings(person).remove(0);
    person.does(Intent::Mend { finding, today });
    assert_eq!(person.map().reviewed, Some(today));
    let left: Vec<_> = findings(person).into_iter().map(|f| f.target).collect();
    assert_eq!(left, [Target::Card(talk)]);
}

#[test]
fn a_hospital_visit_is_mapped_by_hand_kept_exported_and_undone() {
    let fonts = Fonts::new();
    let blank = blank_map(Language::English);
    let mut person = Person(Editor::new(blank.clone(), fonts.clone()));
    person.does(Intent::ViewResized(jejak::geom::Size::new(1400.0, 900.0)));
    sets_out(&mut person);
    fills_in(&mut person);
    ties(&mut person);
    asks(&mut person);
    measures(&mut person);
    wishes(&mut person);
    looks_behind(&mut person);
    looks_through(&mut person);
    is_reviewed(&mut person);

    let map = person.map().clone();
    assert_eq!(map.check(), []);
    let loaded = file::load(&file::save(&map)).expect("it loads");
    assert_eq!((loaded.warnings.len(), &loaded.map), (0, &map));

    let scene = person.0.scene().clone();
    for (format, head) in [
        (Format::Png, &b"\x89PNG"[..]),
        (Format::Svg, b"<"),
        (Format::Pdf, b"%PDF"),
    ] {
        let options = export::Options {
            format,
            size: PixelSize::Width(1600),
            about: export::About::of(&map),
            ..export::Options::default()
        };
        let bytes = export::export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false));
        let bytes = bytes.unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert!(
            bytes.starts_with(head) && bytes.len() > 20_000,
            "{format:?}"
        );
        if let Some(folder) = std::env::var_os("KEEP_PICTURES") {
            let name = format!("hospital.{}", format.extension());
            std::fs::write(std::path::Path::new(&folder).join(name), &bytes).expect("kept");
        }
    }

    let mut steps = 0;
    while person.0.history().undo_name().is_some() {
        person.acts(Action::Undo);
        steps += 1;
    }
    assert!(steps > 60, "{steps}");
    assert_eq!(*person.map(), blank);
    while person.0.history().redo_name().is_some() {
        person.acts(Action::Redo);
        steps -= 1;
    }
    assert_eq!((steps, person.map()), (0, &map));
}
