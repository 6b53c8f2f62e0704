# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of C++ as core_texts.py needs: tokens, brackets, functions, the spans of expressions."""
import re

TOKEN = re.compile(
    r'(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<tag>[^(\s]*)\((?P<body>.*?)\)(?P=tag)")'
    r'|(?P<str>"(?:[^"\\\n]|\\.)*")|(?P<char>\'(?:[^\'\\\n]|\\.)\'|\'\\x[0-9a-fA-F]+\')|(?P<id>[A-Za-z_]\w*)'
    r"|(?P<num>\.?\d(?:[\w.']|[eE][+-])*)|(?P<op>::|->|\+=|\+\+|--|==|!=|<=|>=|&&|\|\||<<|.)", re.S)
ESCAPES = {"n": "\n", "t": "\t", "0": "\0", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
CLOSING = {"(": ")", "[": "]", "{": "}"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
KEYWORDS = {"if", "for", "while", "switch", "catch", "return", "sizeof", "decltype"}
TRANSPARENT = {"string", "string_view", "move", "format", "runtime"}


def unquoted(literal):
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), literal[1:-1])


def tokens_of(text):
    """(kind, value) of a source without comments and preprocessor lines; neighbouring literals are one."""
    text = re.sub(r"(?m)^[ \t]*#(?:[^\n\\]|\\\n|\\.)*$", "", text)
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup if match.lastgroup not in ("tag", "body") else "raw"
        if kind == "space":
            continue
        value = match[0]
        if kind == "raw":
            kind, value = "str", match["body"]
        elif kind == "str":
            value = unquoted(value)
        if kind == "str" and found and found[-1][0] == "str":
            found[-1] = ("str", found[-1][1] + value)
        else:
            found.append((kind, value))
    return found


class Function:
    def __init__(self, source, name, parameters, body):
        self.source, self.name, self.parameters, self.body = source, name, parameters, body


class Source:
    def __init__(self, path):
        self.path = path
        self.tokens = tokens_of(path.read_text(encoding="utf-8"))
        self.partner = {}
        stack = []
        for i, (kind, value) in enumerate(self.tokens):
            if kind != "op":
                continue
            if value in CLOSING:
                stack.append(i)
            elif value in OPENING and stack and self.tokens[stack[-1]][1] == OPENING[value]:
                self.partner[i] = stack.pop()
                self.partner[self.partner[i]] = i
        self.functions = self.find_functions()
        self.constants = {}

    def is_op(self, i, *values):
        return 0 <= i < len(self.tokens) and self.tokens[i][0] == "op" and self.tokens[i][1] in values

    def find_functions(self):
        found = []
        for brace, (kind, value) in enumerate(self.tokens):
            if kind != "op" or value != "{" or brace not in self.partner:
                continue
            at = brace - 1  # back over "const", "noexcept", "-> Result<void>", "-> decltype(...)"
            while at > 0 and (not self.is_op(at, ")", ";", "{", "}", "=", "(")
                              or self.tokens[self.partner.get(at, 1) - 1][1] == "decltype"):
                at = self.partner.get(at, at) - 1
            if not self.is_op(at, ")") or at not in self.partner:
                continue
            opening = self.partner[at]
            name = self.name_before(opening)
            if name and name not in KEYWORDS:
                parameters = []
                for first, last in self.arguments(opening, angles=True):
                    ids = [t[1] for t in self.tokens[first:last]]
                    ids = ids[:ids.index("=")] if "=" in ids else ids
                    parameters.append(ids[-1] if ids else "")
                found.append(Function(self, name, parameters, (brace, self.partner[brace])))
        return found

    def name_before(self, opening):
        """The function, or the variable of the lambda, whose list of parameters opens here."""
        kind, value = self.tokens[opening - 1]
        if kind == "id":
            return value
        if value == "]" and opening - 1 in self.partner:
            at = self.partner[opening - 1]
            if self.is_op(at - 1, "=") and self.tokens[at - 2][0] == "id":
                return self.tokens[at - 2][1]
            return "lambda"
        return None

    def arguments(self, opening, angles=False):
        """Spans of the arguments between an opening bracket and its partner."""
        end = self.partner[opening]
        spans, first, i, depth = [], opening + 1, opening + 1, 0
        while i < end:
            if self.is_op(i, *CLOSING) and i in self.partner:
                i = self.partner[i]
            elif angles and self.is_op(i, "<", ">"):
                depth += 1 if self.is_op(i, "<") else -1
            elif self.is_op(i, ",") and depth <= 0:
                spans.append((first, i))
                first = i + 1
            i += 1
        if first < end:
            spans.append((first, end))
        return spans

    def is_grown(self, i):
        """Whether this is a whole argument or member and a local variable that text was appended to."""
        around = self.enclosing(i) if self.is_op(i - 1, ",", "(", "{") and self.is_op(i + 1, ",", ")", "}") else []
        return bool(around) and any(self.tokens[k] == self.tokens[i] and self.is_op(k + 1, "+=")
                                    for k in range(around[0].body[0], i))

    def is_translated(self, first):
        """Whether an expression is the argument of Qt's tr() or translate()."""
        while first > 0 and not self.is_op(first - 1, "(", "{", ";", "}"):
            first -= 1
        return self.is_op(first - 1, "(") and self.tokens[first - 2][1] in ("tr", "translate", "QT_TRANSLATE_NOOP")

    def enclosing(self, i):
        """Functions around a token, innermost first."""
        around = [f for f in self.functions if f.body[0] < i < f.body[1]]
        return sorted(around, key=lambda f: f.body[1] - f.body[0])


def top_level(source, first, last, op):
    i = first
    while i < last:
        if source.is_op(i, *CLOSING) and i in source.partner:
            i = source.partner[i]
        elif source.is_op(i, op) and i > first:
            return i
        i += 1
    return None


def end_of(source, first):
    """The end of an expression that begins here: a comma, a semicolon or an unmatched bracket."""
    i = first
    while i < len(source.tokens):
        if source.is_op(i, *CLOSING) and i in source.partner:
            i = source.partner[i]
        elif source.is_op(i, ",", ";", ")", "}", "]"):
            break
        i += 1
    return i


def span_around(source, at):
    """The largest text expression around a literal."""
    first = at
    while True:
        while not source.is_op(first - 1, ",", ";", "(", "{", "[", "}", "=", "+=") and first > 0 and \
                source.tokens[first - 1] != ("id", "return") and source.tokens[first - 1] != ("id", "case"):
            if source.is_op(first - 1, ")", "]") and first - 1 in source.partner:
                first = source.partner[first - 1]
            else:
                first -= 1
        if not source.is_op(first - 1, "(", ","):
            break
        opening = first - 1
        while not source.is_op(opening, "(", "{", ";"):
            opening = source.partner[opening] if source.is_op(opening, ")", "]", "}") and opening in source.partner \
                else opening
            opening -= 1
        name = source.tokens[opening - 1]
        grouping = name[0] == "op" and name[1] not in (")", "]", ">") or name == ("id", "return")
        if not source.is_op(opening, "(") or not (name[0] == "id" and name[1] in TRANSPARENT or grouping):
            break
        first = opening if grouping else opening - 1
    return first, end_of(source, first)
