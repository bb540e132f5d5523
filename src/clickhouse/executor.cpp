// SPDX-License-Identifier: MIT
#include "clickhouse/answer.hpp"

#include <saleskpi/clickhouse/executor.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <httplib.h>

#include <exception>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::sql {

namespace {

[[noreturn]] void fail(std::string_view why) {
    while (why.ends_with('\n'))
        why.remove_suffix(1);
    throw Error{ErrorCode::database_failed, fmt::format("ClickHouse: {}", why)};
}

class ClickHouseExecutor final : public Executor {
public:
    ClickHouseExecutor(const std::string& url, const ClickHouseOptions& options) : client_{url} {
        if (!client_.is_valid())
            fail("that is no address of a server, such as http://localhost:8123");
        client_.set_read_timeout(options.time_out);
        if (!options.user.empty() || !options.password.empty())
            client_.set_basic_auth(
                options.user.empty() ? "default" : options.user, options.password);
        httplib::Params settings{
            {"database", options.database},
            {"default_format", "TabSeparatedWithNamesAndTypes"},
            // An error comes instead of an answer, never in the middle of it.
            {"wait_end_of_query", "1"},
            // What the dialect stands on.
            {"join_use_nulls", "1"},
            {"join_default_strictness", "ALL"},
            // Statements bring rows of their own.
            {"max_query_size", "268435456"},
            {"max_ast_elements", "10000000"},
            {"max_expanded_ast_elements", "10000000"}};
        // Settings may still be given.
        if (options.access == Access::read_only) settings.emplace("readonly", "2");
        for (const auto& [name, value] : options.settings)
            settings.emplace(name, value);
        path_ = httplib::append_query_params("/", settings);
        run({"SELECT 1"}, [](Row) {});
    }

    const Dialect& dialect() const override { return clickhouse_dialect(); }

    std::vector<std::string> run(
        const Statement& statement, const std::function<void(Row)>& row) override {
        if (!statement.parameters.empty()) fail("nothing can be bound to its statements");
        detail::TabSeparatedAnswer answer{row};
        int status = 0;
        std::string told;
        std::exception_ptr thrown;
        httplib::Request request;
        request.method = "POST";
        request.path = path_;
        request.body = statement.text;
        request.response_handler = [&](const httplib::Response& response) {
            status = response.status;
            return true;
        };
        request.content_receiver = [&](const char* data, std::size_t size, auto, auto) {
            try {
                if (status == 200)
                    answer.take({data, size});
                else if (told.size() < most_told)
                    told.append(data, size);
                return true;
            } catch (...) {
                thrown = std::current_exception();
                return false;
            }
        };
        const httplib::Result result = client_.send(request);
        if (thrown) std::rethrow_exception(thrown);
        if (!result)
            fail(fmt::format("no whole answer of the server: {}", to_string(result.error())));
        if (status != 200)
            fail(
                told.empty() ? fmt::format("the server says {}", status)
                             : told.substr(0, most_told));
        return answer.finish();
    }

private:
    static constexpr std::size_t most_told = 2'000;

    httplib::Client client_;
    std::string path_;
};

}  // namespace

std::shared_ptr<Executor> open_clickhouse(
    const std::string& url, const ClickHouseOptions& options) {
    return std::make_shared<ClickHouseExecutor>(url, options);
}

}  // namespace saleskpi::inline v0_3::sql
