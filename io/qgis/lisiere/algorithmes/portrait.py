# SPDX-License-Identifier: Apache-2.0
"""`lisiere explain`."""
from qgis.core import QgsProcessingOutputString, QgsProcessingParameterFileDestination, QgsProcessingParameterString

from .commun import Commun


class Portrait(Commun):
    """Portrait d'un quartier."""

    NAME = "portrait"
    TITLE = "Portrait d'un quartier"
    HELP = ("Dit tout d'un quartier, par son code ou son nom : chaque chiffre, sa formule, ses entrées, leurs sources et leurs millésimes. "
            "Un fichier .json a toutes les colonnes et les valeurs exactes ; tout autre nom, un texte à lire.")
    PERIMETER, OUTPUT, TEXT = "PERIMETRE", "SORTIE", "TEXTE"

    def initAlgorithm(self, configuration=None):  # noqa: N802
        self.add_configuration()
        self.addParameter(QgsProcessingParameterString(self.PERIMETER, "Quartier (code ou nom)"))
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, "Portrait", "Texte (*.txt);;JSON (*.json)"))
        self.addOutput(QgsProcessingOutputString(self.TEXT, "Portrait, en texte"))

    def processAlgorithm(self, parameters, context, feedback):  # noqa: N802
        file = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        arguments = ["explain", self.parameterAsFile(parameters, self.CONFIGURATION, context),
                     self.parameterAsString(parameters, self.PERIMETER, context)]
        if file.lower().endswith(".json"):
            arguments.append("--json")
        text = self.run_program(arguments, feedback)
        with open(file, "w", encoding="utf-8") as written:
            written.write(text)
        feedback.pushInfo(text)
        return {self.OUTPUT: file, self.TEXT: text}
