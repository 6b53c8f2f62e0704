# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share: running the program, reading its files without it, the example's expectations.

FISHERLENS_CLI names the program; the tree is found from this file. Needs Debian's python3-numpy, -scipy and -h5py.
"""

import hashlib
import json
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np

TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLE = os.path.join(TREE, "resources", "example")
CLI = os.path.abspath(os.environ.get("FISHERLENS_CLI", os.path.join(TREE, "build", "bin", "fisherlens-cli")))
sys.path.insert(0, os.path.join(TREE, "tests", "data"))

TIME_LIMIT = 120  # seconds; every command of this suite is done in a few
MEMORY_LIMIT = 6 << 30  # address space; far below what a size bomb asks for

with open(os.path.join(TREE, "tests", "data", "example_expectations.json"), encoding="utf-8") as _file:
    EXPECTED = json.load(_file)


def example(name):
    return os.path.join(EXAMPLE, name)


class Finished:
    """What a command said: `status`, `out` and `err` as text, and `json`, the one object on standard output."""

    def __init__(self, arguments, process):
        self.arguments, self.status = arguments, process.returncode
        self.out, self.err = process.stdout.decode(), process.stderr.decode()
        self.json = json.loads(self.out, parse_constant=_refuse) if "--json" in arguments and self.out else None

    def __str__(self):
        return (
            f"fisherlens-cli {' '.join(self.arguments)}\nstatus {self.status}\n{self.out[-2000:]}\n{self.err[-2000:]}"
        )


def _refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def _limits():
    if not os.environ.get("FISHERLENS_SANITIZE"):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(*arguments, cwd=None, prepare=_limits, environment=None):
    arguments = [str(argument) for argument in arguments]
    process = subprocess.run(
        [CLI, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        timeout=TIME_LIMIT,
        preexec_fn=prepare,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    return Finished(arguments, process)


def peak_kilobytes(*arguments):
    """The memory that a command needs at its peak, resident."""
    measured = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", measured, CLI, *(str(argument) for argument in arguments)]
    return int(subprocess.run(command, check=True, stdout=subprocess.PIPE, timeout=TIME_LIMIT).stdout)


def read_safetensors(path):
    """({name: array}, metadata); checks the layout that the format asks for."""
    with open(path, "rb") as file:
        data = file.read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    types = {"F32": "<f4", "F64": "<f8", "F16": "<f2", "I64": "<i8", "U8": "u1", "BOOL": "?"}
    body, arrays, end = data[8 + size :], {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        first, last = entry["data_offsets"]
        assert first == end, f"{name} does not begin where its predecessor ends"
        end = last
        arrays[name] = np.frombuffer(body[first:last], types[entry["dtype"]]).reshape(entry["shape"])
    assert end == len(body), "bytes after the last tensor"
    return arrays, metadata


def write_safetensors(path, arrays, metadata=None):
    types = {"float32": "F32", "float64": "F64", "float16": "F16", "int64": "I64"}
    header, body = {"__metadata__": metadata} if metadata else {}, b""
    for name, array in arrays.items():
        raw = np.ascontiguousarray(array).tobytes()
        header[name] = {
            "dtype": types[str(array.dtype)],
            "shape": list(array.shape),
            "data_offsets": [len(body), len(body) + len(raw)],
        }
        body += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)


def read_fisher(path, group="diagonal"):
    """({name: float64 array}, attributes) of a Fisher file in HDF5."""
    with h5py.File(path, "r") as file:
        arrays = {
            name.replace("%2F", "/").replace("%2E", ".").replace("%25", "%"): item[()].astype(np.float64)
            for name, item in file[group].items()
        }
        return arrays, {key: value.decode() if isinstance(value, bytes) else value for key, value in file.attrs.items()}


def write_data(path, inputs, targets):
    with h5py.File(path, "w") as file:
        if inputs is not None:
            file.create_dataset("inputs", data=inputs)
        if targets is not None:
            file.create_dataset("targets", data=targets)


def read_data(path):
    with h5py.File(path, "r") as file:
        return file["inputs"][()], file["targets"][()]


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def snapshot(folder):
    """Every file and folder below `folder` with its content's hash."""
    result = {}
    for base, folders, files in os.walk(folder):
        result.update((os.path.join(base, name), "folder") for name in folders)
        result.update((os.path.join(base, name), sha256(os.path.join(base, name))) for name in files)
    return result


class CliTest(unittest.TestCase):
    """A folder of its own per test, and the two things that can be said of a command: it worked, it was refused."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="fisherlens-cli-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def copy(self, name, new_name=None):
        return shutil.copy(example(name), self.path(new_name or name))

    def done(self, *arguments, **options):
        """Runs with --json, expects status 0 and returns the object."""
        finished = run(*arguments, "--json", **options)
        self.assertEqual(finished.status, 0, str(finished))
        self.assertIsInstance(finished.json, dict, str(finished))
        return finished.json

    def refused(self, status, *arguments, code=None, says=(), **options):
        """Expects `status`, one error object with one sentence, the same on standard error, and no file changed."""
        before = snapshot(self.folder)
        finished = run(*arguments, "--json", **options)
        self.assertEqual(finished.status, status, str(finished))
        self.assertEqual(list(finished.json or {}), ["error"], str(finished))
        error = finished.json["error"]
        self.assertLessEqual({"code", "message", "where", "hint"}, set(error), str(finished))
        if code:
            self.assertIn(error["code"], [code] if isinstance(code, str) else code, str(finished))
        message = error["message"]
        self.assertTrue(message.strip() and "\n" not in message and message.rstrip().endswith("."), str(finished))
        self.assertIn(message, finished.err, str(finished))
        for word in [says] if isinstance(says, str) else says:
            self.assertIn(word.lower(), finished.err.lower(), str(finished))
        self.assertEqual(snapshot(self.folder), before, f"a file changed or was left behind: {finished}")
        return error

    def assertClose(self, actual, expected, relative, message="", absolute=0.0):
        if expected is None or actual is None:
            self.assertIsNone(actual, message)
            self.assertIsNone(expected, message)
        else:
            self.assertLessEqual(
                abs(actual - expected),
                relative * abs(expected) + absolute,
                f"{message}: {actual!r} is not {expected!r}",
            )

    def assertFindings(self, findings):
        self.assertIsInstance(findings, list)
        for finding in findings:
            self.assertLessEqual({"severity", "id", "where", "text", "hint"}, set(finding))
            self.assertRegex(finding["id"], r"^[a-z0-9]+(-[a-z0-9]+)*$")

    def findingIds(self, answer):
        self.assertFindings(answer["findings"])
        return {finding["id"] for finding in answer["findings"]}
