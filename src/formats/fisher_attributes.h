// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "formats/containers/hdf5.h"
#include "formats/fisher_file.h"
#include "formats/hdf5_writer.h"

#include <map>
#include <string>

namespace fisherlens {

/// The attributes of a Fisher file by name, for the HDF5 root: `format` "fisherlens.fisher", `version` 1, and every
/// field of FisherAttributes; counts as int64, `seed` as uint64, `bias_corrected` as boolean, texts as UTF-8.
std::map<std::string, Hdf5Value> toHdf5(const FisherAttributes& attributes);
/// The same as texts, for the metadata of safetensors (names without "fisherlens."): numbers in the shortest decimal
/// form that reads back exactly, "true" and "false".
std::map<std::string, std::string> toTexts(const FisherAttributes& attributes);

/// Reads either form back; values that are texts are parsed where a number is meant. Missing ones get their defaults,
/// unknown ones are ignored. Errors: Unsupported (another `format`, newer `version`), Damaged (a word or number that
/// the format does not allow, `provenance` no JSON object).
Result<FisherAttributes> fisherAttributes(const std::string& file, const std::map<std::string, Hdf5Attribute>& values);

/// The attribute `examples` of a half: a count, 0 when absent.
Result<std::int64_t> countAttribute(const std::string& file, const std::map<std::string, Hdf5Attribute>& values,
                                    const std::string& name);

}  // namespace fisherlens
