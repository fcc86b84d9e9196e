//! Every format on invented incidents: valid by the codebook, safe in a spreadsheet, the same twice, nothing lost without a reason.

use attest_export::border::{Border, Coarsen};
use attest_export::export::{Done, Export, Order};
use attest_export::format::Format;
use attest_export::import;
use attest_export::output::Shape;
use attest_export::{check, codebook};
use attest_model::Coding;
use std::sync::{Arc, Mutex};

const GENERATED: &str = include_str!("data/generated.jsonl");

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Shared {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(part);
        Ok(part.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn export(lines: &str, format: Format, order: &Order) -> (String, Done) {
    let (bytes, done) = export_as(lines, format, Shape::Text, order);
    (String::from_utf8(bytes).unwrap(), done)
}

fn export_as(lines: &str, format: Format, shape: Shape, order: &Order) -> (Vec<u8>, Done) {
    let centre = |_: &str, _: &str, _: Option<&str>| Some((10.0, 10.0));
    let out = Shared::default();
    let mut export = Export::new(order, &centre);
    export.add(format, shape, "test", out.clone()).unwrap();
    export.read(lines.as_bytes(), |line, error| panic!("line {line}: {error}")).unwrap();
    let done = export.finish().unwrap().remove(0);
    let bytes = out.0.lock().unwrap().clone();
    (bytes, done)
}

fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_table_is_valid_by_its_codebook() {
    for format in Format::ALL.into_iter().filter(|own| *own != Format::Hxl) {
        let Some(table) = format.table() else { continue };
        let (text, done) = export(GENERATED, format, &Order::default());
        let (rows, faults) = check::file(table, text.as_bytes(), 5).unwrap();
        assert!(faults.is_empty(), "{}: {faults:?}", format.as_str());
        assert_eq!(rows, done.tally.rows, "{}", format.as_str());
    }
}

#[cfg(feature = "parquet")]
#[test]
fn every_table_is_also_parquet_with_the_same_rows_and_no_empty_cell_as_a_value() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    for format in Format::ALL {
        let Some(table) = format.table() else { continue };
        let (bytes, done) = export_as(GENERATED, format, Shape::Parquet, &Order::default());
        let (text, _) = export(GENERATED, format, &Order::default());
        let skip = usize::from(format == Format::Hxl);
        let csv: Vec<_> = rows(&text).into_iter().skip(skip).collect();
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let read: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!((read.len(), read.len() as u64), (csv.len(), done.tally.rows), "{}", table.name);
        for (row, cells) in read.iter().zip(&csv) {
            for ((column, (name, field)), cell) in table.columns.iter().zip(row.get_column_iter()).zip(cells)
            {
                assert_eq!(&column.name, name);
                let written = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => attest_export::cell::safe(text).into_owned(),
                    Field::Long(number) => number.to_string(),
                    Field::Double(number) => number.to_string(),
                    Field::Bool(truth) => truth.to_string(),
                    Field::Date(days) => {
                        let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(i64::from(*days));
                        day.to_string()
                    }
                    other => panic!("{other}"),
                };
                let same = written == *cell
                    || matches!(field, Field::Double(number) if cell.parse::<f64>().unwrap() == *number);
                assert!(same, "{} {name}: {written} and {cell}", table.name);
            }
        }
    }
}

#[test]
fn every_incident_is_written_or_left_out_with_a_reason() {
    for format in Format::ALL {
        let (_, done) = export(GENERATED, format, &Order::default());
        let left: u64 = done.tally.left_out.values().sum();
        assert_eq!(done.tally.read, 60);
        assert_eq!(done.tally.written + left, 60, "{}", format.as_str());
        assert!(done.tally.left_out.keys().all(|why| !why.is_empty()));
        assert!(
            !done.tally.left_out.keys().any(|why| why.starts_with("the row would not be valid")),
            "{:?}",
            done.tally.left_out
        );
    }
}

#[test]
fn the_same_lines_give_the_same_bytes() {
    for format in Format::ALL {
        let (first, second) =
            (export(GENERATED, format, &Order::default()), export(GENERATED, format, &Order::default()));
        assert_eq!(first, second);
    }
}

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    for format in Format::ALL {
        if format.table().is_none() {
            continue;
        }
        let (text, _) = export(GENERATED, format, &Order::default());
        for cell in rows(&text).iter().flatten() {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!runs, "{}: {cell}", format.as_str());
        }
    }
}

#[test]
fn a_battle_of_three_days_is_three_rows_that_share_the_toll() {
    let line = one(|coding| {
        let incident = &mut coding.incidents[0];
        incident.when.earliest = Some("2024-02-28".to_owned());
        incident.when.latest = Some("2024-03-01".to_owned());
        incident.when.precision = attest_model::WhenPrecision::Days;
        let own = incident.assessments.iter_mut().find(|own| own.rule == "acled.lowest/1").unwrap();
        own.best = Some(14);
    });
    let (text, done) = export(&line, Format::Acled, &Order::default());
    assert_eq!((done.tally.written, done.tally.rows), (1, 3), "{:?}", done.tally);
    let table = codebook::table("acled");
    let (day, dead, notes) = (
        table.position("event_date").unwrap(),
        table.position("fatalities").unwrap(),
        table.position("notes").unwrap(),
    );
    let rows = rows(&text);
    let cells: Vec<(&str, &str)> = rows.iter().map(|row| (&row[day], &row[dead])).collect();
    assert_eq!(cells, [("2024-02-28", "5"), ("2024-02-29", "5"), ("2024-03-01", "4")]);
    assert!(rows[0][notes].contains("14 over 3 days"), "{}", &rows[0][notes]);
}

