# SPDX-License-Identifier: GPL-3.0-or-later
"""Optimizer logs: info, recycle --snapshot, verify, and the hook that writes them.

Most logs here are written by the hook's LogWriter, which needs no torch; tests/data/logs/adamw.optlog was written by
the whole hook beside a PyTorch training loop (tests/data/make_logs.py).
"""

import hashlib
import importlib.util
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import unittest

import h5py
import numpy as np

from support import TREE, CliTest, read_fisher, run, sha256

HOOK = os.path.join(TREE, "resources", "hook", "fisherlens_hook.py")
FIXTURE = os.path.join(TREE, "tests", "data", "logs", "adamw.optlog")
KILLS = int(os.environ.get("FISHERLENS_KILLS", "6"))

sys.path.insert(0, os.path.dirname(HOOK))
sys.dont_write_bytecode = True
import fisherlens_hook  # noqa: E402

HAS_TORCH = importlib.util.find_spec("torch") is not None
SHAPES = {"fc/1.weight": (5, 4), "fc%2.bias": (5,), ".": ()}
META = {
    "format": "fisherlens.optlog",
    "version": 1,
    "optimizer": "AdamW",
    "groups": [{"betas": [0.9, 0.99], "eps": 1e-8, "weight_decay": 0.01, "amsgrad": False, "foreach": None,
                "decoupled_weight_decay": True}],
    "parameters": [{"name": name, "shape": list(shape), "group": 0} for name, shape in SHAPES.items()],
    "batch_size": 16,
    "reduction": "mean",
}


def arrays(step):
    generator = np.random.default_rng(step)
    return {name: (generator.lognormal(-8, 2, shape)).astype(np.float32) for name, shape in SHAPES.items()}


def rows(first, count=5):
    steps = list(range(first, first + 10 * count, 10))
    return {"step": steps, "loss": [1 / s for s in steps], "lr": [1e-3] * count, "grad_norm": [0.5] * count,
            "time": [1e9 + s for s in steps]}


def write_log(folder, segments=4, meta=META, start=0):
    """Segments of five rows with a snapshot each, at steps 50, 100, ..."""
    writer = fisherlens_hook.LogWriter(folder, meta)
    for index in range(start, start + segments):
        step = 50 * (index + 1)
        summaries = {name: [[1e-9 * step * k for k in range(1, 10)]] * 5 for name in SHAPES}
        writer.write(rows(50 * index + 10), summaries, (step, arrays(step), dict.fromkeys(SHAPES, step), "exp_avg_sq"))
    return folder


def segment(folder, number):
    return os.path.join(folder, f"seg-{number:08d}.h5")


class LogTest(CliTest):
    def setUp(self):
        super().setUp()
        self.log = write_log(self.path("run.optlog"))


