// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// A strict reader of the little XML that is written here: elements, attributes, texts, five entities and
/// numbers of characters. What is not well-formed throws.
namespace xml {

struct Node {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;  ///< its own, without that of its children
    std::vector<Node> children;

    double number(const std::string& attribute) const {
        return number_of(attributes.at(attribute));
    }
    const Node* child(std::string_view of_name) const& {
        for (const Node& one : children)
            if (one.name == of_name) return &one;
        return nullptr;
    }
    /// It and all below it of a name, in the order of the document.
    std::vector<const Node*> all(std::string_view of_name) const& {
        std::vector<const Node*> found;
        if (name == of_name) found.push_back(this);
        for (const Node& one : children)
            for (const Node* node : one.all(of_name))
                found.push_back(node);
        return found;
    }

    // What they give is part of it: name it first.
    void child(std::string_view of_name) const&& = delete;
    void all(std::string_view of_name) const&& = delete;

    /// "-12.5"
    static double number_of(std::string_view digits) {
        double value = 0;
        double unit = 1;
        bool is_after_point = false;
        for (const char c : digits) {
            if (c == '-') continue;
            if (c == '.') {
                is_after_point = true;
                continue;
            }
            if (c < '0' || c > '9') throw std::runtime_error{"no number: " + std::string{digits}};
            value = value * 10 + (c - '0');
            if (is_after_point) unit *= 10;
        }
        return (digits.starts_with('-') ? -value : value) / unit;
    }
};

class Reader {
public:
    explicit Reader(std::string_view text) : text_{text} {}

    Node document() {
        Node node = element();
        if (at_ != text_.size()) fail("something after the document");
        return node;
    }

private:
    [[noreturn]] void fail(const std::string& why) const {
        throw std::runtime_error{why + " at " + std::to_string(at_)};
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(std::string_view expected) {
        if (!text_.substr(at_).starts_with(expected)) return false;
        at_ += expected.size();
        return true;
    }
    void expect(std::string_view expected) {
        if (!take(expected)) fail("no " + std::string{expected});
    }
    std::string name() {
        const std::size_t begin = at_;
        while ((peek() >= 'a' && peek() <= 'z') || (peek() >= 'A' && peek() <= 'Z') ||
               (at_ > begin && (peek() == '-' || (peek() >= '0' && peek() <= '9'))))
            ++at_;
        if (at_ == begin) fail("no name");
        return std::string{text_.substr(begin, at_ - begin)};
    }

    /// One character, or what stands for one.
    void take_character(std::string& into) {
        const auto c = static_cast<unsigned char>(peek());
        if (c < 0x20 && c != '\t' && c != '\n') fail("a control character");
        if (c == '<' || c == '>') fail("a bare bracket");
        if (c != '&') {
            into += text_[at_++];
            return;
        }
        for (const auto& [entity, meaning] : std::map<std::string, std::string>{
                 {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#13;", "\r"}})
            if (take(entity)) {
                into += meaning;
                return;
            }
        fail("an unknown entity");
    }

    Node element() {
        expect("<");
        Node node;
        node.name = name();
        while (take(" ")) {
            const std::string attribute = name();
            expect("=\"");
            std::string value;
            while (peek() != '"')
                take_character(value);
            expect("\"");
            if (!node.attributes.emplace(attribute, value).second) fail("an attribute twice");
        }
        if (take("/>")) return node;
        expect(">");
        while (!take("</")) {
            if (at_ >= text_.size()) fail("no end");
            if (peek() == '<')
                node.children.push_back(element());
            else
                take_character(node.text);
        }
        expect(node.name + ">");
        return node;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

inline Node read(std::string_view text) { return Reader{text}.document(); }

}  // namespace xml
