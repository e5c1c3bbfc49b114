//! A line chart as a part of its own, with the workbook that it can be edited in.

use std::fmt::Write as _;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{
    chartdata::{Chart, ChartPoint, Series},
    palette::Palette,
    shapes::Named,
    text::tag,
    units::Frame,
    xml::{DECLARATION, Escaped},
};
use crate::words::Language;

/// The name of the sheet in a chart's workbook.
const SHEET: &str = "Sheet1";
/// Of letters, in hundredths of a point.
const LETTERS: i64 = 1100;
const POINT_LETTERS: i64 = 1000;
const HEAD_LETTERS: i64 = 1400;

/// The columns of a workbook: categories, values, then what spreads around them.
struct Columns<'a> {
    chart: &'a Chart,
}

impl<'a> Columns<'a> {
    fn value(index: usize) -> usize {
        1 + index
    }

    /// Where the spread of a line stands, for those that have one.
    fn spread(&self, index: usize) -> Option<usize> {
        let has = |series: &Series| series.points.iter().any(|point| point.spread.is_some());
        if !has(&self.chart.series[index]) {
            return None;
        }
        let before = self.chart.series[..index].iter().filter(|it| has(it));
        Some(1 + self.chart.series.len() + before.count())
    }

    /// "Sheet1!$B$2:$B$9".
    fn range(&self, column: usize) -> String {
        let letters = letters(column);
        let last = self.chart.categories.len() + 1;
        format!("{SHEET}!${letters}$2:${letters}${last}")
    }

    fn head(&self, column: usize) -> String {
        format!("{SHEET}!${}$1", letters(column))
    }
}

/// A column by its letters, from 0.
fn letters(column: usize) -> String {
    let digit = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    match column / 26 {
        0 => digit.to_string(),
        rest => format!("{}{digit}", letters(rest - 1)),
    }
}

/// The workbook of a chart: a row for each category.
pub(super) fn workbook(chart: &Chart, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same bytes for the same chart, whenever it is written.
    let written = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&written));
    let columns = Columns { chart };
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    sheet.set_column_width(0, 24)?;
    // On the way between two points of its line.
    let between = Format::new().set_italic().set_font_color(0x80_8080);
    for (row, category) in chart.categories.iter().enumerate() {
        sheet.write_string(number(row + 1), 0, fitting(category))?;
    }
    for (index, series) in chart.series.iter().enumerate() {
        let column = u16::try_from(Columns::value(index)).unwrap_or(u16::MAX);
        sheet.write_string(0, column, fitting(&series.name))?;
        for (row, point) in series.points.iter().enumerate() {
            match point {
                ChartPoint {
                    value: Some(value),
                    is_between: true,
                    ..
                } => sheet.write_number_with_format(number(row + 1), column, *value, &between)?,
                ChartPoint {
                    value: Some(value), ..
                } => sheet.write_number(number(row + 1), column, *value)?,
                ChartPoint { value: None, .. } => continue,
            };
        }
        let Some(column) = columns.spread(index) else {
            continue;
        };
        let column = u16::try_from(column).unwrap_or(u16::MAX);
        let head = format!("{} ± {}", series.name, language.t("Spread"));
        sheet.write_string(0, column, fitting(&head))?;
        for (row, point) in series.points.iter().enumerate() {
            sheet.write_number(number(row + 1), column, point.spread.unwrap_or(0.0))?;
        }
    }
    workbook.save_to_buffer()
}

fn number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// No cell holds more letters.
fn fitting(text: &str) -> String {
    text.chars().take(32_000).collect()
}

/// The chart's own part; its workbook is its first relation.
pub(super) fn document(chart: &Chart, palette: &Palette, ink: Inks, language: Language) -> String {
    let columns = Columns { chart };
    let mut series = String::new();
    for index in 0..chart.series.len() {
        series.push_str(&line(&columns, index, palette, &ink, language));
    }
    let title = match chart.title.is_empty() {
        true => "<c:autoTitleDeleted val=\"1\"/>".to_owned(),
        false => format!(
            "<c:title><c:tx>{}</c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>",
            rich(&chart.title, HEAD_LETTERS, true, &ink.plain, language)
        ),
    };
    let legend = match chart.series.len() {
        0 | 1 => String::new(),
        _ => format!(
            "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>{}</c:legend>",
            letters_of(LETTERS, &ink.quiet)
        ),
    };
    let language_tag = tag(language);
    let axes = axes(chart, &ink);
    let letters = letters_of(LETTERS, &ink.quiet);
    format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/><c:lang val=\"{language_tag}\"/><c:roundedCorners val=\"0\"/><c:chart>{title}<c:plotArea><c:layout/><c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/><c:axId val=\"111111111\"/><c:axId val=\"222222222\"/></c:lineChart>{axes}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{letters}<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

/// The colours around the lines, as elements.
pub(super) struct Inks {
    pub plain: String,
    pub quiet: String,
    pub rule: String,
}

fn letters_of(size: i64, fill: &str) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"0\">{fill}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>"
    )
}

fn rich(text: &str, size: i64, is_bold: bool, fill: &str, language: Language) -> String {
    let bold = u8::from(is_bold);
    format!(
        "<c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\" b=\"{bold}\">{fill}</a:defRPr></a:pPr><a:r><a:rPr lang=\"{}\" sz=\"{size}\" b=\"{bold}\">{fill}<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r></a:p></c:rich>",
        tag(language),
        Escaped(text)
    )
}

