//! Reading version 1: from the tree of a text to a map, faithfully, whatever the map is worth.
//!
//! Each record gives one part at the same place of its list, so that a repair, which comes
//! afterwards, can be told with its line. A field that is `null` counts as absent.

use std::{cell::Cell, sync::Arc};

use super::{
    BRAND,
    fields::{ObjectReader, Reading, UnknownMember},
    words::Word,
};
use crate::{
    file::{
        brand,
        expected::Vocabulary,
        json::{self, Node},
        picture,
        warning::{CappedList, RawWarning, WarningKind},
    },
    model::{
        Arrow, Basis, Brand, Card, CardRole, Channel, ChannelMark, Curve, CurvePoint, Date,
        Evidence, Excess, Lane, LaneKind, LaneLine, LaneType, Level, LevelWord, Map, Metric,
        MetricChange, MetricKind, Period, Persona, Picture, Scale, Shows, Span, Stage, Step, Stop,
        Theme, Times, Unknown,
    },
};

/// The map, and what had to be changed on the way. What is no record is an empty map.
///
/// # Errors
/// The first record that is more than a file of so many `bytes` may have, the first text that is
/// longer than one may be.
pub(in crate::file) fn read<'t>(
    root: Node<'t>,
    bytes: usize,
) -> Result<(Map, CappedList<RawWarning>), (Node<'t>, Excess)> {
    let reader = MapReader {
        reading: Reading::of(bytes),
        room: Cell::new(picture::MAX_MAP_PIXELS),
    };
    let map = reader.map(root).unwrap_or_default();
    Ok((map, reader.reading.end()?))
}

struct MapReader<'t> {
    reading: Reading<'t>,
    /// How many pixels the pictures may still have.
    room: Cell<u64>,
}

impl<'t> MapReader<'t> {
    fn map(&self, node: Node<'t>) -> Option<Map> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        fields.take("format");
        fields.take("version");
        let (emotion_scale, emotion_words, scale_unknown) = self.scale(&mut fields);
        let (brand, broken) = self.brand(&mut fields);
        let mut map = Map {
            title: fields.text("title"),
            scenario: fields.text("scenario"),
            goal: fields.text("goal"),
            state: self.word(&mut fields, "state"),
            reviewed: self.date(&mut fields, "reviewed"),
            owner: fields.text("owner"),
            language: self.word(&mut fields, "language"),
            emotion_scale,
            emotion_words,
            personas: fields.list("personas", |node| self.persona(node)),
            channels: fields.list("channels", |node| self.channel(node)),
            stages: fields.list("stages", |node| self.stage(node)),
            lanes: fields.list("lanes", |node| self.lane(node)),
            lines: fields.list("lines", |node| self.line(node)),
            arrows: fields.list("arrows", |node| self.arrow(node)),
            stops: fields.list("stops", |node| self.stop(node)),
            columns_by_time: fields.flag("columns_by_time", false),
            draws_funnel: fields.flag("draws_funnel", false),
            links: self.word(&mut fields, "links"),
            hides_legend: fields.flag("hides_legend", false),
            brand: None,
            theme: Theme::default(),
            unknown: fields.rest(scale_unknown),
        };
        map.unknown.absorb(broken);
        map.set_brand(brand);
        Some(map)
    }

    /// The brand; one that is broken is kept as it is spelled, and the map looks as without one.
    fn brand(&self, fields: &mut ObjectReader<'t, '_>) -> (Option<Arc<Brand>>, Unknown) {
        let Some(node) = fields.take(BRAND) else {
            return (None, Unknown::default());
        };
        match brand::read_node(node, &self.room) {
            Ok(brand) => (Some(Arc::new(brand)), Unknown::default()),
            Err((at, fault)) => {
                self.reading.tell(at, WarningKind::BadBrand(fault));
                let kept = (BRAND.to_owned(), node.spelled().to_owned());
                (None, Unknown(Some(Arc::new(vec![kept]))))
            }
        }
    }

