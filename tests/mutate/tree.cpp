// SPDX-License-Identifier: MIT
#include "tree.hpp"

#include "clang.hpp"
#include "files.hpp"
#include "find.hpp"
#include "named.hpp"
#include "weave.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <stdexcept>

namespace mutate {

namespace fs = std::filesystem;

namespace {

const std::string tests_list = "tests/CMakeLists.txt";

/// A source on its way: what is still changed in it.
struct Source {
    std::string file;
    std::string text;
    Mutations mutations;
    Woven woven;
};

std::string hash_of(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return std::to_string(hash);
}

class Weaving {
public:
    Weaving(std::string top, std::string tree) : top_{std::move(top)}, tree_{std::move(tree)} {}

    void run() {
        const auto named = read_named(top_ + "/tests/mutate/named.txt");
        precompile();
        find_all(named);
        for (const Source& source : sources_)
            check(source.file, source.file.ends_with(".cpp"));
        copy();
        write(named);
    }

private:
    std::vector<std::string> flags(const std::string& file) const {
        std::vector<std::string> all{
            "-xc++",
            "-std=c++20",
            "-Wno-everything",
            "-Werror=vla",
            "-I" + top_ + "/include",
            "-I" + top_ + "/src",
            "-I" + top_ + "/tests/mutate/in_tree"};
        // What the build makes of the headers of the KPIs, the aggregates and the steps.
        for (const char* folder : {"catalogue", "aggregates", "steps"})
            all.push_back("-I" + tree_ + "/../src/" + folder);
        if (file.empty()) return all;
        if (file.find("avx2") == std::string::npos)
            all.insert(all.end(), {"-include-pch", precompiled()});
        else  // other flags than what is precompiled
            all.insert(all.end(), {"-mavx2", "-mbmi2", "-mpopcnt"});
        return all;
    }

    std::string precompiled() const { return tree_ + "/headers.pch"; }

    /// What nearly all sources include: it makes them faster to read.
    void precompile() const {
        const std::string path = tree_ + "/headers.hpp";
        write_file(
            path,
            "#include <date/date.h>\n#include <fmt/format.h>\n#include <algorithm>\n"
            "#include <map>\n#include <numeric>\n#include <unordered_map>\n#include <variant>\n"
            "#include <mutex>\n#include <thread>\n#include <functional>\n");
        std::vector<std::string> header = flags("");
        header[0] = "-xc++-header";
        Unit{path, {}, header}.save(precompiled());
    }

    void find_all(const std::vector<Named>& named) {
        std::set<std::string> files;
        std::set<std::string> whole;
        for (const std::string& folder : folders())
            for (const auto& entry : fs::recursive_directory_iterator{top_ + "/src/" + folder})
                if (const auto ext = entry.path().extension(); ext == ".cpp" || ext == ".hpp")
                    whole.insert(fs::relative(entry.path(), top_).string());
        files = whole;
        for (const Named& each : named)
            files.insert(each.file);
        int number = 0;
        for (const std::string& file : files) {
            Source source{file, read_file(top_ + "/" + file), {}, {}};
            source.mutations = find_mutations(top_, file, flags(file));
            const Mutations with_names = named_of(named, file, source.text, source.mutations);
            if (!whole.contains(file)) source.mutations = with_names;
            for (Mutation& mutation : source.mutations)
                mutation.number = ++number;
            source.woven = weave(source.text, source.mutations);
            say(file + ": " + std::to_string(source.mutations.size()));
            sources_.push_back(std::move(source));
        }
    }

    void drop(Source& source, const std::vector<int>& numbers) {
        std::erase_if(source.mutations, [&](const Mutation& mutation) {
            return std::find(numbers.begin(), numbers.end(), mutation.number) != numbers.end();
        });
    }

    /// Drops what an error is of. False if it is of none.
    bool drop_culprits(const Unit::Error& error) {
        for (const auto& [path, byte] : error.places)
            for (Source& source : sources_)
                if (path == top_ + "/" + source.file)
                    if (const auto numbers = source.woven.at(byte); !numbers.empty()) {
                        drop(source, numbers);
                        return true;
                    }
        return false;
    }

    /// An error may lie behind the mutant: a variable of another type than before.
    void drop_lines(const Unit::Error& error) {
        for (const auto& [path, byte] : error.places)
            for (Source& source : sources_)
                if (path == top_ + "/" + source.file)
                    std::erase_if(source.mutations, [&, at = byte](const Mutation& mutation) {
                        const std::size_t line = source.woven.line(at);
                        return line - 3 <= mutation.line && mutation.line <= line;
                    });
    }

