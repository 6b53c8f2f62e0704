# SPDX-License-Identifier: GPL-3.0-or-later
"""Hostile pickles and zip directories: nothing is executed, nothing hangs, no memory bomb."""

import os
import struct
import unittest
import zipfile

import numpy as np

from support import CliTest, example
from torch_files import read_checkpoint, write_checkpoint, write_pickle


class Pickles(CliTest):
    def assertUnsafe(self, stream, name):
        write_pickle(self.path("bad.pt"), stream)
        witness = self.path("witness")
        for command in (
            ("info", self.path("bad.pt")),
            ("recycle", self.path("bad.pt"), "-o", self.path("out.h5")),
            ("merge", example("a.pt"), self.path("bad.pt"), "--method", "linear", "-o", self.path("out.safetensors")),
        ):
            error = self.refused(3, *command, code="unsafe", says=name)
            self.assertIn(name, error["message"])
        self.assertFalse(os.path.exists(witness), "the pickle was executed")

    def test_a_call_of_the_system_is_refused_by_name(self):
        call = b"(X" + struct.pack("<I", 5) + b"touch" + b"tR."
        for module, name in (
            ("os", "system"),
            ("posix", "system"),
            ("nt", "system"),
            ("subprocess", "Popen"),
            ("subprocess", "check_output"),
            ("sys", "exit"),
            ("importlib", "import_module"),
            ("runpy", "run_path"),
            ("socket", "socket"),
            ("shutil", "rmtree"),
            ("builtins", "eval"),
            ("builtins", "exec"),
            ("__builtin__", "eval"),
            ("builtins", "__import__"),
            ("builtins", "getattr"),
            ("os.path", "join"),
        ):
            stream = b"\x80\x02c" + module.encode() + b"\n" + name.encode() + b"\n" + call
            if module == "__builtin__":  # Python 2's name of builtins
                self.assertUnsafe(stream, "builtins.eval")
            elif module == "os.path":  # a submodule of os counts as os
                self.assertUnsafe(stream, "os")
            else:
                self.assertUnsafe(stream, f"{module}.{name}")

    def test_the_newer_opcode_for_names_does_not_hide_it(self):
        text = lambda value: b"\x8c" + bytes([len(value)]) + value.encode()
        self.assertUnsafe(
            b"\x80\x04" + text("posix") + text("system") + b"\x93" + text("touch") + b"\x85R.", "posix.system"
        )
        # names through the memo, and hidden in a state dict that is otherwise in order
        self.assertUnsafe(
            b"\x80\x04" + text("system") + b"\x940" + text("posix") + b"\x94" + b"0h\x01h\x00\x93.", "posix.system"
        )
        self.assertUnsafe(
            b"\x80\x04}" + text("model") + b"}" + b"s" + text("x") + text("os") + text("system") + b"\x93s.",
            "os.system",
        )

    def test_an_unknown_class_is_opaque_and_harmless(self):
        content = read_checkpoint(example("a.pt"))
        write_checkpoint(self.path("plain.pt"), content)
        with zipfile.ZipFile(self.path("plain.pt")) as archive:
            stream = archive.read("archive/data.pkl")
            storages = {name.rsplit("/", 1)[1]: archive.read(name) for name in archive.namelist() if "/data/" in name}
        # {..., "config": mypackage.Config()}
        extra = b"X\x06\x00\x00\x00configcmypackage\nConfig\n)\x81}X\x01\x00\x00\x00aK\x01sbs."
        write_pickle(self.path("opaque.pt"), stream[:-1] + extra, storages)
        answer = self.done("info", self.path("opaque.pt"))
        self.assertEqual(answer["optimizer"]["mapped"], 8)
        self.assertEqual(answer["parameters"], 38282)

    def test_deep_nesting_and_bombs_end_quickly(self):
        depth = 400_000
        bombs = {
            "lists in lists": b"\x80\x02" + b"]" * depth + b"a" * (depth - 1) + b".",
            "tuples in tuples": b"\x80\x02)" + b"\x85" * depth + b".",
            "dicts in dicts": b"\x80\x02" + b"}K\x01" * depth + b"}" + b"s" * depth + b".",
            "marks": b"\x80\x02" + b"(" * 5_000_000 + b".",
            "memo index": b"\x80\x02]r\xff\xff\xff\xff.",
            "a list of itself": b"\x80\x02]q\x00h\x00a.",
            "many memo entries": b"\x80\x02]"
            + b"".join(b"r" + struct.pack("<I", i * 4096) for i in range(300_000))
            + b".",
            "a billion laughs": b"\x80\x02]q\x00"
            + b"".join(b"](" + b"h" + bytes([i]) + (b"h" + bytes([i])) * 9 + b"eq" + bytes([i + 1]) for i in range(40))
            + b".",
            "long text": b"\x80\x04\x8d" + struct.pack("<Q", 1 << 62) + b"x.",
            "long number": b"\x80\x02\x8b" + struct.pack("<i", 0x7FFFFFFF) + b"\x01.",
            "negative length": b"\x80\x02T" + struct.pack("<i", -1) + b"x.",
            "long frame": b"\x80\x04\x95" + struct.pack("<Q", 1 << 63) + b"N.",
            "an empty stack": b"\x80\x02a.",
            "no end": b"\x80\x02}",
            "an unknown opcode": b"\x80\x02\xff.",
            "memo never written": b"\x80\x02h\x07.",
            "a protocol of the future": b"\x80\x63N.",
        }
        for what, stream in bombs.items():
            with self.subTest(what):
                write_pickle(self.path("bomb.pt"), stream, compression=zipfile.ZIP_STORED)
                self.refused(3, "info", self.path("bomb.pt"))

    def tensor_stream(self, size, stride, offset=0, count=4, key="0"):
        number = lambda value: b"\x8a\x08" + struct.pack("<q", value)
        numbers = lambda values: b"(" + b"".join(number(v) for v in values) + b"t"
        return (
            b"\x80\x02}X\x05\x00\x00\x00model}X\x01\x00\x00\x00wc"
            b"torch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storage"
            b"ctorch\nFloatStorage\nX"
            + struct.pack("<I", len(key))
            + key.encode()
            + b"X\x03\x00\x00\x00cpu"
            + number(count)
            + b"tQ"
            + number(offset)
            + numbers(size)
            + numbers(stride)
            + b"\x89ccollections\nOrderedDict\n)RtRss."
        )

    def test_tensors_outside_their_storage_are_refused(self):
        data = {"0": np.arange(4, dtype=np.float32).tobytes()}
        write_pickle(self.path("t.pt"), self.tensor_stream([2, 2], [2, 1]), data)
        self.assertEqual(self.done("info", self.path("t.pt"))["parameters"], 4)
        for what, stream in {
            "too many": self.tensor_stream([5], [1]),
            "offset": self.tensor_stream([2], [1], offset=3),
            "negative offset": self.tensor_stream([2], [1], offset=-1),
            "negative size": self.tensor_stream([-2], [1]),
            "negative stride": self.tensor_stream([2], [-1]),
            "overflow": self.tensor_stream([1 << 40, 1 << 40], [1 << 40, 1]),
            "stride overflow": self.tensor_stream([2], [1 << 62]),
            "count beyond the record": self.tensor_stream([9], [1], count=9),
            "no such record": self.tensor_stream([4], [1], key="7"),
            "path as key": self.tensor_stream([4], [1], key="../0"),
            "expanded to a terabyte": self.tensor_stream([1 << 40], [0], count=1 << 60),
        }.items():
            with self.subTest(what):
                write_pickle(self.path("t.pt"), stream, data)
                self.refused(3, "info", self.path("t.pt"))
                self.refused(
                    3,
                    "prune",
                    self.path("t.pt"),
                    "--criterion",
                    "magnitude",
                    "--sparsity",
                    0.5,
                    "-o",
                    self.path("out.safetensors"),
                )

    def test_a_zip_whose_directory_lies_is_refused(self):
        with open(example("a.pt"), "rb") as file:
            data = file.read()
        end = data.rindex(b"PK\x05\x06")
        directory = data.index(b"PK\x01\x02")
        lies = {
            "entries": (end + 10, struct.pack("<H", 65535)),
            "directory offset": (end + 16, struct.pack("<I", 0xFFFFFFF0)),
            "local offset": (directory + 42, struct.pack("<I", len(data) - 4)),
            "size": (directory + 20, struct.pack("<II", 0x7FFFFFFF, 0x7FFFFFFF)),
            "method": (directory + 10, struct.pack("<H", 99)),
        }
        for what, (place, bytes_) in lies.items():
            with self.subTest(what):
                with open(self.path("lie.pt"), "wb") as file:
                    file.write(data[:place] + bytes_ + data[place + len(bytes_) :])
                self.refused(3, "info", self.path("lie.pt"))


if __name__ == "__main__":
    unittest.main()
