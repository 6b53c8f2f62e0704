// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include "report/table.h"

#include <cmath>

namespace fisherlens::cli {

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json number(std::optional<double> value)
{
    return value ? number(*value) : Json(nullptr);
}

std::string printable(const std::string& text, bool lines)
{
    // The JSON library knows what valid UTF-8 is.
    const std::string valid =
        Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
    std::string result;
    for (const char c : valid) {
        if ((static_cast<unsigned char>(c) < 0x20 && !(lines && c == '\n')) || c == 0x7F)
            result += "\uFFFD";
        else
            result += c;
    }
    return result;
}

Json toJson(const Where& where)
{
    Json json = Json::object();
    json["file"] = where.file.empty() ? Json(nullptr) : Json(where.file);
    json["tensor"] = where.tensor.empty() ? Json(nullptr) : Json(where.tensor);
    json["offset"] = where.offset ? Json(*where.offset) : Json(nullptr);
    return json;
}

Json toJson(const Finding& finding)
{
    return {{"severity", severityName(finding.severity)},
            {"id", finding.id},
            {"where", toJson(finding.where)},
            {"text", finding.text},
            {"hint", finding.hint}};
}

Json toJson(const std::vector<Finding>& findings)
{
    Json json = Json::array();
    for (const Finding& finding : findings)
        json.push_back(toJson(finding));
    return json;
}

Json toJson(const Error& error)
{
    return {{"code", codeName(error.code)},
            {"message", error.detail},
            {"where", toJson(error.where)},
            {"hint", error.hint}};
}

std::string findingsText(const std::vector<Finding>& findings)
{
    std::string text;
    for (const Finding& finding : findings) {
        text += std::string(severityName(finding.severity)) + " [" + finding.id + "] ";
        if (const std::string place = describe(finding.where); !place.empty())
            text += place + ": ";
        text += finding.text + (finding.hint.empty() ? "" : " " + finding.hint) + "\n";
    }
    return text.empty() ? text : "\nFindings\n" + text;
}

}  // namespace fisherlens::cli
