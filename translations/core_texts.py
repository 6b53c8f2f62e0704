# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts that the sources of the core make, with holes for what is known at run time only.

A text expression has one or more alternatives (?:, +=, the arguments of each call of a helper function), each a tuple
of literal text, HOLE, ("parameter", function, index) and ("if", condition, branch).
"""
import itertools
import pathlib
import re

from cpp_source import CLOSING, Source, end_of, span_around, top_level, unquoted, TRANSPARENT

ROOT = pathlib.Path(__file__).resolve().parent.parent
ROOMS = ("base", "formats", "stats", "fisher", "edit", "reference", "report", "operations")
# The window makes errors of its own in these, in English as the core does, so that the console can show them.
OF_THE_WINDOW = ("desktop/jobs/runner.cpp", "desktop/document/session.cpp", "desktop/document/settings.cpp",
                 "desktop/document/compute.cpp", "desktop/plots/export.cpp", "desktop/app/figures.cpp",
                 "desktop/app/example.cpp")
LEFT_OUT = ("src/base/error.cpp", "src/formats/architecture_table.cpp", "src/formats/h5_child/main.cpp",
            "src/reference/module/operators.cpp")
HOLE = None  # a part that is known at run time only
MOST = 64  # alternatives of one expression


class Core:
    def __init__(self):
        paths = [p for room in ROOMS for p in sorted((ROOT / "src" / room).rglob("*")) if p.suffix in (".cpp", ".h")]
        paths += [ROOT / "src" / name for name in OF_THE_WINDOW]
        self.sources = [Source(p) for p in paths if p.relative_to(ROOT).as_posix() not in LEFT_OUT]
        self.by_name = {}
        for source in self.sources:
            for function in source.functions:
                self.by_name.setdefault(function.name, []).append(function)
            self.find_constants(source)
        self.header_constants = {}
        for source in self.sources:
            if source.path.suffix == ".h":
                self.header_constants.update({name: (source, span) for name, span in source.constants.items()})
        self.calls = {}
        for source in self.sources:
            for i in range(1, len(source.tokens)):
                if source.is_op(i, "(") and source.tokens[i - 1][0] == "id" and i in source.partner:
                    self.calls.setdefault(source.tokens[i - 1][1], []).append((source, i))
        self.busy = set()
        self.results = {}
        self.used = set()  # spans that are part of what another expression makes

    @staticmethod
    def find_constants(source):
        for i in range(len(source.tokens) - 2):
            if source.tokens[i][0] == "id" and source.is_op(i + 1, "=") and source.tokens[i][1].startswith("k"):
                source.constants[source.tokens[i][1]] = (i + 2, end_of(source, i + 2))

    # -- evaluation: a list of alternatives, each a tuple of text, HOLE and ("parameter", function, index)

    def use(self, source, first, last, depth):
        """The value of an expression elsewhere: a constant, an argument, what is returned or assigned."""
        self.used.add((source.path, first, last))
        return self.evaluate(source, first, last, depth + 1)

    def evaluate(self, source, first, last, depth=0):
        if depth > 12 or first >= last:
            return [(HOLE,)]
        key = (source.path, first, last)
        if key in self.busy:
            return [(HOLE,)]
        if key not in self.results:
            self.busy.add(key)
            self.results[key] = unique(self.sum(source, first, last, depth))[:MOST]
            self.busy.discard(key)
        return self.results[key]

    def sum(self, source, first, last, depth):
        question = top_level(source, first, last, "?")
        if question is not None:
            colon = self.colon_of(source, question, last)
            if colon is None:
                return [(HOLE,)]
            condition = " ".join(value for _, value in source.tokens[first:question])
            return [((("if", condition, branch),) + form)
                    for branch, span in ((True, (question + 1, colon)), (False, (colon + 1, last)))
                    for form in self.evaluate(source, *span, depth + 1)]
        if any(top_level(source, first, last, op) is not None
               for op in ("==", "!=", "&&", "||", "<=", ">=", "<<", ";")):
            return [(HOLE,)]
        operands, start = [], first
        while (plus := top_level(source, start, last, "+")) is not None:
            operands.append((start, plus))
            start = plus + 1
        operands.append((start, last))
        if len(operands) > 1:
            return product([self.evaluate(source, a, b, depth + 1) for a, b in operands])
        return self.primary(source, first, last, depth)

    @staticmethod
    def colon_of(source, question, last):
        nested, i = 0, question + 1
        while i < last:
            if source.is_op(i, *CLOSING) and i in source.partner:
                i = source.partner[i]
            elif source.is_op(i, "?"):
                nested += 1
            elif source.is_op(i, ":"):
                if nested == 0:
                    return i
                nested -= 1
            i += 1
        return None

    def primary(self, source, first, last, depth):
        kind, value = source.tokens[first]
        if last - first == 1:
            if kind == "str":
                return [(value,)]
            if kind == "char":
                return [(unquoted(value),)]
            return self.variable(source, first, depth) if kind == "id" else [(HOLE,)]
        if kind == "op" and value == "*" and last - first == 2:
            return self.evaluate(source, first + 1, last, depth + 1)
        if kind == "op" and value == "(" and source.partner.get(first) == last - 1:
            return self.evaluate(source, first + 1, last - 1, depth + 1)
        while first + 2 < last and source.is_op(first + 1, "::"):  # std::, fmt::
            first += 2
            kind, value = source.tokens[first]
        opening = first + 1
        if (kind != "id" or not source.is_op(opening, "(", "{") or source.partner.get(opening) != last - 1
                or first + 1 >= last):
            return [(HOLE,)]
        arguments = source.arguments(opening)
        if value == "format":
            return self.formatted(source, arguments, depth)
        if value in TRANSPARENT and len(arguments) == 1:
            return self.evaluate(source, *arguments[0], depth + 1)
        if value == "string" and len(arguments) != 1:
            return [("",)] if not arguments else [(HOLE,)]
        return self.returned(source, value, arguments, depth)

    def formatted(self, source, arguments, depth):
        found = []
        for form in self.evaluate(source, *arguments[0], depth + 1):
            conditions = tuple(part for part in form if isinstance(part, tuple))
            text = [part for part in form if not isinstance(part, tuple)]
            if len(text) != 1 or text[0] is HOLE:
                return [(HOLE,)]
            operands, number = [[conditions]], 1
            for piece in re.split(r"(\{\{|\}\}|\{[^{}]*\})", text[0]):
                if piece in ("{{", "}}"):
                    operands.append([(piece[0],)])
                elif piece.startswith("{"):
                    span = arguments[number] if number < len(arguments) else None
                    operands.append(self.evaluate(source, *span, depth + 1) if span else [(HOLE,)])
                    number += 1
                elif piece:
                    operands.append([(piece,)])
            found += product(operands)
        return found

    def variable(self, source, at, depth):
        name = source.tokens[at][1]
        for function in source.enclosing(at):
            values = self.assigned(source, function, name, at, depth)
            if values:
                return values
            if name in function.parameters:
                return [(("parameter", function, function.parameters.index(name)),)]
        if name in source.constants:
            return self.use(source, *source.constants[name], depth)
        if name in self.header_constants:
            where, span = self.header_constants[name]
            return self.use(where, *span, depth)
        return [(HOLE,)]

    def assigned(self, source, function, name, before, depth):
        """What the assignments of a local variable before its use give; each += may happen or not."""
        found, spans = [], []
        for i in range(function.body[0] + 1, before):
            if source.tokens[i] != ("id", name) or source.is_op(i - 1, ".", "->"):
                continue
            if source.is_op(i + 1, ";") and source.tokens[i - 1] == ("id", "string"):
                found.append(("",))
            elif source.is_op(i + 1, "=", "+="):
                spans.append((i + 2, end_of(source, i + 2)))
                value = self.evaluate(source, *spans[-1], depth + 1)
                found += value if source.is_op(i + 1, "=") else [
                    form for start in found for form in product([[start], value]) if agrees(form, name, start)]
        if not any(has_words(value) for value in found):
            return []
        found = [form for form in found if text_of(form)] if ("",) in found else found
        self.used.update((source.path, *span) for span in spans)
        return found

    def returned(self, source, name, arguments, depth):
        """What a function of the core returns, where that is text with words."""
        found, spans = [], []
        for function in self.resolve(source, name, len(arguments)):
            if function.name == "lambda":
                continue
            for i in range(*function.body):
                if function.source.tokens[i] == ("id", "return") and function.source.enclosing(i)[0] is function:
                    spans.append((function.source, i + 1, end_of(function.source, i + 1)))
                    found += self.evaluate(*spans[-1], depth + 1)
        if not any(has_words(value) for value in found):
            return [(HOLE,)]
        self.used.update((where.path, first, last) for where, first, last in spans)
        return [value for form in found for value in self.substituted(form, source, arguments, depth)]

    def substituted(self, form, source, arguments, depth):
        """A form with the arguments of a call in place of its parameters; single words are names, not text."""
        operands = []
        for part in form:
            if is_parameter(part):
                span = arguments[part[2]] if part[2] < len(arguments) else None
                values = self.use(source, *span, depth) if span else [(HOLE,)]
                operands.append([(HOLE,) if is_name(value) else value for value in values])
            else:
                operands.append([(part,)])
        return product(operands)

    def resolve(self, source, name, count):
        """The functions that a call may mean: those of the same file, else those of others."""
        candidates = [f for f in self.by_name.get(name, []) if len(f.parameters) >= count or count == 0]
        own = [f for f in candidates if f.source is source]
        headers = [f for f in candidates if f.source.path.suffix == ".h" or f.source.path.stem == source.path.stem]
        return own or headers or (candidates if len({f.source.path for f in candidates}) == 1 else [])

    # -- sentences

    def forms(self):
        """(alternative, place) of every text expression, with the arguments of each call of its function."""
        found, done = [], set()
        for source in self.sources:
            for i, (kind, _) in enumerate(source.tokens):
                if kind == "str":
                    span = span_around(source, i)
                elif kind == "id" and source.is_grown(i):
                    span = (i, i + 1)
                else:
                    continue
                if (source.path, *span) not in done and not source.is_translated(span[0]):
                    done.add((source.path, *span))
                    found += [(closed, (source.path, *span)) for form in self.evaluate(source, *span)
                              for closed in self.closed(form, 0)]
        return found

    def closed(self, form, depth):
        """A form without parameters: one for every call."""
        parameters = [part for part in form if is_parameter(part)]
        if not parameters:
            return [form]
        function = parameters[0][1]
        found = []
        for source, opening in self.calls.get(function.name, []):
            if depth > 5 or function not in self.resolve(source, function.name, len(source.arguments(opening))):
                continue
            if function.body[0] == source.partner[opening] + 1 and function.source is source:
                continue  # its own definition
            arguments = source.arguments(opening)
            mine = tuple(part if not is_parameter(part) or part[1] is function else HOLE for part in form)
            for value in self.substituted(mine, source, arguments, 0):
                found += self.closed(value, depth + 1)
        return unique(found) or [tuple(HOLE if is_parameter(part) else part for part in form)]


def unique(values):
    return list(dict.fromkeys(values))


def product(operands):
    """All combinations, but those that need a condition to hold and not to hold."""
    combined = (tuple(itertools.chain.from_iterable(choice)) for choice in itertools.product(*operands))
    return list(itertools.islice((form for form in combined if is_possible(form)), MOST))


def is_possible(form):
    conditions = {part for part in form if isinstance(part, tuple) and part[0] == "if"}
    return not any(("if", text, not branch) in conditions for _, text, branch in conditions)


def agrees(form, name, start):
    """Whether a condition name.empty() in what is appended to a variable agrees with what was in it."""
    return ("if", name + " . empty ( )", text_of(start) != "") not in form


def text_of(form):
    return "".join("\0" if part is HOLE else part for part in form if not isinstance(part, tuple))


def is_parameter(part):
    return isinstance(part, tuple) and part[0] == "parameter"


def is_name(form):
    return len(form) == 1 and isinstance(form[0], str) and re.fullmatch(r"[\w.:/-]*", form[0]) is not None


def has_words(form):
    return any(isinstance(part, str) and re.search(r"[A-Za-z] [a-z]", part) for part in form)
