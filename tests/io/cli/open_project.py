# SPDX-License-Identifier: Apache-2.0
"""Opens a project of Lisière in real QGIS, as its user would, and says what is wrong with it.

Usage: open_project.py PROJECT.qgz PICTURE.png ATLAS_FOLDER. Ends with code 0 when every layer is there and drawn, no warning was
given, the map has more than its ground, and the atlas has a page a perimeter; prints what it found.
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (Qgis, QgsApplication, QgsLayoutExporter, QgsLayoutItemMap, QgsMapLayerType, QgsMapRendererParallelJob,  # noqa: E402
                       QgsMapSettings, QgsProject)
from qgis.PyQt.QtCore import QSize  # noqa: E402


def main(project_file, picture, folder):
    application = QgsApplication([], False)
    application.initQgis()
    wrong = []
    said = []
    application.messageLog().messageReceived.connect(
        lambda text, tag, level: said.append(f"{tag} : {text}") if level != Qgis.Info else None)
    project = QgsProject.instance()
    if not project.read(project_file):
        wrong.append(f"projet illisible : {project.error()}")
    layers = list(project.mapLayers().values())
    for layer in layers:
        if not layer.isValid():
            wrong.append(f"couche invalide : {layer.name()}")
        elif layer.type() == QgsMapLayerType.VectorTileLayer:
            # The base map: tiles are in Web Mercator, and hold every layer that a style names.
            if not layer.renderer().styles():
                wrong.append(f"sans style : {layer.name()}")
        elif layer.isSpatial() and layer.crs() != project.crs():
            wrong.append(f"projection de {layer.name()} : {layer.crs().authid()}")
        elif layer.isSpatial() and layer.renderer().type() == "nullSymbol":
            wrong.append(f"sans style : {layer.name()}")
        if os.path.dirname(os.path.abspath(project_file)) + "/" not in layer.source():
            wrong.append(f"chemin hors du dossier : {layer.source()}")
    themes = project.mapThemeCollection()
    for theme in themes.mapThemes():
        if not themes.mapThemeVisibleLayers(theme):
            wrong.append(f"thème vide : {theme}")
    for relation in project.relationManager().relations().values():
        if not relation.isValid():
            wrong.append(f"relation fausse : {relation.name()}")
    perimeters = [one for one in layers if one.id() == "lisiere_couche_perimetres"]
    drawn = sum(1 for one in perimeters[0].getFeatures() if one.hasGeometry()) if perimeters else 0
    bookmarks = project.bookmarkManager().bookmarks()
    if len(bookmarks) != drawn:
        wrong.append(f"{len(bookmarks)} signets pour {drawn} périmètres")

    def rendered(drawn_layers):
        settings = QgsMapSettings()
        settings.setLayers(drawn_layers)
        settings.setDestinationCrs(project.crs())
        settings.setExtent(project.viewSettings().fullExtent())
        settings.setOutputSize(QSize(800, 600))
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        for error in job.errors():
            wrong.append(f"rendu : {error.message}")
        image = job.renderedImage()
        return image, {image.pixel(x, y) for x in range(0, 800, 4) for y in range(0, 600, 4)}

    image, colours = rendered([node.layer() for node in project.layerTreeRoot().findLayers()
                               if node.isVisible() and node.layer() is not None and node.layer().isSpatial()])
    image.save(picture)
    if len(colours) < 10:
        wrong.append(f"carte presque vide : {len(colours)} couleurs")

    base = [one for one in layers if one.type() == QgsMapLayerType.VectorTileLayer]
    if base and len(rendered(base)[1]) < 3:
        wrong.append("fond de plan vide")

    layouts = project.layoutManager().printLayouts()
    if len(layouts) != 1:
        wrong.append(f"{len(layouts)} mises en page")
    pages = 0
    for layout in layouts:
        result, error = QgsLayoutExporter.exportToPdf(layout.atlas(), os.path.join(folder, "atlas_qgis.pdf"),
                                                      QgsLayoutExporter.PdfExportSettings())
        if result != QgsLayoutExporter.Success:
            wrong.append(f"atlas : {error}")
        images = QgsLayoutExporter.ImageExportSettings()
        images.dpi = 100
        QgsLayoutExporter.exportToImage(layout.atlas(), os.path.join(folder, "page"), "png", images)
        # QGIS reshapes a map whose extent has other proportions than its place on the page.
        for item in layout.items():
            if isinstance(item, QgsLayoutItemMap) and abs(item.rect().height() - 162) > 0.5:
                wrong.append(f"carte de {item.rect().height():.1f} mm de haut au lieu de 162")
        pages = layout.atlas().count()
        if pages != drawn:
            wrong.append(f"atlas de {pages} pages pour {drawn} périmètres")
    wrong += said
    print(f"{len(layers)} couches dont {len(base)} de fond, {len(themes.mapThemes())} thèmes, "
          f"{len(project.relationManager().relations())} relations, {len(bookmarks)} signets, {pages} pages")
    for line in wrong:
        print(line)
    project.clear()
    application.exitQgis()
    return 1 if wrong else 0


sys.exit(main(*sys.argv[1:4]))
