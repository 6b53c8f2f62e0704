# SPDX-License-Identifier: GPL-3.0-or-later
"""What files say of the run that wrote them, and what follows for the values: NumPy is the oracle."""

import itertools
import json
import os
import unittest

import numpy as np

from support import TREE, CliTest, read_fisher
from torch_files import edit_archive, write_checkpoint

STEPS, BETA2 = 50, 0.99


def squares(shapes, seed=1):
    """Accumulators of squares by name, as Adam's exp_avg_sq."""
    random = np.random.default_rng(seed)
    return {name: random.lognormal(-12, 2, shape).astype(np.float32) for name, shape in shapes.items()}


def adam(averages, group=None, **state):
    """An optimizer's state dict: states by number, in the order of the averages."""
    options = {"lr": 1e-3, "betas": (0.9, BETA2), "eps": 1e-8, "weight_decay": 0.0, "amsgrad": False,
               "decoupled_weight_decay": True}
    return {
        "state": {i: {"step": float(STEPS), "exp_avg": np.zeros_like(v), "exp_avg_sq": v, **state}
                  for i, v in enumerate(averages)},
        "param_groups": [{**options, **(group or {}), "params": list(range(len(averages)))}],
    }


class RunTest(CliTest):
    shapes = {"first.weight": (5, 4), "first.bias": (5,), "last.weight": (2, 5)}

    def setUp(self):
        super().setUp()
        self.v = squares(self.shapes)
        self.model = {name: np.ones(shape, np.float32) for name, shape in self.shapes.items()}

    def written(self, name, **content):
        """A file with the model, its optimizer and what else its trainer writes."""
        write_checkpoint(self.path(name), {"model": self.model, "optimizer": adam(self.v.values()), **content})
        return self.path(name)

    def texts(self, answer, id_):
        return [finding["text"] for finding in answer["findings"] if finding["id"] == id_]

    def assertRecycled(self, path, factor):
        """F = factor × v / (1 − β₂^t)."""
        arrays = read_fisher(path)[0]
        self.assertEqual(set(arrays), set(self.v))
        for name, v in self.v.items():
            np.testing.assert_allclose(arrays[name], factor * v.astype(float) / (1 - BETA2**STEPS), rtol=1e-6)


class Reductions(RunTest):
    ultralytics = {"version": "8.2.0", "train_args": {"batch": 16, "nbs": 64}}

    def test_ultralytics_sums_over_the_batch(self):
        path, out = self.written("u.pt", **self.ultralytics), self.path("f.h5")
        answer = self.done("recycle", path, "-o", out)
        self.assertRecycled(out, 1 / 64)
        self.assertEqual((answer["corrections"]["batch"], answer["corrections"]["reduction"]), (64, "sum"))
        self.assertNotIn("reduction-assumed", self.findingIds(answer))
        self.assertIn("ultralytics multiplies the mean loss by the batch size",
                      self.texts(answer, "reduction-recorded")[0])
        self.assertEqual(answer["corrections"]["reduction_origin"],
                         "ultralytics multiplies the mean loss by the batch size")
        attributes = read_fisher(out)[1]
        self.assertEqual(attributes["reduction"], "sum")
        self.assertEqual(json.loads(attributes["provenance"])["settings"]["reduction"], "sum")
        answer = self.done("recycle", path, "--reduction", "mean", "-o", out)
        self.assertRecycled(out, 64)
        self.assertEqual(answer["corrections"]["reduction_origin"], "given")
        self.assertFalse(self.findingIds(answer) & {"reduction-recorded", "reduction-assumed"})

    def test_fairseq_divides_its_sum(self):
        out = self.path("f.h5")
        path = self.written("f.pt", optimizer_history=[{"num_updates": STEPS}], last_optimizer_state={},
                            cfg={"dataset": {"batch_size": 4}, "optimization": {"update_freq": [2]},
                                 "distributed_training": {"distributed_world_size": 3}})
        answer = self.done("recycle", path, "-o", out)
        self.assertRecycled(out, 24)
        self.assertEqual(answer["corrections"]["reduction"], "mean")
        self.assertNotIn("reduction-assumed", self.findingIds(answer))

    def test_a_run_that_does_not_say_is_taken_as_a_mean_with_a_finding(self):
        out = self.path("f.h5")
        answer = self.done("recycle", self.written("m.pt"), "--batch-size", 8, "-o", out)
        self.assertRecycled(out, 8)
        self.assertIn("reduction-assumed", self.findingIds(answer))
        self.assertIsNone(answer["corrections"]["reduction_origin"])

    def test_losses_of_keras_say_it(self):
        source = os.path.join(TREE, "tests", "data", "keras", "adam.keras")

        def recycled(reduction, *options, loss=None):
            def edit(name, data):
                if name != "config.json":
                    return data
                config = json.loads(data)
                config["compile_config"]["loss"] = loss or {"module": "keras.losses", "class_name": "MeanSquaredError",
                                                            "config": {"name": "mse", "reduction": reduction}}
                return json.dumps(config).encode()

            edit_archive(source, self.path("m.keras"), edit)
            answer = self.done("recycle", self.path("m.keras"), "--batch-size", 4, "-o", self.path("k.h5"), *options)
            return answer, read_fisher(self.path("k.h5"))[0]

        mean = recycled("none", "--reduction", "mean")[1]
        for reduction, factor in (("sum", 1 / 16), ("sum_over_batch_size", 1), ("mean_with_sample_weight", 1)):
            answer, arrays = recycled(reduction)
            self.assertIn("reduction-recorded", self.findingIds(answer))
            self.assertIn("loss.reduction", answer["corrections"]["reduction_origin"])
            for name, array in arrays.items():
                np.testing.assert_allclose(array, factor * mean[name], rtol=1e-6)
        self.assertIn("reduction-assumed", self.findingIds(recycled("none")[0]))
        # A loss by its name is wrapped into an object with Keras's default.
        function = {"module": "builtins", "class_name": "function", "config": "my_loss", "registered_name": "function"}
        for loss in ("sparse_categorical_crossentropy", function):
            answer, arrays = recycled("", loss=loss)
            self.assertNotIn("reduction-assumed", self.findingIds(answer))
            self.assertIn("framework's default", answer["corrections"]["reduction_origin"])
            for name, array in arrays.items():
                np.testing.assert_allclose(array, mean[name], rtol=1e-6)
        for loss in ({"class_name": "Own", "config": {}}, ["mse", "mse"]):
            self.assertIn("reduction-assumed", self.findingIds(recycled("", loss=loss)[0]))


