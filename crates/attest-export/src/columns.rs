//! Parquet: the same rows as columns with Arrow's types, so that pandas, R, DuckDB and Arrow need not guess them.
//!
//! Words are UTF-8 strings, whole numbers 64-bit, numbers doubles, days `date32`, and what a cell leaves empty is null, never zero. Rows
//! are gathered into groups and each group is written when it is full, so that the memory needed depends on the size of a group and not
//! on that of the table. Written by the `parquet` crate's own writer, without the crates of Arrow: the types stand in the file itself.

use crate::codebook::{Row, Table};
use std::io::{self, Write};

#[cfg(feature = "parquet")]
pub use written::Columns;

/// Without the feature `parquet`: nothing can be begun.
#[cfg(not(feature = "parquet"))]
#[derive(Debug)]
pub struct Columns<W> {
    out: W,
}

#[cfg(not(feature = "parquet"))]
impl<W: Write + Send> Columns<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Always: this build has no Parquet.
    pub fn begin(out: W, _table: &'static Table) -> io::Result<Self> {
        let _none = Self { out };
        Err(io::Error::new(io::ErrorKind::Unsupported, "this build writes no Parquet (feature `parquet`)"))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// None.
    pub fn push(&mut self, _row: &Row) -> io::Result<()> {
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// None.
    pub fn end(self) -> io::Result<W> {
        Ok(self.out)
    }
}

#[cfg(feature = "parquet")]
mod written {
    use super::{Row, Table, Write, io};
    use crate::codebook::{Column, ColumnType};
    use crate::day;
    use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
    use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
    use parquet::errors::ParquetError;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
    use parquet::schema::types::Type;
    use std::sync::Arc;

    /// Rows of a group.
    const ROWS: usize = 10_000;
    /// Bytes of words in a group.
    const BYTES: usize = 8 << 20;

    /// The values of a column in the group that is being gathered.
    enum Values {
        Words(Vec<ByteArray>),
        Whole(Vec<i64>),
        Numbers(Vec<f64>),
        Days(Vec<i32>),
        Truths(Vec<bool>),
    }

    impl Values {
        const fn of(kind: ColumnType) -> Self {
            match kind {
                ColumnType::Text => Self::Words(Vec::new()),
                ColumnType::Integer => Self::Whole(Vec::new()),
                ColumnType::Number => Self::Numbers(Vec::new()),
                ColumnType::Date => Self::Days(Vec::new()),
                ColumnType::Boolean => Self::Truths(Vec::new()),
            }
        }

        /// Adds a cell; `false` where it holds nothing of the column's type.
        fn push(&mut self, cell: &str) -> bool {
            fn add<T>(list: &mut Vec<T>, value: Option<T>) -> bool {
                let there = value.is_some();
                list.extend(value);
                there
            }
            if cell.is_empty() {
                return false;
            }
            match self {
                Self::Words(list) => add(list, Some(ByteArray::from(cell.as_bytes().to_vec()))),
                Self::Whole(list) => add(list, cell.parse().ok()),
                Self::Numbers(list) => add(list, cell.parse().ok()),
                Self::Days(list) => {
                    let days = day::parse(cell).map(|day| day::unix(day) / 86_400);
                    add(list, days.and_then(|days| i32::try_from(days).ok()))
                }
                Self::Truths(list) => add(list, cell.parse().ok()),
            }
        }
    }

    /// A column of the group.
    struct Gathered {
        values: Values,
        /// 1 where there is a value, 0 where there is none.
        there: Vec<i16>,
    }

    /// A Parquet file in the making.
    pub struct Columns<W: Write + Send> {
        file: SerializedFileWriter<W>,
        table: &'static Table,
        gathered: Vec<Gathered>,
        rows: usize,
        bytes: usize,
    }

    fn told(error: ParquetError) -> io::Error {
        match error {
            ParquetError::External(error) => io::Error::other(error),
            error => io::Error::other(error.to_string()),
        }
    }

    fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
        let (physical, logical) = match column.kind {
            ColumnType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnType::Integer => (Physical::INT64, None),
            ColumnType::Number => (Physical::DOUBLE, None),
            ColumnType::Date => (Physical::INT32, Some(LogicalType::Date)),
            ColumnType::Boolean => (Physical::BOOLEAN, None),
        };
        let built = Type::primitive_type_builder(&column.name, physical)
            .with_logical_type(logical)
            .with_repetition(Repetition::OPTIONAL);
        Ok(Arc::new(built.build()?))
    }

    impl<W: Write + Send> Columns<W> {
        /// Begins a file of the table.
        ///
        /// # Errors
        /// What the file says.
        pub fn begin(out: W, table: &'static Table) -> io::Result<Self> {
            let fields = table.columns.iter().map(field).collect::<Result<_, _>>().map_err(told)?;
            let schema = Type::group_type_builder(&table.name).with_fields(fields).build().map_err(told)?;
            let settings = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_created_by(format!("attest {}", env!("CARGO_PKG_VERSION")))
                .build();
            let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(settings)).map_err(told)?;
            let mut own = Self { file, table, gathered: Vec::new(), rows: 0, bytes: 0 };
            own.empty();
            Ok(own)
        }

        fn empty(&mut self) {
            let gathered = |column: &Column| Gathered { values: Values::of(column.kind), there: Vec::new() };
            self.gathered = self.table.columns.iter().map(gathered).collect();
            (self.rows, self.bytes) = (0, 0);
        }

        /// Adds a row.
        ///
        /// # Errors
        /// What the file says, once a group is full.
        pub fn push(&mut self, row: &Row) -> io::Result<()> {
            for (column, cell) in self.gathered.iter_mut().zip(&row.cells) {
                let there = column.values.push(cell);
                column.there.push(i16::from(there));
                self.bytes += cell.len();
            }
            self.rows += 1;
            if self.rows >= ROWS || self.bytes >= BYTES { self.group() } else { Ok(()) }
        }

        /// Writes the group that was gathered.
        fn group(&mut self) -> io::Result<()> {
            if self.rows > 0 {
                let group = self.file.next_row_group().map_err(told)?;
                write(group, &self.gathered).map_err(told)?;
            }
            self.empty();
            Ok(())
        }

        /// Writes what is left and ends the file.
        ///
        /// # Errors
        /// What the file says.
        pub fn end(mut self) -> io::Result<W> {
            self.group()?;
            self.file.into_inner().map_err(told)
        }
    }

    fn write<W: Write + Send>(
        mut group: SerializedRowGroupWriter<'_, W>,
        columns: &[Gathered],
    ) -> Result<(), ParquetError> {
        let mut all = columns.iter();
        while let (Some(mut writer), Some(column)) = (group.next_column()?, all.next()) {
            let there = Some(column.there.as_slice());
            match &column.values {
                Values::Words(list) => writer.typed::<ByteArrayType>().write_batch(list, there, None)?,
                Values::Whole(list) => writer.typed::<Int64Type>().write_batch(list, there, None)?,
                Values::Numbers(list) => writer.typed::<DoubleType>().write_batch(list, there, None)?,
                Values::Days(list) => writer.typed::<Int32Type>().write_batch(list, there, None)?,
                Values::Truths(list) => writer.typed::<BoolType>().write_batch(list, there, None)?,
            };
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}
