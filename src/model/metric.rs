//! Figures: what is measured of a stage or of the whole journey, and what a figure is made of.

use super::{evidence::Evidence, id::Id, said::Claim, time::TimeUnit, unknown::Unknown};
use crate::words::Language;

/// A figure of one stage, or of the whole journey.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metric {
    /// Unique among the metrics of all lanes.
    pub id: Id,
    /// `None` for the whole journey.
    pub stage: Option<Id>,
    /// What is measured.
    pub name: String,
    /// What it measures.
    pub kind: MetricKind,
    /// In its unit.
    pub value: f64,
    /// As it is read after the figure: "%", "/ 5", "M".
    pub unit: String,
    /// What it should be, in its unit.
    pub target: Option<f64>,
    /// Which way it gets better, where that is not as usual for its kind and unit.
    pub better: Option<Better>,
    /// Since the period before.
    pub change: Option<MetricChange>,
    /// How many were asked or counted.
    pub n: Option<u32>,
    /// What the value is computed from, where it is.
    pub basis: Option<Basis>,
    /// The values of the periods before, oldest first.
    pub periods: Vec<Period>,
    /// How sure it is; `None` where nobody said.
    pub claim: Option<Claim>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// Since the period before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MetricChange {
    /// Less than 0 where it fell.
    pub by: f64,
    /// "%", "pt".
    pub unit: String,
}

/// What a metric was before.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Period {
    /// "Q1", "2025".
    pub label: String,
    /// In the metric's unit.
    pub value: f64,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// The counts that a metric is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Answers of 9–10, 7–8 and 0–6 to "how likely are you to recommend us?"
    Nps {
        /// Who answered 9 or 10.
        promoters: u32,
        /// Who answered 7 or 8.
        passives: u32,
        /// Who answered 0 to 6.
        detractors: u32,
    },
    /// How many gave each answer from 1 to 5.
    Csat {
        /// How many gave each mark, from 1 to 5.
        answers: [u32; 5],
    },
    /// Customers at the beginning of a period, at its end, and those of them who are new.
    Crr {
        /// Customers at the beginning of the time.
        start: u32,
        /// Customers at its end.
        end: u32,
        /// Customers who came meanwhile.
        new: u32,
    },
    /// Those who came to a place of the journey, and those of them who went on.
    Conversion {
        /// All who came.
        came: u32,
        /// Those of them who went on.
        went_on: u32,
    },
}

impl Basis {
    /// With nothing counted yet; `None` for metrics that are not computed.
    pub fn of(kind: MetricKind) -> Option<Self> {
        match kind {
            MetricKind::Nps => Some(Self::Nps {
                promoters: 0,
                passives: 0,
                detractors: 0,
            }),
            MetricKind::Csat => Some(Self::Csat { answers: [0; 5] }),
            MetricKind::Crr => Some(Self::Crr {
                start: 0,
                end: 0,
                new: 0,
            }),
            MetricKind::Conversion => Some(Self::Conversion {
                came: 0,
                went_on: 0,
            }),
            MetricKind::Ces
            | MetricKind::Churn
            | MetricKind::Referral
            | MetricKind::Time
            | MetricKind::Cost
            | MetricKind::Other => None,
        }
    }

    /// The only kind of metric that is computed from it.
    pub fn kind(self) -> MetricKind {
        match self {
            Self::Nps { .. } => MetricKind::Nps,
            Self::Csat { .. } => MetricKind::Csat,
            Self::Crr { .. } => MetricKind::Crr,
            Self::Conversion { .. } => MetricKind::Conversion,
        }
    }

    /// The metric's value, rounded to a tenth, that of the NPS to a whole number, as it is usually told;
    /// `None` where nobody was counted.
    ///
    /// - NPS = (promoters − detractors) ÷ all × 100, from −100 to 100 (Reichheld, “The One Number
    ///   You Need to Grow”, Harvard Business Review, December 2003)
    /// - CSAT = answers of 4 and 5 ÷ all × 100 %, the “top two box” share of a five-point scale
    /// - CRR = (customers at the end − new ones) ÷ customers at the start × 100 %: those retained of
    ///   those at risk
    /// - conversion = those who went on ÷ all who came × 100 % (all three: Farris, Bendle, Pfeifer and
    ///   Reibstein, “Marketing Metrics”, 2010)
    pub fn value(self) -> Option<f64> {
        let share =
            |part: f64, whole: f64| (whole > 0.0).then(|| (part / whole * 1000.0).round() / 10.0);
        match self {
            Self::Nps {
                promoters,
                passives,
                detractors,
            } => {
                let [promoters, passives, detractors] =
                    [promoters, passives, detractors].map(f64::from);
                let nps = share(promoters - detractors, promoters + passives + detractors);
                nps.map(f64::round)
            }
            Self::Csat { answers } => {
                let answers = answers.map(f64::from);
                share(answers[3] + answers[4], answers.iter().sum())
            }
            Self::Crr { start, end, new } => {
                share(f64::from(end) - f64::from(new), f64::from(start))
            }
            Self::Conversion { came, went_on } => share(f64::from(went_on), f64::from(came)),
        }
    }