class Info(LogTest):
    def test_a_log_is_described(self):
        answer = self.done("info", self.log)
        self.assertEqual(answer["format"], "fisherlens.optlog")
        self.assertEqual(answer["log"]["segments"], 4)
        self.assertEqual(answer["log"]["rows"], 20)
        self.assertEqual((answer["log"]["first_step"], answer["log"]["last_step"]), (10, 200))
        self.assertEqual(answer["log"]["snapshots"], [50, 100, 150, 200])
        self.assertEqual({t["name"]: tuple(t["shape"]) for t in answer["tensors"]}, SHAPES)
        self.assertEqual(answer["parameters"], 26)
        optimizer = answer["optimizer"]
        self.assertEqual((optimizer["kind"], optimizer["accumulator"]), ("AdamW", "exp_avg_sq"))
        self.assertEqual((optimizer["step"], optimizer["betas"]), (200, [0.9, 0.99]))
        self.assertEqual((optimizer["mapped"], optimizer["unmapped"]), (3, 0))
        self.assertEqual({entry["how"] for entry in optimizer["mapping"]}, {"recorded-name"})
        self.assertIn("20 rows in 4 segments up to step 200", run("info", self.log + "/").out)

    def test_a_temporary_file_of_a_killed_run_is_no_segment(self):
        with open(os.path.join(self.log, ".seg-00000005.h5.tmp"), "wb") as file:
            file.write(b"half")
        self.assertEqual(self.done("info", self.log)["log"]["segments"], 4)
        self.done("verify", self.log)

    def test_a_damaged_segment_ends_the_log_there(self):
        with open(segment(self.log, 3), "r+b") as file:
            file.truncate(os.path.getsize(segment(self.log, 3)) // 2)
        answer = self.done("info", self.log)
        self.assertEqual(answer["log"]["segments"], 2)
        self.assertIn("log-damaged", self.findingIds(answer))
        os.unlink(segment(self.log, 1))
        self.refused(3, "info", self.log)

    def test_what_a_restarted_run_did_again_replaces_what_was_there(self):
        write_log(self.log, 2, start=2)  # steps 110 to 200 again
        answer = self.done("info", self.log)
        self.assertEqual(answer["log"]["snapshots"], [50, 100, 150, 200])
        self.assertEqual((answer["log"]["rows"], answer["log"]["segments"]), (20, 6))
        self.assertIn("log-restarted", self.findingIds(answer))

    def test_hostile_descriptions_and_columns_are_refused_with_a_sentence(self):
        meta = os.path.join(self.log, "meta.json")
        for text in ("", "[]", "{", '{"a":' * 5000 + "1" + "}" * 5000, '{"format": "other"}', '{"version": 2}'):
            with open(meta, "w", encoding="utf-8") as file:
                file.write(text)
            self.refused(3, "info", self.log)
        os.unlink(meta)
        self.refused(3, "info", self.log, code="missing")
        for name, values in (("step", [[1, 2]]), ("step", [3.5]), ("step", [2, 1]), ("loss", [1.0]), ("summary/w", [1.0])):
            folder = write_log(self.path("odd.optlog"), 1)
            with h5py.File(segment(folder, 1), "r+") as file:
                if name in file:
                    del file[name]
                file[name] = values
            self.refused(3, "info", folder, code="damaged")
            shutil.rmtree(folder)


class TrainingLogs(CliTest):
    def test_a_training_log_is_described(self):
        folder = os.path.join(TREE, "tests", "data", "training")
        answer = self.done("info", os.path.join(folder, "tensorboard"))
        self.assertEqual((answer["format"], answer["parameters"], answer["optimizer"]), ("tensorboard", 0, None))
        self.assertEqual(answer["training"]["loss"], "train/loss")
        self.assertEqual(answer["training"]["learning_rate"], "train/learning_rate")
        self.assertEqual({s["name"]: s["points"] for s in answer["training"]["series"]}["eval/loss"], 1)
        self.assertEqual(self.done("info", os.path.join(folder, "ultralytics", "results.csv"))["training"]["counts"],
                         "epochs")
        self.assertIn("grad_norm: 3 points, steps 10 to 30", run("info", os.path.join(folder, "checkpoint-30")).out)
        self.refused(3, "recycle", os.path.join(folder, "tensorboard"), "-o", self.path("f.h5"))

    def test_a_damaged_checkpoint_is_not_hidden_by_the_log_beside_it(self):
        folder = self.path("checkpoint-30")
        shutil.copytree(os.path.join(TREE, "tests", "data", "training", "checkpoint-30"), folder)
        with open(os.path.join(folder, ".metadata"), "wb") as file:  # of torch.distributed.checkpoint
            file.write(b"broken")
        with open(os.path.join(folder, "__0_0.distcp"), "wb") as file:
            file.write(b"broken")
        self.refused(3, "info", folder)


class Recycle(LogTest):
    def expected(self, step, batch=16):
        return {name: batch * v.astype(np.float64) / (1 - 0.99**step) for name, v in arrays(step).items()}

    def test_the_last_snapshot_with_what_the_log_records(self):
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", self.log, "-o", out)
        self.assertEqual((answer["kind"], answer["scale"]), ("recycled", "mean-per-unit"))
        self.assertEqual((answer["tensors"], answer["parameters"], answer["step"]), (3, 26, 200))
        self.assertEqual(answer["corrections"]["batch"], 16)
        self.assertEqual(answer["corrections"]["batch_origin"], "batch_size of meta.json")
        self.assertIn("batch-size-recorded", self.findingIds(answer))
        self.assertNotIn("reduction-assumed", self.findingIds(answer))
        values, attributes = read_fisher(out)
        for name, expected in self.expected(200).items():
            np.testing.assert_allclose(values[name], expected, rtol=1e-6)
        self.assertEqual(attributes["optimizer"], "AdamW")
        self.assertEqual(json.loads(attributes["provenance"])["snapshots"], [200])

    def test_a_snapshot_is_chosen_by_its_step(self):
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", self.log, "--snapshot", 100, "--batch-size", 8, "-o", out)
        self.assertEqual(answer["step"], 100)
        for name, expected in self.expected(100, 8).items():
            np.testing.assert_allclose(read_fisher(out)[0][name], expected, rtol=1e-6)
        self.done("recycle", self.log, "--snapshot", 100, "--raw", "-o", out)
        for name, stored in arrays(100).items():
            np.testing.assert_array_equal(read_fisher(out)[0][name], stored)
        self.refused(3, "recycle", self.log, "--snapshot", 120, "-o", out, says=("120", "50, 100, 150, 200"))
        self.refused(2, "recycle", self.log, "-o", self.log)

    def test_several_snapshots_give_mean_and_standard_error(self):
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", self.log, "--snapshot", "50,150", "--snapshot", 200, "-o", out)
        self.assertIn("snapshots-correlated", self.findingIds(answer))
        stack = [self.expected(step) for step in (50, 150, 200)]
        for name in SHAPES:
            values = np.stack([s[name] for s in stack])
            np.testing.assert_allclose(read_fisher(out)[0][name], values.mean(0), rtol=1e-6)
            error = values.std(0, ddof=1) / np.sqrt(3)
            np.testing.assert_allclose(read_fisher(out, "standard_error")[0][name], error, rtol=1e-5)

    def test_a_log_that_says_nothing_of_its_optimizer(self):
        folder = write_log(self.path("plain.optlog"), 1, meta={})
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", folder, "--snapshot", 50, "-o", out)
        self.assertEqual((answer["scale"], answer["corrections"]["bias"]), ("accumulator", False))
        for name, stored in arrays(50).items():
            np.testing.assert_array_equal(read_fisher(out)[0][name], stored)

    def of_class(self, name, state_keys=(), groups=None):
        folder = self.path(f"{name}-{len(state_keys)}.optlog")
        meta = {**META, "optimizer": name}
        if groups is not None:
            meta["groups"] = [groups]
        writer = fisherlens_hook.LogWriter(folder, meta)
        writer.write(rows(10), {}, (50, arrays(50), dict.fromkeys(SHAPES, 50), "exp_avg_sq", set(state_keys)))
        return folder

    def test_the_optimizers_class_decides_what_its_squares_are(self):
        out = self.path("f.fisher.h5")
        for name, says in (("SOAP", "rotated basis"), ("Adan", "differences"), ("MARS", "corrected gradients"),
                           ("AdaBelief", "variance"), ("GaLoreAdamW8bit", "projected"), ("Lion", "no squared")):
            self.refused(3, "recycle", self.of_class(name), "-o", out, says=says)
        answer = self.done("recycle", self.of_class("Prodigy"), "-o", out)
        self.assertEqual((answer["scale"], answer["corrections"]["batch"]), ("accumulator", None))
        self.assertLessEqual({"weighted-squares", "relative-scale"}, self.findingIds(answer))
        for name, stored in arrays(50).items():
            np.testing.assert_array_equal(read_fisher(out)[0][name], stored)
        for name in ("AdamW", "PagedAdamW8bit", "FusedAdam", "AdEMAMix", "Lamb"):
            answer = self.done("recycle", self.of_class(name), "-o", out)
            self.assertEqual(answer["optimizer"], name)
            self.assertNotIn("optimizer-class-unknown", self.findingIds(answer))
            for tensor, stored in arrays(50).items():
                np.testing.assert_allclose(read_fisher(out)[0][tensor], 16 * stored.astype(float) / (1 - 0.99**50), 1e-6)

        # PyTorch's Adafactor starts with β₂ = 0 and needs no correction.
        answer = self.done("recycle", self.of_class("Adafactor", groups={"lr": 1e-2, "beta2_decay": -0.8, "d": 1.0}),
                           "-o", out)
        self.assertTrue(answer["corrections"]["bias"])
        for tensor, stored in arrays(50).items():
            np.testing.assert_allclose(read_fisher(out)[0][tensor], 16 * stored.astype(float), 1e-6)

    def test_a_class_that_is_not_in_the_table_is_a_finding(self):
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", self.of_class("MyAdam"), "-o", out)
        texts = [f["text"] for f in answer["findings"] if f["id"] == "optimizer-class-unknown"]
        self.assertEqual(len(texts), 1)
        self.assertIn('"MyAdam"', texts[0])
        for tensor, stored in arrays(50).items():
            np.testing.assert_allclose(read_fisher(out)[0][tensor], 16 * stored.astype(float) / (1 - 0.99**50), 1e-6)
        answer = self.done("recycle", self.of_class("MyOwn", groups={"lr": 1e-3}), "-o", out)
        self.assertLessEqual({"optimizer-class-unknown", "decay-not-recorded"}, self.findingIds(answer))

    def test_what_else_the_state_keeps_decides_too(self):
        out, usual = self.path("f.fisher.h5"), ("step", "exp_avg", "exp_avg_sq")
        answer = self.done("recycle", self.of_class("AdamW", usual), "-o", out)
        self.assertNotIn("optimizer-class-unknown", self.findingIds(answer))
        self.refused(3, "recycle", self.of_class("MyOwn", (*usual, "GG", "Q")), "-o", out, says="rotated basis")
        self.refused(3, "recycle", self.of_class("AdamW", (*usual, "neg_pre_grad")), "-o", out, says="differences")
        self.refused(3, "recycle", self.of_class("AdamW", (*usual, "something")), "-o", out, says="keeps more")
        answer = self.done("recycle", self.of_class("MyOwn", (*usual, "p0", "s")), "-o", out)
        self.assertLessEqual({"weighted-squares", "relative-scale", "optimizer-class-unknown"}, self.findingIds(answer))
        answer = self.done("recycle", self.of_class("AdamW", ("step", "state1", "state2", "qmap2", "absmax2")), "-o", out)
        self.assertEqual(answer["scale"], "mean-per-unit")

    def test_bfloat16_snapshots(self):
        folder = self.path("b.optlog")
        writer = fisherlens_hook.LogWriter(folder, META)
        bits = {n: (np.atleast_1d(v).view(np.uint32) >> 16).astype(np.uint16).view(np.int16).reshape(v.shape)
                for n, v in arrays(50).items()}
        writer.write({}, {}, (50, bits, dict.fromkeys(SHAPES, 50), "exp_avg_sq"))
        out = self.path("f.fisher.h5")
        self.done("recycle", folder, "--raw", "-o", out)
        for name, stored in arrays(50).items():
            cut = (np.atleast_1d(stored).view(np.uint32) & 0xFFFF0000).view(np.float32).reshape(stored.shape)
            np.testing.assert_array_equal(read_fisher(out)[0][name], cut)

    def test_how_the_optimizer_kept_its_squares(self):
        large = {"large": (64, 64), "small": (4,)}
        meta = {**META, "parameters": [{"name": n, "shape": list(s), "group": 0} for n, s in large.items()]}

        def recycled(state_keys, *stored):
            folder = self.path("kept.optlog")
            shutil.rmtree(folder, ignore_errors=True)
            values = {n: np.full(s, 1e-9, np.float32) for n, s in large.items()}
            values["large"][0, :3] = 0
            fisherlens_hook.LogWriter(folder, meta).write(
                rows(10), {}, (50, values, dict.fromkeys(large, 50), "exp_avg_sq", state_keys, *stored))
            answer = self.done("recycle", folder, "-o", self.path("f.h5"))
            zeros = [f for f in answer["findings"] if f["id"] == "exact-zeros"]
            self.assertEqual(len(zeros), 1)
            return self.findingIds(answer), zeros[0]["text"]

        bnb = {"state1", "state2", "absmax2", "qmap2", "step"}
        for keys, stored, finding in ((bnb, [{"large": "8-bit"}], "dequantised"), (bnb, [], "dequantised"),
                                      ((), [{"large": "4-bit"}], "dequantised"),
                                      ((), [{"large": "float16"}], "half-precision-accumulator")):
            ids, text = recycled(keys, *stored)
            self.assertIn(finding, ids)
            self.assertIn("too small for the type", text)
        for stored, finding in (({}, None), ({"large": "bfloat16"}, "half-precision-accumulator")):
            ids, text = recycled(set(), stored)
            self.assertEqual(ids & {"dequantised", "half-precision-accumulator"}, {finding} - {None})
            self.assertIn("had no gradient", text)

    @unittest.skipUnless(HAS_TORCH, "needs torch")
    def test_the_hook_says_how_the_optimizer_keeps_its_squares(self):
        import torch

        net = torch.nn.Linear(3, 2)
        codes = torch.tensor([[0, 255, 1], [2, 3, 4]], dtype=torch.uint8)
        table, scale = torch.linspace(0, 1, 256), torch.tensor([2e-6])
        states = {net.weight: {"state1": codes, "state2": codes, "qmap2": table, "absmax2": scale, "step": 1},
                  net.bias: {"exp_avg_sq": torch.full((2,), 1e-9, dtype=torch.bfloat16), "step": 1}}

        class Quantised:  # as bitsandbytes keeps large parameters; no such library is needed
            def __init__(self):
                self.param_groups = [{"params": [net.weight, net.bias], "lr": 1e-3, "betas": (0.9, 0.99)}]
                self.state = {}

        optimizer = Quantised()
        with fisherlens_hook.FisherLog(self.path("kept.optlog"), net, optimizer, snapshot_every=1, budget=None) as log:
            optimizer.state = states
            log.step()
        with h5py.File(segment(self.path("kept.optlog"), 1)) as file:
            group = file["snapshot/1"]
            self.assertEqual(group.attrs["stored_as"], "float32")
            self.assertEqual({n: d.attrs["stored_as"] for n, d in group.items()}, {"weight": "8-bit", "bias": "bfloat16"})
            np.testing.assert_allclose(group["weight"][()], 2e-6 * codes.numpy() / 255, rtol=1e-6)

    def test_a_checkpoint_has_no_snapshots_and_a_log_may_have_none(self):
        example = os.path.join(TREE, "resources", "example", "a.pt")
        self.refused(2, "recycle", example, "--snapshot", 1, "-o", self.path("f.h5"))
        folder = self.path("rows.optlog")
        fisherlens_hook.LogWriter(folder, META).write(rows(10), {})
        self.refused(3, "recycle", folder, "-o", self.path("f.h5"), says="no snapshot")


class Verify(LogTest):
    def problem(self, log=None):
        finished = run("verify", log or self.log, "--json")
        self.assertEqual(finished.status, 1, str(finished))
        self.assertFalse(finished.json["intact"])
        return finished.json["first_problem"]["segment"], finished.json["first_problem"]["problem"]

    def flip(self, path, offset):
        with open(path, "r+b") as file:
            file.seek(offset)
            byte = file.read(1)[0]
            file.seek(offset)
            file.write(bytes([byte ^ 0x10]))

    def test_an_intact_log(self):
        answer = self.done("verify", self.log)
        self.assertTrue(answer["intact"])
        self.assertEqual((answer["segments"], answer["first_problem"]), (4, None))
        self.assertEqual(answer["last_sha256"], sha256(segment(self.log, 4)))
        text = run("verify", self.log).out
        self.assertIn(answer["last_sha256"], text)
        self.assertIn("cannot show", text)

    def test_every_changed_byte_names_its_segment(self):
        for number in (1, 2, 3):
            path = segment(self.log, number)
            for offset in range(number * 7, os.path.getsize(path), 701 if number == 2 else 2999):
                self.flip(path, offset)
                self.assertEqual(self.problem(), (number, "changed"), f"byte {offset} of segment {number}")
                self.flip(path, offset)
        self.done("verify", self.log)

    def test_a_changed_record_of_the_predecessor_accuses_its_own_segment(self):
        for number in (1, 2, 3, 4):
            path = segment(self.log, number)
            with open(path, "rb") as file:
                data = file.read()
            with h5py.File(path, "r") as file:
                offset = data.index(file.attrs["previous_sha256"].encode())
            self.flip(path, offset + 5)
            self.assertEqual(self.problem(), (number, "changed"))
            self.flip(path, offset + 5)

    def test_the_first_of_several_is_named(self):
        self.flip(segment(self.log, 3), 3000)
        self.flip(segment(self.log, 2), 3000)
        self.assertEqual(self.problem(), (2, "changed"))
        os.unlink(segment(self.log, 3))
        os.unlink(segment(self.log, 1))
        self.assertEqual(self.problem(), (1, "missing"))

    def test_missing_segments_and_descriptions(self):
        os.rename(segment(self.log, 2), self.path("away"))
        self.assertEqual(self.problem(), (2, "missing"))
        os.rename(self.path("away"), segment(self.log, 2))
        with open(os.path.join(self.log, "meta.json"), "a", encoding="utf-8") as file:
            file.write(" ")
        self.assertEqual(self.problem(), (0, "changed"))
        os.unlink(os.path.join(self.log, "meta.json"))
        self.assertEqual(self.problem(), (0, "missing"))

    def test_a_removed_tail_cannot_be_seen(self):
        os.unlink(segment(self.log, 4))
        answer = self.done("verify", self.log)
        self.assertEqual(answer["last_sha256"], sha256(segment(self.log, 3)))

    def test_what_is_no_log(self):
        self.refused(3, "verify", self.path("nothing.optlog"), code="missing")
        self.refused(3, "verify", self.folder, code="unsupported")
        self.refused(3, "verify", os.path.join(TREE, "resources", "example", "a.pt"), code="unsupported")


class Hook(CliTest):
    def test_the_verb_prints_and_writes_the_file_of_the_tree(self):
        with open(HOOK, encoding="utf-8") as file:
            source = file.read()
        self.assertEqual(run("hook").out, source)
        answer = self.done("hook", "-o", self.path("fisherlens_hook.py"))
        self.assertEqual(answer["output"], self.path("fisherlens_hook.py"))
        with open(self.path("fisherlens_hook.py"), encoding="utf-8") as file:
            self.assertEqual(file.read(), source)
        self.refused(4, "hook", "-o", self.path("no/such/folder/hook.py"))

    def test_a_log_of_another_run_is_not_continued(self):
        folder = write_log(self.path("run.optlog"), 2)
        with self.assertRaises(ValueError):
            fisherlens_hook.LogWriter(folder, {**META, "batch_size": 17})
        os.unlink(segment(folder, 1))
        with self.assertRaises(ValueError):
            fisherlens_hook.LogWriter(folder, META)

    def test_the_log_of_a_training_run(self):
        with open(os.path.join(os.path.dirname(FIXTURE), "adamw.json"), encoding="utf-8") as file:
            expected = json.load(file)
        answer = self.done("info", FIXTURE)
        self.assertEqual(answer["log"]["snapshots"], [int(step) for step in expected["snapshots"]])
        self.assertEqual(answer["log"]["rows"], len(expected["rows"]))
        self.assertTrue(self.done("verify", FIXTURE)["intact"])
        for step, state in expected["snapshots"].items():
            out = self.path("f.fisher.h5")
            self.done("recycle", FIXTURE, "--snapshot", step, "--raw", "-o", out)
            values = read_fisher(out)[0]
            self.assertEqual(set(values), set(state))
            for name, stored in state.items():
                np.testing.assert_array_equal(values[name].reshape(-1), np.float32(stored))

    @unittest.skipUnless(HAS_TORCH, "needs torch")
    def test_beside_a_training_loop(self):
        import torch

        torch.manual_seed(0)
        net = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
        optimizer = torch.optim.Adam(net.parameters(), lr=1e-2, betas=(0.9, 0.99))
        folder = self.path("run.optlog")
        losses, states = [], {}
        with fisherlens_hook.FisherLog(folder, net, optimizer, batch_size=64, every=5, snapshot_every=10,
                                       budget=None) as log:
            for micro in range(50):  # two micro-batches per step: 25 steps
                loss = torch.nn.functional.cross_entropy(net(torch.randn(32, 6)), torch.randint(0, 3, (32,)))
                loss.backward()
                losses.append(loss.item())
                if micro % 2:
                    optimizer.step()
                log.step(loss)
                if micro % 2:
                    norm = float(torch.sqrt(sum((p.grad**2).sum() for p in net.parameters())))
                    optimizer.zero_grad()
                    if (micro + 1) // 2 % 10 == 0 or micro == 49:
                        states[(micro + 1) // 2] = {n: optimizer.state[p]["exp_avg_sq"].clone().numpy()
                                                    for n, p in net.named_parameters()}
        self.assertEqual(self.done("info", folder)["log"]["snapshots"], [10, 20, 25])
        steps, logged, norms, quantiles = [], [], [], []
        for number in (1, 2, 3):
            with h5py.File(segment(folder, number), "r") as file:
                steps += list(file["step"])
                logged += list(file["loss"])
                norms += list(file["grad_norm"])
                quantiles += list(file["summary/0.weight"])
        self.assertEqual(steps, [5, 10, 15, 20, 25])
        np.testing.assert_allclose(logged, np.mean(np.reshape(losses, (5, 10)), 1), rtol=1e-6)
        self.assertClose(norms[-1], norm, 1e-6)
        for row, step in ((1, 10), (3, 20), (4, 25)):
            expected = np.quantile(states[step]["0.weight"], fisherlens_hook.QUANTILES)
            np.testing.assert_allclose(quantiles[row], expected, rtol=1e-5)
        out = self.path("f.fisher.h5")
        for step, state in states.items():
            self.done("recycle", folder, "--snapshot", step, "-o", out)
            for name, v in state.items():
                expected = 64 * v.astype(np.float64) / (1 - 0.99**step)
                np.testing.assert_allclose(read_fisher(out)[0][name], expected, rtol=1e-6)


    @unittest.skipUnless(HAS_TORCH, "needs torch")
    @unittest.skipUnless(HAS_TORCH, "needs torch")
    def test_the_class_and_the_keys_of_the_state_are_written_down(self):
        import torch

        class Own(torch.optim.AdamW):
            def step(self, closure=None):
                super().step(closure)
                for state in self.state.values():
                    state["neg_pre_grad"] = torch.zeros(1)

        class Wrapped:  # as Accelerate's AcceleratedOptimizer
            def __init__(self, optimizer):
                self.optimizer, self.param_groups, self.state = optimizer, optimizer.param_groups, optimizer.state

        net = torch.nn.Linear(3, 2)
        optimizer = Own(net.parameters())
        with fisherlens_hook.FisherLog(self.path("own.optlog"), net, Wrapped(optimizer), every=1, snapshot_every=1,
                                       budget=None) as log:
            net(torch.ones(4, 3)).square().sum().backward()
            optimizer.step()
            log.step()
        with open(self.path("own.optlog/meta.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["optimizer"], "Own")
        with h5py.File(segment(self.path("own.optlog"), 1)) as file:
            keys = file["snapshot/1"].attrs["state_keys"].split("\n")
        self.assertEqual(keys, ["exp_avg", "exp_avg_sq", "neg_pre_grad", "step"])
        self.refused(3, "recycle", self.path("own.optlog"), "-o", self.path("f.h5"), says="differences")

    def test_with_a_gradient_scaler_only_the_steps_that_were_made_count(self):
        import torch

        try:
            scaler = torch.amp.GradScaler("cpu", init_scale=2.0**14, growth_interval=4)
        except (AttributeError, TypeError):
            self.skipTest("this torch has no GradScaler for the processor")

        def run_of(folder, scaled):
            torch.manual_seed(0)
            net = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
            optimizer = torch.optim.AdamW(net.parameters(), lr=1e-2)
            norms = []
            with fisherlens_hook.FisherLog(folder, net, optimizer, every=3, snapshot_every=6, budget=None) as log:
                for step in range(20):
                    loss = torch.nn.functional.cross_entropy(net(torch.randn(16, 6)), torch.randint(0, 3, (16,)))
                    (scaler.scale(loss) if scaled else loss).backward()
                    overflows = step in (4, 13)  # what float16 does when the scale is too large
                    if scaled:
                        if overflows:
                            net[0].weight.grad[0, 0] = math.inf
                        scaler.step(optimizer)
                        scaler.update()
                    elif not overflows:
                        optimizer.step()
                    log.step(loss)
                    if not overflows:
                        norms.append(float(torch.sqrt(sum((p.grad**2).sum() for p in net.parameters()))))
                    optimizer.zero_grad()
            return {n: optimizer.state[p]["exp_avg_sq"].numpy() for n, p in net.named_parameters()}, norms

        expected, norms = run_of(self.path("plain.optlog"), False)
        run_of(self.path("scaled.optlog"), True)
        self.assertNotEqual(scaler.get_scale(), 2.0**14)  # it has shrunk and grown on the way
        for folder in ("plain.optlog", "scaled.optlog"):
            answer = self.done("info", self.path(folder))
            self.assertEqual(answer["log"]["snapshots"], [6, 12, 18])
            steps, logged = [], []
            for number in range(1, answer["log"]["segments"] + 1):
                with h5py.File(segment(self.path(folder), number), "r") as file:
                    steps += list(file["step"])
                    logged += list(file["grad_norm"])
            self.assertEqual(steps, [3, 6, 9, 12, 15, 18])
            np.testing.assert_allclose(logged, [norms[step - 1] for step in steps], rtol=1e-5)
            out = self.path("f.fisher.h5")
            self.done("recycle", self.path(folder), "--raw", "-o", out)
            for name, v in expected.items():  # of gradients without the scale
                np.testing.assert_allclose(read_fisher(out)[0][name], v, rtol=1e-5, atol=1e-12)

    @unittest.skipUnless(HAS_TORCH, "needs torch")
    def test_an_optimizer_whose_state_lies_on_several_ranks_is_refused(self):
        import torch

        class Distributed(torch.optim.Adam):  # what tells torch's ZeroRedundancyOptimizer from others
            def consolidate_state_dict(self, to=0):
                raise NotImplementedError

        net = torch.nn.Linear(2, 2)
        with self.assertRaisesRegex(ValueError, "several ranks"):
            fisherlens_hook.FisherLog(self.path("run.optlog"), net, Distributed(net.parameters()))
        self.assertFalse(os.path.exists(self.path("run.optlog")))


@unittest.skipUnless(HAS_TORCH, "needs torch")
class HookReference(CliTest):
    """reference() against a loop over examples and labels that shares nothing with it."""

    def setUp(self):
        super().setUp()
        import torch

        self.torch = torch
        torch.manual_seed(3)
        self.net = torch.nn.Sequential(torch.nn.Linear(5, 4), torch.nn.Tanh(), torch.nn.Linear(4, 3)).double()
        self.x = torch.randn(21, 5, dtype=torch.float64)
        self.out = self.path("r.fisher.h5")

    def gradients(self, value):
        return [g.numpy() for g in self.torch.autograd.grad(value, list(self.net.parameters()), retain_graph=True)]

    def batches(self, targets, size=8):
        return [(self.x[i : i + size], targets[i : i + size]) for i in range(0, len(self.x), size)]

    def check(self, expected, part="diagonal", rtol=2e-5):
        values = read_fisher(self.out, part)[0]
        for (name, _), array in zip(self.net.named_parameters(), expected):
            np.testing.assert_allclose(values[name], array, rtol=rtol, atol=1e-12, err_msg=name)

    def test_empirical_with_mean_gradient_halves_and_standard_error(self):
        y = self.torch.randint(0, 3, (21,))
        count = fisherlens_hook.reference(self.net, self.batches(y), self.out, kind="empirical", seed=7, split="train")
        self.assertEqual(count, 21)
        logs = self.torch.log_softmax(self.net(self.x), 1)
        per_example = [self.gradients(-logs[n, y[n]]) for n in range(21)]
        squares = [np.stack([g[k] ** 2 for g in per_example]) for k in range(4)]
        self.check([s.mean(0) for s in squares])
        self.check([np.mean([g[k] for g in per_example], 0) for k in range(4)], "mean_gradient")
        self.check([s.std(0, ddof=1) / np.sqrt(21) for s in squares], "standard_error")
        halves = np.array([fisherlens_hook._half(7, n) for n in range(21)])
        for h in (0, 1):
            self.check([s[halves == h].mean(0) for s in squares], f"half_{h}")
        answer = self.done("info", self.out)
        self.assertEqual((answer["fisher"]["kind"], answer["fisher"]["examples"]), ("empirical", 21))
        self.assertEqual(answer["parameters"], 39)

    def test_halves_are_those_of_the_program(self):
        # Philox4x32-10 of Random123: counter 0, key 0 begins with 0x6627e8d5.
        self.assertEqual(fisherlens_hook._half(0, 0), 0x6627E8D5 & 1)

    def test_exact_is_the_expectation_over_labels(self):
        y = self.torch.zeros(21, dtype=self.torch.long)
        fisherlens_hook.reference(self.net, self.batches(y), self.out, kind="exact")
        logs = self.torch.log_softmax(self.net(self.x), 1)
        expected = [0, 0, 0, 0]
        for n in range(21):
            for label in range(3):
                p = float(logs[n, label].exp()) / 21
                expected = [e + p * g**2 for e, g in zip(expected, self.gradients(logs[n, label]))]
        self.check(expected)
        y = self.torch.zeros(21, 3, dtype=self.torch.float64)
        outputs = self.net(self.x)
        for loss, weight in (("mse", lambda f: 1 / 4), ("bce", lambda f: float(f.sigmoid() * (1 - f.sigmoid())))):
            fisherlens_hook.reference(self.net, self.batches(y), self.out, kind="exact", loss=loss, sigma=2.0)
            expected = [0, 0, 0, 0]
            for n in range(21):
                for d in range(3):
                    w = weight(outputs[n, d]) / 21
                    expected = [e + w * g**2 for e, g in zip(expected, self.gradients(outputs[n, d]))]
            self.check(expected)

    def test_sampled_comes_close_to_exact(self):
        y = self.torch.zeros(21, dtype=self.torch.long)
        fisherlens_hook.reference(self.net, self.batches(y), self.out, kind="exact")
        exact = read_fisher(self.out)[0]
        fisherlens_hook.reference(self.net, self.batches(y), self.out, kind="sampled", samples=400, seed=1)
        sampled, attributes = read_fisher(self.out)
        self.assertEqual((attributes["kind"], attributes["samples"]), ("sampled", 400))
        total = sum(v.sum() for v in sampled.values()) / sum(v.sum() for v in exact.values())
        self.assertClose(total, 1, 0.03)

    def test_tokens_are_units_of_their_own(self):
        torch = self.torch
        self.net = torch.nn.Sequential(torch.nn.Embedding(6, 4), torch.nn.Linear(4, 6)).double()
        tokens = torch.randint(0, 6, (5, 7))
        labels = tokens.clone()
        labels[0, 4:] = -100
        data = [(tokens[:3], labels[:3]), (tokens[3:], labels[3:])]
        logs = torch.log_softmax(self.net(tokens), -1)
        per_token = [[self.gradients(logs[n, t - 1, labels[n, t]]) for t in range(1, 7) if labels[n, t] >= 0]
                     for n in range(5)]
        units = sum(len(row) for row in per_token)
        fisherlens_hook.reference(self.net, data, self.out, loss="causal-lm", unit="token")
        self.assertEqual(read_fisher(self.out)[1]["examples"], units)
        self.check([sum(g[k] ** 2 for row in per_token for g in row) / units for k in range(3)])
        fisherlens_hook.reference(self.net, data, self.out, loss="causal-lm", unit="sequence")
        self.check([sum(sum(g[k] for g in row) ** 2 for row in per_token) / 5 for k in range(3)])


# A process that writes segments as fast as it can, each with a snapshot of about a megabyte.
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
import numpy as np, fisherlens_hook
writer = fisherlens_hook.LogWriter(sys.argv[2], {"batch_size": 4, "betas": [0.9, 0.999]})
step = 10 * writer._number
print("ready", flush=True)
while True:
    step += 10
    array = np.full(250_000, step, np.float32)
    writer.write({"step": [step], "loss": [1.0], "lr": [0.1], "grad_norm": [2.0], "time": [float(step)]},
                 {"w": [[float(step)] * 9]}, (step, {"w": array}, {"w": step}, "exp_avg_sq"))
"""


class Killed(CliTest):
    def test_a_log_survives_kill_at_any_moment(self):
        folder = self.path("run.optlog")
        generator = random.Random(1)
        complete, in_the_middle = 0, 0
        for _ in range(KILLS):
            process = subprocess.Popen([sys.executable, "-B", "-c", WRITER, os.path.dirname(HOOK), folder],
                                       stdout=subprocess.PIPE)
            self.assertEqual(process.stdout.readline(), b"ready\n")
            time.sleep(generator.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            process.wait()
            process.stdout.close()
            names = os.listdir(folder)
            in_the_middle += any(name.startswith(".seg-") for name in names)
            segments = sorted(name for name in names if name.startswith("seg-"))
            self.assertGreaterEqual(len(segments), complete)
            previous = "0" * 64
            for number, name in enumerate(segments, 1):
                self.assertEqual(name, f"seg-{number:08d}.h5")
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                if number > complete - 1:
                    with h5py.File(os.path.join(folder, name), "r") as file:
                        self.assertEqual(file.attrs["previous_sha256"], previous)
                        step = 10 * number
                        self.assertEqual(list(file["step"]), [step])
                        self.assertTrue((file[f"snapshot/{step}/w"][()] == step).all())
                previous = hashlib.sha256(data).hexdigest()
            complete = len(segments)
        answer = self.done("verify", folder)
        self.assertEqual((answer["intact"], answer["segments"]), (True, complete))
        if complete:
            self.assertEqual(self.done("info", folder)["log"]["last_step"], 10 * complete)
        if KILLS >= 50:
            print(f"{KILLS} kills, {in_the_middle} in the middle of a segment, {complete} segments, chain intact")
            self.assertGreater(in_the_middle, 0)


if __name__ == "__main__":
    unittest.main()
