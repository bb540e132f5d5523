// SPDX-License-Identifier: MIT
#include "mutate/definition_mutants.hpp"

#include "plan/structure.hpp"
#include "record/library_types.hpp"

#include <saleskpi/record/deal.hpp>

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

namespace saleskpi_mutants {

using namespace saleskpi;

namespace {

struct Parts {
    std::vector<Leaf> leaves;
    std::vector<Test> tests;
    std::vector<Step> steps;
};

struct Change {
    std::string what;
    std::function<void(Parts&)> make;
};

using Changes = std::vector<Change>;

std::string name(const ColumnRef& column) {
    return std::string{column.table} + "." + std::string{column.name};
}

/// Each other date of the same record in the place of one.
template <class Put>
void other_dates(const std::string& where, const ColumnRef& date, const Put& put, Changes& all) {
    if (date.name.empty() || date.type != FieldType::date) return;
    for (const RecordType* type : detail::library_types()) {
        if (type->table != date.table) continue;
        for (const FieldInfo& field : type->fields) {
            if (field.type != FieldType::date || field.name == date.name) continue;
            ColumnRef other = date;
            other.name = field.name;
            other.hash = 0;
            all.push_back(
                {fmt::format("{}: {} -> {}", where, name(date), field.name),
                 [put, other](Parts& parts) { put(parts, other); }});
        }
    }
}

/// Of a flow one date is both its beginning and its end.
void placed_by(std::size_t i, const Leaf& leaf, Changes& all) {
    const auto put = [i](Parts& p, const ColumnRef& other) {
        p.leaves[i].placement.from = other;
        p.leaves[i].placement.until = other;
    };
    other_dates(fmt::format("aggregate {} placed by", i + 1), leaf.placement.from, put, all);
}

void of_leaf(std::size_t i, const Leaf& leaf, Changes& all) {
    const std::string where = fmt::format("aggregate {}", i + 1);
    const auto column = [&](const char* what, const ColumnRef& date, auto get) {
        other_dates(
            where + " " + what, date,
            [i, get](Parts& p, const ColumnRef& other) { get(p.leaves[i]) = other; }, all);
    };
    if (leaf.placement.is_stock() || leaf.placement.kind == Placement::Kind::spread) {
        column("from", leaf.placement.from, [](Leaf& l) -> ColumnRef& { return l.placement.from; });
        column(
            "until", leaf.placement.until, [](Leaf& l) -> ColumnRef& { return l.placement.until; });
    } else {
        placed_by(i, leaf, all);
    }
    column("of", leaf.value.a, [](Leaf& l) -> ColumnRef& { return l.value.a; });
    column("and", leaf.value.b, [](Leaf& l) -> ColumnRef& { return l.value.b; });
}

void of_test(std::size_t i, const Test& test, Changes& all) {
    using Op = Test::Op;
    const std::string where = fmt::format("condition {}", i + 1);
    const auto op = [&](Op from, Op to, const char* what) {
        if (test.op == from)
            all.push_back({where + ": " + what, [i, to](Parts& p) { p.tests[i].op = to; }});
    };
    op(Op::less, Op::less_equal, "< -> <=");
    op(Op::less_equal, Op::less, "<= -> <");
    op(Op::greater, Op::greater_equal, "> -> >=");
    op(Op::greater_equal, Op::greater, ">= -> >");
    const std::string_view text = test.constant.text.view();
    const bool is_stage = test.column.type == FieldType::choice &&
                          (test.column.name == "stage" || test.column.name == "deal_stage");
    if (is_stage && (text == "won" || text == "lost")) {
        const auto to = text == "won" ? Stage::lost : Stage::won;
        const char* word = text == "won" ? "lost" : "won";
        all.push_back({fmt::format("{}: {} -> {}", where, text, word), [i, to, word](Parts& p) {
                           p.tests[i].constant.text = ConstantText{word};
                           p.tests[i].constant.number = static_cast<std::int64_t>(to);
                       }});
    }
    other_dates(
        where, test.column, [i](Parts& p, const ColumnRef& other) { p.tests[i].column = other; },
        all);
    if (test.constant.is_column)
        other_dates(
            where + ", right", test.constant.column,
            [i](Parts& p, const ColumnRef& other) { p.tests[i].constant.column = other; }, all);
}

Changes changes_of(const DefinitionView& view) {
    Changes all;
    for (std::size_t i = 0; i < view.leaves.size(); ++i)
        of_leaf(i, view.leaves[i], all);
    for (std::size_t i = 0; i < view.tests.size(); ++i)
        of_test(i, view.tests[i], all);
    for (std::size_t i = 0; i < view.steps.size(); ++i)
        if (view.steps[i].kind == steps::divide)
            all.push_back({fmt::format("step {}: numerator and denominator", i + 1), [i](Parts& p) {
                               std::swap(p.steps[i].operands[0], p.steps[i].operands[1]);
                           }});
    return all;
}

Parts parts_of(const DefinitionView& view) {
    return {
        {view.leaves.begin(), view.leaves.end()},
        {view.tests.begin(), view.tests.end()},
        {view.steps.begin(), view.steps.end()}};
}

std::uint64_t structure(const Parts& parts) {
    return detail::structure_of(parts.leaves, parts.tests, parts.steps);
}

struct Meant {
    std::string id;
    std::size_t number = 0;
    std::uint64_t structure = 0;
};

const Meant& meant() {
    static const Meant read = [] {
        Meant result;
        if (const char* text = std::getenv("SALESKPI_DEFINITION_MUTANT"))
            std::istringstream{text} >> result.id >> result.number >> result.structure;
        return result;
    }();
    return read;
}

std::ofstream& list() {
    static std::ofstream out;
    return out;
}

void write_mutants(const DefinitionView& view) {
    const Changes all = changes_of(view);
    const std::uint64_t original = structure(parts_of(view));
    for (std::size_t i = 0; i < all.size(); ++i) {
        Parts changed = parts_of(view);
        all[i].make(changed);
        list() << view.id << '\t' << i << '\t' << original << '\t'
               << (structure(changed) == original ? "same" : "other") << '\t' << all[i].what
               << '\n';
    }
}

}  // namespace

MutatedDefinition::MutatedDefinition(const DefinitionView& original) : view_{original} {
    if (original.structure != 0) return;  // a definition already, made by way of this
    if (list().is_open()) write_mutants(original);
    if (original.id != meant().id || structure(parts_of(original)) != meant().structure) return;
    Parts parts = parts_of(original);
    changes_of(original).at(meant().number).make(parts);
    leaves_ = std::move(parts.leaves);
    tests_ = std::move(parts.tests);
    steps_ = std::move(parts.steps);
    view_.leaves = leaves_;
    view_.tests = tests_;
    view_.steps = steps_;
}

void list_definitions_to(const std::string& path) {
    list().close();
    if (!path.empty()) list().open(path);
}

}  // namespace saleskpi_mutants
