//! Texts as paragraphs that wrap by themselves in their shapes.

use std::fmt::Write as _;

use super::{
    measure::Measure,
    palette::Palette,
    units::{Emu, Placing},
    xml::Escaped,
};
use crate::{
    geom::Rect,
    layout::Align,
    model::{Brand, TextStyle, Theme},
    scene::Text,
    text::LineEnd,
    words::Language,
};

/// What all texts of a slide are set with.
pub(super) struct TextWriter<'a> {
    pub palette: &'a Palette,
    pub theme: &'a Theme,
    /// The family of the theme's headings; that of everything else.
    pub heading: &'a str,
    pub body: &'a str,
    /// What letters stand in for ours, where it is not ours that are asked for.
    pub measure: Option<&'a Measure>,
    pub language: Language,
}

/// Where texts stand in a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stands {
    /// From the places that they were laid out at.
    Placed,
    /// So, with nothing around them.
    Alone,
    /// In its middle, on one line.
    Middle,
}

/// What is left to a text beside its room, in em: another program adds up advances in another way.
const SLACK_EM: f64 = 0.35;

/// The paragraphs of a text, without the line breaks that were made for it.
pub(super) fn paragraphs(text: &Text) -> Vec<(String, bool)> {
    let mut paragraphs = Vec::new();
    let mut open = String::new();
    for line in &text.paragraph.lines {
        open.push_str(&line.text);
        match line.end {
            LineEnd::Space => open.push(' '),
            LineEnd::Within => {}
            LineEnd::Hard => paragraphs.push((std::mem::take(&mut open), line.rtl)),
        }
    }
    if !open.is_empty() {
        paragraphs.push((open, false));
    }
    paragraphs
}

/// As it is read, on one line.
pub(super) fn plain(text: &Text) -> String {
    let paragraphs = paragraphs(text).into_iter().map(|(text, _)| text);
    paragraphs.collect::<Vec<_>>().join(" ")
}

/// Whether it is set on one line.
pub(super) fn is_single(text: &Text) -> bool {
    text.paragraph.lines.len() <= 1
}

/// What is covered by a text on one line, for what is placed by it.
fn set_width(text: &Text) -> f64 {
    text.paragraph.width
}

/// As tags of languages are written where regions are wanted.
pub(super) fn tag(language: Language) -> &'static str {
    match language.code() {
        "en" => "en-US",
        "id" => "id-ID",
        other => other,
    }
}

