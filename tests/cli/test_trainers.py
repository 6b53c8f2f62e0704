# SPDX-License-Identifier: GPL-3.0-or-later
"""What trainers leave behind, from the outside: folders, recorded batches, mappings by hand, files larger than memory."""

import json
import os
import shutil
import time
import unittest

import numpy as np

import sparse_checkpoint
from support import TREE, CliTest, peak_kilobytes, read_fisher, run
from torch_files import write_checkpoint

LAYOUTS = os.path.join(TREE, "tests", "data", "libraries", "layouts")
with open(os.path.join(LAYOUTS, "expected.json"), encoding="utf-8") as _file:
    CASES = json.load(_file)["cases"]


def layout(name):
    return os.path.join(LAYOUTS, name)


class Folders(CliTest):
    def test_the_folder_of_a_trainer_is_described_with_the_origin_of_each_setting(self):
        answer = self.done("info", layout("hf-llama"))
        self.assertEqual(answer["layout"], "huggingface-trainer")
        self.assertEqual(answer["format"], "safetensors")
        self.assertEqual(answer["run"]["batch_size"], 6)
        self.assertIn("gradient_accumulation_steps", answer["run"]["batch_origin"])
        origins = {value["name"]: value["origin"] for value in answer["run"]["values"]}
        self.assertEqual(origins["clip-norm"], "training_args.bin: max_grad_norm")
        self.assertEqual(answer["optimizer"]["mapped"], len(CASES["hf-llama"]["mapped"]))
        self.assertEqual({entry["how"] for entry in answer["optimizer"]["mapping"]}, {"architecture-order"})
        self.assertIn("Hugging Face Trainer", answer["optimizer"]["rule"])

    def test_a_recorded_batch_is_used_and_can_be_overridden(self):
        out = self.path("f.fisher.h5")
        answer = self.done("recycle", layout("hf-llama"), "-o", out)
        self.assertEqual(answer["scale"], "mean-per-unit")
        self.assertEqual(answer["corrections"]["batch"], 6)
        self.assertIn("training_args.bin", answer["corrections"]["batch_origin"])
        self.assertIn("batch-size-recorded", self.findingIds(answer))
        arrays, attributes = read_fisher(out)
        self.assertEqual(attributes["batch_size"], 6)
        self.assertIn("gradient_accumulation_steps", attributes["provenance"])
        for name, row in CASES["hf-llama"]["mapped"].items():
            expected = 6 * np.array(row["values"]) / (1 - 0.999 ** row["step"])
            np.testing.assert_allclose(arrays[name].ravel(), expected, rtol=1e-5)
        answer = self.done("recycle", layout("hf-llama"), "-o", out, "--batch-size", "12")
        self.assertEqual((answer["corrections"]["batch"], answer["corrections"]["batch_origin"]), (12, "given"))

    def test_a_batch_that_is_only_partly_known_is_not_used(self):
        answer = self.done("recycle", layout("lightning.ckpt"), "-o", self.path("f.fisher.h5"))
        self.assertEqual(answer["scale"], "accumulator")
        self.assertIsNone(answer["corrections"]["batch"])
        texts = [finding["text"] for finding in answer["findings"] if finding["id"] == "batch-size-unknown"]
        self.assertIn("at least 5", texts[0])

    def test_an_index_must_not_lead_out_of_its_folder(self):
        folder = self.path("model")
        shutil.copytree(layout("hf-sharded"), folder)
        index = os.path.join(folder, "model.safetensors.index.json")
        with open(index, encoding="utf-8") as file:
            content = json.load(file)
        name = next(iter(content["weight_map"]))
        for target, says in (("../x.safetensors", "outside"), ("gone.safetensors", "gone.safetensors"), (7, "index")):
            content["weight_map"][name] = target
            with open(index, "w", encoding="utf-8") as file:
                json.dump(content, file)
            self.refused(3, "info", folder, says=says)
        os.remove(index)
        os.remove(os.path.join(folder, "model-00002-of-00002.safetensors"))
        self.refused(3, "info", folder, code="damaged", says="2 files")

    def test_settings_that_ask_for_code_make_the_folder_unsafe(self):
        folder = self.path("run")
        shutil.copytree(layout("hf-llama"), folder)
        import torch_files

        torch_files.write_pickle(os.path.join(folder, "training_args.bin"), b"\x80\x02cos\nsystem\nX\x02\0\0\0ls\x85R.")
        self.refused(3, "info", folder, code="unsafe", says="system")

    def test_settings_that_cannot_be_read_are_a_finding(self):
        folder = self.path("run")
        shutil.copytree(layout("hf-llama"), folder)
        with open(os.path.join(folder, "trainer_state.json"), "w", encoding="utf-8") as file:
            file.write('{"global_step": 4, "log_history": [{"loss": NaN}], "epoch": Infinity}')
        self.assertNotIn("settings-not-read", self.findingIds(self.done("info", folder)))
        with open(os.path.join(folder, "trainer_state.json"), "w", encoding="utf-8") as file:
            file.write("[" * 100000)
        self.assertIn("settings-not-read", self.findingIds(self.done("info", folder)))


