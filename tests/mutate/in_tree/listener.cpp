// SPDX-License-Identifier: MIT
// What a test program of the mutated copy tells, where the environment asks for it: of each test
// case how long it took and which mutants it reached (SALESKPI_MUTANTS_REACHED names the file), and
// the mutants of the definitions (SALESKPI_DEFINITION_MUTANTS).
#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include "catch.hpp"
#include "mutate/definition_mutants.hpp"
#include "mutate/mutant.hpp"

#include <saleskpi/kpi/catalogue.hpp>

#include <chrono>
#include <cstdlib>
#include <fstream>

namespace {

#if __has_include(<catch2/catch_all.hpp>)
using Base = Catch::EventListenerBase;
#else
using Base = Catch::TestEventListenerBase;
#endif

class Listener : public Base {
public:
    using Base::Base;

    void testRunStarting(const Catch::TestRunInfo&) override {
        if (const char* path = std::getenv("SALESKPI_DEFINITION_MUTANTS")) {
            saleskpi_mutants::list_definitions_to(path);
            const saleskpi::Catalogue all;
            saleskpi_mutants::list_definitions_to("");
        }
        if (const char* path = std::getenv("SALESKPI_MUTANTS_REACHED")) out_.open(path);
    }

    void testCaseStarting(const Catch::TestCaseInfo&) override {
        if (!out_.is_open()) return;
        saleskpi_mutants::begin_notes();
        start_ = std::chrono::steady_clock::now();
    }

    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        if (!out_.is_open()) return;
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start_;
        out_ << info(stats).name << '\t' << info(stats).lineInfo.file << '\t' << time.count()
             << '\t' << (stats.totals.testCases.allOk() ? "ok" : "failed") << '\t';
        for (int number = 0; number < saleskpi_mutants::most; ++number)
            if (saleskpi_mutants::was_reached(number)) out_ << number << ' ';
        out_ << std::endl;
    }

private:
    static const Catch::TestCaseInfo& info(const Catch::TestCaseStats& stats) {
#if __has_include(<catch2/catch_all.hpp>)
        return *stats.testInfo;
#else
        return stats.testInfo;
#endif
    }

    std::ofstream out_;
    std::chrono::steady_clock::time_point start_;
};

CATCH_REGISTER_LISTENER(Listener)

}  // namespace
