# SPDX-License-Identifier: GPL-3.0-or-later
"""compare on the bundled example: every coefficient and regret against SciPy and NumPy."""

import json
import os
import shutil
import struct
import tempfile
import unittest

import numpy as np
from scipy.stats import spearmanr

from fixture import MODELS, TENSORS, ExampleTest, fisher, fisher_arrays, weights, oracle
from support import EXPECTED, example, peak_kilobytes, read_fisher


class Compare(ExampleTest):
    GLOBAL = {
        "n",
        "zeros_a",
        "zeros_b",
        "nonfinite",
        "spearman",
        "kendall",
        "kendall_sampled",
        "kendall_error",
        "pearson_log",
        "cosine",
        "top_overlap",
        "fit",
        "trace_ratio",
        "median_log10_ratio",
    }

    def compare(self, model):
        self.answer(model, "recycled"), self.answer(model, "empirical")
        return self.done(
            "compare", fisher(model, "recycled"), fisher(model, "empirical"), "--weights", example(model + ".pt")
        )

    def assertAgreement(self, actual, expected, relative, where):
        self.assertLessEqual(self.GLOBAL, set(actual))
        self.assertEqual((actual["n"], actual["nonfinite"]), (expected["n"], 0), where)
        self.assertEqual((actual["zeros_a"], actual["zeros_b"]), (expected["zeros_a"], expected["zeros_b"]), where)
        self.assertFalse(actual["kendall_sampled"], where)
        for key in ("spearman", "kendall", "pearson_log", "cosine", "fit", "trace_ratio"):
            self.assertClose(actual[key], expected[key], relative, f"{where} {key}", relative)
        self.assertClose(actual["median_log10_ratio"], expected["median_log10_ratio"], relative, where, relative)
        self.assertEqual(set(actual["top_overlap"]), {"0.001", "0.01", "0.1", "0.5"})

    def test_every_coefficient_is_that_of_scipy_on_the_same_files(self):
        for model in MODELS:
            answer = self.compare(model)
            self.assertLessEqual({"global", "within", "tensors", "unmatched", "regret"}, set(answer))
            a, b = (fisher_arrays(model, kind) for kind in ("recycled", "empirical"))
            pairs = [("global", answer["global"], oracle.pooled(a), oracle.pooled(b))]
            self.assertEqual({entry["name"] for entry in answer["tensors"]}, set(TENSORS))
            pairs += [(t["name"], t, a[t["name"]].ravel(), b[t["name"]].ravel()) for t in answer["tensors"]]
            for where, actual, first, second in pairs:
                expected = oracle.agreement(first, second)
                self.assertAgreement(actual, expected, 1e-9, f"{model} {where}")
                for share, value in expected["top_overlap"].items():
                    self.assertClose(actual["top_overlap"][share], value, 1e-12, f"{model} {where} top {share}")
            self.assertClose(answer["within"]["spearman"], oracle.within(a, b), 1e-9)
            self.assertEqual(answer["unmatched"], [])

    def test_layers_and_attainable_values_are_those_of_scipy(self):
        for model in MODELS:
            answer = self.compare(model)
            a, b = (fisher_arrays(model, kind) for kind in ("recycled", "empirical"))
            self.assertEqual([layer["name"] for layer in answer["layers"]], ["conv1", "conv2", "fc1", "fc2"])
            for layer in answer["layers"]:
                names = [name for name in TENSORS if name.startswith(layer["name"] + ".")]
                self.assertEqual(layer["tensors"], len(names))
                first, second = (np.concatenate([arrays[name].ravel() for name in names]) for arrays in (a, b))
                self.assertEqual(layer["n"], first.size)
                self.assertClose(layer["spearman"], spearmanr(first, second)[0], 1e-9)
                self.assertClose(layer["trace_ratio"], first.sum() / second.sum(), 1e-9)
            halves = [read_fisher(fisher(model, "empirical"), group)[0] for group in ("half_0", "half_1")]
            for tensor in answer["tensors"]:
                r = spearmanr(*[half[tensor["name"]].ravel() for half in halves])[0]
                self.assertClose(tensor["attainable_spearman"], np.sqrt(2 * r / (1 + r)) if r > 0 else None, 1e-9)

    def test_agreement_is_what_pytorch_and_scipy_found(self):
        for model in MODELS:
            answer, expected = self.compare(model), EXPECTED[model]["compare"]
            for key in ("spearman", "kendall"):
                self.assertClose(answer["global"][key], expected["global"][key], 1e-6, key)
            self.assertClose(answer["within"]["spearman"], expected["within"]["spearman"], 1e-6)
            for key in ("pearson_log", "cosine", "fit", "trace_ratio"):
                self.assertClose(answer["global"][key], expected["global"][key], 1e-5, key)

    def test_baselines_are_those_of_scipy(self):
        for model in MODELS:
            answer = self.compare(model)
            found = {entry["name"]: entry for entry in answer["baselines"]}
            self.assertEqual(set(found), {"magnitude", "magnitude-squared", "random", "layer-index"})
            reference = fisher_arrays(model, "empirical")
            order = [entry["name"] for entry in answer["tensors"]]
            values = {name: weights(model)[name].astype(np.float64) for name in order}
            arrays = {
                "magnitude": {name: np.abs(values[name]) for name in order},
                "magnitude-squared": {name: np.float32(values[name] ** 2).astype(np.float64) for name in order},
                "layer-index": {name: np.full_like(reference[name], order.index(name) + 1) for name in order},
            }
            for name, array in arrays.items():
                expected = oracle.agreement(oracle.pooled(array), oracle.pooled(reference))
                self.assertAgreement(found[name]["global"], expected, 1e-9, f"{model} {name}")
                if name != "layer-index":
                    self.assertClose(found[name]["within"]["spearman"], oracle.within(array, reference), 1e-9, name)
            self.assertIsNone(found["layer-index"]["within"]["spearman"])
            n = answer["global"]["n"]
            self.assertLess(abs(found["random"]["global"]["spearman"]), 4 / np.sqrt(n))

    def test_regret_of_pruning_is_that_of_numpy(self):
        for model in MODELS:
            answer = {row["sparsity"]: row for row in self.compare(model)["regret"]["prune"]}
            self.assertLessEqual({0.25, 0.5, 0.75, 0.9}, set(answer))
            a, b = (oracle.pooled(fisher_arrays(model, kind)) for kind in ("recycled", "empirical"))
            for row in oracle.prune_regret(a, b, oracle.pooled(weights(model))):
                found = answer[row["sparsity"]]
                self.assertLessEqual({"sparsity", "regret", "magnitude", "random"}, set(found))
                for key in ("regret", "magnitude"):
                    self.assertClose(found[key], row[key], 1e-9, f"{model} {key} at {row['sparsity']}")
                if found["regret"] is not None:
                    self.assertGreater(found["random"], found["regret"])
            for row in EXPECTED[model]["compare"]["regret"]["prune"]:
                if row["sparsity"] >= 0.75:  # below, float32 gradients decide between entries of cost near zero
                    self.assertClose(answer[row["sparsity"]]["regret"], row["regret"], 1e-5)
                    self.assertClose(answer[row["sparsity"]]["magnitude"], row["magnitude"], 1e-5)

    def test_regret_of_pruning_one_layer_is_that_of_numpy(self):
        for model in MODELS:
            answer = self.compare(model)
            a, b, w = fisher_arrays(model, "recycled"), fisher_arrays(model, "empirical"), weights(model)
            for layer in answer["layers"]:
                names = [name for name in TENSORS if name.startswith(layer["name"] + ".")]
                found = {row["sparsity"]: row for row in layer["regret"]["prune"]}
                pooled = [oracle.pooled({name: arrays[name] for name in names}) for arrays in (a, b, w)]
                for row in oracle.prune_regret(*pooled):
                    for key in ("regret", "magnitude"):
                        where = f"{model} {layer['name']} {key} at {row['sparsity']}"
                        self.assertClose(found[row["sparsity"]][key], row[key], 1e-9, where)

    def test_memory_does_not_grow_with_the_files(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        generator = np.random.default_rng(5)
        files = [os.path.join(folder, name + ".safetensors") for name in "ab"]
        count = 16 << 20  # 64 MB each
        for file in files:
            values = np.exp(generator.standard_normal(count, dtype=np.float32))
            header = json.dumps({"w": {"dtype": "F32", "shape": [count], "data_offsets": [0, 4 * count]}}).encode()
            with open(file, "wb") as out:
                out.write(struct.pack("<Q", len(header)) + header)
                values.tofile(out)
        if not os.environ.get("FISHERLENS_SANITIZE"):
            self.assertLess(peak_kilobytes("compare", *files, "--json"), 80 << 10)

    def test_without_weights_regret_is_null(self):
        answer = self.done("compare", fisher("a", "recycled"), fisher("a", "empirical"))
        self.assertIsNone(answer["regret"])
        self.assertTrue(all(layer["regret"] is None for layer in answer["layers"]))


if __name__ == "__main__":
    unittest.main()
