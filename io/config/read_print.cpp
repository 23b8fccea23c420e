// SPDX-License-Identifier: Apache-2.0
#include "io/config/read_print.hpp"

#include <algorithm>

namespace lisiere::io {

PrintConfig read_print(Section& root) {
    PrintConfig print;
    auto section = root.table("atlas");
    if (!section) return print;
    print.enabled = section->flag("produire").value_or(print.enabled);
    print.paper = section->choice("papier", {"A4", "A3"}).value_or(print.paper);
    print.portrait =
        section->choice("orientation", {"paysage", "portrait"}).value_or("paysage") == "portrait";
    print.date = section->text("date").value_or("");
    if (section->has("formats")) {
        print.formats = section->texts("formats");
        for (const std::string& format : print.formats)
            if (format != "pdf" && format != "png" && format != "svg")
                section->fail("formats", "« " + format + " »", "pdf, png ou svg");
    }
    section->finish();
    return print;
}

}  // namespace lisiere::io
