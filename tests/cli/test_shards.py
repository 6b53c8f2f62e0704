# SPDX-License-Identifier: GPL-3.0-or-later
"""Shards of a reference, their sum, and references that stop when the regret is known."""

import unittest

import numpy as np

from fixture import ExampleTest, fisher, fisher_arrays, weights, oracle
from support import example, read_fisher

REFERENCE = (
    "reference",
    "--model",
    example("model.ts"),
    "--weights",
    example("a.pt"),
    "--data",
    example("upright-train.h5"),
    "--loss",
    "cross-entropy",
    "--split",
    "train",
)


class Shards(ExampleTest):
    def test_combined_they_are_one_run(self):
        parts = [self.path(f"{i}.fisher.h5") for i in (1, 2, 3)]
        examples = 0
        for i, part in enumerate(parts, start=1):
            examples += self.done(*REFERENCE, "--examples", 100, "--shard", f"{i}/3", "-o", part)["examples"]
        whole = self.done(*REFERENCE, "--examples", 100, "-o", self.path("whole.fisher.h5"))
        answer = self.done("combine", parts[2], parts[0], parts[1], "-o", self.path("all.fisher.safetensors"))
        self.assertEqual((examples, answer["examples"], answer["kind"]), (100, 100, "empirical"))
        self.assertEqual([part["examples"] for part in answer["parts"]], [34, 33, 33])
        self.assertClose(answer["split_half_spearman"], whole["split_half_spearman"], 1e-4)
        back = self.done("combine", *parts, "-o", self.path("all.fisher.h5"))
        self.assertEqual(back["findings"], [])
        for group in ("diagonal", "mean_gradient", "half_0", "half_1"):
            one, many = (read_fisher(self.path(name), group)[0] for name in ("whole.fisher.h5", "all.fisher.h5"))
            self.assertEqual(set(one), set(many))
            for name in one:
                # Batches are cut elsewhere: float32 gradients differ by rounding.
                np.testing.assert_allclose(
                    many[name], one[name], rtol=1e-4, atol=1e-6 * np.abs(one[name]).max(), err_msg=f"{group} {name}"
                )

    def test_the_same_shard_twice_is_refused(self):
        for name in ("1.h5", "again.h5"):
            self.done(*REFERENCE, "--examples", 40, "--shard", "1/2", "-o", self.path(name))
        self.refused(3, "combine", self.path("1.h5"), self.path("again.h5"), "-o", self.path("o.h5"), says=("again.h5",))
        self.refused(2, "combine", self.path("1.h5"), "-o", self.path("1.h5"))
        self.done("recycle", example("a.pt"), "-o", self.path("recycled.h5"))
        self.refused(3, "combine", self.path("recycled.h5"), "-o", self.path("o.h5"), says=("recycled",))

    def test_what_is_no_shard_is_wrong_usage(self):
        for shard in ("0/2", "3/2", "1", "a/b", "1/2/3"):
            self.refused(2, *REFERENCE, "--shard", shard, "-o", self.path("o.h5"), says=(shard,))
        self.refused(2, *REFERENCE, "--examples", 2, "--shard", "3/3", "-o", self.path("o.h5"))


class UntilRegret(ExampleTest):
    def budgeted(self, *arguments):
        self.answer("a", "recycled")
        return self.done(
            *REFERENCE, "--recycled", fisher("a", "recycled"), "--sparsity", 0.75, *arguments, "-o", self.path("o.h5")
        )

    def test_it_stops_where_the_interval_excludes_the_value(self):
        answer = self.budgeted("--until-regret", 3)
        reached = answer["until_regret"]
        self.assertEqual((reached["stopped"], reached["excluded"]), ("regret", True))
        self.assertLess(reached["high"], 3)
        self.assertLess(reached["examples"], 1200)
        self.assertEqual(answer["examples"], reached["examples"])
        # The regret is that of the file which was written.
        a, b = oracle.pooled(fisher_arrays("a", "recycled")), oracle.pooled(read_fisher(self.path("o.h5"))[0])
        row = next(r for r in oracle.prune_regret(a, b, oracle.pooled(weights("a"))) if r["sparsity"] == 0.75)
        self.assertClose(reached["regret"], row["regret"], 1e-4)
        self.assertLess(reached["low"], reached["regret"])

    def test_all_examples_are_used_where_it_stays_undecided(self):
        answer = self.budgeted("--until-regret", 3)["until_regret"]
        middle = (answer["low"] + answer["high"]) / 2
        answer = self.budgeted("--until-regret", middle, "--examples", 300)
        self.assertIn(answer["until_regret"]["stopped"], ("examples", "regret"))
        if answer["until_regret"]["stopped"] == "examples":
            self.assertEqual(answer["examples"], 300)
            self.assertFalse(answer["until_regret"]["excluded"])

    def test_the_time_ends_it(self):
        reached = self.budgeted("--until-regret", 1.0001, "--seconds", 0.001)["until_regret"]
        self.assertEqual(reached["stopped"], "seconds")
        self.assertLess(reached["examples"], 1200)
        self.assertIsNone(reached["low"])

    def test_it_wants_the_examples_that_are_there(self):
        self.answer("a", "recycled")
        arguments = ("--recycled", fisher("a", "recycled"), "--sparsity", 0.75, "--until-regret", 3)
        self.refused(2, *REFERENCE, *arguments, "--examples", 99999, "-o", self.path("o.h5"), says=("99999",))

    def test_it_needs_the_recycled_file_and_the_sparsity(self):
        self.refused(2, *REFERENCE, "--until-regret", 1.1, "-o", self.path("o.h5"))
        self.refused(2, *REFERENCE, "--seconds", 5, "-o", self.path("o.h5"))


if __name__ == "__main__":
    unittest.main()
