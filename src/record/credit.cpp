// SPDX-License-Identifier: MIT
#include "value/parsed.hpp"

#include <saleskpi/record/credit.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3 {

namespace {

constexpr std::int64_t percent_per_whole = 100;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Cuts off and returns what stands before the next separator.
std::string_view next_part(std::string_view& rest, char separator) {
    const auto end = (std::min)(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix((std::min)(end + 1, rest.size()));
    return trimmed(part);
}

/// One "rep", "rep:percent" or "rep:percent:overlay", the share missing in the first.
struct Part {
    std::string_view rep;
    std::optional<Decimal> share;
    bool overlay = false;
};

std::optional<Decimal> parse_share(std::string_view percent) {
    const auto number = Decimal::try_parse(percent);
    if (!number || number->nanos() < 0 || number->nanos() % percent_per_whole != 0) return {};
    return Decimal::from_nanos(number->nanos() / percent_per_whole);
}

std::optional<Part> parse_part(std::string_view text) {
    const auto colons = std::count(text.begin(), text.end(), ':');
    Part part;
    part.rep = next_part(text, ':');
    if (part.rep.empty() || colons > 2) return {};
    if (colons >= 1) {
        part.share = parse_share(next_part(text, ':'));
        if (!part.share) return {};
    }
    if (colons == 2) {
        if (next_part(text, ':') != "overlay") return {};
        part.overlay = true;
    }
    return part;
}

/// Equal parts of one whole for those who have no share yet. Nine places cannot hold a third: the
/// billionths left over go to the first ones, so that the shares still sum to exactly one.
void share_equally(std::vector<Credit>& credits, std::int64_t owners) {
    std::int64_t left_over = Decimal::per_unit % owners;
    for (Credit& credit : credits) {
        if (credit.overlay) continue;
        credit.share = Decimal::from_nanos(Decimal::per_unit / owners + (left_over > 0 ? 1 : 0));
        --left_over;
    }
}

}  // namespace

std::optional<std::vector<Credit>> try_parse_credits(std::string_view text) {
    const auto parts = static_cast<std::size_t>(std::count(text.begin(), text.end(), ';')) + 1;
    std::vector<Credit> credits;
    credits.reserve(parts);
    std::int64_t owners = 0;
    std::int64_t owners_without_share = 0;
    for (std::size_t i = 0; i < parts; ++i) {
        const auto part = parse_part(next_part(text, ';'));
        if (!part) return {};
        if (!part->overlay) ++owners;
        if (!part->share) ++owners_without_share;
        credits.push_back({std::string{part->rep}, part->share.value_or(Decimal{}), part->overlay});
    }
    if (owners_without_share == 0) return credits;
    if (owners_without_share != owners) return {};
    share_equally(credits, owners);
    return credits;
}

std::vector<Credit> parse_credits(std::string_view text) {
    return detail::parsed(
        try_parse_credits(text), text, "no list of credits, such as Asha:60;Ben:40");
}

}  // namespace saleskpi::inline v0_3