class Subsets(RunTest):
    """Parameters that were frozen and filtered out before the optimizer was made."""

    def described(self, shapes, groups):
        """info of a model of these shapes, whose optimizer has groups of these indices."""
        order = [i for group in groups for i in group]
        state = adam([np.full(shapes[i], 1e-6 * (i + 1), np.float32) for i in order])
        first = state["param_groups"][0]
        ends = np.cumsum([len(group) for group in groups])
        state["param_groups"] = [{**first, "params": list(range(end - len(group), end))}
                                 for end, group in zip(ends.tolist(), groups)]
        model = {f"layer{i}.weight": np.ones(shape, np.float32) for i, shape in enumerate(shapes)}
        write_checkpoint(self.path("m.pt"), {"model": model, "optimizer": state})
        return self.done("info", self.path("m.pt"))

    def test_a_subset_is_mapped_exactly_when_no_other_one_fits(self):
        random = np.random.default_rng(3)
        kinds, seen = [(2, 3), (3, 2), (4,), (2,)], set()
        for _ in range(60):
            n = int(random.integers(3, 8))
            shapes = [kinds[k] for k in random.integers(0, len(kinds), n)]
            kept = sorted(random.choice(n, int(random.integers(1, n)), replace=False).tolist())
            wanted = [shapes[i] for i in kept]
            ways = [c for c in itertools.combinations(range(n), len(kept)) if [shapes[i] for i in c] == wanted]
            answer = self.described(shapes, [kept])
            mapped = {entry["parameter"]: entry["state"] for entry in answer["optimizer"]["mapping"]}
            seen.add(len(ways) == 1)
            if len(ways) == 1:
                self.assertEqual(mapped, {f"layer{i}.weight": str(k) for k, i in enumerate(kept)}, (shapes, kept))
                self.assertIn(f"the other {n - len(kept)} are", self.texts(answer, "mapping-subset")[0])
            else:
                self.assertEqual(mapped, {}, (shapes, kept))
                self.assertNotIn("mapping-subset", self.findingIds(answer))
                self.assertIn("foreign-optimizer-state", self.findingIds(answer))
        self.assertEqual(seen, {True, False})

    def test_groups_of_matrices_and_vectors(self):
        shapes = [(7, 2), (7,), (2, 7), (2,), (3, 2), (3,)]
        answer = self.described(shapes, [[2, 4], [3, 5]])
        self.assertEqual({entry["parameter"]: entry["state"] for entry in answer["optimizer"]["mapping"]},
                         {"layer2.weight": "0", "layer4.weight": "1", "layer3.weight": "2", "layer5.weight": "3"})
        self.assertIn("mapping-subset", self.findingIds(answer))
        self.assertEqual(self.described([(2, 2), *shapes, (3, 2), (3,)], [[3, 5], [4, 6]])["optimizer"]["mapping"], [])

    def test_of_several_optimizers_none_is_taken_by_its_shapes_only(self):
        shapes = [(5, 3), (5,), (2, 5), (2,)]
        model = {f"layer{i}.weight": np.ones(shape, np.float32) for i, shape in enumerate(shapes)}
        whole, part, other = (adam([np.full(shapes[i], 1e-6, np.float32) for i in kept])
                              for kept in ((0, 1, 2, 3), (2, 3), (2, 3)))
        write_checkpoint(self.path("m.pt"), {"model": model, "first": part, "second": whole})
        self.assertEqual(self.done("info", self.path("m.pt"))["optimizer"]["mapped"], 4)
        write_checkpoint(self.path("m.pt"), {"model": model, "first": part, "second": other})
        self.assertEqual(self.done("info", self.path("m.pt"))["optimizer"]["mapped"], 0)

    def test_the_values_are_those_of_their_parameters(self):
        shapes = [(5, 3), (5,), (2, 5), (2,)]
        self.described(shapes, [[2, 3]])
        out = self.path("f.h5")
        self.done("recycle", self.path("m.pt"), "--batch-size", 1, "--reduction", "mean", "-o", out)
        arrays = read_fisher(out)[0]
        self.assertEqual(set(arrays), {"layer2.weight", "layer3.weight"})
        for i in (2, 3):
            np.testing.assert_allclose(arrays[f"layer{i}.weight"], 1e-6 * (i + 1) / (1 - BETA2**STEPS), rtol=1e-6)


