// SPDX-License-Identifier: MIT
// A report that lives: serves a folder of records as a page over HTTP, to members who see their part of it,
// and takes more records in.
//
//     dashboard DIRECTORY MEMBERS.json [--port 8080] [--refresh 60] [--host 127.0.0.1]
//
// The file of members: [{"name": "Asha", "password": "...", "sees": "rep = Asha"}, ...]; one who sees
// everything has "sees": "*", and may post records. HTTP carries passwords as they are: another host than
// this machine belongs behind a proxy that speaks TLS.
#include "figures.hpp"

#include <saleskpi/json.hpp>

#include <fmt/format.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <stdexcept>

namespace {

using namespace dashboard;
using httplib::Request;
using httplib::Response;

constexpr const char* usage =
    "dashboard DIRECTORY MEMBERS.json [--port 8080] [--refresh 60] [--host 127.0.0.1]";

struct Arguments {
    std::vector<std::string> files;
    std::map<std::string, std::string> options{
        {"--port", "8080"}, {"--refresh", "60"}, {"--host", "127.0.0.1"}};

    int number(const std::string& name, int most) const {
        const std::string& text = options.at(name);
        int value = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most)
            throw std::invalid_argument{fmt::format("{} is no number: {}", name, text)};
        return value;
    }
};

Arguments parse(const std::vector<std::string>& words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].starts_with("--"))
            arguments.files.push_back(words[i]);
        else if (arguments.options.contains(words[i]) && i + 1 < words.size())
            arguments.options[words[i]] = words[i + 1], ++i;
        else
            throw std::invalid_argument{usage};
    }
    if (arguments.files.size() != 2) throw std::invalid_argument{usage};
    return arguments;
}

//! [members]
std::vector<Member> read_members(const std::string& file) {
    std::ifstream stream{file};
    if (!stream) throw std::invalid_argument{file + ": cannot be read"};
    std::vector<Member> members;
    for (const nlohmann::json& one : nlohmann::json::parse(stream)) {
        const std::string sees =
            one.at("sees");  // who may see what is said, never taken for granted
        members.push_back(
            {one.at("name"),
             httplib::make_basic_authentication_header(one.at("name"), one.at("password")).second,
             sees == "*" ? saleskpi::Scope{} : saleskpi::Scope::parse(sees)});
    }
    return members;
}
//! [members]

/// In the same time wherever they differ, so that nobody finds a secret letter by letter.
bool are_equal(const std::string& secret, const std::string& said) {
    unsigned difference = secret.size() != said.size();
    for (std::size_t i = 0; i < said.size() && !secret.empty(); ++i)
        difference |= static_cast<unsigned char>(said[i] ^ secret[i % secret.size()]);
    return difference == 0;
}

const Member* signed_in(const std::vector<Member>& members, const Request& request) {
    const Member* found = nullptr;
    for (const Member& member : members)
        if (are_equal(member.secret, request.get_header_value("Authorization"))) found = &member;
    return found;
}

void answer(Response& response, int status, const nlohmann::json& json) {
    response.status = status;
    response.set_content(saleskpi::json_text(json), "application/json");
}

void fail(Response& response, int status, const std::string& why) {
    answer(response, status, {{"error", why}});
}

/// "csv" or "json". Forms of other sites cannot send these types in a member's name.
std::string extension_of(const Request& request) {
    const std::string type = request.get_header_value("Content-Type");
    const std::string plain = type.substr(0, type.find(';'));
    return plain == "text/csv" ? "csv" : plain == "application/json" ? "json" : "";
}

//! [routes]
void route(
    httplib::Server& server,
    Figures& figures,
    const std::vector<Member>& members,
    const std::string& refresh) {
    server.set_pre_routing_handler([&members](const Request& request, Response& response) {
        if (signed_in(members, request)) return httplib::Server::HandlerResponse::Unhandled;
        response.set_header("WWW-Authenticate", "Basic realm=\"Sales\", charset=\"UTF-8\"");
        fail(response, 401, "who is there?");
        return httplib::Server::HandlerResponse::Handled;
    });
    server.Get("/", [&figures, &members, refresh](const Request& request, Response& response) {
        const auto every = saleskpi::try_parse_grain(
            request.has_param("every") ? request.get_param_value("every") : "quarter");
        if (!every) return fail(response, 400, "every what?");
        // The page stays as it is, and its own policy forbids it to ask for anything: the browser does.
        if (refresh != "0") response.set_header("Refresh", refresh);
        response.set_content(
            figures.page(*signed_in(members, request), request.get_param_value("where"), *every),
            "text/html; charset=utf-8");
    });
    server.Post(
        R"(/records/([a-z_]+))", [&figures, &members](const Request& request, Response& response) {
            // Findings name records, and who sees a part only cannot be told of all.
            if (!signed_in(members, request)->sees.is_everything())
                return fail(response, 403, "who sees a part only may post nothing");
            const std::string extension = extension_of(request);
            if (extension.empty()) return fail(response, 415, "text/csv or application/json");
            const Posted posted = figures.post(request.matches[1], extension, request.body);
            answer(
                response, posted.is_kept ? 200 : 422,
                {{"read", posted.read},
                 {"kept", posted.is_kept ? posted.read : 0},
                 {"findings", posted.findings}});
        });
}
//! [routes]

void serve(const Arguments& arguments) {
    Figures figures{arguments.files[0]};
    const std::vector<Member> members = read_members(arguments.files[1]);
    httplib::Server server;
    server.set_payload_max_length(std::size_t{16} << 20);
    // Without SO_REUSEPORT, the library's own choice, by which two servers would share a port.
    server.set_socket_options([](socket_t socket) {
        const int yes = 1;
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server.set_default_headers(
        {{"Cache-Control", "no-store"},
         {"Content-Security-Policy", "frame-ancestors 'none'"},
         {"Referrer-Policy", "no-referrer"},
         {"X-Content-Type-Options", "nosniff"}});
    server.set_exception_handler([](const Request&, Response& response, std::exception_ptr thrown) {
        try {
            std::rethrow_exception(std::move(thrown));
        } catch (const saleskpi::Error& error) {
            fail(response, 400, fmt::format("{}: {}", name(error.code()), error.what()));
        } catch (...) {
            fail(response, 500, "something went wrong here");
        }
    });
    route(server, figures, members, std::to_string(arguments.number("--refresh", 86'400)));

    const std::string& host = arguments.options.at("--host");
    int port = arguments.number("--port", 65'535);
    if (port == 0)
        port = server.bind_to_any_port(host);
    else if (!server.bind_to_port(host, port))
        port = -1;
    if (port < 0) throw std::runtime_error{fmt::format("{}: no such address is free", host)};
    fmt::print("http://{}:{}/\n", host, port);
    std::fflush(stdout);
    server.listen_after_bind();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        serve(parse({argv + 1, argv + argc}));
    } catch (const std::exception& error) {
        fmt::print(stderr, "dashboard: {}\n", error.what());
        return 2;
    }
}
