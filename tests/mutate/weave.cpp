// SPDX-License-Identifier: MIT
#include "weave.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace mutate {

namespace {

using How = Mutation::How;

struct Node {
    Range range;
    std::vector<const Mutation*> mutations;
    std::vector<Node> inner;
};

void put(Node node, std::vector<Node>& into) {
    for (Node& other : into)
        if (other.range.holds(node.range)) return put(std::move(node), other.inner);
    into.push_back(std::move(node));
}

/// Ranges nest. Wider ones first; of those that overlap without nesting only the first is kept.
std::vector<Node> nested(const Mutations& mutations) {
    std::map<std::pair<std::size_t, std::size_t>, Node> by_range;
    for (const Mutation& mutation : mutations) {
        Node& node = by_range[{mutation.range.begin, mutation.range.end}];
        node.range = mutation.range;
        node.mutations.push_back(&mutation);
    }
    std::vector<Node> all;
    for (auto& [range, node] : by_range)
        all.push_back(std::move(node));
    std::stable_sort(all.begin(), all.end(), [](const Node& a, const Node& b) {
        return a.range.end - a.range.begin > b.range.end - b.range.begin;
    });
    std::vector<Node> top;
    for (Node& node : all)
        put(std::move(node), top);
    return top;
}

class Weaver {
public:
    Weaver(const std::string& source, Woven& woven) : source_{&source}, woven_{&woven} {}

    void between(const Range& range, std::vector<Node>& nodes) {
        std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) {
            return a.range.begin < b.range.begin;
        });
        std::size_t at = range.begin;
        for (Node& node : nodes) {
            if (node.range.begin < at) continue;
            write(source_->substr(at, node.range.begin - at));
            mutated(node);
            at = node.range.end;
        }
        write(source_->substr(at, range.end - at));
    }

private:
    void write(const std::string& text) { woven_->text += text; }

    static std::string on(const Mutation& mutation) {
        return "::saleskpi_mutants::on(" + std::to_string(mutation.number) + ")";
    }

    static std::string in_one_line(std::string text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        return text;
    }

    void mutated(Node& node) {
        const std::size_t start = woven_->text.size();
        std::vector<int> all;
        for (const Mutation* mutation : node.mutations)
            all.push_back(mutation->number);
        if (node.mutations.front()->how == How::statement) {
            write("{ if (!" + on(*node.mutations.front()) + ") ");
            between(node.range, node.inner);
            write(" }");
        } else {
            bool is_condition = false;
            write("(");
            for (const Mutation* mutation : node.mutations) {
                is_condition |= mutation->how == How::condition;
                write(on(*mutation) + " ? ");
                const std::size_t begin = woven_->text.size();
                const bool is_asked = mutation->how == How::condition;
                write((is_asked ? "static_cast<bool>(" : "(") + in_one_line(mutation->text) + ")");
                woven_->written.push_back({{begin, woven_->text.size()}, {mutation->number}});
                write(" : ");
            }
            write(is_condition ? "static_cast<bool>(" : "(");
            between(node.range, node.inner);
            write("))");
        }
        woven_->written.push_back({{start, woven_->text.size()}, all});
    }

    const std::string* source_;
    Woven* woven_;
};

}  // namespace

std::vector<int> Woven::at(std::size_t byte) const {
    const std::vector<int>* narrowest = nullptr;
    std::size_t size = (std::numeric_limits<std::size_t>::max)();
    for (const auto& [range, numbers] : written)
        if (range.holds(byte) && range.end - range.begin < size) {
            size = range.end - range.begin;
            narrowest = &numbers;
        }
    return narrowest ? *narrowest : std::vector<int>{};
}

std::size_t Woven::line(std::size_t byte) const {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>((std::min)(byte, text.size()));
    const auto above = static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
    return above + 1 - lines_on_top;
}

Woven weave(const std::string& source, const Mutations& mutations) {
    Woven woven;
    static_assert(Woven::lines_on_top == 2);
    woven.text = "#include \"mutate/mutant.hpp\"\n#line 1\n";
    std::vector<Node> nodes = nested(mutations);
    Weaver{source, woven}.between({0, source.size()}, nodes);
    return woven;
}

}  // namespace mutate
