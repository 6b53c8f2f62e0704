# SPDX-License-Identifier: GPL-3.0-or-later
"""merge on the bundled example: tensors, predicted cost and regret against NumPy; recipes; not finite entries."""

import os
import shutil
import unittest

import numpy as np

from fixture import DecisionTest, fisher, fisher_arrays, weights, oracle
from support import EXPECTED, example, read_fisher, read_safetensors, run, sha256, write_safetensors
from torch_files import read_checkpoint, write_checkpoint

METHODS_TO_COME = ("slerp", "ties", "ties-per-tensor", "dare", "dare-ties", "ubgm", "ota")


def fishers(kind):
    return [fisher_arrays("a", kind), fisher_arrays("b", kind)]


class Merge(DecisionTest):
    def merge(self, method, *arguments, models=("a", "b"), name="out.safetensors"):
        return self.done(
            "merge",
            *[example(model + ".pt") for model in models],
            "--method",
            method,
            "-o",
            self.path(name),
            *arguments,
        )

    def fisher_arguments(self, kind):
        return ["--fisher", fisher("a", kind), fisher("b", kind)]

    def test_linear_is_the_weighted_mean(self):
        for share in ("0.5", "0.65"):
            coefficients = (1 - float(share), float(share))
            answer = self.merge("linear", "--coefficients", f"{coefficients[0]},{coefficients[1]}")
            self.assertTensors(
                self.written("out.safetensors", answer), oracle.linear_merge([weights("a"), weights("b")], coefficients)
            )

    def test_fisher_with_recycled_is_that_of_numpy_and_of_the_expectations(self):
        for share in ("0.5", "0.65"):
            coefficients = (1 - float(share), float(share))
            answer = self.merge(
                "fisher", *self.fisher_arguments("recycled"), "--coefficients", f"{coefficients[0]},{coefficients[1]}"
            )
            arrays = self.written("out.safetensors", answer)
            merged = oracle.fisher_merge([weights("a"), weights("b")], fishers("recycled"), coefficients)
            self.assertTensors(arrays, merged)
            expected = EXPECTED["merge"][share]["fisher"]
            for name, entry in expected["tensors"].items():
                for place, value in entry["entries"]:
                    self.assertClose(float(arrays[name].ravel()[place]), value, 1e-6, f"{name}[{place}]", 1e-8)
            for row, cost in zip(answer["predicted_cost"], expected["predicted_cost"], strict=True):
                self.assertLessEqual({"task", "value", "unit"}, set(row))
                self.assertClose(row["value"], cost, 1e-5, row["task"])
                self.assertEqual(row["unit"], "relative")

    def test_rules_set_the_coefficients_of_the_tensors_they_match(self):
        answer = self.merge(
            "fisher",
            *self.fisher_arguments("recycled"),
            "--coefficients",
            "0.5,0.5",
            "--rule",
            "conv*=0.35,0.65",
            "--rule",
            "conv1.bias=1,0",
        )
        arrays = self.written("out.safetensors", answer)
        at = {
            share: oracle.fisher_merge([weights("a"), weights("b")], fishers("recycled"), (1 - share, share))
            for share in (0.5, 0.65)
        }
        merged = {name: at[0.65 if name.startswith("conv") else 0.5][name] for name in at[0.5]}
        merged["conv1.bias"] = weights("a")["conv1.bias"]
        self.assertTensors(arrays, merged)
        self.assertEqual(
            [(rule["pattern"], rule["coefficients"], rule["tensors"]) for rule in answer["rules"]],
            [
                ("conv*", [0.35, 0.65], ["conv1.weight", "conv2.weight", "conv2.bias"]),
                ("conv1.bias", [1.0, 0.0], ["conv1.bias"]),
            ],
        )
        again = self.done("merge", "--recipe", self.path("out.safetensors.recipe.json"), "-o", self.path("again.safetensors"))
        self.assertEqual(again["sha256"], answer["sha256"])
        self.assertEqual(again["rules"], answer["rules"])

    def test_a_rule_that_cannot_be_read_is_wrong_usage(self):
        for rule in ("conv*", "=0.5,0.5", "conv*=x,1", "conv*=1", "conv*=1,-1", "conv*="):
            self.refused(
                2,
                "merge",
                example("a.pt"),
                example("b.pt"),
                "--method",
                "fisher",
                "--rule",
                rule,
                "-o",
                self.path("no.safetensors"),
            )
            self.assertFalse(os.path.exists(self.path("no.safetensors")))

    def test_default_coefficients_are_equal_shares(self):
        half = self.merge("fisher", *self.fisher_arguments("recycled"), "--coefficients", "0.5,0.5")
        default = self.merge("fisher", *self.fisher_arguments("recycled"), name="default.safetensors")
        np.testing.assert_array_equal(
            oracle.pooled(read_safetensors(half["output"])[0]), oracle.pooled(read_safetensors(default["output"])[0])
        )

    def test_fisher_without_files_recycles_the_inputs_own_state(self):
        own = self.merge("fisher", name="own.safetensors")
        self.assertFindings(own["findings"])
        # Without a batch size these are v̂ at scale accumulator, normalised by their means.
        scaled = []
        for model in ("a", "b"):
            content = read_checkpoint(example(model + ".pt"))
            states = content["optimizer"]["state"]
            v = {name: states[i]["exp_avg_sq"].astype(np.float64) for i, name in enumerate(content["model"])}
            scaled.append({name: array / oracle.pooled(v).mean() for name, array in v.items()})
        self.assertTensors(
            read_safetensors(own["output"])[0], oracle.fisher_merge([weights("a"), weights("b")], scaled, (0.5, 0.5))
        )

    def test_normalisation_and_floor(self):
        for mode, scale in (("mean", lambda flat: flat.mean()), ("l2", lambda flat: np.sqrt((flat**2).sum()))):
            answer = self.merge("fisher", *self.fisher_arguments("recycled"), "--normalize", mode, "--floor", 0.01)
            scaled = [{name: array / scale(oracle.pooled(f)) for name, array in f.items()} for f in fishers("recycled")]
            self.assertTensors(
                self.written("out.safetensors", answer),
                oracle.fisher_merge([weights("a"), weights("b")], scaled, (0.5, 0.5), floor=0.01),
            )

    def test_task_arithmetic_adds_the_differences_to_the_base(self):
        answer = self.merge("task-arithmetic", "--base", example("base.pt"), "--coefficients", "0.35,0.65")
        expected = {
            name: base + 0.35 * (weights("a")[name] - base) + 0.65 * (weights("b")[name] - base)
            for name, base in weights("base").items()
        }
        self.assertTensors(self.written("out.safetensors", answer), expected)
        negative = self.merge(
            "task-arithmetic", "--base", example("base.pt"), "--coefficients=1,-0.5", name="n.safetensors"
        )
        expected = {
            name: base + (weights("a")[name] - base) - 0.5 * (weights("b")[name] - base)
            for name, base in weights("base").items()
        }
        self.assertTensors(read_safetensors(negative["output"])[0], expected)

    def test_regret_is_the_ratio_of_reference_costs(self):
        answer = self.merge(
            "fisher",
            *self.fisher_arguments("recycled"),
            "--reference",
            fisher("a", "empirical"),
            fisher("b", "empirical"),
        )
        merged = [
            oracle.fisher_merge([weights("a"), weights("b")], fishers(kind), (0.5, 0.5))
            for kind in ("recycled", "empirical")
        ]
        costs = [
            sum(oracle.predicted_cost(m, weights(model), fisher_arrays(model, "empirical")) for model in ("a", "b"))
            for m in merged
        ]
        regret = answer["regret"]
        value = regret if isinstance(regret, float) else next(v for v in regret.values() if isinstance(v, float))
        self.assertClose(value, costs[0] / costs[1], 1e-5)
        self.assertClose(value, EXPECTED["merge"]["0.5"]["regret_fisher"], 1e-4)
        self.assertIsNone(self.merge("linear")["regret"])

    def test_merged_models_evaluate_as_in_pytorch(self):
        for method, extra in (("linear", []), ("fisher", self.fisher_arguments("recycled"))):
            self.merge(method, "--coefficients", "0.35,0.65", *extra)
            for data, expected in EXPECTED["merge"]["0.65"][method]["evaluate"].items():
                answer = self.done(
                    "evaluate",
                    "--model",
                    example("model.ts"),
                    "--weights",
                    self.path("out.safetensors"),
                    "--data",
                    example(data + ".h5"),
                    "--loss",
                    "cross-entropy",
                )
                self.assertClose(answer["accuracy"], expected["accuracy"], 0, f"{method} {data}", 1 / 597 + 1e-9)
                self.assertClose(answer["loss"], expected["loss"], 1e-4, f"{method} {data}")

    def test_a_recipe_gives_the_same_bytes(self):
        first = self.merge("fisher", *self.fisher_arguments("recycled"), "--coefficients", "0.35,0.65")
        for number, recipe in enumerate((first["output"] + ".recipe.json", first["output"])):
            folder = self.path(f"again{number}")
            os.mkdir(folder)
            if number == 1:  # metadata holds names only: the inputs lie in the current folder
                for source in (example("a.pt"), example("b.pt"), fisher("a", "recycled"), fisher("b", "recycled")):
                    shutil.copy(source, folder)
            again = self.done("merge", "--recipe", recipe, "-o", os.path.join(folder, "x.safetensors"), cwd=folder)
            self.assertEqual(again["sha256"], first["sha256"])
            self.assertEqual(sha256(os.path.join(folder, "x.safetensors")), first["sha256"])

    def test_the_same_bytes_for_every_number_of_threads(self):
        hashes = {
            self.done(
                "merge",
                example("a.pt"),
                example("b.pt"),
                "--method",
                "fisher",
                *self.fisher_arguments("recycled"),
                "-o",
                self.path("out.safetensors"),
                environment={"OMP_NUM_THREADS": str(n), "TBB_NUM_THREADS": str(n)},
            )["sha256"]
            for n in (1, 2, 7)
        }
        self.assertEqual(len(hashes), 1)

    def test_a_recipe_refuses_an_input_that_changed(self):
        shutil.copy(example("a.pt"), self.path("a.pt"))
        shutil.copy(example("b.pt"), self.path("b.pt"))
        self.done(
            "merge", self.path("a.pt"), self.path("b.pt"), "--method", "linear", "-o", self.path("out.safetensors")
        )
        shutil.copy(example("base.pt"), self.path("b.pt"))
        self.refused(
            3,
            "merge",
            "--recipe",
            self.path("out.safetensors.recipe.json"),
            "-o",
            self.path("again.safetensors"),
            says="b.pt",
        )

    def test_methods_not_built_yet_name_those_that_are(self):
        for method in METHODS_TO_COME:
            finished = run(
                "merge",
                example("a.pt"),
                example("b.pt"),
                "--method",
                method,
                "--base",
                example("base.pt"),
                "-o",
                self.path("out.safetensors"),
                "--json",
            )
            if finished.status == 0:
                continue  # built meanwhile
            self.assertEqual(finished.status, 2, str(finished))
            for built in ("linear", "fisher", "task-arithmetic"):
                if method not in ("ubgm", "ota"):  # these also ask for another kind of Fisher file
                    self.assertIn(built, finished.err)

    def test_wrong_coefficients_are_wrong_usage(self):
        a, b, out = example("a.pt"), example("b.pt"), self.path("out.safetensors")
        for arguments in (
            ["--method", "linear", "--coefficients", "1"],
            ["--method", "linear", "--coefficients", "1,x"],
            ["--method", "fisher", *self.fisher_arguments("recycled"), "--coefficients=-1,2"],
            ["--method", "linear", "--coefficients", "0,0"],
            ["--method", "linear", "--coefficients", "nan,1"],
            ["--method", "fisher", "--fisher", fisher("a", "recycled")],
            ["--method", "nonsense"],
            ["--method", "task-arithmetic"],
            [],
        ):
            self.refused(2, "merge", a, b, "-o", out, *arguments, code="usage")

    def test_fisher_files_of_another_model_are_refused(self):
        other = {name: np.ones((3, 2), np.float32) for name in weights("a")}
        write_safetensors(self.path("other.safetensors"), other)
        self.refused(
            3,
            "merge",
            example("a.pt"),
            example("b.pt"),
            "--method",
            "fisher",
            "--fisher",
            self.path("other.safetensors"),
            fisher("b", "recycled"),
            "-o",
            self.path("out.safetensors"),
        )

    def test_not_finite_entries_stop_a_merge_unless_it_falls_back(self):
        content = read_checkpoint(example("a.pt"))
        broken = content["optimizer"]["state"][0]["exp_avg_sq"].copy()
        broken[0, 0, 0, 0], broken[1, 0, 0, 0] = np.nan, np.inf
        content["optimizer"]["state"][0]["exp_avg_sq"] = broken
        write_checkpoint(self.path("nan.pt"), content)
        answer = self.done(
            "recycle", self.path("nan.pt"), "--batch-size", 32, "--reduction", "mean", "-o", self.path("f.h5")
        )
        self.assertIn("nonfinite", self.findingIds(answer))
        self.assertTrue(np.isnan(read_fisher(self.path("f.h5"))[0]["conv1.weight"][0, 0, 0, 0]))
        merge = [
            "merge",
            example("a.pt"),
            example("b.pt"),
            "--method",
            "fisher",
            "--fisher",
            self.path("f.h5"),
            fisher("b", "recycled"),
            "-o",
            self.path("out.safetensors"),
        ]
        self.refused(3, *merge, code="non-finite")
        self.done(*merge, "--nonfinite", "fallback")
        merged = read_safetensors(self.path("out.safetensors"))[0]
        self.assertTrue(np.isfinite(oracle.pooled(merged)).all())
        mean = oracle.linear_merge([weights("a"), weights("b")], (0.5, 0.5))["conv1.weight"]
        self.assertClose(float(merged["conv1.weight"][0, 0, 0, 0]), mean[0, 0, 0, 0], 1e-6)
        self.assertClose(float(merged["conv1.weight"][1, 0, 0, 0]), mean[1, 0, 0, 0], 1e-6)
        prune = [
            "prune",
            example("a.pt"),
            "--criterion",
            "fisher",
            "--fisher",
            self.path("f.h5"),
            "--sparsity",
            0.9,
            "-o",
            self.path("pruned.safetensors"),
        ]
        self.refused(3, *prune, code="non-finite")
        self.done(*prune, "--nonfinite", "fallback")
        kept = read_safetensors(self.path("pruned.safetensors"))[0]["conv1.weight"]
        self.assertEqual(kept[0, 0, 0, 0], np.float32(weights("a")["conv1.weight"][0, 0, 0, 0]))


if __name__ == "__main__":
    unittest.main()
