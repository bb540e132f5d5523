// SPDX-License-Identifier: MIT
#include "book/look_alikes.hpp"
#include "book/threads.hpp"
#include "load/column_name.hpp"
#include "load/file_reach.hpp"
#include "load/load_checks.hpp"
#include "load/lookup_table.hpp"
#include "load/mapped_type.hpp"
#include "load/record_reader.hpp"
#include "load/row_origin.hpp"
#include "load/table_files.hpp"
#include "load/tables.hpp"
#include "load/text.hpp"

#include <saleskpi/load/load.hpp>
#include <saleskpi/load/records.hpp>
#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <system_error>
#include <type_traits>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

/// What is the same for all records of a file.
struct Job {
    const TableMapping* mapping;
    Currency currency;
    std::size_t max_record_bytes;
    std::string file;  // as findings name it
    unsigned threads = 1;
    const DateOfInstant* date_of_instant;
};

/// How instants of a table become dates; nothing where their days are those of UTC.
DateOfInstant dates_of(
    const TableMapping& mapping,
    const DateOfInstant& given,
    const DatesInZone& dates_in_zone,
    const std::string& otherwise,
    const std::string& file) {
    if (given) return given;
    const std::string& zone = mapping.time_zone.empty() ? otherwise : mapping.time_zone;
    if (zone.empty() || zone == "UTC") return {};
    if (dates_in_zone) return dates_in_zone(zone);
    throw Error{
        ErrorCode::invalid_mapping,
        in_file(file) + "the time zone '" + zone +
            "' is one of the IANA data, which LoadOptions::dates_in_zone brings"};
}

LoadReport read_origin(RowOrigin& origin, const Job& job, LookupTables& lookups, RecordBuffer& to) {
    RecordReader reader{*job.mapping, job.currency, *job.date_of_instant, job.file, lookups, to};
    ReadRequest request;
    request.file = job.file;
    request.table = to.type().table;
    request.delimiter = job.mapping->delimiter;
    request.layout = job.mapping->layout;
    request.max_record_bytes = job.max_record_bytes;
    request.threads = job.threads;
    request.columns = reader.columns();
    reader.find_columns([&](ColumnSink& sink) {
        ReadRequest of_header = request;
        of_header.threads = 1;
        // A format that finds columns by paths looks for paths where one is asked for.
        std::vector<std::string> columns{request.columns.begin(), request.columns.end()};
        const std::vector<std::string>& patterns = job.mapping->unpivot->columns;
        std::copy_if(
            patterns.begin(), patterns.end(), std::back_inserter(columns), ColumnPattern::is_one);
        of_header.columns = columns;
        origin.read_columns(of_header, sink);
    });
    request.columns = reader.columns();
    const auto read = [&](bool tells_progress, RowSink& sink) {
        reader.hand_on(
            sink, [&](RowSink& rows) { origin.read_rows(request, rows, tells_progress); });
    };
    const auto read_again = [&](RowSink& sink) { read(false, sink); };
    const auto find_totals = [&] { return reader.find_totals(read_again); };
    reader.infer_numbers(read_again);
    std::vector<TotalRow> totals;
    const bool leaves_out = job.mapping->totals == TotalRows::leave_out;
    if (leaves_out) reader.leave_out(totals = find_totals());
    read(true, reader);
    if (!leaves_out && reader.has_suspects()) totals = find_totals();
    reader.finish(totals);
    LoadReport report = reader.report();
    report.files = lookups.files();
    return report;
}

/// Where the rows come from, for one who watches how far they have come.
using MakeOrigin = std::function<std::unique_ptr<RowOrigin>(CountedSource::Progress progress)>;

/// Loads what findings call `name`; its look-ups read within a reach.
LoadReport load_from(
    const MakeOrigin& make_origin,
    std::string_view table,
    const std::string& name,
    LookupTables& lookups,
    const TableMapping& mapping,
    Currency currency,
    const LoadOptions& options,
    RecordTarget& target) {
    CheckedLoad checked{options.checks, table, name, target};
    const MappedType mapped{table, mapping};
    ReadSoFar so_far;
    const std::unique_ptr<BuilderBuffer> buffer =
        buffer_of(mapped.type(), name, so_far, checked.target());
    const std::unique_ptr<RowOrigin> origin = make_origin([&](const LoadProgress& progress) {
        so_far.total = progress.total;
        so_far.done = progress.done;
        if (options.progress) options.progress(progress);
    });
    const DateOfInstant date_of_instant =
        dates_of(mapping, options.date_of_instant, options.dates_in_zone, options.time_zone, name);
    const Job job{
        &mapping,        currency, options.max_record_bytes, name, threads_for(options.threads),
        &date_of_instant};
    LoadReport report = read_origin(*origin, job, lookups, *buffer);
    buffer->finish();
    checked.finish(report, mapping, [&](const ReadRequest& request, RowSink& sink) {
        origin->read_rows(request, sink, false);
    });
    target.add(std::span<const LeftOut>{report.left_out});
    return report;
}

