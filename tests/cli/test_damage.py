# SPDX-License-Identifier: GPL-3.0-or-later
"""Missing, damaged and lying files: one sentence, the exit status of DESIGN.md 8, no file changed, no crash."""

import json
import random
import struct
import unittest

import numpy as np

from support import CliTest, example, run, write_safetensors

STATUSES = (0, 2, 3)  # what a command may answer to a damaged input: it works all the same, or says why not


class Damage(CliTest):
    def assertSurvives(self, *arguments):
        """No crash: a status of the program's own, and one JSON object."""
        finished = run(*arguments, "--json")
        self.assertIn(finished.status, STATUSES, str(finished))
        self.assertIsInstance(finished.json, dict, str(finished))
        self.assertNotIn("defect", finished.err)
        return finished

    def readers(self, path):
        """One command per way of reading `path` as a checkpoint or Fisher file."""
        out = self.path("out.h5")
        return [
            ("info", path),
            ("recycle", path, "-o", out),
            ("compare", path, path),
            ("merge", path, path, "--method", "linear", "-o", out + ".safetensors"),
            ("prune", path, "--criterion", "magnitude", "--sparsity", "0.5", "-o", out + ".safetensors"),
            ("evaluate", "--model", path, "--data", example("upright-test.h5"), "--loss", "cross-entropy"),
            ("evaluate", "--model", example("model.ts"), "--data", path, "--loss", "cross-entropy"),
            (
                "evaluate",
                "--model",
                example("model.ts"),
                "--weights",
                path,
                "--data",
                example("upright-test.h5"),
                "--loss",
                "cross-entropy",
            ),
        ]

    def test_missing_empty_and_foreign_files_are_refused_by_every_verb(self):
        empty, text = self.path("empty.pt"), self.path("text.pt")
        open(empty, "wb").close()
        with open(text, "w", encoding="utf-8") as file:
            file.write("This is a shopping list, not a model.\n" * 100)
        for path in (self.path("missing.pt"), empty, text, self.folder):
            for command in self.readers(path):
                self.refused(3, *command)

    def test_missing_says_missing(self):
        self.refused(3, "info", self.path("missing.pt"), code="missing", says="missing.pt")

    def test_truncated_files_are_refused(self):
        self.done("recycle", example("a.pt"), "-o", self.path("f.h5"))
        self.done("recycle", example("a.pt"), "-o", self.path("f.safetensors"))
        for name in (
            example("a.pt"),
            example("model.ts"),
            example("upright-test.h5"),
            self.path("f.h5"),
            self.path("f.safetensors"),
        ):
            with open(name, "rb") as file:
                data = file.read()
            for size in (1, 7, 100, len(data) // 3, len(data) - 500):
                with open(self.path("cut"), "wb") as file:
                    file.write(data[:size])
                for command in (("info", self.path("cut")), ("recycle", self.path("cut"), "-o", self.path("out.h5"))):
                    self.refused(3, *command)

    def test_flipped_bytes_never_crash(self):
        self.done("recycle", example("a.pt"), "--batch-size", 32, "-o", self.path("f.h5"))
        self.done("recycle", example("a.pt"), "--batch-size", 32, "-o", self.path("f.safetensors"))
        generator = random.Random(5)
        for name, rounds in (
            (example("a.pt"), 60),
            (self.path("f.h5"), 60),
            (self.path("f.safetensors"), 30),
            (example("upright-test.h5"), 30),
        ):
            with open(name, "rb") as file:
                original = file.read()
            # Structure lies at the beginning and, in zip files, at the end.
            places = list(range(min(6000, len(original)))) + list(range(max(0, len(original) - 4000), len(original)))
            for _ in range(rounds):
                data = bytearray(original)
                for place in generator.sample(places, generator.choice((1, 3, 20))):
                    data[place] = generator.randrange(256)
                with open(self.path("flipped"), "wb") as file:
                    file.write(data)
                self.assertSurvives("info", self.path("flipped"))
                self.assertSurvives("compare", self.path("flipped"), self.path("f.h5"))
                self.assertSurvives("recycle", self.path("flipped"), "-o", self.path("out.h5"))

    def test_flipped_bytes_in_a_module_never_crash(self):
        generator = random.Random(6)
        with open(example("model.ts"), "rb") as file:
            original = file.read()
        for _ in range(12):
            data = bytearray(original)
            for place in generator.sample(range(len(data) - 12000, len(data)), 4):
                data[place] = generator.randrange(256)
            with open(self.path("flipped.ts"), "wb") as file:
                file.write(data)
            self.assertSurvives(
                "evaluate",
                "--model",
                self.path("flipped.ts"),
                "--data",
                example("upright-test.h5"),
                "--loss",
                "cross-entropy",
            )


class Safetensors(CliTest):
    def write(self, header, body=b"\0" * 64, size=None):
        text = header if isinstance(header, bytes) else json.dumps(header).encode()
        with open(self.path("x.safetensors"), "wb") as file:
            file.write(struct.pack("<Q", len(text) if size is None else size) + text + body)

    def test_headers_that_lie_are_refused(self):
        one = lambda first, last, shape=(4,), dtype="F32": {
            "dtype": dtype,
            "shape": list(shape),
            "data_offsets": [first, last],
        }
        cases = {
            "overlap": {"a": one(0, 16), "b": one(8, 24), "c": one(24, 64, (10,))},
            "the same bytes": {"a": one(0, 64, (16,)), "b": one(0, 64, (16,))},
            "out of range": {"a": one(0, 80, (20,))},
            "backwards": {"a": one(16, 0)},
            "hole": {"a": one(0, 16), "b": one(32, 64, (8,))},
            "size and shape differ": {"a": one(0, 64)},
            "negative shape": {"a": one(0, 64, (-16,))},
            "negative offset": {"a": one(-64, 0, (16,))},
            "shape overflow": {"a": one(0, 64, (1 << 62, 1 << 62))},
            "unknown dtype": {"a": one(0, 64, (16,), "F33")},
            "shape is text": {"a": {"dtype": "F32", "shape": "16", "data_offsets": [0, 64]}},
            "no offsets": {"a": {"dtype": "F32", "shape": [16]}},
            "huge number": b'{"a":{"dtype":"F32","shape":[1e400],"data_offsets":[0,64]}}',
            "name twice": b'{"a":{"dtype":"F32","shape":[8],"data_offsets":[0,32]},'
            b'"a":{"dtype":"F32","shape":[8],"data_offsets":[32,64]}}',
            "list": b"[1, 2]",
            "not JSON": b"{'a'",
            "nothing": b"",
            "not UTF-8": b'{"\xff\xfe":{"dtype":"F32","shape":[16],"data_offsets":[0,64]}}',
            "nested": b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        }
        for what, header in cases.items():
            with self.subTest(what):
                self.write(header)
                self.refused(3, "info", self.path("x.safetensors"))
                self.refused(
                    3,
                    "merge",
                    self.path("x.safetensors"),
                    self.path("x.safetensors"),
                    "--method",
                    "linear",
                    "-o",
                    self.path("out.safetensors"),
                )

    def test_a_header_longer_than_the_file_is_refused(self):
        for size in (1 << 63, (1 << 64) - 1, 1 << 40, 200):
            self.write({"a": {"dtype": "F32", "shape": [16], "data_offsets": [0, 64]}}, size=size)
            self.refused(3, "info", self.path("x.safetensors"))

    def test_nan_in_the_weights_does_not_crash(self):
        write_safetensors(self.path("n.safetensors"), {"w": np.array([1, np.nan, -np.inf, 2], np.float32)})
        finished = run(
            "prune",
            self.path("n.safetensors"),
            "--criterion",
            "magnitude",
            "--sparsity",
            0.5,
            "-o",
            self.path("out.safetensors"),
            "--json",
        )
        self.assertIn(finished.status, (0, 3), str(finished))


if __name__ == "__main__":
    unittest.main()
