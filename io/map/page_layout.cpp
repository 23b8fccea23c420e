// SPDX-License-Identifier: Apache-2.0
#include "io/map/page.hpp"

namespace lisiere::io {

PageLayout page_layout(const PrintConfig& config, const PrintSettings& settings) {
    PageLayout out;
    const bool a3 = config.paper == "A3";
    const double longer = a3 ? 420 : 297;
    const double shorter = a3 ? 297 : 210;
    out.paper = config.portrait ? Paper{shorter, longer} : Paper{longer, shorter};
    out.scale = a3 ? settings.a3_scale : 1;
    const double s = out.scale;
    const double gap = 4 * s;
    const PageBox inside{settings.margin_mm, settings.margin_mm,
                         out.paper.width_mm - 2 * settings.margin_mm,
                         out.paper.height_mm - 2 * settings.margin_mm};
    out.header = {inside.x, inside.y, inside.width, 15 * s};
    out.footer = {inside.x, inside.bottom() - 8 * s, inside.width, 8 * s};
    const PageBox body{inside.x, out.header.bottom() + 2 * s, inside.width,
                       out.footer.y - out.header.bottom() - 4 * s};
    const double legend = 26 * s;
    if (config.portrait) {
        const double figures = 112 * s;
        out.map = {body.x, body.y, body.width, body.height - figures - legend - 2 * gap};
        out.legend = {body.x, out.map.bottom() + gap / 2, body.width, legend};
        const double top = out.legend.bottom() + gap;
        const double width = (body.width - gap * 1.5) / 2;
        out.columns = {{body.x, top, width, body.bottom() - top},
                       {body.right() - width, top, width, body.bottom() - top}};
    } else {
        const double column = settings.column_mm * s;
        out.map = {body.x, body.y, body.width - column - gap * 1.25,
                   body.height - legend - gap / 2};
        out.legend = {body.x, out.map.bottom() + gap / 2, out.map.width, legend};
        out.columns = {{body.right() - column, body.y, column, body.height}};
    }
    out.wide_map = {body.x, body.y, body.width, body.height - legend - gap / 2};
    out.wide_legend = {body.x, out.wide_map.bottom() + gap / 2, body.width, legend};
    return out;
}

}  // namespace lisiere::io
