# SPDX-License-Identifier: GPL-3.0-or-later
"""The hook beside real process groups (gloo, two processes): DistributedDataParallel with Debian's PyTorch, sharded models
with a newer one.

FISHERLENS_TORCH_PYTHON=/path/to/python names a Python with PyTorch 2.6 or newer and h5py, for the tests of FSDP; without
it they are skipped, since PyTorch 1.13 shards on GPUs only.
"""

import importlib.util
import json
import os
import subprocess
import sys
import unittest

import numpy as np

from support import CliTest, read_fisher

WORKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hook_worker.py")
NEWER = os.environ.get("FISHERLENS_TORCH_PYTHON", "")
EXAMPLES_OF_A_STEP, STEPS = 16, 20


class Ranks(CliTest):
    def train(self, kind, ranks, python=sys.executable):
        """The log of a run; the accumulators that its PyTorch had at the end."""
        processes = [
            subprocess.Popen([python, "-B", WORKER, kind, str(rank), str(ranks), self.folder], stderr=subprocess.PIPE)
            for rank in range(ranks)
        ]
        errors = []
        try:
            for process in processes:
                errors.append(process.communicate(timeout=240)[1].decode())
        finally:
            for process in processes:
                process.kill()
        self.assertEqual([process.returncode for process in processes], [0] * ranks, "\n".join(errors))
        with np.load(self.path(kind + ".npz")) as file:
            return self.path(kind + ".optlog"), dict(file)

    def check(self, kind, log, expected):
        """Rank 0 has written one whole log whose effective batch is that of all ranks."""
        info = self.done("info", log)
        self.assertEqual(info["log"]["snapshots"], [10, 20])
        self.assertEqual(info["log"]["rows"], STEPS // 5)
        self.assertTrue(self.done("verify", log)["intact"])
        with open(os.path.join(log, "meta.json"), encoding="utf-8") as file:
            meta = json.load(file)
        self.assertEqual((meta["batch_size"], meta["ranks"]), (EXAMPLES_OF_A_STEP, 1 if kind == "single" else 2))
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", log, "-o", out)
        self.assertEqual(answer["corrections"]["batch"], EXAMPLES_OF_A_STEP)
        arrays, attributes = read_fisher(out)
        self.assertEqual(attributes["scale"], "mean-per-unit")
        names = {name: name[len("module."):] if name.startswith("module.") else name for name in arrays}
        self.assertEqual(set(names.values()), {name.replace("module.", "") for name in expected})
        by_name = {name.replace("module.", ""): values for name, values in expected.items()}
        for name, values in arrays.items():
            v = by_name[names[name]].astype(np.float64)
            np.testing.assert_allclose(values, EXAMPLES_OF_A_STEP * v / (1 - 0.99**STEPS), rtol=1e-6, err_msg=name)
        return {names[name]: values for name, values in arrays.items()}

    def compare(self, kind, python=sys.executable):
        """Two ranks and one process with the examples of both recycle to the same Fisher diagonal."""
        one = self.check("single", *self.train("single", 1, python))
        two = self.check(kind, *self.train(kind, 2, python))
        for name, values in one.items():
            np.testing.assert_allclose(two[name], values, rtol=2e-4, atol=1e-9, err_msg=name)

    @unittest.skipUnless(importlib.util.find_spec("torch"), "needs torch")
    def test_data_parallel(self):
        self.compare("ddp")

    @unittest.skipUnless(NEWER, "needs FISHERLENS_TORCH_PYTHON")
    def test_fully_sharded(self):
        for kind in ("fsdp1", "fsdp2"):
            with self.subTest(kind):
                self.compare(kind, NEWER)

    @unittest.skipUnless(NEWER, "needs FISHERLENS_TORCH_PYTHON")
    def test_data_parallel_with_a_newer_torch(self):
        self.compare("ddp", NEWER)


if __name__ == "__main__":
    unittest.main()
