# SPDX-License-Identifier: GPL-3.0-or-later
"""info and recycle on the layouts of distributed trainers and of Keras, against what the libraries report."""

import json
import os
import shutil
import unittest

import numpy as np

from support import TREE, CliTest, read_fisher, read_safetensors
from torch_files import write_checkpoint

DATA = os.path.join(TREE, "tests", "data")
FORMATS = {
    "distributed": {
        name: "torch-distributed" for name in ("plain", "titan", "composer", "raw", "fsdp", "sharded", "old")
    },
    "deepspeed": {
        **{name: "deepspeed-zero" for name in ("zero1", "zero2", "zero3", "frozen3", "bf16", "elastic")},
        **{name: "deepspeed-universal" for name in ("universal", "universal3")},
    },
    "keras": {
        "adam.keras": "keras",
        "adam.h5": "keras-h5",
        "adam.weights.h5": "keras-weights",
        "mixed.keras": "keras",
        "tf.h5": "keras-h5",
        "legacy.h5": "keras-h5",
    },
    "flax": {
        name: "flax-msgpack"
        for name in ("adamw.msgpack", "rmsprop.msgpack", "adagrad.msgpack", "masked.msgpack", "chunked.msgpack")
    },
}


def expected(folder):
    with open(os.path.join(DATA, folder, "expected.json"), encoding="utf-8") as file:
        return json.load(file)