#[test]
fn silence_is_no_zero_where_a_table_can_say_so() {
    let line = one(|coding| {
        coding.incidents[0].assessments.clear();
        coding.claims.truncate(1);
        coding.incidents[0].claims.truncate(1);
    });
    let (text, _) = export(&line, Format::Acled, &Order::default());
    assert!(text.contains("fatalities=no report"), "{text}");
    let (text, _) = export(&line, Format::Gtd, &Order::default());
    let at = codebook::table("gtd").position("nkill").unwrap();
    assert_eq!(&rows(&text)[0][at], "");
    let (_, done) = export(&line, Format::Ged, &Order::default());
    assert_eq!(done.tally.left_out.keys().next().unwrap(), "no report gives a number of killed");
}

#[test]
fn a_province_is_never_a_bare_point() {
    let line = one(|coding| {
        coding.places[0].precision = attest_model::Precision { ged: Some(4), acled: Some(3) };
    });
    let (text, _) = export(&line, Format::Geojson, &Order::default());
    assert!(text.contains("\"Polygon\"") && !text.contains("\"Point\""), "{text}");
}

#[test]
fn the_border_withholds_names_sources_and_places() {
    let line = one(|coding| {
        let name = coding.places[0].name.clone();
        coding.actors[2].name = "Ada Dorin".to_owned();
        coding.actors[2].kind = attest_model::ActorKind::Individual;
        coding.incidents[0].label = format!("killing of Ada Dorin in {name}");
    });
    let order =
        Order { border: Border { coarsen: Coarsen::Admin1, ..Border::default() }, ..Order::default() };
    let name = coding_of(&line).places[0].name.clone();
    for format in [
        Format::Acled,
        Format::Claims,
        Format::Geojson,
        Format::Ftm,
        Format::Timemap,
        Format::Infobox,
        Format::Hxl,
    ] {
        let (text, done) = export(&line, format, &order);
        let all = format!("{text}{}", done.side);
        assert!(!all.contains("Ada Dorin") && !all.contains("lower quarter"), "{}: {all}", format.as_str());
        assert!(!text.contains(&name), "{}: {name} in {text}", format.as_str());
        assert_eq!(done.side["withheld"]["persons"], 1);
        assert_eq!(done.side["withheld"]["places"], 1);
    }
}

#[test]
fn the_same_report_twice_is_counted_once() {
    let line = one(|_| {});
    let (_, done) = export(&format!("{line}\n{line}\n"), Format::Claims, &Order::default());
    assert_eq!((done.tally.written, done.tally.read), (1, 2));
}

#[test]
fn rows_come_back_equal_in_the_columns_that_an_import_keeps() {
    for (format, read) in [
        (Format::Ged, import::ged::coding as fn(&import::row::Cells, &str, &str) -> Result<Coding, String>),
        (Format::Acled, import::acled::coding),
        (Format::Gtd, import::gtd::coding),
    ] {
        let (first, _) = export(GENERATED, format, &Order::default());
        let mut lines = String::new();
        import::csv_rows(first.as_bytes(), "Test", "0", read, |coding| {
            lines.push_str(&serde_json::to_string(&coding.unwrap().coding).unwrap());
            lines.push('\n');
        })
        .unwrap();
        let (second, done) = export(&lines, format, &Order::default());
        let table = format.table().unwrap();
        let (first, second) = (rows(&first), rows(&second));
        assert_eq!(first.len(), second.len(), "{:?}", done.tally.left_out);
        for (a, b) in first.iter().zip(&second) {
            for (at, column) in table.columns.iter().enumerate().filter(|own| own.1.modelled) {
                assert_eq!(a[at], b[at], "{} {}: {a:?}\n{b:?}", table.name, column.name);
            }
        }
    }
}

#[test]
fn every_quote_of_an_import_reads_back_from_the_row() {
    let (text, _) = export(GENERATED, Format::Ged, &Order::default());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    for record in reader.records() {
        let record = record.unwrap();
        let cells = import::row::Cells::of(headers.iter(), record.iter());
        let coding = import::ged::coding(&cells, "Test", "0").unwrap();
        assert!(coding.quotes().iter().all(|quote| quote.reads_back(&cells.text)));
    }
}

/// The first generated battle with its day known and its place exact, changed.
fn one(change: impl FnOnce(&mut Coding)) -> String {
    let mut coding = GENERATED
        .lines()
        .map(coding_of)
        .find(|own| {
            let incident = &own.incidents[0];
            incident.types.acled.as_ref().is_some_and(|own| own.event_type == "Battles")
                && incident.types.gtd.is_some()
                && incident.assessments.iter().any(|own| own.rule.starts_with("ged"))
        })
        .unwrap();
    let incident = &mut coding.incidents[0];
    incident.role = attest_model::Role::Primary;
    incident.reality = attest_model::Reality::Asserted;
    incident.when.earliest = Some("2024-02-28".to_owned());
    incident.when.latest = Some("2024-02-28".to_owned());
    incident.when.precision = attest_model::WhenPrecision::Day;
    let place = &mut coding.places[0];
    "Sarq".clone_into(&mut place.name);
    place.precision = attest_model::Precision { ged: Some(1), acled: Some(1) };
    place.country = Some("ML".to_owned());
    place.admin1 = Some("Upper Brenn".to_owned());
    (place.lat, place.lon) = (Some(14.5), Some(-7.25));
    change(&mut coding);
    serde_json::to_string(&coding).unwrap()
}

fn coding_of(line: &str) -> Coding {
    serde_json::from_str(line).unwrap()
}