class Sentences(RunTest):
    def zeros(self, optimizer):
        write_checkpoint(self.path("z.pt"), {"model": {"w": np.ones(256, np.float32)}, "optimizer": optimizer})
        answer = self.done("recycle", self.path("z.pt"), "--batch-size", 2, "-o", self.path("z.h5"))
        texts = self.texts(answer, "exact-zeros")
        self.assertEqual(len(texts), 1)
        count = int((read_fisher(self.path("z.h5"))[0]["w"] == 0).sum())
        self.assertIn(f"{count} entries of 1 tensors ", texts[0])
        return count, texts[0]

    def test_zeros_of_narrow_types_are_not_called_without_gradient(self):
        v = np.full(256, 1e-3, np.float32)
        v[:40], v[40:90] = 0, 1e-9  # below what float16 can hold
        self.assertEqual(self.zeros(adam([v])), (40, "40 entries of 1 tensors are exactly zero: these parameters had no "
                                                     "gradient."))
        count, text = self.zeros(adam([v.astype(np.float16)]))
        self.assertEqual(count, 90)
        self.assertNotIn("had no gradient", text)
        levels = np.linspace(0, 1, 256, dtype=np.float32)
        eight = adam([v])
        eight["state"][0] = {"step": float(STEPS), "state1": np.zeros(256, np.uint8), "qmap1": levels, "qmap2": levels,
                             "state2": np.round(v / v.max() * 255).astype(np.uint8),
                             "absmax1": np.ones(1, np.float32), "absmax2": v.max(keepdims=True)}
        count, text = self.zeros(eight)
        self.assertEqual(count, 90)
        self.assertNotIn("had no gradient", text)

    def test_an_optimizer_for_each_parameter(self):
        folder = self.path("tune")  # torchtune with optimizer_in_bwd: {name: optimizer.state_dict()}
        os.makedirs(folder)
        write_checkpoint(os.path.join(folder, "model-00001-of-00001.pt"), self.model)
        each = {name: adam([v]) for name, v in reversed(self.v.items())}
        write_checkpoint(os.path.join(folder, "recipe_state.pt"), {"optimizer": each, "seed": 1, "epochs_run": 1,
                                                                   "total_epochs": 2, "max_steps_per_epoch": None})
        answer = self.done("info", folder)
        self.assertEqual({entry["how"] for entry in answer["optimizer"]["mapping"]}, {"recorded-name"})
        self.done("recycle", folder, "--batch-size", 4, "--reduction", "mean", "-o", self.path("f.h5"))
        self.assertRecycled(self.path("f.h5"), 4)

    def test_a_link_that_leads_nowhere_is_mentioned(self):
        folder = self.path("cache")
        os.makedirs(folder)
        write_checkpoint(os.path.join(folder, "pytorch_model.bin"), self.model)
        self.assertNotIn("broken-link", self.findingIds(self.done("info", folder)))
        os.symlink(self.path("gone"), os.path.join(folder, "optimizer.pt"))
        answer = self.done("info", folder)
        self.assertIn("optimizer.pt", [json.dumps(f["where"]) for f in answer["findings"] if f["id"] == "broken-link"][0])

    def test_a_mapping_that_names_a_parameter_twice_is_refused(self):
        path, mapping = self.written("m.pt"), self.path("mapping.json")
        entries = [f'"{name}": "{i}"' for i, name in enumerate(self.v)]
        for extra, twice in ((['"first.bias": null'], True), ([], False)):
            with open(mapping, "w", encoding="utf-8") as file:
                file.write('{"format": "fisherlens.mapping", "version": 1, "parameters": {'
                           + ", ".join(entries + extra) + "}}")
            if twice:
                self.refused(3, "info", path, "--mapping", mapping, says='names "first.bias" twice')
            else:
                self.assertEqual(self.done("info", path, "--mapping", mapping)["optimizer"]["mapped"], 3)

    def test_a_batch_of_less_than_one_example_is_none(self):
        for batch, count in ((-4, 0), (0, 0), (4, 1)):
            folder = self.path(f"trainer{batch}")
            os.makedirs(folder)
            write_checkpoint(os.path.join(folder, "pytorch_model.bin"), self.model)
            with open(os.path.join(folder, "trainer_state.json"), "w", encoding="utf-8") as file:
                json.dump({"global_step": 3, "train_batch_size": batch}, file)
            values = [v for v in self.done("info", folder)["run"]["values"] if v["name"] == "micro-batch"]
            self.assertEqual(len(values), count, batch)


