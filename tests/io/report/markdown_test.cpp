// SPDX-License-Identifier: Apache-2.0
#include "io/report/markdown.hpp"

#include "tests/support/catch.hpp"

using lisiere::io::markdown_html;

TEST_CASE("a page of the project is read as prose: headings, lists, tables, code, escaped",
          "[io][report]") {
    CHECK(markdown_html("# Titre\n\nDeux\nlignes, `code` et **gras**.\n") ==
          "<h4>Titre</h4>\n<p>Deux lignes, <code>code</code> et <strong>gras</strong>.</p>\n");
    CHECK(markdown_html("- un\n  suite\n- deux < trois\n") ==
          "<ul>\n<li>un suite</li>\n<li>deux &lt; trois</li>\n</ul>\n");
    CHECK(markdown_html("| a | b |\n| --- | --- |\n| 1 | 2 |\n") ==
          "<div class=\"defile\"><table><tr><th>a</th><th>b</th></tr>\n"
          "<tr><td>1</td><td>2</td></tr>\n</table></div>\n");
    CHECK(markdown_html("```\na < b\n```\nfin [mot](https://ailleurs.example)\n") ==
          "<pre class=\"page\">a &lt; b\n</pre>\n<p>fin mot</p>\n");
}

TEST_CASE("tables of source files are not for who reads a report", "[io][report]") {
    CHECK(markdown_html("| file | does |\n| --- | --- |\n| `x.hpp` | y |\n").empty());
}

TEST_CASE("an empty page, an unclosed block and an unclosed mark end", "[io][report]") {
    CHECK(markdown_html("").empty());
    CHECK(markdown_html("```\ncode") == "<pre class=\"page\">code\n</pre>\n");
    CHECK(markdown_html("un ` seul [crochet") == "<p>un ` seul [crochet</p>\n");
    CHECK(markdown_html("#") == "");
}