/// Loads one file, which findings call `name`.
LoadReport load_file(
    std::string_view table,
    const std::filesystem::path& path,
    const std::string& name,
    const FileReach& reach,
    const TableMapping& mapping,
    Currency currency,
    const LoadOptions& options,
    RecordTarget& target) {
    LookupTables lookups{path.parent_path(), reach, options.formats, mapping};
    std::string by_mark;
    const auto make_origin = [&](CountedSource::Progress progress) {
        return std::make_unique<ByteOrigin>(
            format_of(path, options.formats),
            [&, progress = std::move(progress)](bool tells_progress) {
                return open_text(
                    path, name, tells_progress ? progress : CountedSource::Progress{},
                    mapping.layout, &by_mark);
            });
    };
    LoadReport report =
        load_from(make_origin, table, name, lookups, mapping, currency, options, target);
    report.encoding = by_mark;
    report.files.insert(report.files.begin(), path);
    return report;
}

LoadReport load_table_into(
    std::string_view table,
    const Input& input,
    const TableMapping& mapping,
    const LoadOptions& options,
    RecordTarget& target) {
    const std::filesystem::path path{input.name()};
    const FileReach reach{path.parent_path(), options.allow_outside};
    LookupTables lookups{path.parent_path(), reach, options.formats, mapping};
    std::string by_mark;
    const bool keeps = is_read_again(mapping) || options.checks;
    const auto make_origin = [&](CountedSource::Progress progress) {
        return origin_of(
            input, mapping.layout, keeps,
            [&]() -> const FileFormat& { return format_of(path, options.formats); },
            std::move(progress), by_mark);
    };
    LoadReport report = load_from(
        make_origin, table, input.name(), lookups, mapping, options.currency, options, target);
    report.encoding = by_mark;
    return report;
}

LoadReport load_table_into(
    std::string_view table,
    const std::filesystem::path& path,
    const TableMapping& mapping,
    const LoadOptions& options,
    RecordTarget& target) {
    const FileReach reach{path.parent_path(), options.allow_outside};
    return load_file(table, path, path.string(), reach, mapping, options.currency, options, target);
}

std::vector<LoadReport> load_directory_into(
    const std::filesystem::path& directory,
    const Mapping& mapping,
    const LoadOptions& options,
    RecordTarget& target) {
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error))
        throw Error{ErrorCode::unreadable_file, directory.string() + ": is not a folder"};
    const Currency currency = mapping.currency.is_none() ? options.currency : mapping.currency;
    (void)own_record_types(mapping);  // before the first file is read: they go together

    expect_files(options.checks, directory, mapping, options.formats);
    const FileReach reach{directory, options.allow_outside};
    std::vector<LoadReport> reports;
    const auto load = [&](std::string_view table, const std::string& file, const TableMapping& m) {
        const std::filesystem::path path = directory / file;
        reach.check(path);
        reports.push_back(load_file(table, path, file, reach, m, currency, options, target));
    };
    const auto load_all = [&](std::string_view table, const std::vector<std::string>& files,
                              const TableMapping& m) {
        for (const std::string& file : files)
            load(table, file, m);
    };
    for (const TableMapping& table : mapping.tables) {
        const std::size_t before = reports.size();
        load_all(table.table, files_of(directory, table, options.formats), table);
        if (reports.size() == before)
            throw Error{
                ErrorCode::unreadable_file,
                directory.string() + ": holds no file for the table '" + table.table + "'" +
                    (table.file.empty() ? "" : ": none is called like '" + table.file + "'")};
    }
    if (!mapping.tables.empty()) return reports;

    for (const std::string_view table : table_names())
        load_all(table, files_named(directory, table, options.formats), mapping.defaults);
    if (reports.empty())
        throw Error{
            ErrorCode::unreadable_file,
            directory.string() +
                ": holds no file named after a table, such as deals.csv; tables: " +
                listed(table_names())};
    return reports;
}

