//! A map as an outline in Markdown (CommonMark, with GitHub's tables), line by line.

use std::fmt::Write as _;

use crate::{
    exchange::note::{Lost, What, losses},
    model::{
        Card, CardRole, Claim, CurveOf, CurvePoint, Id, Lane, LaneKind, Map, Metric, Stage, When,
    },
    words::Language,
};

/// What a line of an outline tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    Title,
    Scenario,
    Goal,
    Owner,
    Reviewed,
    /// A persona's name.
    Persona(Id),
    Quote,
    /// What is known of a persona, by the field.
    Known(&'static str),
    /// The title of a stage.
    Stage(Id),
    /// What a stage is for, and how long it takes.
    StageFacts,
    Lane(Id),
    /// What is said of a card behind its text.
    Card {
        card: Id,
        about: String,
    },
    Curve {
        lane: Id,
        of: CurveOf,
    },
    Channel {
        lane: Id,
        channel: Id,
    },
    Metric(Id),
    /// What is not read from a line.
    Detail,
}

/// An outline line by line.
pub(super) struct Outline {
    pub lines: Vec<(String, Subject)>,
    pub lost: Vec<Lost>,
}

impl Outline {
    pub(super) fn text(&self) -> String {
        let lines = self.lines.iter();
        lines.flat_map(|(line, _)| [line.as_str(), "\n"]).collect()
    }
}

pub(super) fn outline(map: &Map) -> Outline {
    let mut writer = MarkdownWriter {
        map,
        language: map.language,
        lines: Vec::new(),
        subject: Subject::Detail,
    };
    writer.head();
    writer.personas();
    for (index, stage) in map.stages.iter().enumerate() {
        writer.stage(index, stage);
    }
    writer.metrics();
    let pictures = map.cards().filter(|card| card.picture.is_some()).count()
        + map.personas.iter().filter(|p| p.picture.is_some()).count();
    let is_left_out = |lane: &&std::sync::Arc<Lane>| lane.hidden || lane.lane_type().is_none();
    let lost = losses([
        (What::Pictures, pictures),
        (What::Arrows, map.arrows.len()),
        (What::Stops, map.stops.len()),
        (What::Lines, map.lines.len()),
        (What::Lanes, map.lanes.iter().filter(is_left_out).count()),
    ]);
    let lines = writer.lines;
    Outline { lines, lost }
}

struct MarkdownWriter<'a> {
    map: &'a Map,
    language: Language,
    lines: Vec<(String, Subject)>,
    /// Of the next line.
    subject: Subject,
}