class Precision(RunTest):
    def precision(self, **content):
        values = self.done("info", self.written("m.pt", **content))["run"]["values"]
        return [(value["value"], value["origin"]) for value in values if value["name"] == "precision"]

    def test_what_trainers_say_of_it(self):
        def timm(**args):
            return {"arch": "net", "state_dict": self.model, "version": 2, "args": args}

        def fairseq(**common):
            return {"optimizer_history": [{"num_updates": 1}], "last_optimizer_state": {}, "cfg": {"common": common}}

        for content, expected in (
            (timm(amp=True, amp_dtype="float16"), ("fp16", "args.amp")),
            (timm(amp=True, amp_dtype="bfloat16"), ("bf16", "args.amp")),
            (timm(amp=False, amp_dtype="float16", model_dtype=None), ("fp32", "args.amp")),
            (timm(amp=False, model_dtype="bfloat16"), ("bf16", "args.model_dtype")),
            ({"lr_scheduler": {}, "args": {"amp": True}}, ("fp16", "args.amp")),
            ({"lr_scheduler": {}, "args": {"amp": False}}, ("fp32", "args.amp")),
            (fairseq(fp16=True, bf16=False, amp=False), ("fp16", "cfg.common.fp16")),
            (fairseq(fp16=False, bf16=True, amp=False), ("bf16", "cfg.common.bf16")),
            (fairseq(fp16=False, bf16=False, amp=True), ("fp16", "cfg.common.amp")),
            (fairseq(fp16=False, bf16=False, amp=False), ("fp32", "cfg.common.fp16")),
            ({"version": "8.2.0", "train_args": {"batch": 16, "amp": True}}, ("fp16", "train_args.amp")),
            ({"version": "8.2.0", "train_args": {"batch": 16}}, None),
        ):
            self.assertEqual(self.precision(**content), [expected] if expected else [], content)

    def test_deepspeed_without_zero_keeps_its_settings(self):
        folder = self.path("stage0")
        os.makedirs(folder)
        write_checkpoint(os.path.join(folder, "mp_rank_00_model_states.pt"),
                         {"module": self.model, "optimizer": adam(self.v.values()), "global_steps": STEPS,
                          "dp_world_size": 2, "ds_version": "0.19.0",
                          "ds_config": {"train_micro_batch_size_per_gpu": 3, "gradient_accumulation_steps": 4,
                                        "gradient_clipping": 0.5, "bf16": {"enabled": True}}})
        answer = self.done("info", folder)
        self.assertEqual(answer["layout"], "deepspeed")
        self.assertEqual(answer["run"]["batch_size"], 24)
        values = {value["name"]: value["value"] for value in answer["run"]["values"]}
        self.assertEqual((values["clip-norm"], values["precision"]), ("0.5", "bf16"))
        self.done("recycle", folder, "--reduction", "mean", "-o", self.path("f.h5"))
        self.assertRecycled(self.path("f.h5"), 24)


if __name__ == "__main__":
    unittest.main()
