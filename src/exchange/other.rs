//! Files of programs that keep no map which could be read: what they are, by their name or by their
//! bytes, and what to save from there instead.

use std::path::Path;

/// A file of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OtherFile {
    /// Of a word processor.
    Document,
    /// Of a program for slides.
    Slides,
    /// Of a spreadsheet program, in a format of its own.
    Spreadsheet,
    /// Pages to print.
    Pdf,
    /// The backup of a board with notes.
    Whiteboard,
    /// Shapes and lines, of a program for diagrams or for design.
    Drawing,
    /// Branches.
    MindMap,
    /// Of an office program before 2007, or behind a password.
    OldOffice,
}

/// By the endings of names.
const ENDINGS: [(&str, OtherFile); 35] = [
    ("doc", OtherFile::Document),
    ("docx", OtherFile::Document),
    ("docm", OtherFile::Document),
    ("odt", OtherFile::Document),
    ("rtf", OtherFile::Document),
    ("pages", OtherFile::Document),
    ("ppt", OtherFile::Slides),
    ("pptx", OtherFile::Slides),
    ("pptm", OtherFile::Slides),
    ("odp", OtherFile::Slides),
    ("key", OtherFile::Slides),
    ("xls", OtherFile::Spreadsheet),
    ("xlsb", OtherFile::Spreadsheet),
    ("ods", OtherFile::Spreadsheet),
    ("numbers", OtherFile::Spreadsheet),
    ("gsheet", OtherFile::Spreadsheet),
    ("pdf", OtherFile::Pdf),
    ("rtb", OtherFile::Whiteboard),
    ("mural", OtherFile::Whiteboard),
    ("jam", OtherFile::Whiteboard),
    ("whiteboard", OtherFile::Whiteboard),
    ("excalidraw", OtherFile::Whiteboard),
    ("tldr", OtherFile::Whiteboard),
    ("fig", OtherFile::Drawing),
    ("sketch", OtherFile::Drawing),
    ("xd", OtherFile::Drawing),
    ("drawio", OtherFile::Drawing),
    ("vsd", OtherFile::Drawing),
    ("vsdx", OtherFile::Drawing),
    ("vsdm", OtherFile::Drawing),
    ("odg", OtherFile::Drawing),
    ("bpmn", OtherFile::Drawing),
    ("graffle", OtherFile::Drawing),
    ("xmind", OtherFile::MindMap),
    ("mm", OtherFile::MindMap),
];

/// By parts of an archive, as their names stand in its directory.
const PARTS: [(&[u8], OtherFile); 14] = [
    (b"word/document.xml", OtherFile::Document),
    (b"ppt/presentation.xml", OtherFile::Slides),
    (b"visio/document.xml", OtherFile::Drawing),
    (b"xl/workbook.bin", OtherFile::Spreadsheet),
    (
        b"application/vnd.oasis.opendocument.text",
        OtherFile::Document,
    ),
    (
        b"application/vnd.oasis.opendocument.presentation",
        OtherFile::Slides,
    ),
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        OtherFile::Spreadsheet,
    ),
    (
        b"application/vnd.oasis.opendocument.graphics",
        OtherFile::Drawing,
    ),
    (b"canvas.fig", OtherFile::Drawing),
    (b"document.json", OtherFile::Drawing),
    (b"Index/Presentation.iwa", OtherFile::Slides),
    (b"Index/CalculationEngine.iwa", OtherFile::Spreadsheet),
    (b"Index/Document.iwa", OtherFile::Document),
    (b"board.json", OtherFile::Whiteboard),
];

/// By the first bytes.
const BEGINNINGS: [(&[u8], OtherFile); 10] = [
    (b"%PDF-", OtherFile::Pdf),
    (b"{\\rtf", OtherFile::Document),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OtherFile::OldOffice),
    (b"fig-kiwi", OtherFile::Drawing),
    (b"fig-jam.", OtherFile::Whiteboard),
    (b"<mxfile", OtherFile::Drawing),
    (b"<mxGraphModel", OtherFile::Drawing),
    (b"<VisioDocument", OtherFile::Drawing),
    (b"<map version=", OtherFile::MindMap),
    (b"AC10", OtherFile::Drawing),
];