impl MarkdownWriter<'_> {
    fn tell(&mut self, subject: Subject) -> &mut Self {
        self.subject = subject;
        self
    }

    fn line(&mut self, text: &str) {
        for line in text.split('\n') {
            let subject = std::mem::replace(&mut self.subject, Subject::Detail);
            self.lines.push((line.to_owned(), subject));
        }
    }

    fn paragraph(&mut self, line: &str) {
        self.line(line);
        self.line("");
    }

    /// `**Name:** text`, nothing for an empty text.
    fn fact(&mut self, name: &'static str, text: &str) {
        if !text.trim().is_empty() {
            let name = self.language.t(name);
            self.paragraph(&format!("**{name}:** {}", safe(text)));
        }
    }

    fn head(&mut self) {
        let map = self.map;
        let title = match map.title.trim() {
            "" => self.language.t("Untitled map").to_owned(),
            title => safe(title),
        };
        self.tell(Subject::Title).paragraph(&format!("# {title}"));
        if !map.scenario.trim().is_empty() {
            self.tell(Subject::Scenario).paragraph(&safe(&map.scenario));
        }
        self.tell(Subject::Goal).fact("Goal", &map.goal);
        self.tell(Subject::Owner).fact("Owner", &map.owner);
        let reviewed = map.reviewed.map(|date| date.iso());
        self.tell(Subject::Reviewed)
            .fact("Last reviewed", &reviewed.unwrap_or_default());
    }

    fn personas(&mut self) {
        for persona in &self.map.personas {
            let name = match persona.role.trim() {
                "" => safe(&persona.name),
                role => format!("{} ({})", safe(&persona.name), safe(role)),
            };
            self.tell(Subject::Persona(persona.id.clone()))
                .paragraph(&format!("## {name}"));
            if !persona.quote.trim().is_empty() {
                self.tell(Subject::Quote)
                    .paragraph(&format!("> {}", safe(&persona.quote)));
            }
            for (name, texts) in [
                ("Facts", &persona.facts),
                ("Goals", &persona.goals),
                ("Frustrations", &persona.frustrations),
                ("Traits", &persona.traits),
            ] {
                self.tell(Subject::Known(name))
                    .fact(name, &texts.join("; "));
            }
        }
    }

    fn stage(&mut self, index: usize, stage: &Stage) {
        let title = match stage.title.trim() {
            "" => String::new(),
            title => safe(title),
        };
        self.tell(Subject::Stage(stage.id.clone()))
            .paragraph(format!("## {}. {title}", index + 1).trim_end());
        let facts = [&stage.goal, &stage.duration];
        let facts: Vec<String> = facts
            .into_iter()
            .filter(|fact| !fact.trim().is_empty())
            .map(|fact| format!("*{}*", safe(fact)))
            .collect();
        if !facts.is_empty() {
            self.tell(Subject::StageFacts).paragraph(&facts.join(" · "));
        }
        let mut has_lanes = false;
        for lane in self.map.lanes.iter().filter(|lane| !lane.hidden) {
            let bullets = self.bullets(lane, stage);
            if bullets.is_empty() {
                continue;
            }
            has_lanes = true;
            self.tell(Subject::Lane(lane.id.clone()))
                .line(&format!("- **{}**", safe(&lane.title)));
            for (bullet, subject) in bullets {
                self.tell(subject).line(&format!("  - {bullet}"));
            }
        }
        if has_lanes {
            self.line("");
        }
    }

    fn bullets(&self, lane: &Lane, stage: &Stage) -> Vec<(String, Subject)> {
        match &lane.kind {
            LaneKind::Cards { role, cards } => {
                let step = |card: &Card| {
                    let is_it = |id| stage.steps.iter().position(|step| step.id == id);
                    card.step.clone().and_then(is_it).unwrap_or(0)
                };
                let here = cards.iter().filter(|card| card.stage == stage.id);
                let mut here: Vec<&Card> = here.map(AsRef::as_ref).collect();
                here.sort_by_key(|card| step(card));
                here.into_iter()
                    .map(|card| self.card(card, *role, stage))
                    .collect()
            }
            LaneKind::Emotion { curves } => {
                let mut bullets = Vec::new();
                for curve in curves {
                    let here = curve.points.iter().filter(|point| point.stage == stage.id);
                    let mut here: Vec<&CurvePoint> = here.collect();
                    here.sort_by(|a, b| a.at.total_cmp(&b.at));
                    let felt: Vec<String> = here.into_iter().map(|p| self.point(p)).collect();
                    if felt.is_empty() {
                        continue;
                    }
                    let persona = self.map.persona(&curve.persona);
                    let name = persona.map_or("", |persona| persona.name.as_str());
                    let when = if curve.to_be {
                        self.language.t("Future")
                    } else {
                        ""
                    };
                    let who: Vec<String> = [name, when]
                        .into_iter()
                        .filter(|text| !text.is_empty())
                        .map(safe)
                        .collect();
                    let subject = Subject::Curve {
                        lane: lane.id.clone(),
                        of: curve.of(),
                    };
                    let text = format!("{}: {}", who.join(", "), felt.join(" → "));
                    bullets.push((text, subject));
                }
                bullets
            }
            LaneKind::Channels { .. } => {
                let used = self
                    .map
                    .channels
                    .iter()
                    .filter(|channel| self.map.channel_in_stage(lane, &channel.id, &stage.id));
                used.map(|channel| {
                    let subject = Subject::Channel {
                        lane: lane.id.clone(),
                        channel: channel.id.clone(),
                    };
                    (safe(&channel.name), subject)
                })
                .collect()
            }
            LaneKind::Metrics { .. } | LaneKind::Foreign { .. } => Vec::new(),
        }
    }

    fn card(&self, card: &Card, role: CardRole, stage: &Stage) -> (String, Subject) {
        let t = |english| self.language.t(english).to_owned();
        let mut text = safe(&card.text);
        if text.is_empty() {
            text = t(role.card_name());
        }
        if role == CardRole::Quotes {
            text = format!("“{text}”");
        }
        let mut about = Vec::new();
        let step = card
            .step
            .as_ref()
            .and_then(|id| stage.steps.iter().find(|s| s.id == *id));
        about.extend(step.map(|step| safe(&step.title)));
        let names = card.personas.iter().filter_map(|id| self.map.persona(id));
        about.extend(names.map(|persona| safe(&persona.name)));
        let channel = card.channel.as_ref().and_then(|id| self.map.channel(id));
        about.extend(channel.map(|channel| safe(&channel.name)));
        about.extend(card.owner.map(|owner| t(owner.name())));
        about.extend(card.claim.map(|claim: Claim| t(claim.name())));
        for (name, level) in [
            ("Severity", card.severity),
            ("Value", card.value),
            ("Effort", card.effort),
        ] {
            about.extend(level.map(|level| format!("{} {level}/5", self.language.t(name))));
        }
        if card.when != When::Both {
            about.push(t(card.when.name()));
        }
        about.extend(card.conversion.then(|| t("Conversion")));
        about.retain(|text| !text.is_empty());
        let about = match about.is_empty() {
            true => String::new(),
            false => format!(" ({})", about.join(", ")),
        };
        text += &about;
        let subject = Subject::Card {
            card: card.id.clone(),
            about,
        };
        for evidence in &card.evidence {
            let n = evidence.n.map(|n| format!("n = {n}"));
            let date = evidence.date.map(|date| date.iso());
            let parts = [
                safe(&evidence.text),
                safe(&evidence.source),
                safe(&evidence.link),
            ];
            let parts = parts.into_iter().chain(date).chain(n);
            let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
            if !parts.is_empty() {
                let _ = write!(text, "\n    - {}", parts.join(", "));
            }
        }
        (text, subject)
    }

    fn point(&self, point: &CurvePoint) -> String {
        let value = point.value.map(|value| self.language.number(value));
        let star = point.moment_of_truth.then(|| "★".to_owned());
        let conversion = point.conversion.then(|| self.language.t("Conversion"));
        let conversion = conversion.map(|word| format!("({word})"));
        let parts = [Some(safe(&point.label)), value, star, conversion];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            "–".to_owned()
        } else {
            text
        }
    }

    fn metrics(&mut self) {
        let lanes = self.map.lanes.iter().filter(|lane| !lane.hidden);
        let metrics: Vec<&Metric> = lanes
            .flat_map(|lane| lane.metrics())
            .map(AsRef::as_ref)
            .collect();
        if metrics.is_empty() {
            return;
        }
        let t = |english| self.language.t(english);
        let heads = [
            t("Metric"),
            t("Stage"),
            t("Value"),
            t("Target"),
            t("Change"),
            "n",
        ];
        let heads = format!("| {} |", heads.join(" | "));
        let title = format!("## {}", t("Metrics"));
        self.paragraph(&title);
        self.line(&heads);
        self.line("| --- | --- | ---: | ---: | ---: | ---: |");
        for metric in metrics {
            let stage = metric.stage.as_ref().and_then(|id| self.map.stage(id));
            let name = match metric.name.trim() {
                "" => self.language.t(metric.kind.name()).to_owned(),
                name => safe(name),
            };
            let change = metric
                .change
                .as_ref()
                .map(|change| change.text(self.language));
            let cells = [
                name,
                stage.map(|stage| safe(&stage.title)).unwrap_or_default(),
                safe(&metric.figure(self.language)),
                metric
                    .target
                    .map(|target| self.language.number(target))
                    .unwrap_or_default(),
                safe(&change.unwrap_or_default()),
                metric.n.map(|n| n.to_string()).unwrap_or_default(),
            ];
            self.tell(Subject::Metric(metric.id.clone()))
                .line(&format!("| {} |", cells.join(" | ")));
        }
    }
}

