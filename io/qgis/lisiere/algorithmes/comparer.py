# SPDX-License-Identifier: Apache-2.0
"""`lisiere compare`."""
import os

from qgis.core import (QgsProcessingOutputFile, QgsProcessingParameterFile, QgsProcessingParameterFolderDestination)

from ..couches import load_layers
from .commun import Commun


class Comparer(Commun):
    """Comparer deux éditions."""

    NAME = "comparer"
    TITLE = "Comparer deux éditions"
    HELP = ("Dit ce qui a changé d'une édition à l'autre, par quartier : de combien, ce que la différence vaut, et pourquoi (horaire, "
            "équipement, contour, réglage). Écrit une page, des tables et un GeoPackage, dont les couches sont chargées.")
    BEFORE, AFTER, OUTPUT, PAGE = "AVANT", "APRES", "SORTIE", "PAGE"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        for name, title in ((self.BEFORE, "Édition d'avant (dossier)"), (self.AFTER, "Édition d'après (dossier)")):
            self.addParameter(QgsProcessingParameterFile(name, title, QgsProcessingParameterFile.Folder))
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT, "Dossier de la comparaison"))
        self.addOutput(QgsProcessingOutputFile(self.PAGE, "Page de la comparaison"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        folder = self.parameterAsString(parameters, self.OUTPUT, context)
        self.run_program(["compare", self.parameterAsFile(parameters, self.BEFORE, context),
                          self.parameterAsFile(parameters, self.AFTER, context), "-o", folder], feedback)
        load_layers(context, os.path.join(folder, "comparaison.gpkg"), ["comparaison_lieux", "comparaison_perimetres"], "comparaison")
        return {self.OUTPUT: folder, self.PAGE: os.path.join(folder, "comparaison.html")}
