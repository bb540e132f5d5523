// SPDX-License-Identifier: MIT
#include "report.hpp"

#include "files.hpp"
#include "judgements.hpp"

#include <filesystem>
#include <map>
#include <sstream>
#include <stdexcept>

namespace mutate {

namespace {

const std::string begin_mark = "<!-- mutation begin -->\n";
const std::string end_mark = "<!-- mutation end -->\n";

struct Counts {
    int all = 0;
    int killed = 0;
    int equivalent = 0;
    int not_reached = 0;
};

std::string percent(int part, int whole) {
    if (whole == 0) return "-";
    const int tenths = part * 1000 / whole;  // rounded down
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

class Page {
public:
    explicit Page(const Wish& wish)
        : wish_{&wish},
          results_{results_path(wish)},
          judgements_{wish.top + "/tests/mutate/judgements.txt"} {}

    std::string text() {
        out_
            << "## Mutants\n\n"
            << "Written by `tests/mutate/run`, which says how it works. Each mutant is one small "
               "change of a\nsource: another operator, a bound moved by one, a statement left out. "
               "The tests should fail.\n\n"
            << "Drawn with seed " << wish_->seed << ", " << wish_->each << " of each folder. "
            << asked() << "\n\n"
            << "| folder | mutants | drawn | killed | | equivalent | never reached |\n"
            << "|---|---|---|---|---|---|---|\n";
        std::ostringstream survivors;
        for (const std::string& folder : folders())
            folder_row(folder, survivors);
        out_ << "\nSurvivors, each with what was found when it was looked at:\n\n"
             << survivors.str() << "\nTried in each run, whatever is drawn:\n\n";
        for (const Listed& mutant : named(*wish_))
            out_ << "- " << mutant.title << " (" << where(mutant) << "): " << state_of(mutant)
                 << "\n";
        definitions();
        return out_.str();
    }

private:
    /// Which tests there were to see a mutant, and how long they had.
    std::string asked() const {
        std::string text = "Test cases that could be asked, by folder:";
        std::map<std::string, std::size_t> counts;
        const std::string folder = wish_->tree + "/reached";
        if (std::filesystem::exists(folder))
            for (const auto& entry : std::filesystem::directory_iterator{folder})
                if (entry.path().extension() == ".txt")
                    counts[entry.path().stem().string()] =
                        lines_of(read_file(entry.path().string())).size();
        for (const auto& [name, count] : counts)
            text += (text.back() == ':' ? " " : ", ") + name + " " + std::to_string(count);
        text += ".";
        if (wish_->together > 0)
            text += " Those of more than a second, most of which are laws, had " +
                    std::to_string(static_cast<int>(wish_->together)) +
                    " s together for each mutant.";
        return text;
    }

    const Results::Result* known(const Listed& mutant) const { return results_.any(mutant.key()); }

    std::string where(const Listed& mutant) const {
        return "`" + mutant.mutation.file + ":" + std::to_string(mutant.mutation.line) + "` `" +
               mutant.mutation.what + "`";
    }

    std::string state_of(const Listed& mutant) const {
        const auto* result = known(mutant);
        if (!result) return "not tried";
        return result->by.empty() ? result->state : result->state + ", `" + result->by + "`";
    }

    void folder_row(const std::string& folder, std::ostringstream& survivors) {
        Counts counts;
        for (const Listed& mutant : drawn(*wish_, folder)) {
            const auto* result = known(mutant);
            if (!result) continue;
            ++counts.all;
            if (result->state == "killed") {
                ++counts.killed;
                continue;
            }
            if (result->state == "not reached") ++counts.not_reached;
            const std::string judgement = judgements_.of(wish_->top, mutant.mutation);
            if (judgement.starts_with("equivalent")) ++counts.equivalent;
            survivors << "- " << where(mutant) << ": "
                      << (judgement.empty() ? result->state : judgement) << "\n";
        }
        int mutants = 0;
        for (const Listed& listed : read_list(wish_->tree))
            mutants += listed.folder() == folder ? 1 : 0;
        out_ << "| " << folder << " | " << mutants << " | " << counts.all << " | " << counts.killed
             << " | " << percent(counts.killed, counts.all) << " | " << counts.equivalent << " | "
             << counts.not_reached << " |\n";
    }

    void definitions() {
        if (!std::filesystem::exists(wish_->tree + "/definitions.txt")) return;
        Counts counts;
        std::map<std::string, int> metrics;
        std::ostringstream survivors;
        for (const DefinitionMutant& mutant : definition_mutants(*wish_)) {
            const auto* result = results_.any(mutant.key());
            if (!result) continue;
            ++counts.all;
            ++metrics[mutant.id];
            if (result->state == "killed")
                ++counts.killed;
            else if (result->state == "equivalent")
                ++counts.equivalent;
            else
                survivors << "- `" << mutant.id << "` " << mutant.what << "\n";
        }
        out_ << "\n## Mutants of the definitions\n\n"
                "In each metric of the catalogue: won for lost and lost for won, `<` for `<=` and "
                "`>` for\n"
                "`>=`, numerator for denominator, and for each date each other date of the same "
                "record. "
                "Only\ntests that compare numbers are asked: those of `tests/kpi` and "
                "`tests/pitfalls` in "
                "files that\nnever speak of a definition's words, formula or fingerprint.\n\n"
             << counts.all << " mutants of " << metrics.size() << " metrics: " << counts.killed
             << " killed, " << counts.equivalent << " that compute the same as the original, "
             << counts.all - counts.killed - counts.equivalent << " survived.\n";
        if (!survivors.str().empty()) out_ << "\n" << survivors.str();
    }

    const Wish* wish_;
    Results results_;
    Judgements judgements_;
    std::ostringstream out_;
};

}  // namespace

void write_report(const Wish& wish) {
    const std::string path = wish.top + "/docs/quality.md";
    std::string page =
        std::filesystem::exists(path) ? read_file(path) : "# Quality: what the tests see\n";
    if (page.find(begin_mark) == std::string::npos) page += "\n" + begin_mark + end_mark;
    const std::size_t begin = page.find(begin_mark) + begin_mark.size();
    const std::size_t end = page.find(end_mark);
    if (end == std::string::npos || end < begin) throw std::runtime_error{path + ": no end mark"};
    page.replace(begin, end - begin, "\n" + Page{wish}.text() + "\n");
    write_file(path, page);
}

}  // namespace mutate
