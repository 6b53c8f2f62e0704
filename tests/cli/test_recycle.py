# SPDX-License-Identifier: GPL-3.0-or-later
"""info and recycle on the bundled example: every key of DESIGN.md 8, and the numbers PyTorch finds."""

import os
import unittest

import numpy as np

from fixture import MODELS, TENSORS, ExampleTest, fisher
from support import EXPECTED, example, read_fisher, read_safetensors, run


class Info(ExampleTest):
    def test_a_checkpoint_is_described_with_the_mapping_of_its_optimizer_state(self):
        answer = self.done("info", example("a.pt"))
        self.assertLessEqual({"format", "parameters", "tensors", "optimizer", "findings"}, set(answer))
        self.assertEqual(answer["format"], "pytorch-zip")
        self.assertEqual(answer["parameters"], 38282)
        self.assertEqual({t["name"]: t["shape"] for t in answer["tensors"]}, TENSORS)
        for tensor in answer["tensors"]:
            self.assertEqual(tensor["dtype"], "F32")
            self.assertEqual(tensor["bytes"], 4 * int(np.prod(tensor["shape"])))
        optimizer = answer["optimizer"]
        self.assertLessEqual({"kind", "accumulator", "step", "betas", "mapped", "unmapped", "mapping"}, set(optimizer))
        self.assertIn("AdamW", optimizer["kind"])
        self.assertEqual(optimizer["accumulator"], "exp_avg_sq")
        self.assertEqual(optimizer["step"], 400)
        self.assertEqual(optimizer["betas"], [0.9, 0.999])
        self.assertEqual((optimizer["mapped"], optimizer["unmapped"]), (8, 0))
        self.assertEqual([entry["parameter"] for entry in optimizer["mapping"]], list(TENSORS))
        self.assertEqual([entry["state"] for entry in optimizer["mapping"]], [str(i) for i in range(8)])
        self.assertFindings(answer["findings"])

    def test_fisher_files_and_torchscript_are_described(self):
        self.answer("a", "recycled")
        answer = self.done("info", fisher("a", "recycled"))
        self.assertEqual(answer["parameters"], 38282)
        self.assertIsNone(answer["optimizer"])
        answer = self.done("info", example("model.ts"))
        self.assertEqual({t["name"]: t["shape"] for t in answer["tensors"]}, TENSORS)
        self.assertIsNone(answer["optimizer"])

    def test_without_json_the_answer_is_text_for_people(self):
        finished = run("info", example("a.pt"))
        self.assertEqual(finished.status, 0)
        self.assertIn("38,282", finished.out)
        self.assertNotIn("{", finished.out)


class Recycle(ExampleTest):
    def test_recycled_is_b_v_over_the_bias_correction(self):
        for model in MODELS:
            answer = self.answer(model, "recycled")
            self.assertLessEqual(
                {"tensors", "parameters", "kind", "scale", "corrections", "findings", "output"}, set(answer)
            )
            self.assertEqual((answer["tensors"], answer["parameters"]), (8, 38282))
            self.assertEqual((answer["kind"], answer["scale"]), ("recycled", "mean-per-unit"))
            self.assertLessEqual({"bias", "batch", "reduction", "loss_factor"}, set(answer["corrections"]))
            self.assertEqual(answer["output"], fisher(model, "recycled"))
            self.assertNotIn("reduction-assumed", self.findingIds(answer))
            arrays, attributes = read_fisher(fisher(model, "recycled"))
            self.assertSummary(arrays, EXPECTED[model]["recycled"], 1e-6)
            self.assertEqual(
                (attributes["format"], attributes["version"], attributes["kind"]), ("fisherlens.fisher", 1, "recycled")
            )
            self.assertEqual((attributes["scale"], attributes["unit"]), ("mean-per-unit", "example"))
            self.assertEqual((attributes["batch_size"], attributes["step"], attributes["loss_factor"]), (32, 400, 1))
            self.assertEqual((attributes["reduction"], bool(attributes["bias_corrected"])), ("mean", True))

    def test_sum_reduction_and_loss_factor_divide(self):
        self.done(
            "recycle",
            example("a.pt"),
            "--batch-size",
            32,
            "--reduction",
            "sum",
            "--loss-factor",
            0.5,
            "-o",
            self.path("sum.h5"),
        )
        expected = read_fisher(fisher("a", "recycled"))[0]
        for name, array in read_fisher(self.path("sum.h5"))[0].items():
            # v̂/(B c²) against B v̂
            np.testing.assert_allclose(array, expected[name] / 32 / 32 / 0.25, rtol=1e-6)

    def test_without_batch_size_the_scale_is_the_accumulators_and_a_finding_says_so(self):
        answer = self.done("recycle", example("a.pt"), "-o", self.path("v.h5"))
        self.assertEqual(answer["scale"], "accumulator")
        ids = self.findingIds(answer)
        self.assertTrue(any("batch" in one for one in ids), ids)
        expected = read_fisher(fisher("a", "recycled"))[0]
        for name, array in read_fisher(self.path("v.h5"))[0].items():
            np.testing.assert_allclose(array, expected[name] / 32, rtol=1e-6)

    def test_reduction_is_assumed_with_a_finding(self):
        answer = self.done("recycle", example("a.pt"), "--batch-size", 32, "-o", self.path("f.h5"))
        self.assertIn("reduction-assumed", self.findingIds(answer))

    def test_raw_is_the_stored_array_and_step_overrides_the_bias_correction(self):
        self.done("recycle", example("a.pt"), "--raw", "-o", self.path("raw.h5"))
        self.done(
            "recycle",
            example("a.pt"),
            "--batch-size",
            32,
            "--reduction",
            "mean",
            "--step",
            100,
            "-o",
            self.path("s.h5"),
        )
        expected = read_fisher(fisher("a", "recycled"))[0]
        raw, attributes = read_fisher(self.path("raw.h5"))
        self.assertEqual((attributes["scale"], bool(attributes["bias_corrected"])), ("accumulator", False))
        for name in raw:
            np.testing.assert_allclose(raw[name], expected[name] / 32 * (1 - 0.999**400), rtol=1e-6)
            np.testing.assert_allclose(
                read_fisher(self.path("s.h5"))[0][name], 32 * raw[name] / (1 - 0.999**100), rtol=1e-6
            )

    def test_safetensors_output_holds_the_same_numbers(self):
        self.done(
            "recycle", example("a.pt"), "--batch-size", 32, "--reduction", "mean", "-o", self.path("f.safetensors")
        )
        arrays, metadata = read_safetensors(self.path("f.safetensors"))
        self.assertEqual(metadata["fisherlens.kind"], "recycled")
        self.assertEqual(metadata["fisherlens.scale"], "mean-per-unit")
        for name, array in read_fisher(fisher("a", "recycled"))[0].items():
            np.testing.assert_array_equal(arrays[name], array)

    def test_an_existing_file_is_replaced(self):
        with open(self.path("f.h5"), "w", encoding="utf-8") as file:
            file.write("old")
        self.done("recycle", example("a.pt"), "-o", self.path("f.h5"))
        self.assertEqual(os.listdir(self.folder), ["f.h5"])
        self.assertEqual(len(read_fisher(self.path("f.h5"))[0]), 8)


if __name__ == "__main__":
    unittest.main()
