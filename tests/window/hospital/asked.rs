//! The survey of the hospital, and its figures computed once more.

use super::*;

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
pub(super) fn asks(person: &mut Person) {
    let (csv, groups) = answers();
    let table = Table::read(csv.as_bytes()).expect("a table");
    assert_eq!(table.rows().len(), 300);
    let columns = Columns::guess(&table).expect("columns");
    person.does(Intent::ImportSurvey(Box::new(SurveyImport {
        reading: Reading::default(),
        remarks: Vec::new(),
        asked: Vec::new(),
        table: Arc::new(table),
        columns,
        scale: Scale { min: 1.0, max: 5.0 },
        source: "Survey of October".to_owned(),
    })));
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
            let (told_mean, interval) = figures.split_once("; 95% interval ").expect("both");
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
            assert_eq!(point.evidence.len(), 1, "{told}");
        }
    }
    let lanes = &person.0.map().lanes;
    let quotes = lanes
        .iter()
        .filter(|lane| lane.role() == Some(CardRole::Quotes));
    let said = quotes.flat_map(|lane| lane.cards()).filter(|card| {
        let mut evidence = card.evidence.iter();
        evidence.any(|evidence| evidence.source == "Survey of October")
    });
    assert_eq!(said.count(), 5, "every remark is a quote");
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
