#!/usr/bin/env python3
"""Opens every export with the programs that people use, and holds what they read against the CSV's own cells and the codebook's types.

    readers.py [--attest PATH] [--incidents N] [--csv FILE]

pandas, DuckDB, pyarrow (CSV and Parquet); GDAL by way of pyogrio and geopandas (GeoJSON, as QGIS reads it); R's readr where Rscript is
installed. `make readers` makes a Python that has them. A row of the result: reader, file, rows, columns, and what differs, if anything.
"""

import argparse
import csv
import datetime
import math
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib

import duckdb
import geopandas
import pandas
import pyarrow
import pyarrow.csv
import pyarrow.parquet
import pyogrio

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLES = "acled ged gtd incidents claims figures sources documents relations decisions airwars-incidents airwars-sources hxl atlos archiver".split()
ROWS = [["reader", "version", "file", "rows", "columns", "differences"]]
HARMLESS = {"integer": ("int64", "Int64", "BIGINT", "int64[pyarrow]"), "number": ("float64", "DOUBLE", "double")}


def say(reader, version, path, rows, columns, faults):
    shown = "; ".join(faults[:3]) + (f"; and {len(faults) - 3} more" if len(faults) > 3 else "") or "none"
    ROWS.append([reader, version, path.name, rows, columns, shown])
    print(f"{reader:12}{path.name:28}{rows:>7} rows{columns:>5} columns  {shown}", flush=True)


def codebook(name):
    columns = tomllib.loads((ROOT / f"codebook/{name}.toml").read_text(encoding="utf-8"))["column"]
    return {column["name"]: column["type"] for column in columns}


def cells(path, skip):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows[1:] if skip else rows


def same(kind, cell, value):
    """Whether a value that a reader gives is the cell's."""
    nothing = value is None or value is pandas.NaT or isinstance(value, float) and math.isnan(value)
    if cell == "" or nothing:
        return cell == "" and nothing
    if kind in ("integer", "number"):
        return float(cell) == float(value)
    if kind == "boolean":
        return cell == str(bool(value)).lower()
    if isinstance(value, (datetime.datetime, datetime.date)):
        return cell == value.isoformat()[:10]
    return cell == str(value) or kind == "text" and cell.replace(".", "", 1).lstrip("-").isdigit() and float(cell) == float(value)


def held(kinds, wanted, columns, rows):
    """What differs between the cells and what a reader read: names, number of rows, values."""
    faults = []
    if list(columns) != list(kinds):
        return ["other columns"]
    if len(rows) != len(wanted):
        return [f"{len(rows)} rows instead of {len(wanted)}"]
    for name, kind in kinds.items():
        wrong = sum(not same(kind, own[name], other[name]) for own, other in zip(wanted, rows))
        if wrong:
            faults.append(f"{name}: {wrong} cells")
    return faults


def tabular(folder):
    for name in TABLES:
        path = next(own for own in (folder / f"{name}.csv", folder / "auto-archiver.csv") if own.exists() and (name != "archiver" or own.name.startswith("auto")))
        kinds, skip = codebook(name), name == "hxl"
        wanted = cells(path, skip)
        # Readers guess types; a second header is one that HXL's users skip by hand.
        frame = pandas.read_csv(path, skiprows=[1] if skip else None, keep_default_na=False, na_values=[""], low_memory=False)
        say("pandas", pandas.__version__, path, len(frame), len(frame.columns), held(kinds, wanted, frame.columns, frame.to_dict("records")))
        if not skip:
            query = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, sample_size = -1)")
            rows = [dict(zip(query.columns, row)) for row in query.fetchall()]
            say("DuckDB", duckdb.__version__, path, len(rows), len(query.columns), held(kinds, wanted, query.columns, rows))
            table = pyarrow.csv.read_csv(path, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True), convert_options=pyarrow.csv.ConvertOptions(strings_can_be_null=True, null_values=[""]))
            say("pyarrow", pyarrow.__version__, path, table.num_rows, table.num_columns, held(kinds, wanted, table.column_names, table.to_pylist()))
        parquet = folder / f"{name}.parquet"
        table = pyarrow.parquet.read_table(parquet)
        types = {"text": "string", "integer": "int64", "number": "double", "date": "date32[day]", "boolean": "bool"}
        faults = [f"{field.name} is {field.type}" for field in table.schema if str(field.type) != types[kinds[field.name]]]
        # In CSV a cell that a spreadsheet would run begins with an apostrophe; Parquet needs none.
        bare = [{name: cell[1:] if kinds[name] == "text" and cell[:2] in ("'=", "'+", "'-", "'@", "'\t") else cell for name, cell in row.items()} for row in wanted]
        say("pyarrow", pyarrow.__version__, parquet, table.num_rows, table.num_columns, faults + held(kinds, bare, table.column_names, table.to_pylist()))
        query = duckdb.sql(f"SELECT * FROM '{parquet}'")
        rows = [dict(zip(query.columns, row)) for row in query.fetchall()]
        say("DuckDB", duckdb.__version__, parquet, len(rows), len(query.columns), held(kinds, bare, query.columns, rows))
        frame = pandas.read_parquet(parquet)
        say("pandas", pandas.__version__, parquet, len(frame), len(frame.columns), held(kinds, bare, frame.columns, frame.to_dict("records")))


