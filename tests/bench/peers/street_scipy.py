# SPDX-License-Identifier: Apache-2.0
"""street_scipy.py FOLDER NAME: SciPy's answers to the questions of street_ours, on the same files."""
import resource
import sys
import time

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

folder, name = sys.argv[1:]


def numbers(what):
    return np.fromfile(f"{folder}/{what}.u32", dtype=np.uint32)


nodes, bounded = map(int, numbers("nodes"))
tail, head, cost = numbers("arcs").reshape(-1, 3).T.astype(np.int64)
# Of parallel arcs the cheapest: a sparse matrix would add them.
order = np.lexsort((cost, head, tail))
tail, head, cost = tail[order], head[order], cost[order]
first = np.concatenate([[True], (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])]) & (tail != head)
streets = coo_matrix((cost[first].astype(float), (tail[first], head[first])), shape=(nodes, nodes)).tocsr()
backwards = streets.T.tocsr()


def tell(job, share, seconds, answer):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name};{job}/{share};scipy;{seconds:.6f};{int(answer)};{memory}", flush=True)


def total(times):
    return times[np.isfinite(times)].sum()


share = 100 if nodes > 300_000 else 20
origins = numbers("origins")[::share]
start = time.process_time()
answer = sum(total(dijkstra(streets, indices=int(o), limit=bounded)) for o in origins)
tell("bounded", share, time.process_time() - start, answer)

sites = numbers("sites")
start, answer, at = time.process_time(), 0, 0
while at < len(sites):
    count = int(sites[at])
    answer += total(dijkstra(backwards, indices=sites[at + 1:at + 1 + count].astype(int), min_only=True))
    at += 1 + count
tell("nearest", 1, time.process_time() - start, answer)

if nodes <= 300_000:
    rows, columns = numbers("rows")[::20].astype(int), numbers("columns").astype(int)
    start = time.process_time()
    answer = total(dijkstra(streets, indices=rows)[:, columns])
    tell("matrix", 20, time.process_time() - start, answer)