/// Tells the builder of which domains a mapping makes names that look alike one.
void fold_names_of(const TableMapping& mapping, std::string_view table, BookBuilder& builder) {
    const MappedType mapped{table, mapping};
    for (const FieldInfo& field : mapped.type().fields) {
        if (field.type != FieldType::text || field.domain.empty()) continue;
        const auto source = mapping.fields.find(field.name);
        const bool is_said = source != mapping.fields.end() && source->second.fold;
        if (is_said || (mapping.fold && is_folded_with_all(field.domain)))
            builder.fold_names(std::string{field.domain});
    }
}

/// A builder learns which names are folded; a batch has no say in it.
template <class From, class To>
LoadReport load_table_from(
    std::string_view table,
    const From& from,
    const TableMapping& mapping,
    const LoadOptions& options,
    To& to) {
    if constexpr (std::is_same_v<To, BookBuilder>) fold_names_of(mapping, table, to);
    TargetOf target{to};
    return load_table_into(table, from, mapping, options, target);
}

/// Reads into records of one type, without a book.
LoadReport read_into(
    RowOrigin& origin,
    const std::filesystem::path& path,
    const FileFormat& format,
    const ReadOptions& options,
    RecordBuffer& to) {
    const FileReach reach{path.parent_path(), options.allow_outside};
    LookupTables lookups{path.parent_path(), reach, {&format, 1}, options.mapping};
    const DateOfInstant date_of_instant = dates_of(
        options.mapping, options.date_of_instant, options.dates_in_zone, {}, path.string());
    const Job job{&options.mapping, options.currency, options.max_record_bytes, path.string(), 1,
                  &date_of_instant};
    return read_origin(origin, job, lookups, to);
}

}  // namespace

LoadReport read_file(
    const std::filesystem::path& path,
    const FileFormat& format,
    const ReadOptions& options,
    RecordBuffer& to) {
    std::string by_mark;
    ByteOrigin origin{
        format,
        [&](bool) { return open_text(path, path.string(), {}, options.mapping.layout, &by_mark); }};
    LoadReport report = read_into(origin, path, format, options, to);
    report.encoding = by_mark;
    report.files.insert(report.files.begin(), path);
    return report;
}

LoadReport read_input(
    const Input& input, const FileFormat& format, const ReadOptions& options, RecordBuffer& to) {
    std::string by_mark;
    const auto origin = origin_of(
        input, options.mapping.layout, is_read_again(options.mapping),
        [&]() -> const FileFormat& { return format; }, {}, by_mark);
    LoadReport report = read_into(*origin, input.name(), format, options, to);
    report.encoding = by_mark;
    return report;
}

}  // namespace detail

LoadReport load_table(
    std::string_view table,
    const std::filesystem::path& path,
    const TableMapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder) {
    return detail::load_table_from(table, path, mapping, options, builder);
}

LoadReport load_table(
    std::string_view table,
    const std::filesystem::path& path,
    const TableMapping& mapping,
    const LoadOptions& options,
    Batch& batch) {
    return detail::load_table_from(table, path, mapping, options, batch);
}

LoadReport load_table(
    std::string_view table,
    const Input& input,
    const TableMapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder) {
    return detail::load_table_from(table, input, mapping, options, builder);
}

LoadReport load_table(
    std::string_view table,
    const Input& input,
    const TableMapping& mapping,
    const LoadOptions& options,
    Batch& batch) {
    return detail::load_table_from(table, input, mapping, options, batch);
}

std::vector<LoadReport> load_directory(
    const std::filesystem::path& directory,
    const Mapping& mapping,
    const LoadOptions& options,
    BookBuilder& builder) {
    for (const auto& [name, stages] : mapping.pipelines)
        name.empty() ? builder.pipeline(stages) : builder.pipeline(name, stages);
    if (mapping.fold) builder.fold_names();
    if (mapping.revenue_policy) builder.revenue_policy(*mapping.revenue_policy);
    for (const TableMapping& table : mapping.tables)
        detail::fold_names_of(table, table.table, builder);
    detail::TargetOf target{builder};
    return detail::load_directory_into(directory, mapping, options, target);
}

std::vector<LoadReport> load_directory(
    const std::filesystem::path& directory,
    const Mapping& mapping,
    const LoadOptions& options,
    Batch& batch) {
    detail::TargetOf target{batch};
    return detail::load_directory_into(directory, mapping, options, target);
}

}  // namespace saleskpi::inline v0_3
