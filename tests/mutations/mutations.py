#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Inputs made by mutation of the demo's files: no signal, no hang, no "erreur interne", whatever verb reads them
(`info` the file, `init` the folder, `locate` a list of addresses, then `check` and `run`); never a `check` that says
yes before a `run` that fails, nor an `init` that says yes before a `check` that fails.

    tests/mutations/mutations.py build/release/lisiere [--count 3000] [--seed 1] [--jobs 2] [--only gtfs] [--keep FOLDER]

Each input is one file of the demo with one to three changes (bytes, cells, columns, rows, values of a GeoPackage,
members of a zip, lines of the configuration), declared with the least that lets it be read, so that one takes a
second. The same seed gives the same inputs. Only Python's own library. Exit code 1 and the folders kept when one
breaks the rule."""

import argparse
import concurrent.futures
import io
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "examples" / "demo"
HANG = 120  # seconds of processor time; an input takes one
STUCK = 1800  # seconds on the clock, for what waits without working; of a machine that does other things too
REFUSED = "refused"

# What files and spreadsheets really hold, and what they should not.
NASTY = ["", " ", "0", "-1", "-999", "1e22", "-1e22", "1e309", "nan", "NaN", "inf", "NULL", "FALSE", "n/d", "3.514", "3,514", "1 234",
         "99999999999999999999", "0x10", "é" * 40, "\u00a0", "\u202f12", "=1+1", "<b>x</b>", "'; drop table", "\t", "a\"b", "99001.0",
         "9.9001E+04", "QP059001", "2026-13-45", "25:61:00", "-1:00:00", "999:00:00", "00:00:00", "\x01", "A" * 2000]


# --- changes, each of bytes to bytes -------------------------------------------------------------------------

def change_bytes(data, rng):
    data = bytearray(data)
    how = rng.choice(["flip", "flip", "cut", "repeat", "zero", "insert"])
    if not data or how == "insert":
        at = rng.randrange(len(data) + 1)
        data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 8)))
    elif how == "flip":
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif how == "cut":
        data = data[: rng.randrange(len(data))]
    elif how == "repeat":
        at = rng.randrange(len(data))
        piece = data[at: at + rng.randint(1, 2000)]
        data[at:at] = piece
    else:
        at = rng.randrange(len(data))
        end = min(len(data), at + rng.randint(1, 200))
        data[at:end] = bytes(end - at)
    return bytes(data)


def change_table(data, rng):
    """Delimited text: cells, columns, rows, separators, encodings."""
    how = rng.choice(["cell"] * 6 + ["column", "rename", "swap", "twice", "rows", "empty", "separator", "latin", "bom", "bytes"])
    if how == "bytes":
        return change_bytes(data, rng)
    text = data.decode("utf-8", "surrogateescape")
    if how == "latin":
        return text.encode("latin-1", "replace")
    if how == "bom":
        return b"\xef\xbb\xbf" + data
    lines = text.split("\n")
    mark = max(";,\t", key=lines[0].count)
    if how == "separator":
        return text.replace(mark, rng.choice(";,\t|")).encode("utf-8", "surrogateescape")
    rows = [line.split(mark) for line in lines]
    width = len(rows[0])
    column = rng.randrange(width)
    if how == "cell":
        for _ in range(rng.randint(1, 4)):
            row = rng.choice(rows[1:] or rows)
            if row:
                row[rng.randrange(len(row))] = rng.choice(NASTY)
        if rng.random() < 0.2:  # a whole column
            value = rng.choice(NASTY)
            for row in rows[1:]:
                if column < len(row):
                    row[column] = value
    elif how == "column":
        rows = [[cell for i, cell in enumerate(row) if i != column] for row in rows]
    elif how == "rename":
        rows[0][column] = rng.choice(["", "x", rows[0][rng.randrange(width)], rows[0][column][:10], rows[0][column].lower()])
    elif how == "swap":
        other = rng.randrange(width)
        for row in rows:
            if max(column, other) < len(row):
                row[column], row[other] = row[other], row[column]
    elif how == "twice":
        rows = [row + row[column: column + 1] for row in rows]
    elif how == "rows":
        body = rows[1:]
        rng.shuffle(body)
        rows = rows[:1] + body[: rng.randint(0, len(body))] + body[: rng.randint(0, 3)]
    else:
        rows = rows[:1]
    return "\n".join(mark.join(row) for row in rows).encode("utf-8", "surrogateescape")


def change_json(data, rng):
    how = rng.choice(["number", "number", "number", "key", "feature", "bytes", "type"])
    if how == "bytes":
        return change_bytes(data, rng)
    text = data.decode("utf-8")
    if how == "number":
        numbers = list(re.finditer(r"-?\d+\.\d+", text))
        for match in sorted(rng.sample(numbers, min(len(numbers), rng.randint(1, 4))), key=lambda m: -m.start()):
            value = rng.choice(["0", "null", "1e22", "-180", "90", "1e309", "NaN", "\"a\"", "[]", "1e-300"])
            text = text[: match.start()] + value + text[match.end():]
        return text.encode()
    root = json.loads(text)
    features = root.get("features", [])
    if features:
        one = rng.choice(features)
        if how == "key":
            properties = one.get("properties") or {}
            if properties:
                name = rng.choice(sorted(properties))
                if rng.random() < 0.5:
                    del properties[name]
                else:
                    properties[name] = rng.choice(NASTY + [None, 7, -1, [1], {"a": 1}])
        elif how == "feature":
            if rng.random() < 0.5:
                one["geometry"] = rng.choice([None, {"type": "Point", "coordinates": [0, 0]},
                                              {"type": "Polygon", "coordinates": []},
                                              {"type": "GeometryCollection", "geometries": []}])
            else:
                features.extend(features[: rng.randint(0, len(features))])
        else:
            root["features"] = rng.choice([[], features[:1], None])
    return json.dumps(root).encode()


def change_geopackage(data, rng):
    """Rows, values, columns and shapes of the one table of features, or bytes of the file."""
    how = rng.choice(["value"] * 4 + ["shape"] * 3 + ["column", "rows", "twice", "srs", "extent", "bytes"])
    if how == "bytes":
        return change_bytes(data, rng)
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(data)
        file.flush()
        base = sqlite3.connect(file.name)
        base.create_function("ST_IsEmpty", 1, lambda shape: 0)
        for edge in ("MinX", "MaxX", "MinY", "MaxY"):
            base.create_function("ST_" + edge, 1, lambda shape: 0.0)
        try:
            table = base.execute("select table_name from gpkg_contents where data_type = 'features'").fetchone()[0]
            shape = base.execute("select column_name from gpkg_geometry_columns").fetchone()[0]
            names = [row[1] for row in base.execute(f"pragma table_info('{table}')")]
            others = [name for name in names if name not in ("fid", shape)]
            rows = [row[0] for row in base.execute(f"select fid from \"{table}\"")]
            some = rng.sample(rows, min(len(rows), rng.choice([1, 1, 3, len(rows)])))
            for trigger in [row[0] for row in base.execute("select name from sqlite_master where type = 'trigger'")]:
                base.execute(f"drop trigger \"{trigger}\"")
            if how == "value" and others:
                name = rng.choice(others)
                value = rng.choice(NASTY + [None, 1e22, float("inf"), -1, b"\x00\xff"])
                base.executemany(f"update \"{table}\" set \"{name}\" = ? where fid = ?", [(value, row) for row in some])
            elif how == "shape":
                for row in some:
                    blob = base.execute(f"select \"{shape}\" from \"{table}\" where fid = ?", (row,)).fetchone()[0]
                    new = rng.choice([None, b"", blob and change_bytes(blob, rng), blob and blob[:40], blob and blob[:8] + bytes(len(blob) - 8)])
                    base.execute(f"update \"{table}\" set \"{shape}\" = ? where fid = ?", (new, row))
            elif how == "column" and others:
                base.execute(f"alter table \"{table}\" rename column \"{rng.choice(others)}\" to autre")
            elif how == "rows":
                base.executemany(f"delete from \"{table}\" where fid = ?", [(row,) for row in some])
            elif how == "twice":
                copied = ", ".join(f"\"{name}\"" for name in names if name != "fid")
                base.execute(f"insert into \"{table}\" ({copied}) select {copied} from \"{table}\" limit {rng.randint(1, 5)}")
            elif how == "srs":
                base.execute("update gpkg_geometry_columns set srs_id = ?", (rng.choice([4326, 0, -1, 3857, 99999]),))
            elif how == "extent":
                base.execute("update gpkg_contents set min_x = 0, max_x = 1, min_y = 0, max_y = 1")
            base.commit()
        except sqlite3.Error:
            pass  # an earlier change broke the file: it stays as broken
        base.close()
        return pathlib.Path(file.name).read_bytes()


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def written_varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def change_pbf(data, rng):
    """A file of blocks, each compressed: the change is made inside one, else nothing but the frame would be tried."""
    if rng.random() < 0.2:
        return change_bytes(data, rng)
    blocks, at = [], 0  # (kind of block, what it holds)
    while at < len(data):
        size = struct.unpack(">I", data[at: at + 4])[0]
        header = data[at + 4: at + 4 + size]
        length, _ = varint(header, header.index(b"\x18", 2 + header[1]) + 1)
        blob = data[at + 4 + size: at + 4 + size + length]
        kind = header[2: 2 + header[1]]
        inside = blob[blob.index(b"\x78"):]  # of zlib, as osmium writes it
        blocks.append([kind, zlib.decompress(inside)])
        at += 4 + size + length
    one = rng.choice(blocks[1:] or blocks)
    how = rng.choice(["bytes"] * 6 + ["without", "twice", "order"])
    if how == "bytes":
        one[1] = change_bytes(one[1], rng)
    elif how == "without":
        blocks.remove(one)
    elif how == "twice":
        blocks.append(one)
    else:
        blocks[1:] = rng.sample(blocks[1:], len(blocks) - 1)
    out = b""
    for kind, raw in blocks:
        packed = zlib.compress(raw)
        blob = b"\x10" + written_varint(len(raw)) + b"\x1a" + written_varint(len(packed)) + packed
        header = b"\x0a" + written_varint(len(kind)) + kind + b"\x18" + written_varint(len(blob))
        out += struct.pack(">I", len(header)) + header + blob
    return out


def change_zip(data, rng):
    if rng.random() < 0.15:
        return change_bytes(data, rng)
    try:
        files = {info.filename: zipfile.ZipFile(io.BytesIO(data)).read(info) for info in zipfile.ZipFile(io.BytesIO(data)).infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return change_bytes(data, rng)
    name = rng.choice(sorted(files)) if files else None
    how = rng.choice(["member"] * 8 + ["without", "renamed", "inside"])
    if name and how == "member":
        files[name] = change_table(files[name], rng)
    elif name and how == "without":
        del files[name]
    elif name and how == "renamed":
        files[rng.choice(["../", "reseau/", "", "A"]) + name] = files.pop(name)
    elif how == "inside":
        files = {"reseau/" + key: value for key, value in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for key in sorted(files):
            archive.writestr(key, files[key])
    return out.getvalue()


def change_configuration(data, rng):
    how = rng.choice(["value", "value", "value", "line", "twice", "bytes", "key"])
    if how == "bytes":
        return change_bytes(data, rng)
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = rng.randrange(len(lines))
    if how == "line":
        del lines[at]
    elif how == "twice":
        lines.insert(at, lines[at])
    elif how == "key":
        lines[at] = re.sub(r"^(\w+)", lambda match: match.group(1) + rng.choice(["s", "_", "x"]), lines[at])
    else:
        value = rng.choice(["0", "-1", "1e400", "true", "\"\"", "[]", "{}", "\"x\"", "2154", "\"../\"", "99999999999", "\"é\"", "nan"])
        lines[at] = re.sub(r"=.*", "= " + value, lines[at])
    return "\n".join(lines).encode("utf-8", "surrogateescape")


# --- kinds of input: the file changed, and what is declared around it ------------------------------------------

PERIMETERS = '[[perimetres]]\nfichier = "qpv_2024.gpkg"\ngenre = "quartier_prioritaire"\ngeneration = 2024\nstatut = "officiel"\nsource = "s"\n'
COMMUNES = '[[communes]]\nfichier = "communes.gpkg"\nsource = "s"\n'
IRIS = '[[iris]]\nfichier = "iris.gpkg"\nsource = "s"\n'
CELLS = '[[population]]\nfichier = "carreaux_200m.gpkg"\ntype = "carreaux"\nsource = "s"\n'
STREETS = '[[rues]]\nfichier = "rues.osm.pbf"\ntype = "osm"\nsource = "s"\n'
HEAD = '[territoire]\nnom = "Essai"\ncrs = 2154\n\n[sources.s]\ntitre = "Essai"\nproducteur = "essai"\nlicence = "essai"\nmillesime = "2021"\n\n[atlas]\nformats = ["svg"]\n\n'


def census(name, scale="iris"):
    return f'[[recensement]]\nfichier = "{name}"\nechelle = "{scale}"\nmillesime = 2021\nsource = "s"\n'


KINDS = {
    "perimetres": ("qpv_2024.gpkg", change_geopackage, PERIMETERS + COMMUNES + CELLS),
    "veille": ("veille_active.geojson", change_json,
               PERIMETERS + '[[perimetres]]\nfichier = "veille_active.geojson"\ngenre = "veille_active"\nstatut = "local"\nsource = "s"\n'
               'champs = { nom = "nom", communes = "communes" }\n' + COMMUNES),
    "communes": ("communes.gpkg", change_geopackage, PERIMETERS + COMMUNES + IRIS + census("base-ic-evol-struct-pop-2021.CSV")),
    "iris": ("iris.gpkg", change_geopackage, PERIMETERS + COMMUNES + IRIS + census("base-ic-evol-struct-pop-2021.CSV")),
    "carreaux": ("carreaux_200m.gpkg", change_geopackage, PERIMETERS + COMMUNES + CELLS),
    "recensement": ("base-ic-activite-residents-2021.CSV", change_table,
                    PERIMETERS + COMMUNES + IRIS + CELLS + census("base-ic-activite-residents-2021.CSV")),
    "revenus": ("BASE_TD_FILO_DISP_IRIS_2021.csv", change_table,
                PERIMETERS + COMMUNES + IRIS + census("base-ic-evol-struct-pop-2021.CSV") + census("BASE_TD_FILO_DISP_IRIS_2021.csv")),
    "officiel": ("qpv_demographie.csv", change_table, PERIMETERS + COMMUNES + CELLS + census("qpv_demographie.csv", "qpv")),
    "gtfs": ("gtfs.zip", change_zip, PERIMETERS + COMMUNES + CELLS + '[[horaires]]\nfichier = "gtfs.zip"\nsource = "s"\n'),
    "rues": ("rues.osm.pbf", change_pbf, PERIMETERS + CELLS + STREETS + STREETS.replace("rues]]", "coupures]]")),
    "bpe": ("bpe24.csv", change_table, PERIMETERS + COMMUNES + IRIS + CELLS + '[[equipements]]\nfichier = "bpe24.csv"\ntype = "bpe"\nsource = "s"\n'),
    "liste": ("liste_locale.csv", change_table,
              PERIMETERS + COMMUNES + CELLS + '[[equipements]]\nfichier = "bpe24.csv"\ntype = "bpe"\nsource = "s"\n'
              '[[adresses]]\nfichier = "adresses.csv"\nsource = "s"\n[[listes_locales]]\nfichier = "liste_locale.csv"\nsource = "s"\n'),
    "adresses": ("adresses.csv", change_table,
                 PERIMETERS + COMMUNES + CELLS + '[[equipements]]\nfichier = "bpe24.csv"\ntype = "bpe"\nsource = "s"\n'
                 '[[adresses]]\nfichier = "adresses.csv"\nsource = "s"\n[[listes_locales]]\nfichier = "liste_locale.csv"\nsource = "s"\n'),
    "filiation": ("passage_2015_2024.csv", change_table,
                  PERIMETERS + COMMUNES + '[[filiation]]\nfichier = "qpv_2015.gpkg"\ngeneration = 2015\nsource = "s"\n'
                  'passage = { fichier = "passage_2015_2024.csv", source = "s" }\n'),
    "contexte": ("renouvellement_urbain.geojson", change_json,
                 PERIMETERS + COMMUNES + '[[contexte]]\nid = "projets"\ntitre = { fr = "Projets" }\nfichier = "renouvellement_urbain.geojson"\n'
                 'source = "s"\nstyle = "projets"\n'),
    "configuration": ("territoire.toml", change_configuration,
                      PERIMETERS + COMMUNES + IRIS + CELLS + census("base-ic-evol-struct-pop-2021.CSV") +
                      '[[equipements]]\nfichier = "bpe24.csv"\ntype = "bpe"\nsource = "s"\n'),
}


class Trial:
    def __init__(self, program, seed, number, only, work):
        self.program = program
        self.rng = random.Random(f"{seed}/{number}")
        self.number = number
        names = sorted(KINDS) if only is None else [only]
        self.kind = names[number % len(names)]
        self.folder = work / f"{number:05}-{self.kind}"

    def write(self):
        file, change, layers = KINDS[self.kind]
        self.folder.mkdir(parents=True)
        configuration = (HEAD + layers).encode()
        for name in set(re.findall(r'fichier = "([^"]+)"', layers)):
            os.symlink(DEMO / name, self.folder / name)
        data = configuration if file == "territoire.toml" else (DEMO / file).read_bytes()
        for _ in range(self.rng.randint(1, 3)):
            try:
                data = change(data, self.rng)
            except (ValueError, TypeError, AttributeError, IndexError, struct.error, zlib.error):
                data = change_bytes(data, self.rng)  # an earlier change made it none of its kind
        target = self.folder / file
        if target.is_symlink():
            target.unlink()
        (self.folder / "territoire.toml").write_bytes(configuration)
        target.write_bytes(data)

    def call(self, *arguments, output=None):
        """Exit code (None: it hung) and what was said; `output`: a file for what is printed as a result."""
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.folder / "cache"))
        try:
            done = subprocess.run([self.program, *arguments], cwd=self.folder, env=environment, timeout=STUCK,
                                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (HANG, HANG + 5)),
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT if output is None else subprocess.PIPE)
        except subprocess.TimeoutExpired:
            return None, b""
        if output is None:
            return done.returncode, done.stdout
        output.write_bytes(done.stdout)
        return done.returncode, done.stderr

    def judge(self):
        """What came of it, and the fault or none."""
        self.write()
        fault = self.read_alone()
        if fault:
            return "broken", fault
        code, said = self.call("check", "territoire.toml")
        fault = self.fault_of("check", code, said)
        if fault:
            return "broken", fault
        if code != 0:
            # A refusal speaks again where the run is.
            return REFUSED, None
        code, said = self.call("run", "territoire.toml", "-o", "edition")
        fault = self.fault_of("run", code, said)
        if not fault and code != 0:
            last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
            fault = f"check said yes, run ended with {code}: {' '.join(last)}"
        return ("broken", fault) if fault else ("published", None)

    def read_alone(self):
        """What the verbs that need no configuration make of the file."""
        file = KINDS[self.kind][0]
        calls = [("info", file)] + ([("locate", "territoire.toml", file)] if self.kind == "adresses" else [])
        for arguments in calls:
            fault = self.fault_of(arguments[0], *self.call(*arguments))
            if fault:
                return fault
        files = sorted(entry.name for entry in self.folder.iterdir() if entry.suffix != ".toml" and not entry.is_dir())
        code, said = self.call("init", *files, output=self.folder / "nouveau.toml")
        fault = self.fault_of("init", code, said)
        if fault or code != 0:
            return fault
        code, said = self.call("check", "nouveau.toml")
        fault = self.fault_of("check of init", code, said)
        if not fault and code != 0:
            last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
            fault = f"init said yes, check ended with {code}: {' '.join(last)}"
        return fault

    @staticmethod
    def fault_of(verb, code, said):
        if code is None or code == -signal.SIGXCPU:
            return f"{verb} hung: {HANG} s of processor time, or {STUCK} s on the clock"
        if code < 0 or code >= 128:
            return f"{verb} ended by signal {-code if code < 0 else code - 128}"
        if b"erreur interne" in said.lower() or code == 70:
            lines = [line for line in said.decode("utf-8", "replace").splitlines() if "interne" in line.lower()]
            return f"{verb}: {' '.join(lines[:1]) or code}"
        return None


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--count", type=int, default=3000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--only", choices=sorted(KINDS))
    options.add_argument("--keep", type=pathlib.Path, help="folder for inputs that break the rule")
    chosen = options.parse_args()
    program = str(pathlib.Path(chosen.program).resolve())
    work = pathlib.Path(tempfile.mkdtemp(prefix="lisiere-mutations-"))
    kept = chosen.keep or work / "kept"
    tally = {kind: {"published": 0, REFUSED: 0, "broken": 0} for kind in sorted(KINDS)}
    faults = []

    def one(number):
        trial = Trial(program, chosen.seed, number, chosen.only, work)
        outcome, fault = trial.judge()
        if fault:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(trial.folder / "cache", ignore_errors=True)
            shutil.rmtree(trial.folder / "edition", ignore_errors=True)
            shutil.rmtree(kept / trial.folder.name, ignore_errors=True)
            shutil.move(str(trial.folder), kept / trial.folder.name)
        else:
            shutil.rmtree(trial.folder)
        return trial.kind, outcome, fault, trial.folder.name

    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        for kind, outcome, fault, name in pool.map(one, range(chosen.count)):
            tally[kind][outcome] += 1
            if fault:
                faults.append((name, fault))
                print(f"{name}: {fault}", flush=True)
    print(f"{'kind':14} {'published':>9} {'refused':>9} {'broken':>9}")
    for kind, counts in tally.items():
        print(f"{kind:14} {counts['published']:9} {counts[REFUSED]:9} {counts['broken']:9}")
    print(f"{chosen.count} inputs, seed {chosen.seed}: {len(faults)} broke the rule" + (f", kept in {kept}" if faults else ""))
    if not faults:
        shutil.rmtree(work)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
