// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lisiere::io {

/// What a browser may do with a page of an edition; empty where no policy is needed.
/// - The map (index.html): scripts, styles, data and worker of its own folder, nothing else; the
///   page says the same itself, for other servers (all but `frame-ancestors`, which a page cannot).
/// - Other pages: their own scripts and styles; nothing from elsewhere. The report's own policy,
///   which it carries, allows its one script and its one sheet alone.
/// - Drawings and XML: no script at all. Not PDF: browsers' readers of it are scripts.
std::string_view content_policy(const std::filesystem::path& file);

/// A decoded path as the value of Location.
std::string encoded_path(std::string_view path);

}  // namespace lisiere::io
