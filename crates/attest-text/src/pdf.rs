//! PDF: the text of each page, line by line, then read as plain text.
//!
//! A PDF places strings on a page; lines and paragraphs are guessed back from the moves between them. lopdf parses the file and decodes the
//! fonts; moves are followed here, because its own text extraction glues lines that were placed by coordinates. Pages that are pictures
//! have no text. Any panic of the parser on a hostile file ends as an error of this file.

use crate::ReadError;
use lopdf::{
    Dictionary, Document, Encoding, LoadOptions, Object,
    content::{Content, Operation},
};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// More pages than any report has; further ones are left out with a note.
const PAGES: usize = 2000;
/// What one stream, and all pages together, may inflate to.
const STREAM: usize = 32 << 20;
const TOTAL: usize = 256 << 20;

/// The text of a PDF, and what could not be read of it.
pub fn text(bytes: &[u8], name: &str) -> Result<(String, Option<String>), ReadError> {
    let fault = |reason: String| ReadError::Pdf { name: name.to_owned(), reason };
    match catch_unwind(AssertUnwindSafe(|| extract(bytes))) {
        Ok(Ok((text, _))) if !text.contains(char::is_alphanumeric) => {
            Err(fault("its pages have no text, perhaps they are scans".to_owned()))
        }
        Ok(Ok(found)) => Ok(found),
        Ok(Err(reason)) => Err(fault(reason)),
        Err(_) => Err(fault("the file is damaged beyond reading".to_owned())),
    }
}

fn extract(bytes: &[u8]) -> Result<(String, Option<String>), String> {
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string().to_lowercase())?;
    if document.is_encrypted() {
        return Err("it is encrypted".to_owned());
    }
    let (mut text, mut lost, mut total) = (String::new(), 0usize, 0usize);
    for (count, page) in document.get_pages().into_values().enumerate() {
        let content = document.get_page_content_with_limit(page, STREAM).unwrap_or_default();
        total = total.saturating_add(content.len());
        if count >= PAGES || total > TOTAL {
            lost += 1;
            continue;
        }
        match Content::decode(&content) {
            Ok(content) => {
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                Pen::new(&document, page, &mut text).write(&content.operations);
            }
            Err(_) => lost += 1,
        }
    }
    Ok((text, (lost > 0).then(|| format!("{lost} pages could not be read"))))
}

/// A transformation of the page: the six numbers of a PDF matrix.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `after`.
    fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// Writes the strings of a page in the order of the file, with the breaks that the moves between them mean.
struct Pen<'a> {
    encodings: BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Option<Vec<u8>>,
    size: f64,
    leading: f64,
    /// Text line matrix, page matrix and the saved ones.
    line: Matrix,
    page: Matrix,
    saved: Vec<Matrix>,
    /// Where the last string was shown.
    last: Option<(f64, f64)>,
    start: usize,
    text: &'a mut String,
}

impl<'a> Pen<'a> {
    fn new(document: &'a Document, page: (u32, u16), text: &'a mut String) -> Self {
        let fonts: BTreeMap<Vec<u8>, &'a Dictionary> = document.get_page_fonts(page).unwrap_or_default();
        let encodings = fonts
            .into_iter()
            .filter_map(|(name, font)| {
                Some((name, font.get_font_encoding_with_limit(document, STREAM).ok()?))
            })
            .collect();
        let start = text.len();
        Self {
            encodings,
            font: None,
            size: 12.0,
            leading: 0.0,
            line: Matrix::ONE,
            page: Matrix::ONE,
            saved: Vec::new(),
            last: None,
            start,
            text,
        }
    }

    fn write(&mut self, operations: &[Operation]) {
        for operation in operations {
            let args = operation.operands.as_slice();
            match (operation.operator.as_str(), args) {
                ("q", _) if self.saved.len() < 256 => self.saved.push(self.page),
                ("Q", _) => self.page = self.saved.pop().unwrap_or(self.page),
                ("cm", _) => self.page = matrix(args).then(self.page),
                ("BT", _) => self.line = Matrix::ONE,
                ("Tf", [Object::Name(name), size]) => {
                    self.font = Some(name.clone());
                    self.size = number(size);
                }
                ("TL", [leading]) => self.leading = number(leading),
                ("Td", [x, y]) => self.line = self.line.moved(number(x), number(y)),
                ("TD", [x, y]) => {
                    self.leading = -number(y);
                    self.line = self.line.moved(number(x), number(y));
                }
                ("Tm", _) => self.line = matrix(args),
                ("T*", _) => self.next_line(),
                ("Tj" | "TJ", [shown]) => self.show(shown),
                ("'", [shown]) | ("\"", [_, _, shown]) => {
                    self.next_line();
                    self.show(shown);
                }
                _ => {}
            }
        }
    }

