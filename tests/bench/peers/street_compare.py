# SPDX-License-Identifier: Apache-2.0
"""Lines of street.sh to a table: seconds for the whole job, ratio to ours, whether the answers agree."""
import sys

ours, answers, rows = {}, {}, []
for line in sys.stdin:
    graph, job, who, seconds, answer, memory = line.strip().split(";")
    job, _, share = job.partition("/")
    share = int(share or 1)
    if who in ("lisiere", "part"):
        answers[graph, job, share] = int(answer)
    if who == "part":
        continue
    if who == "lisiere":
        ours[graph, job] = float(seconds)
    rows.append((graph, job, who, float(seconds) * share, int(answer), share, memory))
print(f"{'graph':8}{'job':10}{'who':11}{'seconds':>10}{'ratio':>9}{'MB':>7}  answer")
disagree = 0
for graph, job, who, seconds, answer, share, memory in rows:
    mine = ours.get((graph, job))
    verdict = ""
    if who != "lisiere":
        verdict = "same" if answer == answers.get((graph, job, share)) else "DIFFERENT"
        disagree += verdict == "DIFFERENT"
        if share > 1:
            verdict += f" (1 in {share} asked)"
    ratio = f"{seconds / mine:.1f}" if mine else ""
    print(f"{graph:8}{job:10}{who:11}{seconds:10.3f}{ratio:>9}{memory:>7}  {verdict}")
sys.exit(disagree > 0)
