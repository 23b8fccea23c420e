# SPDX-License-Identifier: Apache-2.0
"""What the program says with `--log json`, one event a line: no QGIS in here."""
import json

# A run of everything has about so many steps; one that has more stays below the end until it is there.
USUAL_STEPS = 34


class Journal:
    """Reads the events of one run: what to show of each, how far it is, what went wrong."""

    def __init__(self):
        self.steps_done = 0
        self.errors = []
        self.last = ""

    def read(self, line):
        """(kind, text) of a line: "etape", "info", "avertissement", "erreur"; None for nothing to show."""
        line = line.strip()
        if not line:
            return None
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if not isinstance(event, dict):
            return ("info", line)  # a library's own words on the terminal
        kind = event.get("type")
        if kind == "etape":
            return ("etape", str(event.get("etape", "")))
        if kind == "etape_finie":
            self.steps_done += 1
            return None
        if kind == "constat":
            return self._finding(event)
        if kind == "erreur":
            self.errors.append(str(event.get("message", "")))
            return ("erreur", self.errors[-1])
        if kind in ("fini", "remarque"):
            self.last = str(event.get("message", ""))
            return ("info", self.last)
        return None

    @staticmethod
    def _finding(event):
        text = f"{event.get('message', '')} ({event.get('code', '')} ×{event.get('nombre', 1)})"
        samples = event.get("exemples") or []
        if samples:
            text += " : " + " ; ".join(str(sample) for sample in samples)
        return ("info" if event.get("gravite") == "info" else "avertissement", text)

    def percent(self):
        """Steps done of those that a run usually has: never 100 before the end."""
        return min(99.0, 100.0 * self.steps_done / max(USUAL_STEPS, self.steps_done + 1))
