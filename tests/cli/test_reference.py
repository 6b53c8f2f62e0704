# SPDX-License-Identifier: GPL-3.0-or-later
"""reference, ladder and evaluate on the bundled example against PyTorch's loop over single examples."""

import unittest

import numpy as np

from fixture import MODELS, TENSORS, ExampleTest, fisher, oracle
from support import EXPECTED, example, read_fisher, run


class Reference(ExampleTest):
    def test_reference_is_the_loop_over_single_examples(self):
        for model in MODELS:
            for kind in ("empirical", "exact"):
                answer = self.answer(model, kind)
                self.assertLessEqual(
                    {
                        "examples",
                        "kind",
                        "parameters",
                        "fast_parameters",
                        "fallback_parameters",
                        "self_check_max_relative_error",
                        "split_half_spearman",
                        "attainable_spearman",
                        "seconds",
                        "output",
                    },
                    set(answer),
                )
                self.assertEqual((answer["examples"], answer["kind"], answer["parameters"]), (1200, kind, 38282))
                self.assertEqual(answer["fast_parameters"] + answer["fallback_parameters"], 38282)
                arrays, attributes = read_fisher(fisher(model, kind))
                self.assertSummary(arrays, EXPECTED[model][kind], 1e-5, 1e-6)
                self.assertEqual(
                    (attributes["kind"], attributes["scale"], attributes["unit"]), (kind, "mean-per-unit", "example")
                )
                self.assertEqual((attributes["examples"], attributes["split"]), (1200, "train"))

    def test_the_mean_gradient_and_both_halves_are_in_the_file(self):
        path = fisher("a", "empirical")
        mean = {name: np.abs(array) for name, array in read_fisher(path, "mean_gradient")[0].items()}
        expected = EXPECTED["a"]["mean_gradient"]
        for name, entry in expected.items():
            scale = np.sqrt(entry["sum_of_squares"] / mean[name].size)
            for place, value in entry["entries"]:
                self.assertClose(mean[name].ravel()[place], abs(value), 1e-5, f"{name}[{place}]", 1e-4 * scale)
        whole, halves = read_fisher(path)[0], [read_fisher(path, half)[0] for half in ("half_0", "half_1")]
        counts = [sum(oracle.half_of_example(0, n) == half for n in range(1200)) for half in (0, 1)]
        for name in whole:
            together = sum(count * half[name] for count, half in zip(counts, halves)) / 1200
            np.testing.assert_allclose(together, whole[name], rtol=1e-5, atol=1e-12)

    def test_attainable_agreement_follows_from_the_halves(self):
        for model in MODELS:
            answer = self.answer(model, "empirical")
            self.assertClose(answer["split_half_spearman"], EXPECTED[model]["split_half_spearman"], 1e-5)
            self.assertClose(answer["attainable_spearman"], EXPECTED[model]["attainable_spearman"], 1e-5)

    def test_sampled_approaches_exact_and_repeats_with_its_seed(self):
        arguments = [
            "reference",
            "--model",
            example("model.ts"),
            "--weights",
            example("a.pt"),
            "--data",
            example("upright-train.h5"),
            "--loss",
            "cross-entropy",
            "--kind",
            "sampled",
            "--examples",
            300,
        ]
        self.done(*arguments, "--samples", 4, "--seed", 1, "-o", self.path("1.h5"))
        self.done(*arguments, "--samples", 4, "--seed", 1, "-o", self.path("again.h5"))
        self.done(*arguments, "--samples", 4, "--seed", 2, "-o", self.path("2.h5"))
        arguments[arguments.index("sampled")] = "exact"
        self.done(*arguments, "-o", self.path("exact.h5"))
        first, again, other, exact = (
            read_fisher(self.path(name))[0] for name in ("1.h5", "again.h5", "2.h5", "exact.h5")
        )
        total = lambda arrays: sum(array.sum() for array in arrays.values())
        np.testing.assert_array_equal(oracle.pooled(first), oracle.pooled(again))
        self.assertNotEqual(total(first), total(other))
        # The sum over 1,200 draws is dominated by a few confident mistakes; a factor of two still tells kinds apart.
        for sampled in (first, other):
            self.assertLess(abs(np.log(total(sampled) / total(exact))), np.log(2))
        self.assertEqual(read_fisher(self.path("1.h5"))[1]["samples"], 4)

    def test_the_number_of_examples_can_be_limited(self):
        answer = self.done(
            "reference",
            "--model",
            example("model.ts"),
            "--data",
            example("upright-test.h5"),
            "--loss",
            "cross-entropy",
            "--examples",
            50,
            "--split",
            "held-out",
            "-o",
            self.path("f.h5"),
        )
        self.assertEqual(answer["examples"], 50)
        self.assertEqual(read_fisher(self.path("f.h5"))[1]["split"], "held-out")


    def test_a_device_that_is_not_there_is_named(self):
        arguments = ("--model", example("model.ts"), "--data", example("upright-test.h5"), "--loss", "cross-entropy")
        finished = run("reference", *arguments, "--examples", 20, "--device", "cuda", "-o", self.path("f.h5"))
        if finished.status == 0:
            self.skipTest("there is a CUDA device")
        self.refused(
            3,
            "reference",
            *arguments,
            "--device",
            "cuda",
            "-o",
            self.path("f.h5"),
            code="environment",
            says=("CUDA", "--device"),
        )