def map_layers(folder):
    """GeoJSON as QGIS opens it: by GDAL's driver, points and areas, nulls for what is nowhere."""
    import json

    path = folder / "incidents.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    kinds = [feature["geometry"] and feature["geometry"]["type"] for feature in features]
    info = pyogrio.read_info(path)
    frame = geopandas.read_file(path)
    faults = []
    if len(frame) != len(features) or info["features"] not in (-1, len(features)):
        faults.append(f"{len(frame)} features instead of {len(features)}")
    if str(frame.crs) != "EPSG:4326":
        faults.append(f"read in {frame.crs}")
    read = [None if shape is None or shape.is_empty else shape.geom_type for shape in frame.geometry]
    if read != kinds:
        faults.append("other geometries")
    if not all(shape is None or shape.is_valid for shape in frame.geometry):
        faults.append("shapes that are not valid")
    names = set().union(*(feature["properties"] for feature in features))
    if not names <= set(frame.columns):
        faults.append(f"lost {sorted(names - set(frame.columns))}")
    say("GDAL", ".".join(map(str, pyogrio.__gdal_version__)), path, len(frame), len(frame.columns), faults)


def readr(folder):
    program = shutil.which("Rscript")
    if program is None:
        print("R is not installed: readr was not tried")
        return
    version = subprocess.run([program, "-e", "cat(as.character(packageVersion('readr')))"], capture_output=True, text=True)
    if version.returncode:
        print("readr is not installed: it was not tried")
        return
    paths = {("auto-archiver.csv" if name == "archiver" else f"{name}.csv"): name for name in TABLES if name != "hxl"}
    done = subprocess.run([program, ROOT / "scripts/readers/readers.R", *(folder / path for path in paths)], capture_output=True, text=True, check=True)
    good = {"integer": ("numeric", "integer"), "number": ("numeric",), "date": ("Date",), "boolean": ("logical",), "text": ("character", "numeric", "Date", "POSIXct", "logical")}
    for line in done.stdout.splitlines():
        file, rows, columns, problems, types = line.split("\t")
        kinds, path = codebook(paths[file]), folder / file
        wanted = cells(path, False)
        guessed = dict(part.rsplit("=", 1) for part in types.split("|"))
        faults = [] if list(guessed) == list(kinds) else ["other columns"]
        if int(rows) != len(wanted):
            faults.append(f"{rows} rows instead of {len(wanted)}")
        if int(problems):
            faults.append(f"{problems} problems")
        for name, kind in kinds.items():
            empty = all(row[name] == "" for row in wanted)
            # readr reads a column without any value as logical: nothing is lost by it.
            if not empty and guessed.get(name) not in good[kind]:
                faults.append(f"{name} ({kind}) guessed as {guessed.get(name)}")
        say("readr", version.stdout, path, int(rows), int(columns), faults)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--attest", default=ROOT / "target/release/attest")
    arguments.add_argument("--incidents", default="2000")
    arguments.add_argument("--csv", type=pathlib.Path)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = subprocess.run([sys.executable, ROOT / "scripts/incidents.py", asked.incidents], capture_output=True, check=True).stdout
        (folder / "incidents.jsonl").write_bytes(made)
        formats = [*TABLES, "geojson", *(f"{name}.parquet" for name in TABLES)]
        command = [asked.attest, "export", "--from", folder / "incidents.jsonl", "--to", ",".join(formats), "--out", folder]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        tabular(folder)
        map_layers(folder)
        readr(folder)
    if asked.csv:
        with open(asked.csv, "w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(ROWS)
    wrong = sum(row[-1] != "none" for row in ROWS[1:])
    print(f"{len(ROWS) - 1} files opened, {wrong} with differences")
    sys.exit(1 if wrong else 0)


main()
