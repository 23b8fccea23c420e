// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demo.hpp"

#include <stdexcept>

#include "tests/support/program.hpp"

namespace lisiere::tests {

const std::filesystem::path& demo_edition() {
    static const Scratch scratch;
    static const std::filesystem::path edition = [] {
        const std::filesystem::path out = scratch.path() / "demo";
        const Outcome outcome =
            run_lisiere({"run", LISIERE_ROOT "/examples/demo.toml", "-o", out.string()});
        if (outcome.exit_code != 0) throw std::runtime_error(outcome.err);
        return out;
    }();
    return edition;
}

}  // namespace lisiere::tests