    fn persona(&self, node: Node<'t>) -> Option<Arc<Persona>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Persona {
            id: fields.id("id"),
            name: fields.text("name"),
            role: fields.text("role"),
            quote: fields.text("quote"),
            facts: fields.texts("facts"),
            goals: fields.texts("goals"),
            frustrations: fields.texts("frustrations"),
            traits: fields.texts("traits"),
            hue: self.word(&mut fields, "color"),
            picture: self.picture(&mut fields, "picture"),
            unknown: fields.rest(None),
        }))
    }

    fn channel(&self, node: Node<'t>) -> Option<Arc<Channel>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Channel {
            id: fields.id("id"),
            name: fields.text("name"),
            icon: fields.text("icon"),
            medium: self.word(&mut fields, "medium"),
            unknown: fields.rest(None),
        }))
    }

    fn stage(&self, node: Node<'t>) -> Option<Arc<Stage>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Stage {
            id: fields.id("id"),
            title: fields.text("title"),
            goal: fields.text("goal"),
            duration: fields.text("duration"),
            times: self.times(&mut fields),
            hue: self.word(&mut fields, "color"),
            width: fields.number("width"),
            steps: fields.list("steps", |node| self.step(node)),
            unknown: fields.rest(None),
        }))
    }

    fn lane(&self, node: Node<'t>) -> Option<Arc<Lane>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        let kind = match fields.text_if("kind") {
            Some((_, kind)) => kind,
            None => self.guess_kind(node, &fields).to_owned(),
        };
        let kind = match LaneType::from_kind_word(&kind) {
            Some(LaneType::Cards(_)) => LaneKind::Cards {
                role: self.word(&mut fields, "role"),
                cards: fields.list("cards", |node| self.card(node)),
            },
            Some(LaneType::Emotion) => LaneKind::Emotion {
                curves: fields.list("curves", |node| self.curve(node)),
            },
            Some(LaneType::Channels) => LaneKind::Channels {
                marks: fields.list("marks", |node| self.mark(node)),
                threads: fields.flag("threads", false),
            },
            Some(LaneType::Metrics) => LaneKind::Metrics {
                metrics: fields.list("metrics", |node| self.metric(node)),
            },
            None => LaneKind::Foreign { kind },
        };
        Some(Arc::new(Lane {
            id: fields.id("id"),
            title: fields.text("title"),
            note: fields.text("note"),
            icon: fields.text("icon"),
            height: fields.number("height"),
            hidden: fields.flag("hidden", false),
            collapsed: fields.flag("collapsed", false),
            kind,
            unknown: fields.rest(None),
        }))
    }

    fn card(&self, node: Node<'t>) -> Option<Arc<Card>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Card {
            id: fields.id("id"),
            stage: fields.id("stage"),
            step: fields.reference("step"),
            text: fields.text("text"),
            personas: fields.ids("personas"),
            channel: fields.reference("channel"),
            icon: fields.text("icon"),
            claim: self.word_if(&mut fields, "claim"),
            severity: self.level(&mut fields, "severity"),
            value: self.level(&mut fields, "value"),
            effort: self.level(&mut fields, "effort"),
            answers: fields.ids("answers"),
            owner: self.word_if(&mut fields, "owner"),
            when: self.word(&mut fields, "when"),
            conversion: fields.flag("conversion", false),
            picture: self.picture(&mut fields, "picture"),
            evidence: fields.list("evidence", |node| self.evidence(node)),
            unknown: fields.rest(None),
        }))
    }

    fn evidence(&self, node: Node<'t>) -> Option<Evidence> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Evidence {
            text: fields.text("text"),
            source: fields.text("source"),
            date: self.date(&mut fields, "date"),
            n: self.count(&mut fields, "n"),
            link: fields.text("link"),
            unknown: fields.rest(None),
        })
    }

    fn curve(&self, node: Node<'t>) -> Option<Arc<Curve>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Curve {
            persona: fields.id("persona"),
            to_be: fields.flag("to_be", false),
            points: fields.list("points", |node| self.point(node)),
            unknown: fields.rest(None),
        }))
    }

    fn point(&self, node: Node<'t>) -> Option<CurvePoint> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(CurvePoint {
            id: fields.id("id"),
            stage: fields.id("stage"),
            at: fields.number_or("at", 0.5),
            value: fields.number("value"),
            label: fields.text("label"),
            spread: fields.number("spread"),
            n: self.count(&mut fields, "n"),
            moment_of_truth: fields.flag("moment_of_truth", false),
            conversion: fields.flag("conversion", false),
            claim: self.word_if(&mut fields, "claim"),
            evidence: fields.list("evidence", |node| self.evidence(node)),
            unknown: fields.rest(None),
        })
    }

    fn metric(&self, node: Node<'t>) -> Option<Arc<Metric>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        let kind = self.word(&mut fields, "kind");
        let change_unit = fields.text("change_unit");
        let change = fields.number("change").map(|by| MetricChange {
            by,
            unit: change_unit,
        });
        Some(Arc::new(Metric {
            id: fields.id("id"),
            stage: fields.reference("stage"),
            name: fields.text("name"),
            basis: self.basis(&mut fields, kind),
            periods: fields.list("periods", |node| self.period(node)),
            kind,
            value: fields.number_or("value", 0.0),
            unit: fields.text("unit"),
            target: fields.number("target"),
            better: self.word_if(&mut fields, "better"),
            change,
            n: self.count(&mut fields, "n"),
            claim: self.word_if(&mut fields, "claim"),
            evidence: fields.list("evidence", |node| self.evidence(node)),
            unknown: fields.rest(None),
        }))
    }

    fn line(&self, node: Node<'t>) -> Option<LaneLine> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(LaneLine {
            above: fields.id("above"),
            kind: self.word(&mut fields, "kind"),
            unknown: fields.rest(None),
        })
    }

    fn step(&self, node: Node<'t>) -> Option<Step> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Step {
            id: fields.id("id"),
            title: fields.text("title"),
            times: self.times(&mut fields),
            unknown: fields.rest(None),
        })
    }

    /// The kind of a lane that does not say it.
    fn guess_kind(&self, node: Node, fields: &ObjectReader) -> &'static str {
        let has_list = |kind: &LaneType| fields.has(kind.list_word());
        // Of cards where nothing says otherwise.
        let others = LaneType::all().filter(|kind| !matches!(kind, LaneType::Cards(_)));
        let guess = others
            .chain([LaneType::Cards(CardRole::Free)])
            .find(has_list);
        let used = guess.map_or("cards", LaneType::kind_word);
        self.reading.tell(node, WarningKind::NoKind { used });
        used
    }

    fn times(&self, fields: &mut ObjectReader) -> Times {
        let mut span = |amount, unit| {
            let amount = fields.number(amount);
            let unit = self.word_if(fields, unit);
            amount.map(|amount| Span {
                amount,
                unit: unit.unwrap_or_default(),
            })
        };
        Times {
            doing: span("doing", "doing_unit"),
            waiting: span("waiting", "waiting_unit"),
        }
    }

    /// The counts that a metric of a kind is computed from, if one of them is there; what is not
    /// counted is 0.
    fn basis(&self, fields: &mut ObjectReader, kind: MetricKind) -> Option<Basis> {
        let computed = Basis::of(kind)?;
        let names: &[&str] = match computed {
            Basis::Nps { .. } => &["promoters", "passives", "detractors"],
            Basis::Crr { .. } => &["customers_at_start", "customers_at_end", "new_customers"],
            Basis::Csat { .. } => &["answers"],
            Basis::Conversion { .. } => &["came", "went_on"],
        };
        if !names.iter().any(|name| fields.has(name)) {
            return None;
        }
        let mut count = |at: usize| self.count(fields, names[at]).unwrap_or_default();
        Some(match computed {
            Basis::Nps { .. } => Basis::Nps {
                promoters: count(0),
                passives: count(1),
                detractors: count(2),
            },
            Basis::Crr { .. } => Basis::Crr {
                start: count(0),
                end: count(1),
                new: count(2),
            },
            Basis::Conversion { .. } => Basis::Conversion {
                came: count(0),
                went_on: count(1),
            },
            Basis::Csat { mut answers } => {
                for (answer, (node, number)) in answers.iter_mut().zip(fields.numbers("answers", 5))
                {
                    let count = number.and_then(|number| self.count_of(node, number));
                    *answer = count.unwrap_or_default();
                }
                Basis::Csat { answers }
            }
        })
    }

    /// One of a set of words; the default for a word that is not in the set.
    fn word<T: Word>(&self, fields: &mut ObjectReader, name: &str) -> T {
        self.word_if(fields, name).unwrap_or_default()
    }

    /// As [`MapReader::word`]; none where the field is absent.
    fn word_if<T: Word>(&self, fields: &mut ObjectReader, name: &str) -> Option<T> {
        let (node, word) = fields.text_if(name)?;
        Some(T::from_word(&word).unwrap_or_else(|| {
            let kind = WarningKind::UnknownWord {
                vocabulary: T::VOCABULARY,
                word,
                used: T::default().word(),
            };
            self.reading.tell(node, kind);
            T::default()
        }))
    }

    /// 1 to 5; none for any other number.
    fn level(&self, fields: &mut ObjectReader, name: &str) -> Option<Level> {
        let (node, number) = fields.number_if(name)?;
        let mut levels = Level::ALL.into_iter();
        let level = levels.find(|level| f64::from(level.get()) == number);
        if level.is_none() {
            self.reading.tell(node, WarningKind::BadLevel(number));
        }
        level
    }

    /// A day; none for a text that is no date.
    fn date(&self, fields: &mut ObjectReader, name: &str) -> Option<Date> {
        let (node, written) = fields.text_if(name)?;
        let date = Date::parse(&written);
        if date.is_none() {
            self.reading.tell(node, WarningKind::BadDate(written));
        }
        date
    }

    /// A picture; none for one that cannot be shown.
    fn picture(&self, fields: &mut ObjectReader, name: &str) -> Option<Picture> {
        let (node, written) = fields.data_if(name)?;
        let picture = picture::read(&written, &self.room);
        picture
            .map_err(|error| self.reading.tell(node, WarningKind::BadPicture(error)))
            .ok()
    }

    /// A whole number that is not negative; none for any other number.
    fn count(&self, fields: &mut ObjectReader, name: &str) -> Option<u32> {
        let (node, number) = fields.number_if(name)?;
        self.count_of(node, number)
    }

    fn count_of(&self, node: Node, number: f64) -> Option<u32> {
        let count = number as u32;
        if f64::from(count) == number {
            return Some(count);
        }
        self.reading.tell(node, WarningKind::BadCount(number));
        None
    }

    /// The scale with its words, and the fields of its record that are not known, kept under its
    /// own name.
    fn scale(&self, fields: &mut ObjectReader<'t, '_>) -> (Scale, Vec<LevelWord>, UnknownMember) {
        let mut scale = Scale::default();
        let Some(mut fields) = fields.record("emotion_scale") else {
            return (scale, Vec::new(), None);
        };
        scale.min = fields.number("min").unwrap_or(scale.min);
        scale.max = fields.number("max").unwrap_or(scale.max);
        let words = fields.list("words", |node| self.level_word(node));
        let is_known = fields.unread().next().is_none();
        let unknown = (!is_known).then(|| {
            let mut record = String::new();
            json::write_all(
                fields.unread(),
                ["{ ", " }"],
                &mut record,
                |(name, node), out| {
                    for piece in ["\"", name.spelled(), "\": ", node.spelled()] {
                        out.push_str(piece);
                    }
                },
            );
            ("emotion_scale".to_owned(), record)
        });
        (scale, words, unknown)
    }
    fn level_word(&self, node: Node<'t>) -> Option<LevelWord> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(LevelWord {
            value: fields.number_or("value", 0.0),
            word: fields.text("word"),
            unknown: fields.rest(None),
        })
    }

    fn period(&self, node: Node<'t>) -> Option<Period> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Period {
            label: fields.text("label"),
            value: fields.number_or("value", 0.0),
            unknown: fields.rest(None),
        })
    }

    fn arrow(&self, node: Node<'t>) -> Option<Arc<Arrow>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(Arc::new(Arrow {
            id: fields.id("id"),
            from: fields.id("from"),
            to: fields.id("to"),
            label: fields.text("label"),
            unknown: fields.rest(None),
        }))
    }

    fn stop(&self, node: Node<'t>) -> Option<Arc<Stop>> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        let (shows, foreign) = self.shows(node, &mut fields);
        Some(Arc::new(Stop {
            id: fields.id("id"),
            title: fields.text("title"),
            shows,
            personas: fields.ids("personas"),
            when: self.word(&mut fields, "when"),
            hidden_lanes: fields.ids("hidden_lanes"),
            hidden: fields.flag("hidden", false),
            notes: fields.text("notes"),
            minutes: fields.number("minutes"),
            unknown: fields.rest(foreign),
        }))
    }

    /// What a stop shows; the whole map where that has a word of a newer version, which is kept.
    fn shows(&self, node: Node<'t>, fields: &mut ObjectReader<'t, '_>) -> (Shows, UnknownMember) {
        let said = fields.text_if("shows");
        let mut shows = match &said {
            Some((node, word)) => {
                let Some(known) = Shows::from_word(word) else {
                    let kind = WarningKind::UnknownWord {
                        vocabulary: Vocabulary::Shows,
                        word: word.clone(),
                        used: Shows::Map.word(),
                    };
                    self.reading.tell(*node, kind);
                    let kept = ("shows".to_owned(), node.spelled().to_owned());
                    return (Shows::Map, Some(kept));
                };
                known
            }
            None => self.guess_shows(node, fields),
        };
        let word = shows.word();
        if let Some(ids) = shows.list_mut() {
            *ids = fields.ids(word);
        } else if let Shows::Persona(id) = &mut shows {
            *id = fields.id(word);
        }
        (shows, None)
    }

    /// What a stop shows that does not say it: the things that it names, else the whole map.
    fn guess_shows(&self, node: Node, fields: &ObjectReader) -> Shows {
        let mut kinds = Shows::kinds().into_iter();
        let named = kinds.find(|kind| kind.part().is_some() && fields.has(kind.word()));
        let guess = named.unwrap_or_default();
        let used = guess.word();
        self.reading.tell(node, WarningKind::NoShows { used });
        guess
    }

    fn mark(&self, node: Node<'t>) -> Option<ChannelMark> {
        let mut fields = ObjectReader::of(node, &self.reading)?;
        Some(ChannelMark {
            channel: fields.id("channel"),
            stage: fields.id("stage"),
            on: fields.flag("on", true),
            unknown: fields.rest(None),
        })
    }
}
