# SPDX-License-Identifier: Apache-2.0
"""Areal interpolation by GeoPandas. overlay.py FOLDER prints "first_ms further_ms", writes geopandas.csv."""
import sys
import time

import geopandas
import pandas

folder = sys.argv[1]


def layer(name):
    table = pandas.read_csv(f"{folder}/{name}.csv", sep=";")
    shapes = geopandas.GeoSeries.from_wkt(table.pop("wkt"), crs=2154)
    return geopandas.GeoDataFrame(table, geometry=shapes)


sources, targets = layer("sources"), layer("targets")
start = time.perf_counter()
sources["whole"] = sources.area
pieces = geopandas.overlay(sources.rename(columns={"id": "source"}), targets, how="intersection", keep_geom_type=True)
weights = pandas.DataFrame({"source": pieces.source, "id": pieces.id, "weight": pieces.area / pieces.whole})


def apportioned():
    parts = weights.weight * weights.source.map(sources.set_index("id")["count"])
    return parts.groupby(weights.id).sum().reindex(targets.id, fill_value=0)


values = apportioned()
first = time.perf_counter()
values = apportioned()
second = time.perf_counter()
values.rename("value").to_csv(f"{folder}/geopandas.csv", sep=";", index_label="id")
print((first - start) * 1e3, (second - first) * 1e3)
