# SPDX-License-Identifier: Apache-2.0
"""`lisiere run`."""
import os

from qgis.core import (QgsProcessingOutputFile, QgsProcessingOutputFolder, QgsProcessingParameterBoolean,
                       QgsProcessingParameterFolderDestination, QgsProcessingParameterString)

from ..couches import load_layers
from .commun import Commun


class Edition(Commun):
    """Calculer une édition."""

    NAME = "edition"
    TITLE = "Calculer une édition"
    HELP = ("Lit les fichiers que la configuration déclare, calcule, et écrit l'édition dans un dossier : GeoPackage, projet QGIS, carte "
            "web, atlas, rapport, tables. Si rien n'a changé, rien n'est refait. Arrêter laisse l'édition précédente.\n\n"
            "Les couches nommées sont chargées avec leurs styles ; pour toutes les avoir, en groupes, avec thèmes et mise en page, "
            "ouvrir le projet territoire.qgz du dossier.")
    OUTPUT, FORCE, LAYERS, PROJECT = "SORTIE", "REFAIRE", "COUCHES", "PROJET"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.add_configuration()
        self.addParameter(QgsProcessingParameterBoolean(self.FORCE, "Refaire même si rien n'a changé", False))
        self.addParameter(QgsProcessingParameterString(self.LAYERS, "Couches à charger", "carreaux, perimetres", optional=True))
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT, "Dossier de l'édition"))
        self.addOutput(QgsProcessingOutputFile(self.PROJECT, "Projet QGIS de l'édition"))
        self.addOutput(QgsProcessingOutputFolder(self.OUTPUT, "Dossier de l'édition"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        folder = self.parameterAsString(parameters, self.OUTPUT, context)
        arguments = ["run", self.parameterAsFile(parameters, self.CONFIGURATION, context), "-o", folder]
        if self.parameterAsBoolean(parameters, self.FORCE, context):
            arguments.append("--force")
        self.run_program(arguments, feedback)
        wanted = [name.strip() for name in self.parameterAsString(parameters, self.LAYERS, context).split(",") if name.strip()]
        loaded = load_layers(context, os.path.join(folder, "lisiere.gpkg"), wanted, os.path.basename(os.path.normpath(folder)))
        for name in wanted:
            if name not in loaded:
                feedback.pushWarning(f"l'édition n'a pas de couche « {name} »")
        return {self.OUTPUT: folder, self.PROJECT: os.path.join(folder, "territoire.qgz")}