/// What a begin of XML or JSON says, within so many bytes.
const INSIDE: [(&[u8], OtherFile); 6] = [
    (b"<mxfile", OtherFile::Drawing),
    (b"<VisioDocument", OtherFile::Drawing),
    (b"http://www.omg.org/spec/BPMN", OtherFile::Drawing),
    (b"\"excalidraw\"", OtherFile::Whiteboard),
    (b"\"tldrawFileFormatVersion\"", OtherFile::Whiteboard),
    (b"<pkg:package", OtherFile::Document),
];
const LOOKED_AT: usize = 1_024;
/// The directory of an archive stands at its end.
const DIRECTORY: usize = 64 << 10;

impl OtherFile {
    /// By the ending of a name.
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        let known = ENDINGS.iter().find(|(known, _)| *known == ending);
        known.map(|(_, kind)| *kind)
    }

    /// By what stands in it.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let text = bytes
            .strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(bytes)
            .trim_ascii_start();
        let begins = |(start, _): &&(&[u8], Self)| text.starts_with(start);
        if let Some((_, kind)) = BEGINNINGS.iter().find(begins) {
            return Some(*kind);
        }
        let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
        if bytes.starts_with(b"PK\x03\x04") {
            // The kind of an OpenDocument file is its first part, unpacked.
            let (head, tail) = (
                &bytes[..bytes.len().min(LOOKED_AT)],
                &bytes[bytes.len().saturating_sub(DIRECTORY)..],
            );
            let known = PARTS
                .iter()
                .find(|(part, _)| has(head, part) || has(tail, part));
            return known.map(|(_, kind)| *kind);
        }
        let head = &text[..text.len().min(LOOKED_AT)];
        let is_marked = head.starts_with(b"<") || head.starts_with(b"{");
        let known = INSIDE.iter().find(|(word, _)| is_marked && has(head, word));
        known.map(|(_, kind)| *kind)
    }

    /// What it is; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "a document of a word processor",
            Self::Slides => "a file of slides",
            Self::Spreadsheet => "a spreadsheet in a format of its own",
            Self::Pdf => "a PDF document",
            Self::Whiteboard => "the file of a whiteboard",
            Self::Drawing => "a drawing of another program",
            Self::MindMap => "a mind map",
            Self::OldOffice => "an office file from before 2007, or one with a password",
        }
    }

    /// What to do with it; English, for the translation table.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Document | Self::Slides | Self::Pdf => {
                "copy its table into a spreadsheet and save that as .xlsx, or paste it in the window"
            }
            Self::Spreadsheet => "save it as .xlsx or .csv",
            Self::Whiteboard => "export its notes as .csv",
            Self::Drawing => {
                "export its texts or notes as .csv, or copy them into a table: stages one way, lanes the other"
            }
            Self::MindMap => "export it as Markdown or as a table (.csv, .xlsx)",
            Self::OldOffice => "save it as .xlsx without a password",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_known_by_what_is_in_them() {
        let zip = |part: &str| [b"PK\x03\x04....", part.as_bytes(), b"PK\x01\x02"].concat();
        for (bytes, kind) in [
            (b"%PDF-1.7".to_vec(), OtherFile::Pdf),
            (b"{\\rtf1 a".to_vec(), OtherFile::Document),
            (zip("word/document.xml"), OtherFile::Document),
            (zip("ppt/presentation.xml"), OtherFile::Slides),
            (zip("visio/document.xml"), OtherFile::Drawing),
            (
                zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
                OtherFile::Spreadsheet,
            ),
            (zip("canvas.fig"), OtherFile::Drawing),
            (b"fig-kiwi\0".to_vec(), OtherFile::Drawing),
            (
                b"\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<mxfile host=\"a\">".to_vec(),
                OtherFile::Drawing,
            ),
            (
                b"{\n  \"type\": \"excalidraw\"".to_vec(),
                OtherFile::Whiteboard,
            ),
        ] {
            assert_eq!(OtherFile::of_bytes(&bytes), Some(kind), "{kind:?}");
        }
        for bytes in [
            &b"Stage,Aware\n"[..],
            b"{}",
            b"",
            b"PK\x03\x04xl/workbook.xml",
            b"<svg/>",
        ] {
            assert_eq!(OtherFile::of_bytes(bytes), None);
        }
        assert_eq!(
            OtherFile::of_name(Path::new("a/B.VSDX")),
            Some(OtherFile::Drawing)
        );
        assert_eq!(OtherFile::of_name(Path::new("a.csv")), None);
    }
}
