// SPDX-License-Identifier: MIT
#pragma once

#include "html/xml_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// What an SVG shows, as it was read.
namespace xml {

using Texts = std::vector<std::string>;

/// What is read in the drawing, without titles.
inline Texts texts(const Node& svg) {
    Texts all;
    for (const Node* node : svg.all("text")) {
        if (!node->text.empty()) all.push_back(node->text);
        for (const Node* part : node->all("tspan"))
            all.push_back(part->text);
    }
    return all;
}

inline bool has(const Texts& texts, std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

inline Texts titles(const Node& svg) {
    Texts all;
    for (const Node* node : svg.all("title"))
        all.push_back(node->text);
    return all;
}

/// The bars of a class, from top to bottom as they are written.
inline std::vector<const Node*> bars(const Node& svg, std::string_view of_class) {
    std::vector<const Node*> found;
    for (const Node* node : svg.all("rect"))
        if (node->attributes.at("class") == of_class) found.push_back(node);
    return found;
}

}  // namespace xml