fn axes(chart: &Chart, ink: &Inks) -> String {
    let Inks { quiet, rule, .. } = ink;
    let letters = letters_of(LETTERS, quiet);
    let ends = chart.scale.map_or(String::new(), |(least, most)| {
        format!("<c:max val=\"{most}\"/><c:min val=\"{least}\"/>")
    });
    format!(
        "<c:catAx><c:axId val=\"111111111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"9525\">{rule}</a:ln></c:spPr>{letters}<c:crossAx val=\"222222222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"222222222\"/><c:scaling><c:orientation val=\"minMax\"/>{ends}</c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\">{rule}</a:ln></c:spPr></c:majorGridlines><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{letters}<c:crossAx val=\"111111111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>"
    )
}

fn line(
    columns: &Columns<'_>,
    index: usize,
    palette: &Palette,
    ink: &Inks,
    language: Language,
) -> String {
    let series = &columns.chart.series[index];
    let fill = palette.fill(series.color, 1.0);
    let dash = match series.is_dashed {
        true => "<a:prstDash val=\"dash\"/>",
        false => "",
    };
    let value = Columns::value(index);
    let name = Escaped(&series.name);
    let mut xml = format!(
        "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:ln w=\"34925\" cap=\"rnd\">{fill}{dash}<a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"8\"/><c:spPr>{fill}<a:ln w=\"9525\">{fill}</a:ln></c:spPr></c:marker>",
        columns.head(value)
    );
    for (at, point) in series.points.iter().enumerate() {
        if point.is_between && point.value.is_some() {
            let _ = write!(
                xml,
                "<c:dPt><c:idx val=\"{at}\"/><c:marker><c:symbol val=\"none\"/></c:marker><c:bubble3D val=\"0\"/><c:spPr><a:ln w=\"34925\" cap=\"rnd\">{fill}{dash}<a:round/></a:ln></c:spPr></c:dPt>"
            );
        }
    }
    labels(&mut xml, series, &ink.plain, language);
    if let Some(spread) = columns.spread(index) {
        let values = series
            .points
            .iter()
            .map(|point| Some(point.spread.unwrap_or(0.0)));
        let values = numbers(&columns.range(spread), values);
        let _ = write!(
            xml,
            "<c:errBars><c:errDir val=\"y\"/><c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:plus>{values}</c:plus><c:minus>{values}</c:minus><c:spPr><a:ln w=\"12700\">{fill}</a:ln></c:spPr></c:errBars>"
        );
    }
    let categories = columns.chart.categories.iter().enumerate();
    let count = columns.chart.categories.len();
    let mut cached = String::new();
    for (at, category) in categories {
        let _ = write!(
            cached,
            "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>",
            Escaped(category)
        );
    }
    let values = numbers(
        &columns.range(value),
        series.points.iter().map(|point| point.value),
    );
    let _ = write!(
        xml,
        "<c:cat><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{cached}</c:strCache></c:strRef></c:cat><c:val>{values}</c:val><c:smooth val=\"0\"/></c:ser>",
        columns.range(0)
    );
    xml
}

/// What stands beside points; nothing beside all others.
fn labels(xml: &mut String, series: &Series, ink: &str, language: Language) {
    const SHOWN: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
    let labelled: Vec<_> = series.points.iter().enumerate().collect();
    let labelled: Vec<_> = labelled
        .into_iter()
        .filter(|(_, point)| !point.label.is_empty() && point.value.is_some())
        .collect();
    if labelled.is_empty() {
        return;
    }
    let values: Vec<f64> = series
        .points
        .iter()
        .filter_map(|point| point.value)
        .collect();
    let middle = values.iter().sum::<f64>() / values.len().max(1) as f64;
    xml.push_str("<c:dLbls>");
    for (at, point) in labelled {
        let place = match point.value.unwrap_or(middle) < middle {
            true => "b",
            false => "t",
        };
        let text = rich(&point.label, POINT_LETTERS, false, ink, language);
        let _ = write!(
            xml,
            "<c:dLbl><c:idx val=\"{at}\"/><c:tx>{text}</c:tx><c:dLblPos val=\"{place}\"/>{SHOWN}</c:dLbl>"
        );
    }
    let hidden = SHOWN.replace("showVal val=\"1\"", "showVal val=\"0\"");
    let _ = write!(xml, "{hidden}</c:dLbls>");
}

fn numbers(range: &str, values: impl ExactSizeIterator<Item = Option<f64>>) -> String {
    let count = values.len();
    let mut xml = format!(
        "<c:numRef><c:f>{range}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>"
    );
    for (at, value) in values.enumerate() {
        if let Some(value) = value {
            let _ = write!(xml, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    xml.push_str("</c:numCache></c:numRef>");
    xml
}

/// The frame of a chart on its slide.
pub(super) fn frame(id: u32, named: &Named, place: Frame, relation: &str) -> String {
    let properties = named.xml(id);
    let place = place.xml();
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr>{properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm>{place}</p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/></a:graphicData></a:graphic></p:graphicFrame>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_sheets_name_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")] {
            assert_eq!(letters(column), name);
        }
    }
}