/// A text on one line, in which nothing is taken for a sign of Markdown's.
fn safe(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut safe = String::with_capacity(text.len());
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            safe.push(' ');
        }
        let ends_number = word.trim_end_matches(['.', ')']);
        let is_number = !ends_number.is_empty() && ends_number.bytes().all(|b| b.is_ascii_digit());
        let letters = word.char_indices().filter(|(_, c)| !c.is_control());
        for (at, c) in letters {
            let is_sign = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
                // Where it may begin a character's name.
                '&' => {
                    let next = word[at + 1..].chars().next();
                    next.is_some_and(|next| next.is_alphanumeric() || next == '#')
                }
                // At the beginning they make headings, lists and quotes.
                '#' | '+' | '-' | '=' | ':' => index == 0 && word.starts_with(c),
                '.' | ')' => index == 0 && is_number,
                // An address would become a link, a name a mention.
                '@' => true,
                _ => false,
            };
            if is_sign {
                safe.push('\\');
            }
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_escaped_where_they_would_mean_something() {
        for (text, expected) in [
            ("a *b* [c](d)", "a \\*b\\* \\[c\\](d)"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("- no list - here", "\\- no list - here"),
            ("<b>&amp;|", "\\<b\\>\\&amp;\\|"),
            ("two\nlines & more", "two lines & more"),
        ] {
            assert_eq!(safe(text), expected);
        }
    }
}
