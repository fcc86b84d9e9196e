# Opens tables with readr as its users do, without naming types: rows, columns, problems, and the types that it guesses.
#   Rscript readers.R FILE.csv…
suppressPackageStartupMessages(library(readr))
for (path in commandArgs(trailingOnly = TRUE)) {
  table <- suppressWarnings(read_csv(path, show_col_types = FALSE, progress = FALSE))
  types <- vapply(table, function(column) class(column)[1], "")
  cat(basename(path), nrow(table), ncol(table), nrow(problems(table)), paste(names(table), types, sep = "=", collapse = "|"), sep = "\t")
  cat("\n")
}
