//! A map as a text of headings, lists and tables: for screen readers, for paper, and for what the
//! picture tells of a thing that is pointed at.

use std::{
    collections::{HashMap, HashSet},
    fmt::{Display, Write as _},
};

use super::{
    super::options::is_address,
    markup::{Attribute, Content},
};
use crate::{
    model::{
        CardRole, Curve, CurvePoint, Element, Evidence, Hue, Id, Lane, LaneKind, Map, Metric,
        Persona, Stage, Statement, Target, Telling, signed_number,
    },
    words::{Language, first_upper},
};

/// The text of a map, and what the page knows by a number because of it.
#[derive(Default)]
pub(super) struct TextVersion {
    /// What the map is called and what is said of it as a whole.
    pub head: String,
    /// The whole of it told from its beginning to its end, in sentences.
    pub story: String,
    /// Everything by itself.
    pub html: String,
    /// Of each thing that is told: the element with the id `k7` tells of the thing of number 7.
    pub numbers: HashMap<Target, usize>,
    /// Those that elements of the class `hue-3` are in, by their place among all.
    pub hues: HashSet<Hue>,
}

/// Tells of what is `shown` of a map, and of nothing else.
pub(super) fn of_map(map: &Map, shown: &HashSet<Target>) -> TextVersion {
    let mut teller = Teller {
        map,
        language: map.language,
        shown,
        statements: map.statements(map.language),
        text: TextVersion::default(),
    };
    teller.head();
    teller.text.head = std::mem::take(&mut teller.text.html);
    teller.story();
    teller.text.story = std::mem::take(&mut teller.text.html);
    teller.personas();
    teller.stages();
    teller.whole_journey();
    teller.feelings();
    teller.channels();
    teller.text
}

struct Teller<'m> {
    map: &'m Map,
    language: Language,
    shown: &'m HashSet<Target>,
    statements: HashMap<Target, Vec<Statement>>,
    text: TextVersion,
}