    /// How many were asked or counted; `None` where that is too many to say.
    pub fn n(self) -> Option<u32> {
        let counts: &[u32] = match &self {
            Self::Nps {
                promoters,
                passives,
                detractors,
            } => &[*promoters, *passives, *detractors],
            Self::Csat { answers } => answers,
            Self::Crr { start, .. } => &[*start],
            Self::Conversion { came, .. } => &[*came],
        };
        counts.iter().try_fold(0_u32, |sum, n| sum.checked_add(*n))
    }

    /// Of the computed value.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Nps { .. } => "",
            Self::Csat { .. } | Self::Crr { .. } | Self::Conversion { .. } => "%",
        }
    }

    /// The formula in words; English, for the translation table.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Nps { .. } => "NPS = (promoters − detractors) ÷ all answers × 100",
            Self::Csat { .. } => "CSAT = answers of 4 and 5 ÷ all answers × 100%",
            Self::Crr { .. } => {
                "CRR = (customers at the end − new customers) ÷ customers at the start × 100%"
            }
            Self::Conversion { .. } => "Conversion = those who went on ÷ all who came × 100%",
        }
    }

    /// Where the formula comes from, as one cites it.
    pub fn source(self) -> &'static str {
        match self {
            Self::Nps { .. } => {
                "Reichheld, “The One Number You Need to Grow”, Harvard Business Review, 2003"
            }
            Self::Csat { .. } | Self::Crr { .. } | Self::Conversion { .. } => {
                "Farris et al., “Marketing Metrics”, 2010"
            }
        }
    }
}

/// What a metric measures, which says whether more of it is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MetricKind {
    /// Customer satisfaction.
    Csat,
    /// Net promoter score.
    Nps,
    /// Customer retention rate.
    Crr,
    /// Customer effort score.
    Ces,
    /// The share of those who go on; more is better.
    Conversion,
    /// The share of those who leave; less is better.
    Churn,
    /// The share of those who recommend it; more is better.
    Referral,
    /// How long something takes; less is better.
    Time,
    /// What something costs; less is better.
    Cost,
    /// Something else; more is better.
    #[default]
    Other,
}

/// Which way a figure gets better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Better {
    /// The larger one is the better one.
    #[default]
    More,
    /// The smaller one is.
    Less,
}

impl Better {
    /// In the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::More, Self::Less];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::More => "Higher is better",
            Self::Less => "Lower is better",
        }
    }
}

impl MetricKind {
    /// In the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Csat,
        Self::Nps,
        Self::Crr,
        Self::Ces,
        Self::Conversion,
        Self::Churn,
        Self::Referral,
        Self::Time,
        Self::Cost,
        Self::Other,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csat => "Satisfaction (CSAT)",
            Self::Nps => "Net promoter score (NPS)",
            Self::Crr => "Retention (CRR)",
            Self::Ces => "Effort (CES)",
            Self::Conversion => "Conversion",
            Self::Churn => "Churn",
            Self::Referral => "Referral",
            Self::Time => "Time",
            Self::Cost => "Cost",
            Self::Other => "Other",
        }
    }

    /// What a metric of a name measures, where one of its words is the usual abbreviation.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.find_map(|word| match word {
            "CSAT" => Some(Self::Csat),
            "NPS" => Some(Self::Nps),
            "CRR" => Some(Self::Crr),
            "CES" => Some(Self::Ces),
            _ => None,
        })
    }

    /// Which way figures of this kind usually get better.
    fn usual(self) -> Better {
        match self {
            Self::Ces | Self::Churn | Self::Time | Self::Cost => Better::Less,
            Self::Csat
            | Self::Nps
            | Self::Crr
            | Self::Conversion
            | Self::Referral
            | Self::Other => Better::More,
        }
    }

    /// Whether there are figures of this kind of which more is better and others of which less is:
    /// minutes in a queue and minutes in an exhibition.
    pub fn goes_both_ways(self) -> bool {
        match self {
            Self::Ces | Self::Time | Self::Cost | Self::Other => true,
            Self::Csat
            | Self::Nps
            | Self::Crr
            | Self::Conversion
            | Self::Churn
            | Self::Referral => false,
        }
    }
}

impl Metric {
    /// Computes value, unit and n anew from what they rest on.
    pub fn compute(&mut self) {
        let Some(basis) = self.basis else { return };
        self.kind = basis.kind();
        let Some(value) = basis.value() else { return };
        self.value = value;
        basis.unit().clone_into(&mut self.unit);
        self.n = basis.n();
    }