    /// Until it compiles.
    void check(const std::string& file, bool together) {
        for (;;) {
            Texts texts;
            for (const Source& source : sources_)
                if (together || source.file == file)
                    texts[top_ + "/" + source.file] = source.woven.text;
            const Unit unit{top_ + "/" + file, texts, flags(file)};
            const auto errors = unit.errors();
            if (errors.empty()) return;
            const std::size_t before = count();
            say(file + ": " + std::to_string(errors.size()) + " errors of mutants");
            bool any = false;
            for (const Unit::Error& error : errors)
                any |= drop_culprits(error);
            if (!any)
                for (const Unit::Error& error : errors) {
                    say("mutants around it are dropped: " + error.message);
                    drop_lines(error);
                }
            if (count() == before)
                throw std::runtime_error{file + " does not compile, and it is unclear why"};
            for (Source& source : sources_)
                source.woven = weave(source.text, source.mutations);
        }
    }

    std::size_t count() const {
        std::size_t all = 0;
        for (const Source& source : sources_)
            all += source.mutations.size();
        return all;
    }

    void copy() const {
        for (const char* name :
             {"CMakeLists.txt", "include", "src", "tests", "examples", "docs", "README.md",
              "LICENSE"})
            for (const auto& entry : entries(top_ + "/" + name)) {
                const std::string file = fs::relative(entry, top_).string();
                if (!is_source(file) && !file.starts_with("tests/mutate/") && file != tests_list)
                    write_file(tree_ + "/" + file, read_file(entry.string()));
            }
        const std::string from = top_ + "/tests/mutate/in_tree/";
        const auto put = [&](const std::string& file, const std::string& to) {
            write_file(tree_ + "/" + to, read_file(from + file));
        };
        put("mutate/mutant.hpp", "src/mutate/mutant.hpp");
        put("mutate/definition_mutants.hpp", "src/mutate/definition_mutants.hpp");
        put("mutant.cpp", "src/value/mutant.cpp");
        put("definition_mutants.cpp", "src/plan/definition_mutants.cpp");
        put("listener.cpp", "tests/support/mutants_listener.cpp");
        write_file(
            tree_ + "/" + tests_list,
            read_file(top_ + "/" + tests_list) + read_file(from + "tests.cmake"));
        guard_definitions();
    }

    /// All constants become definitions in one place.
    void guard_definitions() const {
        const std::string file = "src/plan/definition.cpp";
        const std::string head = "Definition::Definition(const DefinitionView& view) {\n";
        std::string text = read_file(top_ + "/" + file);
        const std::size_t at = text.find(head);
        if (at == std::string::npos) throw std::runtime_error{file + " has no line " + head};
        text.replace(
            at, head.size(),
            "Definition::Definition(const DefinitionView& original) {\n"
            "    const saleskpi_mutants::MutatedDefinition mutated{original};\n"
            "    const DefinitionView& view = mutated.view();\n");
        write_file(tree_ + "/" + file, "#include \"mutate/definition_mutants.hpp\"\n" + text);
    }

    void write(const std::vector<Named>& named) const {
        std::string list;
        for (const Source& source : sources_) {
            write_file(tree_ + "/" + source.file, source.woven.text);
            for (const Mutation& m : source.mutations)
                list += std::to_string(m.number) + '\t' + m.file + '\t' + std::to_string(m.line) +
                        '\t' + std::to_string(m.column) + '\t' + m.what + '\t' +
                        title_of(named, source.text, m) + '\t' + hash_of(source.text) + "\t.\n";
        }
        write_file(tree_ + "/mutants.txt", list);
    }

    bool is_source(const std::string& file) const {
        return file == "src/plan/definition.cpp" ||
               std::any_of(sources_.begin(), sources_.end(), [&](const Source& source) {
                   return source.file == file;
               });
    }

    static std::vector<fs::path> entries(const std::string& path) {
        if (!fs::is_directory(path)) return {path};
        std::vector<fs::path> all;
        for (const auto& entry : fs::recursive_directory_iterator{path})
            if (entry.is_regular_file()) all.push_back(entry.path());
        return all;
    }

    std::string top_;
    std::string tree_;
    std::vector<Source> sources_;
};

}  // namespace

const std::vector<std::string>& folders() {
    static const std::vector<std::string> all{"value", "engine", "rollup", "kpi"};
    return all;
}

void write_tree(const std::string& top, const std::string& tree) { Weaving{top, tree}.run(); }

std::string Listed::folder() const { return split(mutation.file, '/').at(1); }

std::vector<Listed> read_list(const std::string& tree) {
    std::vector<Listed> all;
    for (const std::string& line : lines_of(read_file(tree + "/mutants.txt"))) {
        const auto parts = split(line, '\t');
        Listed listed;
        listed.mutation.number = std::stoi(parts.at(0));
        listed.mutation.file = parts.at(1);
        listed.mutation.line = std::stoul(parts.at(2));
        listed.mutation.column = std::stoul(parts.at(3));
        listed.mutation.what = parts.at(4);
        listed.title = parts.at(5);
        listed.file_hash = parts.at(6);
        all.push_back(std::move(listed));
    }
    return all;
}

}  // namespace mutate
