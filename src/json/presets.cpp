// SPDX-License-Identifier: MIT
#include "json/preset_fields.hpp"
#include "json/presets/baremetrics.hpp"
#include "json/presets/chargebee.hpp"
#include "json/presets/dynamics.hpp"
#include "json/presets/hubspot.hpp"
#include "json/presets/odoo.hpp"
#include "json/presets/pipedrive.hpp"
#include "json/presets/recurly.hpp"
#include "json/presets/salesforce.hpp"
#include "json/presets/salesforce_report.hpp"
#include "json/presets/stripe.hpp"
#include "json/presets/zoho.hpp"
#include "load/byte_sources.hpp"
#include "load/file_columns.hpp"
#include "load/file_reach.hpp"
#include "load/load_checks.hpp"
#include "load/lookup_table.hpp"
#include "load/text.hpp"
#include "value/written_time.hpp"

#include <saleskpi/json/presets.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

using nlohmann::ordered_json;

constexpr std::array all_presets{
    Preset{"salesforce", "Salesforce, objects as they are exported", detail::salesforce_preset},
    Preset{"salesforce-report", "Salesforce, a report", detail::salesforce_report_preset},
    Preset{"hubspot", "HubSpot", detail::hubspot_preset},
    Preset{"pipedrive", "Pipedrive", detail::pipedrive_preset},
    Preset{"zoho", "Zoho CRM", detail::zoho_preset},
    Preset{"dynamics", "Dynamics 365, saved as CSV", detail::dynamics_preset},
    Preset{"odoo", "Odoo CRM", detail::odoo_preset},
    Preset{"stripe", "Stripe, subscriptions", detail::stripe_preset},
    Preset{"chargebee", "Chargebee, subscriptions", detail::chargebee_preset},
    Preset{"recurly", "Recurly, the history of subscriptions", detail::recurly_preset},
    Preset{"baremetrics", "what Baremetrics imports", detail::baremetrics_preset}};

/// The columns of a file, by what stands at its begin; none if that cannot be read. `known` are those that say which
/// delimiter it has.
std::vector<std::string> columns_of(
    const std::filesystem::path& path,
    const FileFormat& format,
    std::span<const std::string> known) {
    constexpr std::size_t enough = std::size_t{1} << 16;
    std::string begin(enough, '\0');
    const auto file = detail::open_text(path, path.string(), {}, {});
    std::size_t size = 0;
    while (const std::size_t n = file->read(begin.data() + size, begin.size() - size)) {
        size += n;
        if (size == begin.size()) break;
    }
    begin.resize(size);
    if (size == enough)
        begin.resize(begin.rfind('\n') == std::string::npos ? 0 : begin.rfind('\n'));
    detail::ColumnSink sink;
    ReadRequest request;
    request.file = path.string();
    request.table = path.stem().string();
    request.columns = known;
    request.max_record_bytes = default_max_record_bytes;
    try {
        detail::TextSource source{begin};
        format.read(source, request, sink);
    } catch (const Error&) {  // such as a list that is cut off
    }
    return sink.columns();
}

struct FoundFile {
    std::string name;
    std::vector<std::string> columns;
};

std::vector<FoundFile> files_in(const std::filesystem::path& folder, const LoadOptions& options) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        throw Error{ErrorCode::unreadable_file, folder.string() + ": is not a folder"};
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error})
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::set<std::string> all_known;
    for (const Preset& preset : all_presets)
        detail::add_columns(ordered_json::parse(preset.text), all_known);
    const std::vector<std::string> known{all_known.begin(), all_known.end()};
    const detail::FileReach reach{folder, options.allow_outside};
    std::vector<FoundFile> files;
    for (const std::filesystem::path& path : paths) {
        const std::string extension = path.extension().string();
        if (path.filename() == "mapping.json") continue;
        for (const FileFormat& format : options.formats)
            if (std::any_of(
                    format.extensions.begin(), format.extensions.end(),
                    [&](std::string_view one) { return detail::same_word(extension, one); })) {
                reach.check(path);
                files.push_back({path.filename().string(), columns_of(path, format, known)});
                break;
            }
    }
    return files;
}

/// The part of a preset for one table, as far as the file has its columns.
struct TableFit {
    std::string table;
    std::size_t columns = 0;
    std::vector<std::string> absent;
    ordered_json mapping;
};

