// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>

#include <string>
#include <vector>

namespace saleskpi_mutants {

/// A definition as its author wrote it, or with one thing in it changed: the one that the
/// environment names, in SALESKPI_DEFINITION_MUTANT, by "ID NUMBER STRUCTURE". Stands where constants
/// become definitions, so that whatever computes, computes the changed one.
class MutatedDefinition {
public:
    explicit MutatedDefinition(const saleskpi::DefinitionView& original);
    MutatedDefinition(const MutatedDefinition&) = delete;

    const saleskpi::DefinitionView& view() const { return view_; }

private:
    saleskpi::DefinitionView view_;
    std::vector<saleskpi::Leaf> leaves_;
    std::vector<saleskpi::Test> tests_;
    std::vector<saleskpi::Step> steps_;
};

/// Writes the mutants of each definition that is made from now on into a file; of none if the path is
/// empty.
void list_definitions_to(const std::string& path);

}  // namespace saleskpi_mutants
