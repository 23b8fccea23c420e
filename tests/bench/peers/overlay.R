# SPDX-License-Identifier: Apache-2.0
# Areal interpolation by sf. overlay.R FOLDER prints "first_ms further_ms", writes sf.csv.
suppressPackageStartupMessages(library(sf))
folder <- commandArgs(trailingOnly = TRUE)[1]
layer <- function(name) {
  table <- read.csv2(file.path(folder, paste0(name, ".csv")), dec = ".", stringsAsFactors = FALSE)
  st_sf(table[names(table) != "wkt"], geometry = st_as_sfc(table$wkt, crs = 2154))
}
sources <- layer("sources")
targets <- layer("targets")
names(sources)[names(sources) == "id"] <- "source"
st_agr(sources) <- "constant"
st_agr(targets) <- "constant"
now <- function() as.numeric(proc.time()["elapsed"]) * 1000
start <- now()
sources$whole <- as.numeric(st_area(sources))
pieces <- st_intersection(sources, targets)
weights <- as.numeric(st_area(pieces)) / pieces$whole
apportioned <- function() tapply(weights * sources$count[pieces$source + 1], factor(pieces$id, targets$id), sum, default = 0)
values <- apportioned()
first <- now()
values <- apportioned()
second <- now()
write.table(data.frame(id = targets$id, value = as.numeric(format(values, digits = 17))), file.path(folder, "sf.csv"), sep = ";", row.names = FALSE)
cat(first - start, second - first, "\n")
