// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace laws {

/// What the numbers of an explanation come to: "(120.00 - 80.00) / |80.00|" is 0.5, and a date is
/// its number. Nothing where a part of it has no value but a reason.
class Folded {
public:
    explicit Folded(std::string_view text) : rest_{text} {}

    std::optional<double> value() {
        const double all = sum();
        blanks();
        if (!rest_.empty()) throw std::logic_error{"what is this: " + std::string{rest_}};
        return has_none_ ? std::nullopt : std::optional{all};
    }

private:
    void blanks() {
        while (!rest_.empty() && rest_.front() == ' ')
            rest_.remove_prefix(1);
    }
    bool take(char c) {
        blanks();
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    double sum() {
        double all = product();
        while (true) {
            if (take('+'))
                all += product();
            else if (take('-'))
                all -= product();
            else
                return all;
        }
    }
    double product() {
        double all = one();
        while (true) {
            if (take('*'))
                all *= one();
            else if (take('/'))
                all /= one();
            else
                return all;
        }
    }
    double one() {
        if (take('(')) {
            const double inner = sum();
            take(')');
            return inner;
        }
        if (take('|')) {
            const double inner = sum();
            take('|');
            return std::abs(inner);
        }
        blanks();
        if (!rest_.empty() && std::isalpha(static_cast<unsigned char>(rest_.front())))
            return call();
        if (const auto day = saleskpi::try_parse_date(rest_.substr(0, 10))) {
            rest_.remove_prefix(10);
            return static_cast<double>(day->time_since_epoch().count());
        }
        double number = 0;
        const char* begin = rest_.data();
        // Not strtod, which reads "0.5" as 0 where the locale writes a comma.
        const auto [end, error] = std::from_chars(begin, begin + rest_.size(), number);
        if (error != std::errc{}) throw std::logic_error{"no number: " + std::string{rest_}};
        rest_.remove_prefix(static_cast<std::size_t>(end - begin));
        return number;
    }
    double call() {
        std::size_t length = 0;
        while (length < rest_.size() &&
               (std::isalnum(static_cast<unsigned char>(rest_[length])) || rest_[length] == '_'))
            ++length;
        const std::string name{rest_.substr(0, length)};
        rest_.remove_prefix(length);
        if (!take('(')) {  // a reason
            has_none_ = true;
            return 1;
        }
        const bool had_none = has_none_;
        std::vector<std::optional<double>> values;
        do {
            has_none_ = false;
            const double one = sum();
            values.push_back(has_none_ ? std::nullopt : std::optional{one});
        } while (take(','));
        take(')');
        has_none_ = had_none;
        return computed(name, values);
    }
    double computed(const std::string& name, const std::vector<std::optional<double>>& values) {
        if (name == "fallback") return values[0] ? *values[0] : of_known(values, 1);
        if (name == "slope") return slope(values);
        for (std::size_t i = 0; i < values.size(); ++i)
            of_known(values, i);
        double all = values[0].value_or(1);
        for (std::size_t i = 1; i < values.size(); ++i) {
            const double one = values[i].value_or(1);
            all = name == "mean"       ? all + one
                  : name == "product"  ? all * one
                  : name == "least"    ? (std::min)(all, one)
                  : name == "greatest" ? (std::max)(all, one)
                  : name == "clamp"    ? (i == 1 ? (std::max)(all, one) : (std::min)(all, one))
                                       : throw std::logic_error{"what is " + name};
        }
        return name == "mean" ? all / static_cast<double>(values.size()) : all;
    }
    double of_known(const std::vector<std::optional<double>>& values, std::size_t i) {
        if (!values[i]) has_none_ = true;
        return values[i].value_or(1);
    }
    /// Of the periods in the order in which they were asked for: this one, the one before, ...
    static double slope(const std::vector<std::optional<double>>& values) {
        double n = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!values[i]) continue;
            const double at = -static_cast<double>(i);
            n += 1, x += at, y += *values[i], xx += at * at, xy += at * *values[i];
        }
        return (n * xy - x * y) / (n * xx - x * x);
    }

    std::string_view rest_;
    bool has_none_ = false;
};

}  // namespace laws
