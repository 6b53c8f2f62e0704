# SPDX-License-Identifier: GPL-3.0-or-later
"""The example's Fisher files, made once per test program by the program itself, and its weights."""

import atexit
import functools
import json
import os
import shutil
import tempfile

import numpy as np

from support import EXPECTED, CliTest, example, read_fisher, read_safetensors, run, sha256
from torch_files import read_checkpoint

import oracle  # in tests/data, which support puts into the path; tests take it from here

TENSORS = {entry["name"]: entry["shape"] for entry in EXPECTED["tensors"]}
MODELS = {"a": "upright", "b": "rotated"}

_FOLDER = tempfile.mkdtemp(prefix="fisherlens-cli-")
atexit.register(shutil.rmtree, _FOLDER, True)


@functools.lru_cache(maxsize=None)
def made(model, kind):
    """The finished command that wrote fisher(model, kind): recycled, empirical or exact."""
    path, checkpoint = os.path.join(_FOLDER, f"{model}.{kind}.fisher.h5"), example(model + ".pt")
    if kind == "recycled":
        return run("recycle", checkpoint, "--batch-size", 32, "--reduction", "mean", "-o", path, "--json")
    data = example(MODELS[model] + "-train.h5")
    arguments = ["--model", example("model.ts"), "--weights", checkpoint, "--data", data, "--loss", "cross-entropy"]
    return run("reference", *arguments, "--kind", kind, "--split", "train", "-o", path, "--json")


def fisher(model, kind):
    """Path of a Fisher file of the example."""
    finished = made(model, kind)
    if finished.status != 0:
        raise AssertionError(str(finished))
    return finished.json["output"]


@functools.lru_cache(maxsize=None)
def fisher_arrays(model, kind):
    return read_fisher(fisher(model, kind))[0]


@functools.lru_cache(maxsize=None)
def weights(model):
    """{name: float64 array} of base, a or b, read without the program."""
    return {name: array.astype(np.float64) for name, array in read_checkpoint(example(model + ".pt"))["model"].items()}


class ExampleTest(CliTest):
    def answer(self, model, kind):
        finished = made(model, kind)
        self.assertEqual(finished.status, 0, str(finished))
        return finished.json

    def assertSummary(self, arrays, expected, relative, over_max=0.0):
        """Sums to `relative`; entries too, or to `over_max` of the tensor's largest: a sum of float32 gradients has an
        error of that size where they cancel (PyTorch's own float32 loop: see float32_loop_distance_over_max)."""
        self.assertEqual({name: list(array.shape) for name, array in arrays.items()}, TENSORS)
        for name, entry in expected.items():
            flat = arrays[name].ravel()
            scale = max(abs(entry["max"]), np.sqrt(entry["sum_of_squares"] / flat.size))
            self.assertClose(flat.sum(), entry["sum"], relative, name + " sum", over_max * scale * flat.size**0.5)
            self.assertClose((flat**2).sum(), entry["sum_of_squares"], 2 * relative, name + " sum of squares")
            for place, value in entry["entries"]:
                self.assertClose(flat[place], value, relative, f"{name}[{place}]", over_max * scale)


def _sorted_pairs(pairs):
    names = [name for name, _ in pairs]
    assert names == sorted(names), f"keys are not sorted: {names}"
    return dict(pairs)


class DecisionTest(ExampleTest):
    def written(self, name, answer):
        """The tensors of an output made from a.pt, after checking what is promised of every output."""
        path = self.path(name)
        self.assertEqual((answer["output"], answer["sha256"]), (path, sha256(path)))
        self.assertEqual(answer["parameters"], 38282)
        self.assertFindings(answer["findings"])
        arrays, metadata = read_safetensors(path)
        self.assertEqual({name: list(array.shape) for name, array in arrays.items()}, TENSORS)
        self.assertEqual(metadata["format"], "pt")
        recipe = metadata["fisherlens.recipe"]
        json.loads(recipe, object_pairs_hook=_sorted_pairs)
        self.assertIn(sha256(example("a.pt")), recipe)
        for not_portable in (self.folder, os.path.dirname(example("a.pt")), answer["sha256"]):
            self.assertNotIn(not_portable, recipe)
        with open(path + ".recipe.json", encoding="utf-8") as file:
            self.assertIn(answer["sha256"], file.read())
        return arrays

    def assertTensors(self, arrays, expected):
        for name, array in arrays.items():
            self.assertEqual(array.dtype, np.float32)
            np.testing.assert_allclose(array, expected[name].astype(np.float32), rtol=2e-7, atol=1e-12, err_msg=name)
