# SPDX-License-Identifier: Apache-2.0
"""What the print layout of a project of Lisière says of one perimeter, as QGIS writes it: the text of every label, one after another.

Usage: told_by_layout.py PROJECT.qgz CODE. Ends with code 1 when the atlas has no page for that code.
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsApplication, QgsLayoutItemLabel, QgsProject  # noqa: E402


def main(project_file, code):
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    project.read(project_file)
    found = False
    for layout in project.layoutManager().printLayouts():
        atlas = layout.atlas()
        atlas.beginRender()
        atlas.updateFeatures()
        for page in range(atlas.count()):
            atlas.seekTo(page)
            atlas.refreshCurrentFeature()
            if layout.reportContext().feature()["code"] != code:
                continue
            found = True
            for item in layout.items():
                if isinstance(item, QgsLayoutItemLabel):
                    print(item.currentText())
    project.clear()
    application.exitQgis()
    return 0 if found else 1


sys.exit(main(*sys.argv[1:3]))
