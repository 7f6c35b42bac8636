#include "engine/data/aggregate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "config/problems.h"
#include "engine/data/number_text.h"

namespace pendopo {
namespace {

constexpr const char* kOthers = "lainnya";

struct Sum {
    int64_t whole = 0;
    double number = 0;
    bool exact = true;  // all were whole and the sum still is
    bool any = false;

    void add(const Value& value) {
        if (!value.is_number()) {
            return;  // null adds nothing
        }
        constexpr auto kMost = static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
        const bool fits = value.is_number_integer() &&
                          !(value.is_number_unsigned() && value.get<uint64_t>() > kMost);
        exact = exact && fits && !__builtin_add_overflow(whole, value.get<int64_t>(), &whole);
        number += value.get<double>();
        any = true;
    }
    void add(const Sum& other) {
        exact = exact && other.exact && !__builtin_add_overflow(whole, other.whole, &whole);
        number += other.number;
        any = any || other.any;
    }
    Value value() const {
        return !any                    ? Value()
               : exact                 ? Value(whole)
               : std::isfinite(number) ? Value(number)
                                       : Value();
    }
};

struct Group {
    std::vector<Value> names;  // of the columns in "by"
    std::vector<Sum> sums;
    int64_t count = 0;

    void join(const Group& other) {
        for (size_t i = 0; i < sums.size(); ++i) {
            sums[i].add(other.sums[i]);
        }
        count += other.count;
    }
};

Value member(const Value& row, const std::string& name) {
    const auto found = row.find(name);
    return found != row.end() ? *found : Value();
}

// The groups that are too small, taken out of `groups` and joined.
void join_small(std::vector<Group>& groups, const AggregateRule& rule) {
    Group others;
    others.names.assign(rule.by.size(), kOthers);
    others.sums.resize(rule.sum.size());
    while (!groups.empty()) {
        const auto smallest =
            std::min_element(groups.begin(), groups.end(),
                             [](const Group& a, const Group& b) { return a.count < b.count; });
        const bool enough = others.count == 0 || others.count >= rule.at_least;
        if (smallest->count >= rule.at_least && enough) {
            break;
        }
        others.join(*smallest);
        groups.erase(smallest);
    }
    if (others.count >= rule.at_least) {
        groups.push_back(std::move(others));
    }
}

// A text is no figure, and would be missing in its sum; but for those that say that there is none.
Result<void> check_figures(const Value& rows, const std::string& column) {
    for (size_t i = 0; i < rows.size(); ++i) {
        const Value cell = member(rows[i], column);
        const bool missing =
            cell.is_null() ||
            (cell.is_string() &&
             read_number(cell.get_ref<const std::string&>()).kind == NumberText::Kind::missing);
        if (!missing && !cell.is_number()) {
            return fail(
                ErrorCode::invalid,
                fmt::format("column {}, which \"aggregate\" sums, holds {} in row {} of "
                            "the value; give it the rule \"number\"",
                            in_quotes(column), cell.is_string() ? "a text" : "no number", i + 1));
        }
    }
    return {};
}

Value* rows_at(Value& value, std::string_view pointer) {
    return const_cast<Value*>(find_pointer(value, pointer));
}

}  // namespace

Result<void> aggregate_rows(Value& value, std::string_view pointer, const AggregateRule& rule) {
    Value* rows = rows_at(value, pointer);
    if (rows == nullptr || !rows->is_array() ||
        !std::all_of(rows->begin(), rows->end(), [](const Value& r) { return r.is_object(); })) {
        return fail(ErrorCode::invalid,
                    "there is no array of objects at " +
                        (pointer.empty() ? std::string("the top; say with \"rows\" where it is")
                                         : in_quotes(pointer)));
    }
    for (const auto* columns : {&rule.by, &rule.sum}) {
        for (const std::string& name : *columns) {
            if (!rows->empty() && std::none_of(rows->begin(), rows->end(), [&](const Value& row) {
                    return row.contains(name);
                })) {
                return fail(ErrorCode::invalid, "no row has the column " + in_quotes(name) +
                                                    " that \"aggregate\" names");
            }
        }
    }
    for (const std::string& name : rule.sum) {
        if (const auto good = check_figures(*rows, name); !good) {
            return good;
        }
    }
    std::vector<Group> groups;
    std::map<std::string, size_t> known;
    for (const Value& row : *rows) {
        std::vector<Value> names;
        std::string key;
        for (const std::string& column : rule.by) {
            names.push_back(member(row, column));
            key += write_value(names.back()) + "\n";
        }
        const auto [place, is_new] = known.emplace(std::move(key), groups.size());
        if (is_new) {
            groups.push_back({std::move(names), std::vector<Sum>(rule.sum.size()), 0});
        }
        Group& group = groups[place->second];
        ++group.count;
        for (size_t i = 0; i < rule.sum.size(); ++i) {
            group.sums[i].add(member(row, rule.sum[i]));
        }
    }
    join_small(groups, rule);
    Value result = Value::array();
    for (Group& group : groups) {
        Value row = Value::object();
        for (size_t i = 0; i < rule.by.size(); ++i) {
            row[rule.by[i]] = std::move(group.names[i]);
        }
        for (size_t i = 0; i < rule.sum.size(); ++i) {
            row[rule.sum[i]] = group.sums[i].value();
        }
        if (!rule.count_as.empty()) {
            row[rule.count_as] = group.count;
        }
        result.push_back(std::move(row));
    }
    *rows = std::move(result);
    return {};
}

}  // namespace pendopo
