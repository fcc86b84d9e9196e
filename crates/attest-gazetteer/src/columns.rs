//! Turning the tables of an index by their columns, so that they pack well.
//!
//! Positions in the string table and ids grow along the rows, so there only the steps are kept. Two bytes of latitude compress a third better beside the latitudes of other rows than beside their own longitude. Shared by the build script, which
//! unpacks the built-in index, and the task that packs it.

/// The sections that are tables, the width of their rows, and where their rows hold growing numbers: cells, rows, administrative units.
const TABLES: [(usize, usize, &[usize]); 3] = [(1, 8, &[0, 4]), (2, 30, &[4, 8]), (3, 20, &[8, 12, 16])];

/// Replaces the numbers at `at` of each row by their steps, or the steps by their sums.
fn step(table: &mut [u8], width: usize, at: usize, away: bool) {
    let mut before = 0u32;
    for row in table.chunks_exact_mut(width) {
        let Some(cell) = row.get_mut(at..at + 4) else { return };
        let n = cell.iter().rev().fold(0u32, |n, &b| n << 8 | u32::from(b));
        let new = if away { n.wrapping_sub(before) } else { n.wrapping_add(before) };
        before = if away { n } else { new };
        cell.copy_from_slice(&new.to_le_bytes());
    }
}

/// An index with its tables laid out column by column (`away`), or such a one laid out again row by row. Anything else comes back as it is.
#[must_use]
pub fn turn(bytes: &[u8], away: bool) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let number = |at: usize| {
        bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes) as usize
    };
    for (section, width, growing) in TABLES {
        let (from, length) = (number(8 + section * 16), number(16 + section * 16));
        let Some(mut table) = from.checked_add(length).and_then(|to| bytes.get(from..to)).map(<[u8]>::to_vec)
        else {
            continue;
        };
        if away {
            for &at in growing {
                step(&mut table, width, at, true);
            }
        }
        let rows = length / width;
        for row in 0..rows {
            for column in 0..width {
                let (by_row, by_column) = (row * width + column, column * rows + row);
                let (to, source) = if away { (by_column, by_row) } else { (by_row, by_column) };
                if let (Some(slot), Some(&byte)) = (out.get_mut(from + to), table.get(source)) {
                    *slot = byte;
                }
            }
        }
        if let (false, Some(table)) = (away, out.get_mut(from..from + length)) {
            for &at in growing {
                step(table, width, at, false);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_turned_away_turns_back() {
        let mut bytes = vec![0u8; 200];
        for (n, (from, length)) in [(1, (140, 16)), (2, (156, 0)), (3, (156, 40))] {
            bytes[8 + n * 16] = from;
            bytes[16 + n * 16] = length;
        }
        for (n, byte) in bytes.iter_mut().enumerate().skip(140) {
            *byte = (n * 37 % 256) as u8;
        }
        assert_eq!(turn(&turn(&bytes, true), false), bytes);
        assert_eq!(turn(b"short", true), b"short");
    }
}
