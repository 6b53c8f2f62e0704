#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists the sentences of the core for the translation of the window.

The rooms below src/desktop write English sentences for errors and findings and know no Qt (DESIGN.md 4). This script
reads their sources, evaluates every expression that makes text (literals, +, ?:, fmt::format, local variables,
constants, helper functions with the arguments of each call) and writes one template per sentence, with %1, %2, ... for
what is known at run time only, to src/desktop/views/core_sentences, one file per room, where lupdate finds them.

    core_sentences.py            writes the files
    core_sentences.py --check    exit status 1 when they are out of date
    core_sentences.py --where T  the places that make templates with T in them
"""
import itertools
import re
import sys

sys.dont_write_bytecode = True
from core_texts import ROOT, Core, text_of  # noqa: E402

OUTPUT = ROOT / "src/desktop/views/core_sentences"
HEAD = """// SPDX-License-Identifier: GPL-3.0-or-later
// Made by translations/core_sentences.py from the sources of the core; run it again when a sentence there changes.
"""
# What the system says in such a sentence (std::generic_category, std::filesystem), in the words of glibc.
SYSTEM = ("Device or resource busy", "File exists", "File name too long", "File too large", "Input/output error",
          "Is a directory", "No space left on device", "No such file or directory", "Not a directory",
          "Operation not permitted", "Permission denied", "Read-only file system", "Too many open files")
BOUNDARY = re.compile(r"(?<=\.)\s+(?=[A-Z\"\0'-])")
SENTENCE = re.compile(r"[A-Z\"\0\d('-].* .*\.", re.S)
PREFIX = re.compile(r"[A-Z].* .*\0", re.S)  # before a sentence from elsewhere
WORDS = re.compile(r"[a-z']{2,},? [a-z]{2,}|\0 [a-z]{4,}|^[a-z]{4,} \0")
STAGE = re.compile(r"(check|compare|count|estimate|evaluate|find|hash|measure|rank|read|summarise|verify|write) [\w ]+")
NO_TEXT = {"rank density",  # the address of random numbers
           "files are little-endian",  # a static_assert
           "Unknown builtin op:",  # what LibTorch says
           "and \0 more"}  # the end of a list that another template has whole


def templates(core):
    """Template → places. Sentences, and what stands inside of sentences without being one."""
    found = {text: {"the system"} for text in SYSTEM}
    for form, span in core.forms():
        text = re.sub("\0+", "\0", text_of(form))
        for piece in BOUNDARY.split(re.sub(r"\0(?:[./:]\0)+", "\0", text)):
            piece = piece.strip(" ;")
            if "\n" in piece or piece in NO_TEXT or not re.search("[a-z]{2}", piece):
                continue
            is_part = span not in core.used and not STAGE.fullmatch(piece) and (
                WORDS.search(piece) or PREFIX.fullmatch(piece))
            if SENTENCE.fullmatch(piece) or is_part:
                found.setdefault(numbered(piece), set()).add(span[0].relative_to(ROOT).as_posix())
    return found


def lost(core, found):
    """Literals with words that are in no template: the evaluation has not understood what is done with them."""
    all_text = "\n".join(re.sub(r"%\d", "\0", template) for template in found)
    for source in core.sources:
        for i, (kind, text) in enumerate(source.tokens):
            if kind != "str" or source.is_translated(i):
                continue
            for piece in re.split(r"\{[^{}]*\}|(?<=\.)\s+", text):
                piece = piece.strip(" ;")
                if (re.search("[A-Za-z']{2,} [a-z]{2,} [a-z]{2,}", piece) and piece not in all_text
                        and piece not in NO_TEXT and not STAGE.fullmatch(piece)):
                    yield f"{source.path.relative_to(ROOT)}: {piece}"


def numbered(piece):
    count = itertools.count(1)
    piece = re.sub("\0", lambda _: "%" + str(next(count)), piece)
    assert "%10" not in piece, "more than nine run-time parts: " + piece
    return piece


def literal(template, first, rest):
    """C++ literals of a template, cut at spaces to lines of at most 120 characters."""
    lines, line = [], ""
    for word in re.findall(r"\S+\s*", template.replace("\\", "\\\\").replace('"', '\\"')):
        if line and len(line) + len(word) > (first if not lines else rest):
            lines.append(line)
            line = ""
        line += word
    return [f'"{line}"' for line in lines + [line]]


def group_of(place):
    """The room of a source, with its folder where it has some: "edit", "formats/layouts", "system"."""
    parts = place.split("/")[1:-1]
    return "/".join(parts[:2]) if parts[:1] == ["formats"] else parts[0] if parts else "system"


def accessor(group):
    return "of" + "".join(word.capitalize() for word in re.split(r"\W|_", group))


def generated(found):
    """File name → text: one file per room, and what joins them."""
    in_place = {}
    for template, places in found.items():
        in_place.setdefault(min(places), []).append(template)
    groups = {}
    for place in sorted(in_place):
        rows = f"    // {place}\n"
        for template in sorted(in_place[place]):
            rows += '    QT_TRANSLATE_NOOP("Core", ' + "\n        ".join(literal(template, 83, 108)) + "),\n"
        groups[group_of(place)] = groups.get(group_of(place), "") + rows
    files = {}
    for group, rows in groups.items():
        files[group.replace("/", "_") + ".cpp"] = f"""{HEAD}#include "desktop/views/core_sentences/all.h"