impl TextWriter<'_> {
    /// The text of a shape; `room` is what the shape leaves to it before insets, in document units.
    pub(super) fn body(
        &self,
        texts: &[&Text],
        room: Rect,
        stands: Stands,
        at: Placing,
        element: &str,
    ) -> String {
        let Some(first) = texts.first() else {
            return format!("<{element}><a:bodyPr/><a:lstStyle/><a:p/></{element}>");
        };
        let is_one_line = texts.iter().all(|text| is_single(text));
        let is_centred = is_one_line && first.align == Align::Centre;
        let em = self.theme.style(first.role).size;
        let insets: [Emu; 4] = match stands {
            Stands::Middle => [0; 4],
            Stands::Placed | Stands::Alone => {
                let right = texts.iter().filter(|text| !is_single(text));
                let right = right
                    .map(|text| text.rect.x1)
                    .fold(f64::NEG_INFINITY, f64::max);
                let right = match right.is_finite() {
                    true => right,
                    false => texts
                        .iter()
                        .map(|t| t.rect.x1)
                        .fold(first.rect.x1, f64::max),
                };
                let right = room.x1 - right - if is_centred { 0.0 } else { SLACK_EM * em };
                let top = first.rect.y0 - room.y0;
                [first.rect.x0 - room.x0, top, right, 0.0].map(|inset| at.length(inset))
            }
        };
        let [left, top, right, bottom] = insets;
        // A box around a line alone grows with it; what has a shape around it wraps there.
        // Nor does what has no room for a second line.
        let is_low = texts.len() == 1 && room.height() < 1.8 * first.paragraph.height;
        let wraps = match stands {
            _ if is_centred || is_one_line && is_low => "none",
            Stands::Middle | Stands::Alone if is_one_line => "none",
            Stands::Middle | Stands::Alone | Stands::Placed => "square",
        };
        // What is written into it later gets smaller before it runs out of it.
        let fits = match wraps {
            "none" => "<a:noAutofit/>",
            _ => "<a:normAutofit/>",
        };
        let anchor = match stands {
            Stands::Middle => "ctr",
            Stands::Placed | Stands::Alone => "t",
        };
        let mut xml = format!(
            "<{element}><a:bodyPr vert=\"horz\" wrap=\"{wraps}\" lIns=\"{left}\" tIns=\"{top}\" rIns=\"{right}\" bIns=\"{bottom}\" rtlCol=\"0\" anchor=\"{anchor}\">{fits}</a:bodyPr><a:lstStyle/>"
        );
        let mut above = first.rect.y0;
        for text in texts {
            let gap = (text.rect.y0 - above).max(0.0);
            self.paragraphs(&mut xml, text, gap, at);
            above = text.rect.y1;
        }
        let _ = write!(xml, "</{element}>");
        xml
    }

    fn paragraphs(&self, xml: &mut String, text: &Text, gap: f64, at: Placing) {
        let style = self.theme.style(text.role);
        let lines = text.paragraph.lines.len().max(1);
        let spacing = at.hundredths(text.paragraph.height / lines as f64);
        let set = self.run_properties(text, style, at);
        for (index, (words, is_rtl)) in paragraphs(text).into_iter().enumerate() {
            let align = match (text.align, is_rtl) {
                (Align::Centre, _) => "ctr",
                (Align::Start, true) => "r",
                (Align::Start, false) => "l",
            };
            let rtl = u8::from(is_rtl);
            let above = match index {
                0 => at.hundredths(gap),
                _ => 0,
            };
            let _ = write!(
                xml,
                "<a:p><a:pPr marL=\"0\" indent=\"0\" algn=\"{align}\" rtl=\"{rtl}\"><a:lnSpc><a:spcPts val=\"{spacing}\"/></a:lnSpc><a:spcBef><a:spcPts val=\"{above}\"/></a:spcBef><a:spcAft><a:spcPts val=\"0\"/></a:spcAft><a:buNone/></a:pPr>"
            );
            match words.is_empty() {
                true => {
                    let end = set.replacen("<a:rPr", "<a:endParaRPr", 1);
                    let end = end.replacen("</a:rPr>", "</a:endParaRPr>", 1);
                    xml.push_str(&end);
                }
                false => {
                    let _ = write!(xml, "<a:r>{set}<a:t>{}</a:t></a:r>", Escaped(&words));
                }
            }
            xml.push_str("</a:p>");
        }
    }

    fn run_properties(&self, text: &Text, style: &TextStyle, at: Placing) -> String {
        let set = text.paragraph.lines.iter().flat_map(|line| &line.runs);
        let mut set = set.map(|run| run.size);
        let size = set.next().unwrap_or(style.size) * self.fits(text, style);
        let mut xml = format!(
            "<a:rPr lang=\"{}\" sz=\"{}\"",
            tag(self.language),
            at.hundredths(size).clamp(100, 400_000)
        );
        if style.weight >= 600 {
            xml.push_str(" b=\"1\"");
        }
        if style.italic {
            xml.push_str(" i=\"1\"");
        }
        if style.tracking != 0.0 {
            let _ = write!(xml, " spc=\"{}\"", at.hundredths(style.tracking));
        }
        let _ = write!(
            xml,
            " dirty=\"0\">{}{}</a:rPr>",
            self.palette.fill(text.color, 1.0),
            self.typeface(&style.family)
        );
        xml
    }

    /// The theme's own faces by their places in it.
    fn typeface(&self, family: &str) -> String {
        let place = if family == self.body || self.measure.is_some() && family != self.heading {
            "mn"
        } else if family == self.heading {
            "mj"
        } else {
            let family = Brand::family_of_key(family);
            return format!("<a:latin typeface=\"{}\"/>", Escaped(family));
        };
        format!(
            "<a:latin typeface=\"+{place}-lt\"/><a:ea typeface=\"+{place}-ea\"/><a:cs typeface=\"+{place}-cs\"/>"
        )
    }

    /// How much smaller a text has to be for other letters to stand where ours do.
    fn fits(&self, text: &Text, style: &TextStyle) -> f64 {
        const SMALLEST: f64 = 0.6;
        const STEP: f64 = 0.97;
        let Some(measure) = self.measure else {
            return 1.0;
        };
        let room = match is_single(text) {
            true => set_width(text).max(text.rect.width()),
            false => text.rect.width(),
        };
        let words = paragraphs(text);
        let words: Vec<&str> = words.iter().map(|(words, _)| words.as_str()).collect();
        let most = text.paragraph.lines.len().max(1);
        let is_bold = style.weight >= 600;
        let mut by = 1.0;
        while by > SMALLEST {
            let em = style.size * by;
            let spacing = style.tracking;
            let lines: usize = words
                .iter()
                .map(|words| measure.lines(words, em, spacing, is_bold, room))
                .sum();
            if lines <= most {
                break;
            }
            by *= STEP;
        }
        by
    }

    /// The text of a placeholder, in its own style but for its size.
    pub(super) fn title(&self, text: &str, size: Option<i64>, is_rtl: bool) -> String {
        let size = size.map_or(String::new(), |size| format!(" sz=\"{size}\""));
        let aligned = match is_rtl {
            true => "<a:pPr algn=\"r\" rtl=\"1\"/>",
            false => "",
        };
        format!(
            "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{aligned}<a:r><a:rPr lang=\"{}\"{size} dirty=\"0\"/><a:t>{}</a:t></a:r></a:p></p:txBody>",
            tag(self.language),
            Escaped(text)
        )
    }
}
