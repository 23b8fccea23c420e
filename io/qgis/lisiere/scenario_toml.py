# SPDX-License-Identifier: Apache-2.0
"""A scenario as the configuration has it, from lines that somebody drew: no QGIS in here."""
import json
import os
import re

ACTIONS = ("ajouter", "fermer", "pietonniser")


class ScenarioError(Exception):
    """What of the drawing or the configuration makes no scenario."""


def toml_text(text):
    """A basic string of TOML: JSON's escapes are among those of TOML, but for DEL."""
    return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def is_name(name):
    """What names a scenario and its folder."""
    return re.fullmatch(r"[a-z0-9_-]{1,60}", name) is not None


def line_wkt(points):
    """LINESTRING of (longitude, latitude) in degrees, to a centimetre."""
    return "LINESTRING (" + ", ".join(f"{lon:.7f} {lat:.7f}" for lon, lat in points) + ")"


def way(points, action="ajouter", kind="", bridge=False, tunnel=False):
    """One [[scenarios.voies]]: a line of at least two points and what is done there."""
    if action not in ACTIONS:
        raise ScenarioError(f"action « {action} » : une de {', '.join(ACTIONS)}")
    if len(points) < 2 or all(point == points[0] for point in points):
        raise ScenarioError("une ligne d'un seul point : dessiner le tracé d'un bout à l'autre")
    lines = ["[[scenarios.voies]]", f"action = {toml_text(action)}", f"trace = {toml_text(line_wkt(points))}"]
    if action == "ajouter":
        lines.append(f"nature = {toml_text(kind or 'footway')}")
        if bridge:
            lines += ["pont = true", "niveau = 1"]
        if tunnel:
            lines += ["tunnel = true", "niveau = -1"]
    return "\n".join(lines)


def scenario(name, title, ways):
    """[[scenarios]] and its ways."""
    if not is_name(name):
        raise ScenarioError(f"nom « {name} » : des minuscules sans accent, chiffres, - et _, 60 au plus")
    if not ways:
        raise ScenarioError("aucune ligne : sélectionner ou dessiner au moins une entité")
    return "\n\n".join([f"[[scenarios]]\nnom = {toml_text(name)}\ntitre = {toml_text(title or name)}", *ways]) + "\n"


def copy_with(configuration, name, block):
    """Writes the configuration with one more scenario beside it, where its relative paths are right; returns the path.

    A copy of the same name is replaced when it is one of ours. ScenarioError when the configuration has a scenario of that name.
    """
    with open(configuration, encoding="utf-8") as file:
        text = file.read()
    if re.search(rf"^\s*nom\s*=\s*\"{re.escape(name)}\"\s*$", text.partition("[[scenarios]]")[2], re.MULTILINE):
        raise ScenarioError(f"la configuration a déjà un scénario « {name} » : choisir un autre nom")
    stem, extension = os.path.splitext(configuration)
    copy = f"{stem}.scenario-{name}{extension or '.toml'}"
    mark = f"# Copie de {os.path.basename(configuration)} avec le scénario dessiné dans QGIS : refaite à chaque calcul.\n"
    if os.path.exists(copy):
        with open(copy, encoding="utf-8") as file:
            if file.readline() != mark:
                raise ScenarioError(f"{copy} existe et n'a pas été écrit par cette extension : choisir un autre nom")
    try:
        with open(copy, "w", encoding="utf-8") as file:
            file.write(mark + text.rstrip("\n") + "\n\n" + block)
    except OSError as error:
        raise ScenarioError(f"{copy} ne s'écrit pas ({error.strerror}) : la copie va à côté de la configuration, dont les chemins "
                            "sont relatifs ; copier le dossier là où l'on peut écrire") from error
    return copy