    /// The value with its unit, as it is read: "4.6 / 5", "−12", in Indonesian "4,6 / 5".
    pub fn figure(&self, language: Language) -> String {
        with_unit(language.number(self.value), &self.unit)
    }

    /// Which way it gets better: as it says itself, else as is usual for its kind; of other
    /// figures less is better where they are lengths of time.
    pub fn better(&self) -> Better {
        let is_time = self.kind == MetricKind::Other && self.time_unit().is_some();
        let usual = match is_time {
            true => Better::Less,
            false => self.kind.usual(),
        };
        self.better.unwrap_or(usual)
    }

    /// Whether it is worse than it should be; `None` without a target.
    pub fn misses_target(&self) -> Option<bool> {
        let target = self.target?;
        Some(match self.better() {
            Better::More => self.value < target,
            Better::Less => self.value > target,
        })
    }

    /// The unit of a length of time. A lone letter may stand for much else: "m" for metres.
    pub(super) fn time_unit(&self) -> Option<TimeUnit> {
        let unit = self.unit.trim();
        let is_word = unit.chars().nth(1).is_some() || unit == "h";
        TimeUnit::of_word(unit).filter(|_| is_word)
    }
}

impl MetricChange {
    /// With its sign and unit, as it is read: "+8%", "−2 pt".
    pub fn text(&self, language: Language) -> String {
        let sign = if self.by > 0.0 { "+" } else { "" };
        with_unit(format!("{sign}{}", language.number(self.by)), &self.unit)
    }
}

/// A number with its unit, as it is read: "4.6 / 5", "81%".
pub fn with_unit(figure: String, unit: &str) -> String {
    match unit {
        "" => figure,
        // As one word, in all the languages that there are.
        unit if unit.starts_with('%') => figure + unit,
        unit => format!("{figure} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics_are_computed_from_counts() {
        let nps = Basis::Nps {
            promoters: 50,
            passives: 30,
            detractors: 20,
        };
        assert_eq!((nps.value(), nps.n()), (Some(30.0), Some(100)));
        let csat = Basis::Csat {
            answers: [1, 2, 3, 10, 8],
        };
        assert_eq!((csat.value(), csat.n()), (Some(75.0), Some(24)));
        let crr = Basis::Crr {
            start: 300,
            end: 290,
            new: 50,
        };
        assert_eq!((crr.value(), crr.n()), (Some(80.0), Some(300)));
        let conversion = Basis::Conversion {
            came: 5300,
            went_on: 412,
        };
        assert_eq!(
            (conversion.value(), conversion.n()),
            (Some(7.8), Some(5300))
        );
        for kind in MetricKind::ALL {
            if let Some(empty) = Basis::of(kind) {
                assert_eq!((empty.kind(), empty.value()), (kind, None));
            }
        }
    }

    #[test]
    fn abbreviations_say_what_is_measured() {
        for (name, kind) in [
            ("NPS", Some(MetricKind::Nps)),
            ("Retention (CRR)", Some(MetricKind::Crr)),
            ("Successful visits", None),
            ("", None),
        ] {
            assert_eq!(MetricKind::of_name(name), kind, "{name}");
        }
    }

    #[test]
    fn less_is_better_of_time_effort_and_churn_unless_the_figure_says_otherwise() {
        let metric = |kind, unit: &str| Metric {
            kind,
            unit: unit.to_owned(),
            value: 10.0,
            target: Some(5.0),
            ..Metric::default()
        };
        for (kind, unit, better) in [
            (MetricKind::Time, "min", Better::Less),
            (MetricKind::Ces, "/ 5", Better::Less),
            (MetricKind::Churn, "%", Better::Less),
            (MetricKind::Cost, "€", Better::Less),
            (MetricKind::Other, "days", Better::Less),
            (MetricKind::Other, "mnt", Better::Less),
            (MetricKind::Other, "h", Better::Less),
            // Metres, or a million.
            (MetricKind::Other, "m", Better::More),
            (MetricKind::Other, "M", Better::More),
            (MetricKind::Other, "%", Better::More),
            (MetricKind::Nps, "", Better::More),
            (MetricKind::Conversion, "%", Better::More),
        ] {
            let mut metric = metric(kind, unit);
            assert_eq!(metric.better(), better, "{kind:?} in {unit:?}");
            let misses = better == Better::Less;
            assert_eq!(metric.misses_target(), Some(misses), "{kind:?} in {unit:?}");
            for said in Better::ALL {
                metric.better = Some(said);
                assert_eq!(metric.better(), said);
            }
        }
        assert_eq!(Metric::default().misses_target(), None);
    }

    #[test]
    fn a_basis_without_answers_leaves_the_value() {
        let mut metric = Metric {
            value: 12.0,
            basis: Basis::of(MetricKind::Nps),
            ..Metric::default()
        };
        metric.compute();
        assert_eq!(metric.value, 12.0);
    }
}
