// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::io {

/// The folder of one edition, replaced in one move. Everything is written to a hidden sibling first
/// (`.<name>.en-cours`); `publish()` swaps it with the target, so that readers see the old edition
/// or the new one, never a mix. Without `publish()` (error, Ctrl-C) the destructor removes the
/// sibling and the earlier edition is untouched; a sibling left by a killed run is removed at the
/// next start. Two runs towards one folder at once: the second gets an OutputError (a lock file
/// beside the target). Files of the target that no edition wrote (a user's own project) are carried
/// over to the new one.
class OutputFolder {
  public:
    /// OutputError when the target cannot be written, is a file, or holds files but no
    /// manifeste.json.
    explicit OutputFolder(std::filesystem::path target);
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    const std::filesystem::path& target() const { return target_; }
    /// Where to write.
    const std::filesystem::path& work() const { return work_; }
    /// `known`: relative paths that the earlier edition wrote; other files are carried over.
    void publish(const std::vector<std::string>& known);

  private:
    void remove_work() noexcept;

    std::filesystem::path target_;
    std::filesystem::path work_;
    std::filesystem::path lock_;
    int lock_handle_ = -1;
};

}  // namespace lisiere::io
