# SPDX-License-Identifier: GPL-3.0-or-later
"""prune on the bundled example: which entries go, masks, scopes, recipes, zeros, predicted cost."""

import unittest

import numpy as np

from fixture import DecisionTest, fisher, fisher_arrays, weights, oracle
from support import EXPECTED, example, read_safetensors, write_safetensors


class Prune(DecisionTest):
    def prune(self, criterion, sparsity, *arguments, name="out.safetensors"):
        if criterion.startswith("fisher"):
            arguments = ("--fisher", fisher("a", "recycled"), *arguments)
        return self.done(
            "prune",
            example("a.pt"),
            "--criterion",
            criterion,
            "--sparsity",
            sparsity,
            "-o",
            self.path(name),
            *arguments,
        )

    def test_the_entries_of_smallest_score_go_and_the_rest_stays_as_it_is(self):
        theta, f = oracle.pooled(weights("a")), oracle.pooled(fisher_arrays("a", "recycled"))
        scores = {"fisher": 0.5 * f * theta**2, "magnitude": np.abs(theta), "fisher-only": f}
        for criterion, score in scores.items():
            for sparsity in (0.25, 0.5, 0.75, 0.9, 0, 1):
                answer = self.prune(criterion, sparsity)
                arrays = self.written("out.safetensors", answer)
                k = int(np.floor(sparsity * 38282 + 1e-9))
                self.assertEqual(answer["pruned"], k)
                self.assertClose(answer["sparsity"], k / 38282, 1e-12)
                names = oracle.by_name_bytes(weights("a"))
                expected = oracle.pooled(oracle.pruned(weights("a"), score, names, sparsity)).astype(np.float32)
                np.testing.assert_array_equal(oracle.pooled(arrays), expected, f"{criterion} {sparsity}")

    def test_predicted_cost_is_half_f_theta_squared_over_the_pruned(self):
        answer = self.prune("fisher", 0.75)
        theta, f = oracle.pooled(weights("a")), oracle.pooled(fisher_arrays("a", "recycled"))
        cost = np.sort(0.5 * f * theta**2)[:28711].sum()
        self.assertClose(answer["predicted_cost"][0]["value"], cost, 1e-9)
        self.assertEqual(answer["predicted_cost"][0]["unit"], "relative")

    def test_pruned_models_evaluate_as_in_pytorch(self):
        for criterion, accuracy in EXPECTED["a"]["pruned_75"]["accuracy"].items():
            self.prune(criterion, 0.75)
            answer = self.done(
                "evaluate",
                "--model",
                example("model.ts"),
                "--weights",
                self.path("out.safetensors"),
                "--data",
                example("upright-test.h5"),
                "--loss",
                "cross-entropy",
            )
            self.assertClose(answer["accuracy"], accuracy, 0, criterion, 1 / 597 + 1e-9)

    def test_scope_tensor_prunes_every_tensor_alike(self):
        answer = self.prune("magnitude", 0.5, "--scope", "tensor")
        for name, array in self.written("out.safetensors", answer).items():
            self.assertEqual(int((array == 0).sum()), int(np.floor(0.5 * array.size + 1e-9)), name)

    def test_globs_choose_what_may_be_pruned(self):
        answer = self.prune("magnitude", 0.5, "--include", "fc*", "--exclude", "*.bias")
        arrays = self.written("out.safetensors", answer)
        zeros = {name: int((array == 0).sum()) for name, array in arrays.items()}
        self.assertEqual(sum(zeros.values()), int(np.floor(0.5 * (512 * 64 + 640) + 1e-9)))
        self.assertEqual({name for name, count in zeros.items() if count}, {"fc1.weight", "fc2.weight"})

    def test_the_mask_says_what_was_kept(self):
        answer = self.prune("fisher", 0.75, "--mask", self.path("mask.safetensors"))
        masks = read_safetensors(self.path("mask.safetensors"))[0]
        pruned = self.written("out.safetensors", answer)
        for name, mask in masks.items():
            self.assertEqual(mask.dtype, np.uint8)
            np.testing.assert_array_equal(np.where(mask == 1, weights("a")[name].astype(np.float32), 0), pruned[name])
        self.assertEqual(sum(int((mask == 0).sum()) for mask in masks.values()), 28711)

    def test_random_repeats_with_its_seed_and_is_nested(self):
        masks = {}
        for name, sparsity, seed in (("1", 0.5, 1), ("again", 0.5, 1), ("2", 0.5, 2), ("more", 0.75, 1)):
            self.prune("random", sparsity, "--seed", seed, name=name + ".safetensors")
            masks[name] = oracle.pooled(read_safetensors(self.path(name + ".safetensors"))[0]) == 0
        np.testing.assert_array_equal(masks["1"], masks["again"])
        self.assertGreater((masks["1"] != masks["2"]).sum(), 10000)
        self.assertTrue(masks["more"][masks["1"]].all())

    def test_zero_fisher_is_counted_and_can_be_kept(self):
        zeros = int((oracle.pooled(fisher_arrays("a", "recycled")) == 0).sum())
        answer = self.prune("fisher", 0.25)
        if zeros:
            self.assertTrue(any("zero" in one for one in self.findingIds(answer)))
        f = dict(fisher_arrays("a", "recycled"))
        f["conv2.weight"] = np.zeros_like(f["conv2.weight"])
        write_safetensors(
            self.path("f.safetensors"),
            {name: array.astype(np.float32) for name, array in f.items()},
            {
                "fisherlens.format": "fisherlens.fisher",
                "fisherlens.version": "1",
                "fisherlens.kind": "recycled",
                "fisherlens.scale": "mean-per-unit",
                "fisherlens.unit": "example",
            },
        )
        for mode, expected in (("prune", 4608), ("keep", 0)):
            answer = self.done(
                "prune",
                example("a.pt"),
                "--criterion",
                "fisher",
                "--fisher",
                self.path("f.safetensors"),
                "--sparsity",
                0.75,
                "--zero-fisher",
                mode,
                "-o",
                self.path("out.safetensors"),
            )
            self.assertTrue(any("zero" in one for one in self.findingIds(answer)), answer["findings"])
            self.assertEqual(
                int((read_safetensors(self.path("out.safetensors"))[0]["conv2.weight"] == 0).sum()), expected
            )

    def test_a_recipe_gives_the_same_bytes(self):
        first = self.prune("fisher", 0.75)
        again = self.done("prune", "--recipe", first["output"] + ".recipe.json", "-o", self.path("again.safetensors"))
        self.assertEqual(again["sha256"], first["sha256"])

    def test_impossible_requests_are_wrong_usage(self):
        a, out = example("a.pt"), self.path("out.safetensors")
        for arguments in (
            ["--criterion", "magnitude", "--sparsity", "1.5"],
            ["--criterion", "magnitude", "--sparsity", "-0.1"],
            ["--criterion", "magnitude", "--sparsity", "nan"],
            ["--criterion", "magnitude"],
            ["--criterion", "nonsense", "--sparsity", "0.5"],
            ["--criterion", "magnitude", "--sparsity", "0.5", "--scope", "nonsense"],
        ):
            self.refused(2, "prune", a, "-o", out, *arguments, code="usage")
        self.refused(2, "prune", example("model.ts"), "--criterion", "fisher", "--sparsity", 0.5, "-o", out)


if __name__ == "__main__":
    unittest.main()