#include <QtGlobal>

namespace fisherlens::desktop::core_sentences {{
namespace {{

// clang-format off
constexpr const char* kTemplates[] = {{
{rows}}};
// clang-format on

}}  // namespace

Templates {accessor(group)}()
{{
    return kTemplates;
}}

}}  // namespace fisherlens::desktop::core_sentences
"""
    names = sorted(accessor(group) for group in groups)
    declarations = "".join(f"Templates {name}();\n" for name in names)
    files["all.h"] = f"""{HEAD}#pragma once

#include <span>

/// The templates of the core's sentences, room by room; coreTemplates() has all of them.
namespace fisherlens::desktop::core_sentences {{

using Templates = std::span<const char* const>;

{declarations}
}}  // namespace fisherlens::desktop::core_sentences
"""
    parts = "".join(f"            {name}(),\n" for name in names)
    files["all.cpp"] = f"""{HEAD}#include "desktop/views/core_sentences/all.h"

#include "desktop/views/core_words.h"

#include <vector>

namespace fisherlens::desktop {{

std::span<const char* const> coreTemplates()
{{
    using namespace core_sentences;
    static const std::vector<const char*> all = [] {{
        // clang-format off
        const Templates parts[] = {{
{parts}        }};
        // clang-format on
        std::vector<const char*> joined;
        for (const Templates part : parts)
            joined.insert(joined.end(), part.begin(), part.end());
        return joined;
    }}();
    return all;
}}

}}  // namespace fisherlens::desktop
"""
    return files


def main(arguments):
    core = Core()
    found = templates(core)
    if arguments[:1] == ["--where"]:
        for template, places in found.items():
            if arguments[1] in template:
                print(template, *sorted(places), sep="\n    ")
        return 0
    for literal_text in lost(core, found):
        print("no template has this text of", literal_text, file=sys.stderr)
        return 1
    files = generated(found)
    if arguments == ["--check"]:
        if {path.name: path.read_text(encoding="utf-8") for path in OUTPUT.glob("*")} == files:
            return 0
        print(f"{OUTPUT.relative_to(ROOT)} is out of date: run translations/core_sentences.py, then lupdate, and "
              "translate what is new in translations/fisherlens_ja.ts.", file=sys.stderr)
        return 1
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    OUTPUT.mkdir(exist_ok=True)
    for path in OUTPUT.glob("*"):
        path.unlink()
    for name, text in files.items():
        (OUTPUT / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} templates")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
