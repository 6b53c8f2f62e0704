// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/module/torch_compat.h"

#include <torch/library.h>

namespace fisherlens::module {

/// A key of LibTorch's dispatcher on which LibTorch itself registers nothing (1.13 to 2.14). With it in the
/// thread-local include set, operators that have a rule come to the rule first; all others fall through.
inline constexpr c10::DispatchKey kInterceptionKey = c10::DispatchKey::TESTING_ONLY_GenericMode;

/// Intercepts the operators of this thread. Around forward() only: backward's own products must not be taken for uses.
class Interception {
    c10::impl::IncludeDispatchKeyGuard guard_{kInterceptionKey};
};

/// Calls a rule with the interception off.
template <auto Rule>
struct Front;
template <class Value, class... Arguments, Value (*Rule)(Arguments...)>
struct Front<Rule> {
    static Value call(Arguments... arguments)
    {
        const c10::impl::ExcludeDispatchKeyGuard off(kInterceptionKey);
        return Rule(std::forward<Arguments>(arguments)...);
    }
};

}  // namespace fisherlens::module
