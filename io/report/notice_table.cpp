// SPDX-License-Identifier: Apache-2.0
#include "io/report/notice_table.hpp"

#include "engine/core/error.hpp"

namespace lisiere::io {

void say_notices(Table& table, const Notices& notices, const NoticeWords& words) {
    LISIERE_EXPECTS(table.rows.size() == notices.items().size());
    const auto column = [&](std::string_view name) {
        std::size_t at = 0;
        while (table.columns.at(at).name != name) ++at;
        return at;
    };
    const std::size_t message = column("message");
    const std::size_t examples = column("exemples");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const Notice& notice = notices.items()[row];
        table.rows[row][message] = words.message(notice);
        if (!notice.samples.empty()) table.rows[row][examples] = words.all_samples(notice);
    }
}

}  // namespace lisiere::io