class ByHand(CliTest):
    def setUp(self):
        super().setUp()
        self.checkpoint = self.path("mixed.pt")
        square = np.ones((2, 2), np.float32)
        state = {i: {"step": 3, "exp_avg": square * 0, "exp_avg_sq": square * (i + 1)} for i in range(4)}
        groups = [{"lr": 0.1, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": decay, "amsgrad": False, "params": keys}
                  for decay, keys in ((0.1, [0, 1]), (0.0, [2, 3]))]
        model = {name: square.copy() for name in ("a.weight", "b.weight", "a.bias", "b.bias")}
        write_checkpoint(self.checkpoint, {"model": {**{"x": np.float32([1, 2, 3])}, **model},
                                           "optimizer": {"state": state, "param_groups": groups}})

    def test_what_no_rule_decides_is_assigned_in_a_small_file(self):
        answer = self.done("info", self.checkpoint, "--write-mapping", self.path("map.json"))
        self.assertEqual(answer["optimizer"]["mapped"], 0)
        self.assertEqual([state["state"] for state in answer["optimizer"]["unassigned"]], ["0", "1", "2", "3"])
        self.refused(3, "recycle", self.checkpoint, "-o", self.path("f.fisher.h5"), says="write-mapping")
        with open(self.path("map.json"), encoding="utf-8") as file:
            mapping = json.load(file)
        self.assertEqual(mapping["format"], "fisherlens.mapping")
        self.assertEqual(mapping["states"]["2"], [2, 2])
        self.assertTrue(all(value is None for value in mapping["parameters"].values()))
        mapping["parameters"] |= {"b.weight": "0", "a.bias": 3}
        with open(self.path("map.json"), "w", encoding="utf-8") as file:
            json.dump(mapping, file)
        out = self.path("f.fisher.h5")
        self.done("recycle", self.checkpoint, "--mapping", self.path("map.json"), "--raw", "-o", out)
        arrays, _ = read_fisher(out)
        self.assertEqual({name: array.ravel()[0] for name, array in arrays.items()}, {"b.weight": 1, "a.bias": 4})
        answer = self.done("info", self.checkpoint, "--mapping", self.path("map.json"))
        self.assertEqual({entry["how"] for entry in answer["optimizer"]["mapping"]}, {"by-hand"})

    def test_wrong_assignments_are_refused(self):
        for parameters, says in (({"a.weight": "9"}, "lacks"), ({"z": "0"}, "no parameter"), ({"x": "0"}, "shape"),
                                 ({"a.weight": "0", "b.weight": "0"}, "twice"), ({}, "no state")):
            with open(self.path("map.json"), "w", encoding="utf-8") as file:
                json.dump({"format": "fisherlens.mapping", "version": 1, "parameters": parameters}, file)
            self.refused(3, "recycle", self.checkpoint, "--mapping", self.path("map.json"), "-o", self.path("f.fisher.h5"),
                         says=says)


class Large(CliTest):
    def test_a_checkpoint_of_20_gigabytes_opens_by_its_headers(self):
        path = self.path("large.pt")
        try:
            sparse_checkpoint.write(path, 20 << 30)
        except OSError as error:
            self.skipTest(f"the file system holds no such file: {error}")
        if os.stat(path).st_blocks * 512 > 1 << 30:
            self.skipTest("the file system keeps no holes")
        self.assertGreater(os.path.getsize(path), 19 << 30)
        best = 1e9
        for _ in range(3):  # the machine may be busy
            start = time.monotonic()
            finished = run("info", path, "--json")
            best = min(best, time.monotonic() - start)
            self.assertEqual(finished.status, 0, str(finished))
        self.assertGreater(finished.json["optimizer"]["mapped"], 90)
        if os.environ.get("FISHERLENS_SANITIZE"):
            return
        self.assertLess(best, 1.0)
        self.assertLess(peak_kilobytes("info", path, "--json"), 150 << 10)


if __name__ == "__main__":
    unittest.main()