    fn next_line(&mut self) {
        let leading = if self.leading == 0.0 { self.size * 1.2 } else { self.leading };
        self.line = self.line.moved(0.0, -leading);
    }

    /// Shows a string, or an array of strings and gaps, behind the break that its place calls for.
    fn show(&mut self, shown: &Object) {
        let place = self.line.then(self.page).0;
        let height = (self.size * place[3].hypot(place[1])).abs().max(1.0);
        if let Some((x, y)) = self.last {
            let down = (y - place[5]).abs();
            if down > height * 1.9 {
                self.end_line();
                self.text.push_str("\n\n");
            } else if down > height * 0.5 {
                self.end_line();
                self.text.push('\n');
            } else if (x - place[4]).abs() > 0.01 {
                self.space();
            }
        }
        self.last = Some((place[4], place[5]));
        match shown {
            Object::Array(parts) => {
                for part in parts {
                    match part {
                        Object::Integer(gap) if *gap < -180 => self.space(),
                        Object::Real(gap) if *gap < -180.0 => self.space(),
                        other => self.string(other),
                    }
                }
            }
            other => self.string(other),
        }
    }

    fn string(&mut self, object: &Object) {
        let Object::String(bytes, _) = object else { return };
        let encoding = self.font.as_ref().and_then(|font| self.encodings.get(font));
        match encoding.map(|encoding| Document::decode_text(encoding, bytes)) {
            Some(Ok(words)) => self.text.extend(words.chars().filter(|c| !c.is_control())),
            _ => self
                .text
                .extend(bytes.iter().filter(|b| b.is_ascii_graphic() || **b == b' ').map(|b| *b as char)),
        }
    }

    fn space(&mut self) {
        if self.text.len() > self.start && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        let kept = self.text.trim_end_matches(' ').len().max(self.start);
        crate::draft::shorten(self.text, kept);
    }
}

fn number(object: &Object) -> f64 {
    let value = match object {
        Object::Integer(value) => *value as f64,
        Object::Real(value) => f64::from(*value),
        _ => 0.0,
    };
    value.clamp(-1e6, 1e6)
}

fn matrix(args: &[Object]) -> Matrix {
    let mut values = Matrix::ONE.0;
    for (value, arg) in values.iter_mut().zip(args) {
        *value = number(arg);
    }
    Matrix(values)
}

#[cfg(test)]
mod tests {
    use crate::{About, ReadError, read, view};
    use std::fmt::Write as _;

    /// A one-page PDF with `content`.
    fn page(content: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = String::new();
        for (index, object) in objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1);
        }
        let at = file.len();
        let _ = write!(
            file,
            "xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
        );
        file.into_bytes()
    }

    #[test]
    fn lines_placed_by_coordinates_become_lines_and_paragraphs() {
        let bytes = page(
            "BT /F1 12 Tf 72 720 Td (Raid on Ost) Tj 0 -40 Td (Four soldiers were killed in the raid on Monday, the) Tj 0 -14 Td \
             [(gar)-20(rison)-300(said.)] TJ 0 -40 Td (The army left.) Tj ET",
        );
        let document = read(&bytes, &About::named("ost.pdf")).unwrap();
        let blocks: Vec<_> = view(&document).blocks.into_iter().map(|b| b.text).collect();
        assert_eq!(
            blocks,
            [
                "Raid on Ost",
                "Four soldiers were killed in the raid on Monday, the garrison said.",
                "The army left."
            ]
        );
    }

    #[test]
    fn a_broken_or_empty_pdf_is_an_error_with_a_way_out() {
        for bytes in [b"%PDF-1.4\ngarbage".to_vec(), page("BT ET")] {
            let error = read(&bytes, &About::named("a.pdf")).unwrap_err();
            assert!(matches!(error, ReadError::Pdf { .. }));
            assert!(error.to_string().contains("OCR"));
        }
    }
}