class Ladder(ExampleTest):
    def test_the_rungs_are_those_of_pytorch(self):
        for model in MODELS:
            answer = self.done(
                "ladder",
                fisher(model, "recycled"),
                "--empirical",
                fisher(model, "empirical"),
                "--exact",
                fisher(model, "exact"),
            )
            for rung, expected in zip(answer["global"], EXPECTED[model]["ladder"], strict=True):
                self.assertEqual(
                    [rung[key] for key in ("from", "to", "cause")], [expected[key] for key in ("from", "to", "cause")]
                )
                self.assertClose(rung["trace_ratio"], expected["trace_ratio"], 1e-5, rung["cause"])
                self.assertClose(rung["spearman"], expected["spearman"], 1e-6, rung["cause"])
            self.assertEqual({entry["name"] for entry in answer["tensors"]}, set(TENSORS))
            for entry in answer["tensors"]:
                for rung, expected in zip(entry["rungs"], EXPECTED[model]["ladder"], strict=True):
                    self.assertClose(
                        rung["trace_ratio"], expected["tensors"][entry["name"]]["trace_ratio"], 1e-4, entry["name"]
                    )

    def test_without_exact_two_rungs_remain(self):
        answer = self.done("ladder", fisher("a", "recycled"), "--empirical", fisher("a", "empirical"))
        self.assertEqual([rung["cause"] for rung in answer["global"]], ["batch", "history"])

    def test_an_unknown_batch_size_is_wrong_usage(self):
        self.done("recycle", example("a.pt"), "-o", self.path("v.h5"))
        self.refused(2, "ladder", self.path("v.h5"), "--empirical", fisher("a", "empirical"), code="usage")


class Evaluate(ExampleTest):
    def test_accuracy_and_loss_are_those_of_pytorch(self):
        for what, expected in EXPECTED["evaluate"].items():
            model, data = what.split(" on ")
            answer = self.done(
                "evaluate",
                "--model",
                example("model.ts"),
                "--weights",
                example(model + ".pt"),
                "--data",
                example(data + ".h5"),
                "--loss",
                "cross-entropy",
            )
            self.assertLessEqual({"loss", "accuracy", "mse", "examples"}, set(answer))
            self.assertEqual(answer["examples"], expected["examples"])
            self.assertClose(answer["accuracy"], expected["accuracy"], 1e-12, what)
            self.assertClose(answer["loss"], expected["loss"], 1e-5, what)
            self.assertIsNone(answer["mse"])

    def test_without_weights_the_modules_own_are_used(self):
        answer = self.done(
            "evaluate", "--model", example("model.ts"), "--data", example("upright-test.h5"), "--loss", "cross-entropy"
        )
        self.assertClose(answer["accuracy"], EXPECTED["evaluate"]["base on upright-test"]["accuracy"], 1e-12)


if __name__ == "__main__":
    unittest.main()
