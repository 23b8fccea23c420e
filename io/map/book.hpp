// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/map/contents.hpp"

namespace lisiere::io {

/// A PDF put together from the pages of others, by qpdf: nothing is drawn or compressed again, so
/// that documents drawn apart, on several cores, make one file. Errors: OutputError when the disk
/// refuses. Guarantee: the same bytes for the same documents. Cost: that of copying its bytes;
/// memory does not grow with them.
class Book {
  public:
    /// `language`: of its words, told to readers and to screen readers.
    Book(std::string title, std::string language);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    /// Appends the pages of a document, which stays where it is until `write` is done.
    void add(const std::filesystem::path& document);
    std::size_t pages() const;
    /// Lays the pages of `document` over its own, first on first.
    void overlay(const std::filesystem::path& document);
    /// An entry of the outline that readers show beside the pages, of a page counted from 1, under
    /// the entry that an earlier call gave (0: none).
    int bookmark(int parent, const std::string& title, std::size_t page);
    /// Ground of a page (counted from 1) that leads to others.
    void link(std::size_t page, std::span<const PageLink> links);
    void write(const std::filesystem::path& path);

  private:
    struct Document;
    std::unique_ptr<Document> document_;
};

}  // namespace lisiere::io