class Layouts(CliTest):
    def check(self, given, answer, *options):
        """info and raw recycling of one checkpoint; `answer` is what the library says."""
        info = self.done("info", given)
        self.assertEqual(
            {t["name"]: t["shape"] for t in info["tensors"]}, {k: v["shape"] for k, v in answer["tensors"].items()}
        )
        self.assertEqual(info["optimizer"]["mapped"], len(answer["states"]), given)
        out = self.path("raw.h5")
        recycled = self.done("recycle", given, "-o", out, "--raw", *options)
        self.assertEqual(recycled["tensors"], len(answer["states"]))
        arrays, attributes = read_fisher(out)
        self.assertEqual(attributes["scale"], "accumulator")
        self.assertEqual(set(arrays), set(answer["states"]))
        for name, state in answer["states"].items():
            self.assertEqual(list(arrays[name].shape), answer["tensors"][name]["shape"])
            np.testing.assert_array_equal(arrays[name].ravel(), np.array(state["v"]), name)
        return info

    def test_every_layout_is_recycled_as_its_library_reports(self):
        for folder, formats in FORMATS.items():
            answers = expected(folder)
            for name, kind in formats.items():
                with self.subTest(layout=folder, name=name):
                    info = self.check(os.path.join(DATA, folder, name), answers[name])
                    self.assertEqual(info["format"], kind)

    def test_models_in_several_files_are_recycled(self):
        answer = expected("keras_parts")
        for name in ("folder", "shards", "shards/small_00002.weights.h5"):
            self.check(os.path.join(DATA, "keras_parts", name), answer)
        answer = expected("pieces")["tensors"]
        info = self.done("info", os.path.join(DATA, "pieces"))
        self.assertEqual({t["name"]: t["shape"] for t in info["tensors"]}, {k: v["shape"] for k, v in answer.items()})
        self.assertIn("pieces-of-ranks", self.findingIds(info))

    def test_what_an_optax_state_does_not_say_is_not_corrected(self):
        given = os.path.join(DATA, "flax", "adamw.msgpack")
        self.assertIn("optax-class-unknown", self.findingIds(self.done("info", given)))
        answer = self.done("recycle", given, "-o", self.path("f.h5"))
        self.assertIn("decay-not-recorded", self.findingIds(answer))
        texts = {finding["id"]: finding["text"] for finding in answer["findings"]}
        self.assertNotIn("bias-corrected accumulator", texts["batch-size-unknown"])
        self.assertFalse(answer["corrections"]["bias"])
        # inject_hyperparams keeps the betas.
        given = os.path.join(DATA, "flax", "inject.msgpack")
        answer = self.done("recycle", given, "--batch-size", "6", "-o", self.path("f.h5"))
        self.assertNotIn("decay-not-recorded", self.findingIds(answer))
        expect = expected("flax")["inject.msgpack"]
        arrays, _ = read_fisher(self.path("f.h5"))
        for name, state in expect["states"].items():
            v = np.array(state["v"])
            np.testing.assert_allclose(
                arrays[name].ravel(), 6 * v / (1 - expect["group"]["beta2"] ** state["step"]), rtol=1e-6
            )

    def test_published_accumulators_are_recycled(self):
        answer = expected("accumulators")
        for name in ("olmo", "ota"):
            self.check(os.path.join(DATA, "accumulators", name), answer)

    def test_a_full_state_beside_published_accumulators_is_preferred(self):
        folder = shutil.copytree(os.path.join(DATA, "accumulators", "ota"), self.path("ota"))
        arrays = {t["name"]: t["shape"] for t in self.done("info", folder)["tensors"]}
        state = {
            name: {"step": 7, "exp_avg": np.zeros(shape, np.float32), "exp_avg_sq": np.full(shape, 0.5, np.float32)}
            for name, shape in arrays.items()
        }
        group = {"lr": 0.1, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.0, "amsgrad": False}
        write_checkpoint(
            os.path.join(folder, "optimizer_full.pt"),
            {"state": state, "param_groups": [{**group, "params": list(arrays)}]},
        )
        info = self.done("info", folder)
        self.assertEqual(info["optimizer"]["step"], 7)
        self.assertEqual(info["optimizer"]["mapped"], len(arrays))
        self.assertEqual({entry["how"] for entry in info["optimizer"]["mapping"]}, {"recorded-name"})
        self.assertNotIn("accumulators-only", self.findingIds(info))

    def test_the_bias_correction_uses_the_step_of_the_checkpoint(self):
        answer = expected("distributed")["sharded"]
        out = self.path("f.h5")
        self.done("recycle", os.path.join(DATA, "distributed", "sharded"), "-o", out, "--batch-size", "6")
        arrays, _ = read_fisher(out)
        for name, state in answer["states"].items():
            v = np.array(state["v"])
            np.testing.assert_allclose(
                arrays[name].ravel(), 6 * v / (1 - answer["group"]["beta2"] ** state["step"]), rtol=1e-6
            )

    def test_parameters_in_numpy_and_hdf5_files_are_merged_and_pruned(self):
        def listed(name):
            arrays = expected("arrays")[name]
            return {k: np.array(v["values"], v["dtype"]).reshape(v["shape"]) for k, v in arrays.items()}

        a, b = listed("model_a"), listed("model_b")
        for suffix, format_, prefix in ((".npz", "npz", ""), ("_deflated.npz", "npz", ""), (".h5", "hdf5", "params/")):
            files = [os.path.join(DATA, "arrays", f"model_{name}{suffix}") for name in "ab"]
            info = self.done("info", files[0])
            self.assertEqual((info["format"], info["optimizer"]), (format_, None))
            self.assertEqual({t["name"]: t["shape"] for t in info["tensors"]},
                             {prefix + k: list(v.shape) for k, v in a.items()})
            out = self.path("merged.safetensors")
            self.done("merge", *files, "--method", "linear", "-o", out)
            arrays, _ = read_safetensors(out)
            self.assertEqual(set(arrays), {prefix + k for k in a})
            for name, values in a.items():
                mean = values if name == "steps" else (values.astype(float) + b[name]) / 2
                np.testing.assert_allclose(arrays[prefix + name], mean.astype(values.dtype), 1e-14, 1e-15, err_msg=name)
            out = self.path("pruned.safetensors")
            pruned = self.done("prune", files[0], "--criterion", "magnitude", "--sparsity", "0.5", "-o", out)
            arrays, _ = read_safetensors(out)
            weights = np.concatenate([arrays[prefix + k].ravel() for k in a if k != "steps"])
            self.assertEqual((weights == 0).sum(), pruned["pruned"])
            self.assertEqual(pruned["pruned"], weights.size // 2)
        for name in ("data.npz", "data_deflated.npz", "data.h5"):  # data are listed, and are no model
            data = os.path.join(DATA, "arrays", name)
            info = self.done("info", data)
            self.assertEqual(info["format"], name.split(".")[-1].replace("h5", "hdf5"))
            self.assertEqual({t["name"] for t in info["tensors"]}, {"inputs/0", "inputs/1", "targets"})
            self.refused(3, "prune", data, "--criterion", "magnitude", "--sparsity", "0.5", "-o", self.path("o.safetensors"),
                         code="unsupported", says="data file")

    def test_a_sharded_checkpoint_is_merged_like_any_other(self):
        answers = expected("distributed")
        a, b = os.path.join(DATA, "distributed", "plain"), os.path.join(DATA, "distributed", "composer")
        self.done("merge", a, b, "--method", "linear", "-o", self.path("m.safetensors"))
        merged, _ = read_safetensors(self.path("m.safetensors"))
        for name, tensor in answers["plain"]["tensors"].items():
            np.testing.assert_array_equal(merged[name].ravel(), np.array(tensor["values"], np.float32), name)

    def test_incomplete_and_foreign_folders_are_refused(self):
        sharded = shutil.copytree(os.path.join(DATA, "distributed", "sharded"), self.path("sharded"))
        os.remove(os.path.join(sharded, ".metadata"))
        self.refused(3, "info", sharded, code="unsupported", says=".metadata is missing")
        zero = shutil.copytree(os.path.join(DATA, "deepspeed", "zero2"), self.path("zero"))
        os.remove(os.path.join(zero, "global_step4", "zero_pp_rank_2_mp_rank_00_optim_states.pt"))
        self.refused(3, "recycle", zero, "-o", self.path("f.h5"), code="unsupported", says="2 of 3 partitions")
        os.mkdir(self.path("tf"))
        with open(self.path("tf/saved_model.pb"), "wb") as file:
            file.write(b"x")
        self.refused(3, "info", self.path("tf"), code="unsupported", says="re-save as .keras or .h5")
        self.refused(3, "recycle", os.path.join(DATA, "keras", "sgd.keras"), "-o", self.path("f.h5"))
        self.refused(3, "recycle", os.path.join(DATA, "flax", "lion.msgpack"), "-o", self.path("f.h5"))
        says = "Orbax/TensorStore checkpoint; export nu as safetensors"
        answer = self.refused(3, "info", os.path.join(DATA, "flax", "orbax"), code="unsupported", says=says)
        self.assertIn("6 are squares", str(answer))
        for name in ("dtensor.pt", "sharded_tensor.pt", "flat_param.pt"):
            given = os.path.join(DATA, "libraries", "parts", name)
            self.refused(3, "info", given, code="unsupported", says="one rank's shard of an FSDP run")


if __name__ == "__main__":
    unittest.main()
