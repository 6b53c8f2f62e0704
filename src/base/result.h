// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace fisherlens {

/// A value or an Error. Every fallible call returns one; dropping it is a compiler warning.
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;

[[nodiscard]] inline Failure fail(Error error)
{
    return Failure(std::move(error));
}

[[nodiscard]] inline Failure fail(ErrorCode code, std::string detail, Where where = {}, std::string hint = {})
{
    return Failure(Error{code, std::move(detail), std::move(where), std::move(hint), nullptr});
}

[[nodiscard]] inline Failure cancelled()
{
    return fail(ErrorCode::Cancelled, "Stopped on request; nothing was written.");
}

}  // namespace fisherlens

#define FL_CONCAT_2(a, b) a##b
#define FL_CONCAT(a, b) FL_CONCAT_2(a, b)

/// FL_TRY(auto x, call()): x is the value of a Result, or the enclosing function returns its error.
#define FL_TRY(declaration, ...) FL_TRY_2(FL_CONCAT(fl_result_, __LINE__), declaration, __VA_ARGS__)
#define FL_TRY_2(name, declaration, ...)                                                                               \
    auto name = (__VA_ARGS__);                                                                                         \
    if (!name)                                                                                                         \
        return ::fisherlens::fail(std::move(name).error());                                                            \
    declaration = std::move(*name)

/// FL_CHECK(call()): the enclosing function returns the error of a failed Result<void>.
#define FL_CHECK(...)                                                                                                  \
    do {                                                                                                               \
        if (auto fl_checked = (__VA_ARGS__); !fl_checked)                                                              \
            return ::fisherlens::fail(std::move(fl_checked).error());                                                  \
    } while (false)
