# SPDX-License-Identifier: Apache-2.0
"""Earliest arrivals by SciPy's Dijkstra on the time-expanded day. transit.py FOLDER ORIGINS STEP

One query is one origin and one departure; every STEP-th minute of 13:00-14:59 is asked. Writes scipy.csv, prints the milliseconds
of one origin and its 120 departures (measured queries x 120 / their number) and those of building the graph.
"""
import sys
import time

import numpy
import pandas
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

folder, origins, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rides = pandas.read_csv(f"{folder}/rides.csv", sep=";")
walks = pandas.read_csv(f"{folder}/walks.csv", sep=";")
access = pandas.read_csv(f"{folder}/origins.csv", sep=";")

start = time.perf_counter()
n = len(rides)
# Nodes: 0..n-1 in the vehicle at a call, on arrival; n..2n-1 waiting at its stop when it leaves.
waiting = rides[["stop", "departure"]].assign(node=numpy.arange(n) + n).sort_values(["stop", "departure", "node"])
stops = waiting.stop.to_numpy()
times = waiting.departure.to_numpy()
nodes = waiting.node.to_numpy()
bounds = numpy.flatnonzero(numpy.r_[True, stops[1:] != stops[:-1], True])
first = {int(stops[low]): (low, high) for low, high in zip(bounds[:-1], bounds[1:])}
tails, heads, costs = [], [], []


def link(a, b, cost):
    tails.append(a)
    heads.append(b)
    costs.append(cost)


same = stops[1:] == stops[:-1]
link(nodes[:-1][same], nodes[1:][same], (times[1:] - times[:-1])[same])
trip, arrival, departure = (rides[c].to_numpy() for c in ("trip", "arrival", "departure"))
going = numpy.flatnonzero(trip[1:] == trip[:-1])
link(going, going + 1, arrival[going + 1] - arrival[going])  # stays in the vehicle
boards = going[rides.board.to_numpy()[going] == 1]
link(boards + n, boards + 1, arrival[boards + 1] - departure[boards])
alights = numpy.flatnonzero((rides.alight.to_numpy() == 1) & numpy.r_[False, trip[1:] == trip[:-1]])


def next_departure(stop, at):
    if stop not in first:
        return -1
    low, high = first[stop]
    found = low + numpy.searchsorted(times[low:high], at)
    return found if found < high else -1


ways = {stop: [(stop, 0)] for stop in rides.stop.unique()}
for a, b, seconds in walks.itertuples(index=False):
    if a in ways and a != b:
        ways[a].append((b, seconds))
at_stop = rides.stop.to_numpy()
a, b, c = [], [], []
for call in alights:
    for stop, seconds in ways[at_stop[call]]:
        there = next_departure(stop, arrival[call] + seconds)
        if there >= 0:
            a.append(call)
            b.append(nodes[there])
            c.append(times[there] - arrival[call])
link(numpy.array(a), numpy.array(b), numpy.array(c))
# SciPy takes a 0 for no arc: every arc costs a little more, which the limit allows for.
small = 1 / 4194304
queries = [(o, d) for o in range(origins) for d in range(13 * 3600, 15 * 3600, 60 * step)]
size = 2 * n + len(queries)
walks_of = {o: list(rows[["stop", "seconds"]].itertuples(index=False)) for o, rows in access.groupby("origin")}
for q, (o, d) in enumerate(queries):
    for stop, seconds in walks_of.get(o, []):
        there = next_departure(stop, d + seconds)
        if there >= 0:
            link(numpy.array([2 * n + q]), numpy.array([nodes[there]]), numpy.array([times[there] - d]))
tails, heads, costs = (numpy.concatenate(x) for x in (tails, heads, costs))
table = pandas.DataFrame({"t": tails, "h": heads, "c": costs}).sort_values("c").drop_duplicates(["t", "h"])
graph = csr_matrix((table.c.to_numpy() + small, (table.t.to_numpy(), table.h.to_numpy())), shape=(size, size))
built = time.perf_counter()
with open(f"{folder}/scipy.csv", "w") as out:
    out.write("origin;departure;stop;arrival\n")
    spent = 0.0
    for q, (o, d) in enumerate(queries):
        begin = time.perf_counter()
        reach = dijkstra(graph, indices=2 * n + q, limit=7200 + 1)
        spent += time.perf_counter() - begin
        if (d - 13 * 3600) % 1800:
            continue
        calls = alights[numpy.isfinite(reach[alights])]
        best = pandas.Series(arrival[calls], index=at_stop[calls]).groupby(level=0).min()
        for stop, when in best.items():
            if when <= d + 7200:
                out.write(f"{o};{d};{stop};{when}\n")
print(spent * 1e3 / len(queries) * 120, (built - start) * 1e3)