/// What is told of things in general, by its place in the markup.
impl<'m> Teller<'m> {
    fn t(&self, english: &'static str) -> &'static str {
        self.language.t(english)
    }

    fn is_shown(&self, target: &Target) -> bool {
        self.shown.contains(target)
    }

    fn push(&mut self, markup: impl Display) {
        // Writing to a string does not fail.
        let _ = write!(self.text.html, "{markup}");
    }

    /// The class of a hue, which the page has a rule for from then on.
    fn hue(&mut self, hue: Hue) -> String {
        self.text.hues.insert(hue);
        format!("hue-{}", hue as usize)
    }

    /// Begins the element of a thing, which the page knows by a number from then on.
    fn begin(&mut self, tag: &str, class: &str, target: &Target) {
        let next = self.text.numbers.len();
        let number = *self.text.numbers.entry(target.clone()).or_insert(next);
        let kind = self.map.kind_of(target, self.language);
        // Of a card its lane is told by its kind.
        let stage = self.map.stage_of(target).filter(|_| target.is_content());
        let stage = stage.and_then(|(id, _)| self.map.stage(id));
        let place = match stage {
            Some(stage) => stage.title.clone(),
            None => self.map.place(target, self.language),
        };
        self.push(format_args!(
            r#"<{tag} id="k{number}" class="thing{class}" data-kind="{}" data-place="{}">"#,
            Attribute(kind),
            Attribute(&place),
        ));
    }

    /// A text of the map in an element of its own, so that what turns letters around ends with it.
    fn element(&mut self, tag: &str, class: &str, text: &str) {
        if !text.trim().is_empty() {
            let text = Content(text.trim());
            match class {
                "" => self.push(format_args!(r#"<{tag} dir="auto">{text}</{tag}>"#)),
                class => self.push(format_args!(
                    r#"<{tag} class="{class}" dir="auto">{text}</{tag}>"#
                )),
            }
        }
    }

    /// What is said of a thing beyond its name.
    fn said(&mut self, target: &Target) {
        // Where it stands is told by the headings above it.
        let lane = first_upper(self.t("Lane"));
        let statements = self.statements.remove(target).unwrap_or_default();
        let told = statements.iter();
        let told: Vec<&Statement> = told
            .filter(|statement| !statement.is_evidence && statement.name != lane)
            .collect();
        if told.is_empty() {
            return;
        }
        self.push(r#"<dl class="said">"#);
        for statement in told {
            let class = match statement.values.is_empty() {
                true => r#" class="alone""#,
                false => "",
            };
            self.push(format_args!(
                "<div><dt{class}>{}</dt>",
                Content(&statement.name)
            ));
            for value in &statement.values {
                self.element("dd", "", value);
            }
            if statement.values.is_empty() {
                // A name without anything beside it is no pair.
                self.push("<dd></dd>");
            }
            self.push("</div>");
        }
        self.push("</dl>\n");
    }

    fn evidence(&mut self, pieces: &[Evidence]) {
        if !Evidence::backs(pieces) {
            return;
        }
        let name = self.t("Evidence");
        self.push(format_args!(
            r#"<ul class="evidence" aria-label="{}">"#,
            Attribute(name)
        ));
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            self.push("<li>");
            self.element("p", "", &piece.text);
            self.source(piece);
            self.push("</li>");
        }
        self.push("</ul>\n");
    }

    /// Where a piece of evidence comes from; an address can be followed by who reads it.
    fn source(&mut self, piece: &Evidence) {
        let n = piece.n.map(|n| format!("n = {n}"));
        let date = piece.date.map(|date| date.in_words(self.language));
        let source = Some(piece.source.trim().to_owned());
        let told: Vec<String> = [source, n, date]
            .into_iter()
            .flatten()
            .filter(|told| !told.is_empty())
            .collect();
        let link = piece.link.trim();
        if told.is_empty() && link.is_empty() {
            return;
        }
        self.push(r#"<p class="source">"#);
        for (index, told) in told.iter().enumerate() {
            let between = if index > 0 { " · " } else { "" };
            self.push(format_args!("{between}<bdi>{}</bdi>", Content(told)));
        }
        if !link.is_empty() {
            let between = if told.is_empty() { "" } else { " · " };
            let text = Content(link);
            match is_address(link) {
                true => self.push(format_args!(
                    r#"{between}<a href="{}" target="_blank" rel="noopener noreferrer"><bdi>{text}</bdi></a>"#,
                    Attribute(link)
                )),
                false => self.push(format_args!("{between}<bdi>{text}</bdi>")),
            }
        }
        self.push("</p>");
    }

    fn evidence_of(&mut self, target: &Target) {
        let element = self.map.content(target);
        self.evidence(element.map(Element::evidence).unwrap_or_default());
    }
}

/// The parts of the text, from its beginning to its end.
impl<'m> Teller<'m> {
    fn head(&mut self) {
        let map = self.map;
        self.begin("div", "", &Target::Title);
        self.element("h1", "t", &map.title);
        self.push("</div>\n");
        if self.is_shown(&Target::Facts) {
            self.begin("div", "", &Target::Facts);
            self.element("p", "t scenario", &map.scenario);
            self.said(&Target::Facts);
            self.push("</div>\n");
        }
    }

    fn story(&mut self) {
        let story = self.map.story(&Telling::default());
        let lead = story.lead();
        self.push(format_args!(
            "<p id=\"summary\" class=\"summary\" dir=\"auto\">{}</p>\n",
            Content(&lead)
        ));
        let passages = story.passages.iter();
        let headed: Vec<_> = passages.filter(|it| !it.heading.is_empty()).collect();
        if headed.is_empty() {
            return;
        }
        let title = self.t("Summary");
        self.push(format_args!("<section class=\"story\"><h2>{title}</h2>\n"));
        for passage in headed {
            self.element("h3", "", &passage.heading);
            self.element("p", "", &passage.sentences.join(" "));
        }
        self.push("</section>\n");
    }

    fn personas(&mut self) {
        let shown = self.map.personas.iter();
        let shown: Vec<&Persona> = shown
            .map(|persona| &**persona)
            .filter(|persona| self.is_shown(&Target::Persona(persona.id.clone())))
            .collect();
        if shown.is_empty() {
            return;
        }
        let title = self.t("Personas");
        self.push(format_args!(
            "<section><h2>{title}</h2><div class=\"people\">\n"
        ));
        for persona in shown {
            let target = Target::Persona(persona.id.clone());
            let class = format!(" person {}", self.hue(persona.hue));
            self.begin("article", &class, &target);
            self.element("h3", "t", &persona.name);
            self.said(&target);
            self.push("</article>\n");
        }
        self.push("</div></section>\n");
    }

    fn stages(&mut self) {
        let map = self.map;
        let told: Vec<&Stage> = map
            .stages
            .iter()
            .map(|stage| &**stage)
            .filter(|stage| {
                self.is_shown(&Target::Stage(stage.id.clone())) || self.has_content(&stage.id)
            })
            .collect();
        if told.is_empty() {
            return;
        }
        let title = self.t("Stages");
        self.push(format_args!("<section><h2>{title}</h2>\n"));
        for stage in told {
            self.stage(stage);
        }
        self.push("</section>\n");
    }

    /// Whether something that stands in a stage is shown.
    fn has_content(&self, stage: &Id) -> bool {
        let mut contents = self.shown.iter().filter(|target| target.is_content());
        contents.any(|target| {
            let found = self.map.stage_of(target);
            found.is_some_and(|(id, _)| id == stage)
        })
    }

    fn stage(&mut self, stage: &'m Stage) {
        let target = Target::Stage(stage.id.clone());
        let hue = self.hue(stage.hue);
        self.push(format_args!("<section class=\"stage {hue}\">"));
        self.begin("header", "", &target);
        let number = self.map.stage_index(&stage.id).map_or(0, |index| index + 1);
        self.push(format_args!(
            r#"<h3>{number}. <span class="t" dir="auto">{}</span></h3>"#,
            Content(stage.title.trim())
        ));
        self.said(&target);
        self.push("</header><div class=\"lanes\">\n");
        self.steps(stage);
        for lane in &self.map.lanes {
            self.lane(lane, Some(&stage.id));
        }
        self.push("</div></section>\n");
    }

    fn steps(&mut self, stage: &Stage) {
        let target = |id: &Id| Target::Step(id.clone());
        let mut steps = stage.steps.iter();
        if !steps.any(|step| self.is_shown(&target(&step.id))) {
            return;
        }
        let title = self.t("Steps");
        self.push(format_args!("<h4>{title}</h4><ol class=\"items\">\n"));
        for step in &stage.steps {
            let target = target(&step.id);
            if self.is_shown(&target) {
                self.begin("li", "", &target);
                self.element("p", "t", &step.title);
                self.said(&target);
                self.push("</li>\n");
            }
        }
        self.push("</ol>\n");
    }

    /// What of a lane stands in a stage, or in none.
    fn lane(&mut self, lane: &'m Lane, stage: Option<&Id>) {
        match &lane.kind {
            LaneKind::Cards { role, cards } => {
                let cards = cards.iter().filter(|card| Some(&card.stage) == stage);
                let cards = cards.map(|card| (Target::Card(card.id.clone()), card.text.as_str()));
                self.items(
                    lane,
                    cards.collect(),
                    look_of(*role),
                    |teller, target, text| {
                        teller.element("p", "t", text);
                        teller.said(target);
                    },
                );
            }
            LaneKind::Emotion { curves } => {
                let points = curves.iter().flat_map(|curve| {
                    let mut points: Vec<&CurvePoint> = curve.points.iter().collect();
                    points.retain(|point| Some(&point.stage) == stage);
                    points.sort_by(|a, b| a.at.total_cmp(&b.at));
                    points.into_iter().map(|point| (&**curve, point))
                });
                let points = points.map(|it| (Target::Point(it.1.id.clone()), it));
                self.items(
                    lane,
                    points.collect(),
                    "",
                    |teller, target, (curve, point)| {
                        teller.element("p", "t", &point.label);
                        teller.feeling(curve, point);
                        teller.said(target);
                    },
                );
            }
            LaneKind::Metrics { metrics } => {
                let metrics = metrics
                    .iter()
                    .filter(|metric| metric.stage.as_ref() == stage);
                let metrics = metrics.map(|metric| (Target::Metric(metric.id.clone()), &**metric));
                let metrics: Vec<(Target, &Metric)> = metrics.collect();
                self.items(lane, metrics, "", |teller, target, metric| {
                    teller.element("p", "t", &metric.name);
                    teller.element("p", "figure", &metric.figure(teller.language));
                    teller.said(target);
                });
            }
            LaneKind::Channels { .. } => {
                if let Some(stage) = stage {
                    self.used_channels(lane, stage);
                }
            }
            LaneKind::Foreign { .. } => {}
        }
    }

    /// Those of a lane's things that are shown, below its title.
    fn items<T>(
        &mut self,
        lane: &Lane,
        items: Vec<(Target, T)>,
        class: &str,
        mut tell: impl FnMut(&mut Self, &Target, T),
    ) {
        let items = items.into_iter();
        let items: Vec<(Target, T)> = items.filter(|(target, _)| self.is_shown(target)).collect();
        if items.is_empty() {
            return;
        }
        self.lane_title(lane);
        self.push("<ul class=\"items\">\n");
        for (target, item) in items {
            self.begin("li", class, &target);
            tell(self, &target, item);
            self.evidence_of(&target);
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    /// The title of a lane; where it stands first it is what the picture points to.
    fn lane_title(&mut self, lane: &Lane) {
        let target = Target::Lane(lane.id.clone());
        let is_new = self.is_shown(&target) && !self.text.numbers.contains_key(&target);
        if !is_new {
            return self.element("h4", "", &lane.title);
        }
        self.begin("h4", "", &target);
        self.element("span", "t", &lane.title);
        if !lane.note.trim().is_empty() {
            self.push(" ");
            self.element("span", "note", &lane.note);
        }
        self.push("</h4>\n");
    }

    /// "Dewi: −0.8"
    fn feeling(&mut self, curve: &Curve, point: &CurvePoint) {
        let persona = self.map.persona(&curve.persona);
        let name = persona.map_or("", |persona| persona.name.trim());
        let value = self.value(point);
        let told = match name {
            "" => value,
            name => format!("{name}: {value}"),
        };
        self.element("p", "", &told);
    }

    fn value(&self, point: &CurvePoint) -> String {
        match point.value {
            Some(value) => signed_number(value).replace('.', self.language.decimal_sign()),
            None => self.t("no data").to_owned(),
        }
    }

    fn used_channels(&mut self, lane: &Lane, stage: &Id) {
        if !self.is_shown(&Target::Lane(lane.id.clone())) {
            return;
        }
        let used = self.map.channels.iter();
        let used = used.filter(|channel| self.map.channel_in_stage(lane, &channel.id, stage));
        let used: Vec<&str> = used.map(|channel| channel.name.as_str()).collect();
        if used.is_empty() {
            return;
        }
        self.lane_title(lane);
        self.push("<ul class=\"items\">\n");
        for name in used {
            self.element("li", "", name);
        }
        self.push("</ul>\n");
    }

    /// What is said of no stage in particular.
    fn whole_journey(&mut self) {
        let mut metrics = self.map.lanes.iter().flat_map(|lane| lane.metrics());
        let is_told = metrics.any(|metric| {
            metric.stage.is_none() && self.is_shown(&Target::Metric(metric.id.clone()))
        });
        if is_told {
            let title = self.t("Whole journey");
            self.push(format_args!("<section><h2>{title}</h2>\n"));
            for lane in &self.map.lanes {
                self.lane(lane, None);
            }
            self.push("</section>\n");
        }
    }

    /// A table for each lane of feelings: stages down, curves across.
    fn feelings(&mut self) {
        let map = self.map;
        for lane in &map.lanes {
            let is_shown = |point: &CurvePoint| self.is_shown(&Target::Point(point.id.clone()));
            let curves = lane.curves().iter().map(|curve| &**curve);
            let curves: Vec<&Curve> = curves
                .filter(|curve| curve.points.iter().any(is_shown))
                .collect();
            if !curves.is_empty() {
                self.table_of_feelings(lane, &curves);
            }
        }
    }

    fn table_of_feelings(&mut self, lane: &Lane, curves: &[&Curve]) {
        let heads: Vec<String> = curves.iter().map(|curve| self.name_of(curve)).collect();
        self.begin_table(&lane.title, &heads);
        for stage in &self.map.stages {
            self.row_head(&stage.title);
            for curve in curves {
                let mut points: Vec<&CurvePoint> = curve.points.iter().collect();
                points.retain(|point| {
                    point.stage == stage.id && self.is_shown(&Target::Point(point.id.clone()))
                });
                points.sort_by(|a, b| a.at.total_cmp(&b.at));
                let told = points.iter().map(|point| match point.label.trim() {
                    "" => self.value(point),
                    label => format!("{label} ({})", self.value(point)),
                });
                let told: Vec<String> = told.collect();
                self.push("<td>");
                for told in told {
                    self.element("p", "", &told);
                }
                self.push("</td>");
            }
            self.push("</tr>\n");
        }
        self.push("</tbody></table></div></section>\n");
    }

    /// "Dewi", "Dewi, Future state"
    fn name_of(&self, curve: &Curve) -> String {
        let persona = self.map.persona(&curve.persona);
        let name = persona.map_or("", |persona| persona.name.trim());
        match curve.to_be {
            false => name.to_owned(),
            true => format!("{name}, {}", self.t("Future state")),
        }
    }

    /// A table for each matrix of channels: channels down, stages across.
    fn channels(&mut self) {
        let map = self.map;
        for lane in &map.lanes {
            let is_matrix = matches!(lane.kind, LaneKind::Channels { .. });
            let is_shown = self.is_shown(&Target::Lane(lane.id.clone()));
            if is_matrix && is_shown && !map.channels.is_empty() {
                self.table_of_channels(lane);
            }
        }
    }

    fn table_of_channels(&mut self, lane: &Lane) {
        let heads: Vec<String> = self.map.stages.iter().map(|it| it.title.clone()).collect();
        self.begin_table(&lane.title, &heads);
        for channel in &self.map.channels {
            self.row_head(&channel.name);
            for stage in &self.map.stages {
                let is_used = self.map.channel_in_stage(lane, &channel.id, &stage.id);
                let (class, mark, words) = match is_used {
                    true => (" class=\"used\"", "●", self.t("in use")),
                    false => ("", "–", self.t("not in use")),
                };
                self.push(format_args!(
                    r#"<td{class}><span aria-hidden="true">{mark}</span><span class="unseen">{}</span></td>"#,
                    Content(words)
                ));
            }
            self.push("</tr>\n");
        }
        self.push("</tbody></table></div></section>\n");
    }

    /// Up to the first row of a table whose rows are named by their first cells.
    fn begin_table(&mut self, caption: &str, heads: &[String]) {
        self.push("<section>");
        self.element("h2", "", caption);
        self.push(format_args!(
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"><table><thead><tr><td></td>",
            Attribute(caption)
        ));
        for head in heads {
            self.push(format_args!(
                r#"<th scope="col" dir="auto">{}</th>"#,
                Content(head.trim())
            ));
        }
        self.push("</tr></thead><tbody>\n");
    }

    fn row_head(&mut self, text: &str) {
        self.push(format_args!(
            r#"<tr><th scope="row" dir="auto">{}</th>"#,
            Content(text.trim())
        ));
    }
}

/// What cards of a role look like.
fn look_of(role: CardRole) -> &'static str {
    match role {
        CardRole::PainPoints => " bad",
        CardRole::Opportunities => " good",
        CardRole::CustomerActions
        | CardRole::Touchpoints
        | CardRole::Thoughts
        | CardRole::OrganisationActivities
        | CardRole::Quotes
        | CardRole::Images
        | CardRole::Free => "",
    }
}