/// The parts of a preset for tables that a file may hold: beside another table, or for themselves.
std::vector<TableFit> fits(
    const ordered_json& preset, const FoundFile& file, std::string_view beside) {
    std::vector<TableFit> all;
    for (const auto& [table, form] : preset["tables"].items())
        for (const ordered_json& one : form.is_array() ? form : ordered_json::array({form})) {
            if (one.value("beside", "") != beside) continue;
            detail::FileColumns columns{file.columns};
            const auto needs = one["needs"].get<std::vector<std::string>>();
            if (!std::all_of(needs.begin(), needs.end(), [&](const std::string& column) {
                    return columns.find(column).has_value();
                }))
                continue;
            TableFit fit{table, 0, {}, detail::fitted_table(one, columns)};
            if (fit.mapping.is_null()) continue;
            fit.columns = columns.used();
            for (const auto& [field, form_of_field] : one["fields"].items())
                if (!form_of_field.is_null() && !fit.mapping["fields"].contains(field))
                    fit.absent.push_back(field);
            all.push_back(std::move(fit));
        }
    return all;
}

/// The table of which the file has the most columns, and those that it holds beside that.
std::vector<TableFit> best_fit(const ordered_json& preset, const FoundFile& file) {
    std::vector<TableFit> all = fits(preset, file, "");
    const auto best = std::max_element(
        all.begin(), all.end(),
        [](const TableFit& a, const TableFit& b) { return a.columns < b.columns; });
    if (best == all.end()) return {};
    std::vector<TableFit> result = fits(preset, file, best->table);
    result.insert(result.begin(), std::move(*best));
    return result;
}

/// The first of the patterns that would read other days with day and month in each other's place.
std::string order_of_days(const ordered_json& preset) {
    if (preset.contains("date_formats"))
        for (const ordered_json& format : preset["date_formats"]) {
            const auto pattern = format.get<std::string>();
            if (!pattern.starts_with("%Y") && !detail::other_order(pattern).empty())
                return detail::readable_pattern(pattern);
        }
    return {};
}

struct FittedFiles {
    FittedPreset fitted;
    std::size_t columns = 0;
};

FittedFiles fit(const Preset& preset, const std::vector<FoundFile>& files) {
    const ordered_json form = ordered_json::parse(preset.text);
    ordered_json mapping = form;
    mapping["tables"] = ordered_json::object();
    FittedFiles result;
    result.fitted.preset = preset.name;
    const std::string days = order_of_days(form);
    for (const FoundFile& file : files) {
        std::vector<TableFit> found = best_fit(form, file);
        if (found.empty()) result.fitted.others.push_back(file.name);
        for (TableFit& one : found) {
            ordered_json table{{"file", file.name}};
            table.update(one.mapping);
            mapping["tables"][one.table].push_back(std::move(table));
            result.fitted.files.push_back({file.name, one.table, one.columns, one.absent, days});
            result.columns += one.columns;
        }
    }
    result.fitted.mapping = mapping.dump(2) + "\n";
    return result;
}

std::string names_of_presets() {
    std::string names = "auto";
    for (const Preset& preset : all_presets)
        names += fmt::format(", {}", preset.name);
    return names;
}

std::string suggestion_of_preset(std::string_view name) {
    std::vector<std::string_view> names{"auto"};
    for (const Preset& preset : all_presets)
        names.push_back(preset.name);
    return detail::suggestion(name, names);
}

std::string names_of(const std::vector<FoundFile>& files) {
    std::vector<std::string> names;
    for (const FoundFile& file : files)
        names.push_back(file.name);
    return detail::listed(names);
}

}  // namespace

std::span<const Preset> presets() { return all_presets; }

FittedPreset fit_preset(
    std::string_view name, const std::filesystem::path& folder, const LoadOptions& options) {
    const bool is_auto = name == "auto";
    if (!is_auto && std::none_of(all_presets.begin(), all_presets.end(), [&](const Preset& one) {
            return one.name == name;
        }))
        throw Error{
            ErrorCode::invalid_argument, fmt::format(
                                             "there is no preset '{}'{}; there are {}", name,
                                             suggestion_of_preset(name), names_of_presets())};
    const std::vector<FoundFile> files = files_in(folder, options);
    if (files.empty())
        throw Error{
            ErrorCode::unreadable_file,
            fmt::format("{}: there is no CSV or JSON file in it", folder.string())};
    std::optional<FittedFiles> best;
    std::string as_good;
    for (const Preset& preset : all_presets) {
        if (!is_auto && preset.name != name) continue;
        FittedFiles fitted = fit(preset, files);
        if (fitted.columns == 0) continue;
        if (best && fitted.columns == best->columns) as_good = preset.name;
        if (best && fitted.columns <= best->columns) continue;
        best = std::move(fitted);
        as_good.clear();
    }
    if (!best)
        throw Error{
            ErrorCode::unreadable_file,
            fmt::format(
                "{}: no file has the columns of {}; there are {}", folder.string(),
                is_auto ? std::string{"a known export"} : fmt::format("an export of {}", name),
                names_of(files))};
    if (!as_good.empty())
        throw Error{
            ErrorCode::invalid_argument, fmt::format(
                                             "{}: may be of {} or of {}: say which",
                                             folder.string(), best->fitted.preset, as_good)};
    return best->fitted;
}

}  // namespace saleskpi::inline v0_3
