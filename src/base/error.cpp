// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

namespace fisherlens {

std::string_view codeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage: return "usage";
    case ErrorCode::Missing: return "missing";
    case ErrorCode::Damaged: return "damaged";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::Unsafe: return "unsafe";
    case ErrorCode::Incompatible: return "incompatible";
    case ErrorCode::NonFinite: return "non-finite";
    case ErrorCode::Changed: return "changed";
    case ErrorCode::Environment: return "environment";
    case ErrorCode::NotWritten: return "not-written";
    case ErrorCode::Cancelled: return "cancelled";
    }
    return "damaged";
}

int exitStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage: return 2;
    case ErrorCode::NotWritten: return 4;
    case ErrorCode::Cancelled: return 5;
    default: return 3;
    }
}

std::string describe(const Where& where)
{
    std::string text = where.file;
    const auto add = [&text](const std::string& part) {
        if (!text.empty())
            text += ", ";
        text += part;
    };
    if (!where.tensor.empty())
        add("tensor " + where.tensor);
    if (where.offset)
        add("byte " + std::to_string(*where.offset));
    return text;
}

std::string describe(const Error& error)
{
    std::string text = describe(error.where);
    if (!text.empty())
        text += ": ";
    text += error.detail;
    if (!error.hint.empty())
        text += " " + error.hint;
    return text;
}

}  // namespace fisherlens
