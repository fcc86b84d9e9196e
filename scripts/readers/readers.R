# Opens tables with readr as its users do, without naming types: rows, columns, problems, and the types that it guesses.
# guess_max: by itself readr looks at a thousand rows only, and takes figures for the type of a column whose words come later.
#   Rscript readers.R FILE.csv…
suppressPackageStartupMessages(library(readr))
for (path in commandArgs(trailingOnly = TRUE)) {
  table <- suppressWarnings(read_csv(path, guess_max = Inf, show_col_types = FALSE, progress = FALSE))
  types <- vapply(table, function(column) class(column)[1], "")
  cat(basename(path), nrow(table), ncol(table), nrow(problems(table)), paste(names(table), types, sep = "=", collapse = "|"), sep = "\t")
  cat("\n")
}
