# SPDX-License-Identifier: Apache-2.0
"""What the five algorithms do alike."""
from processing.core.ProcessingConfig import ProcessingConfig
from qgis.core import QgsProcessingAlgorithm, QgsProcessingException, QgsProcessingParameterFile

from ..programme import SETTING, Cancelled, ProgramError, find_program, run


class Commun(QgsProcessingAlgorithm):
    """An algorithm that is a verb of the program. A subclass has NAME, TITLE, HELP and its parameters."""

    CONFIGURATION = "CONFIGURATION"
    NAME = TITLE = HELP = ""

    def createInstance(self):  # noqa: N802
        return type(self)()

    def name(self):
        return self.NAME

    def displayName(self):  # noqa: N802
        return self.TITLE

    def shortHelpString(self):  # noqa: N802
        return self.HELP

    def add_configuration(self):
        self.addParameter(QgsProcessingParameterFile(self.CONFIGURATION, "Configuration du territoire (TOML)",
                                                     fileFilter="Configuration (*.toml)"))

    def run_program(self, arguments, feedback):
        """Runs a verb, tells the feedback, gives its standard output; what it refuses is a QgsProcessingException."""
        show = {"etape": feedback.setProgressText, "avertissement": feedback.pushWarning,
                "erreur": lambda text: None}  # QGIS says what the exception holds
        try:
            program = find_program(ProcessingConfig.getSetting(SETTING) or "")
            feedback.pushCommandInfo(" ".join([program, *arguments]))
            return run(program, arguments, lambda kind, text: show.get(kind, feedback.pushInfo)(text),
                       feedback.setProgress, feedback.isCanceled)
        except ProgramError as error:
            raise QgsProcessingException(str(error)) from error
        except Cancelled:
            raise QgsProcessingException("arrêté : rien n'a été changé") from None
