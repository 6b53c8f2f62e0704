# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings about the training run (facts/method.md 5, F1 to F14)."""

import json
import os
import unittest

import numpy as np

from support import TREE
from test_runs import BETA2, STEPS, RunTest, adam, squares
from torch_files import edit_archive, write_checkpoint


class Findings(RunTest):
    """STEPS steps with a memory of 1/(1 − β₂) = 100 of them."""

    def folder_of_trainer(self, arguments=None, state=None, config=None, model=None):
        folder = self.path("trainer")
        os.makedirs(folder, exist_ok=True)
        write_checkpoint(os.path.join(folder, "pytorch_model.bin"), model or self.model)
        write_checkpoint(os.path.join(folder, "optimizer.pt"), adam(self.v.values()))
        write_checkpoint(os.path.join(folder, "training_args.bin"),
                         {"per_device_train_batch_size": 2, "gradient_accumulation_steps": 1, **(arguments or {})})
        for name, content in (("trainer_state.json", {"global_step": STEPS, **(state or {})}),
                              ("config.json", config or {})):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                json.dump(content, file)
        return folder

    def found(self, path, id_):
        return self.texts(self.done("recycle", path, "-o", self.path("f.h5")), id_)

    def test_mixed_examples(self):
        for content in ({"arch": "net", "state_dict": self.model, "args": {"mixup": 0.2, "cutmix": 0.0}},
                        {"lr_scheduler": {}, "args": {"mixup_alpha": 0.2}},
                        {"train_args": {"batch": 16, "nbs": 64, "mixup": 0.2}, "version": "8.2.0"}):
            texts = self.found(self.written("m.pt", **{"version": 2, **content}), "training-objective")
            self.assertEqual(len(texts), 1, content)
            self.assertIn("mixup 0.2, ", texts[0])
        path = self.written("m.pt", lr_scheduler={}, args={"mixup_alpha": 0.0, "cutmix_alpha": 1.0})
        self.assertIn("cutmix 1, args.cutmix_alpha", self.found(path, "training-objective")[0])

    def test_clipping_that_changes_ranks(self):
        def timm(**args):
            return {"arch": "net", "state_dict": self.model, "version": 2, "args": {"clip_grad": 0.5, **args}}

        def lightning(**settings):
            return {"pytorch-lightning_version": "2.5.0", "global_step": STEPS, "epoch": 1,
                    "hyper_parameters": {"gradient_clip_val": 0.5, **settings}}

        for content, word in ((timm(clip_mode="value"), "Every entry"), (timm(clip_mode="agc"), "in proportion"),
                              (timm(clip_mode="norm"), None), (timm(), None),
                              (lightning(gradient_clip_algorithm="value"), "Every entry"),
                              (lightning(gradient_clip_algorithm="norm"), None), (lightning(), None),
                              ({"args": {"clip_grad_value": 0.5}}, "Every entry")):
            path = self.written("m.pt", **content)
            answer = self.done("recycle", path, "-o", self.path("f.h5"))
            texts = self.texts(answer, "clipped-entries")
            self.assertEqual(len(texts), 1 if word else 0, content)
            self.assertEqual("clipped-gradients" in self.findingIds(answer), not word, content)
            self.assertTrue(not word or (word in texts[0] and "0.5" in texts[0]), texts)

    def test_clipping_of_keras(self):
        source = os.path.join(TREE, "tests", "data", "keras", "adam.keras")
        for option, word in (("clipvalue", "Every entry"), ("clipnorm", "each parameter"), ("global_clipnorm", None)):
            def edit(name, data, option=option):
                config = json.loads(data) if name == "config.json" else None
                if config:
                    config["compile_config"]["optimizer"]["config"][option] = 0.5
                return json.dumps(config).encode() if config else data

            edit_archive(source, self.path("m.keras"), edit)
            texts = self.found(self.path("m.keras"), "clipped-entries")
            self.assertEqual([word in text for text in texts], [True] if word else [], option)

    def test_a_loss_scale_that_stayed_in_the_squares(self):
        scale, v = 1024.0, self.v
        for factor, count in ((1, 0), (scale**2, 1)):
            total = sum(float(a.astype(float).sum()) for a in v.values()) / (1 - BETA2**STEPS)
            self.v = {name: (a * factor / total * 0.3).astype(np.float32) for name, a in v.items()}
            for content in ({"scaler": {"scale": scale, "growth_factor": 2.0}}, {"amp_scaler": {"scale": scale}}):
                texts = self.found(self.written("m.pt", **content), "loss-scale-in-squares")
                self.assertEqual(len(texts), count, (factor, content))
                self.assertTrue(all("scaled by 1024" in text for text in texts))
            folder = self.folder_of_trainer()
            write_checkpoint(os.path.join(folder, "scaler.pt"), {"scale": scale, "growth_factor": 2.0})
            self.assertEqual(len(self.found(folder, "loss-scale-in-squares")), count, factor)
        self.assertEqual(self.found(self.written("m.pt"), "loss-scale-in-squares"), [])

    def test_rows_of_an_embedding_that_never_occurred(self):
        self.v = squares({"embed.weight": (9, 4), "fc.weight": (9, 4), "time_embedding.linear_1.weight": (9, 4)})
        self.model = {name: np.ones(v.shape, np.float32) for name, v in self.v.items()}
        self.assertEqual(self.found(self.written("m.pt"), "rows-without-gradient"), [])
        for v in self.v.values():
            v[[2, 5, 6]] = 0
        answer = self.done("recycle", self.written("m.pt"), "-o", self.path("f.h5"))
        found = [f for f in answer["findings"] if f["id"] == "rows-without-gradient"]
        self.assertEqual([f["where"]["tensor"] for f in found], ["embed.weight"])
        self.assertIn("as 3 of its 9 rows hold", found[0]["text"])
        # A zero of these may be a small square.
        self.v = {name: v.astype(np.float16) for name, v in self.v.items()}
        self.assertEqual(self.found(self.written("m.pt"), "rows-without-gradient"), [])

    def test_a_trained_array_called_alpha_is_no_buffer(self):
        # Two states, and which of the three parameters has none is not said.
        for name in ("alpha", "beta"):
            shapes = {"i." + name: (5,), "i.gate": (5,), "fc.weight": (4, 5)}
            model = {key: np.ones(shape, np.float32) for key, shape in shapes.items()}
            states = squares({"gate": (5,), "fc": (4, 5)})
            path = self.path(name + ".pt")
            write_checkpoint(path, {"model": model, "optimizer": adam(states.values())})
            self.refused(3, "recycle", path, "-o", self.path("f.h5"))

    def test_experts_that_the_router_hardly_chose(self):
        shapes = {f"layers.{layer}.experts.{e}.{w}.weight": (6, 4) for layer in range(2) for e in range(4)
                  for w in ("w1", "w2")}
        self.v = squares({**shapes, "router.weight": (4, 4)})
        self.model = {name: np.ones(v.shape, np.float32) for name, v in self.v.items()}
        self.assertEqual(self.found(self.written("m.pt"), "experts-rarely-used"), [])
        for w in ("w1", "w2"):
            self.v[f"layers.0.experts.2.{w}.weight"] *= np.float32(1e-6)
            self.v[f"layers.1.experts.0.{w}.weight"][:] = 0
        texts = self.found(self.written("m.pt"), "experts-rarely-used")
        self.assertEqual(len(texts), 1)
        self.assertIn("2 of 8 experts", texts[0])
        self.assertIn("layers.0.experts.2, layers.1.experts.0", texts[0])

    def test_a_warm_up_given_as_a_share(self):
        # The average reaches back to the warm-up when STEPS < warm-up + 100.
        for arguments, planned, steps in (({"warmup_ratio": 0.101, "warmup_steps": 0}, 100, 11),
                                          ({"warmup_steps": 0.25}, 100, 25),
                                          ({"warmup_ratio": 0.5, "warmup_steps": 7}, 100, 7)):
            texts = self.found(self.folder_of_trainer(arguments, {"max_steps": planned}), "warm-up")
            self.assertEqual(len(texts), 1, arguments)
            self.assertIn(f"warm-up of {steps} steps", texts[0])
        for arguments, planned in (({"warmup_ratio": 0.0, "warmup_steps": 0}, 100), ({"warmup_ratio": 0.1}, -1)):
            self.assertEqual(self.found(self.folder_of_trainer(arguments, {"max_steps": planned}), "warm-up"), [])

    def test_a_constant_learning_rate(self):
        for schedule, count in (("constant", 1), ("constant_with_warmup", 1), ("linear", 0), ("cosine", 0)):
            texts = self.found(self.folder_of_trainer({"lr_scheduler_type": schedule}), "constant-schedule")
            self.assertEqual(len(texts), count, schedule)
            self.assertTrue(all("last 100 steps" in text and "lr_scheduler_type" in text for text in texts))

    def test_an_optimizer_that_counts_more_steps_than_the_run(self):
        for made, ids in ((STEPS, set()), (STEPS - 1, set()), (STEPS - 20, {"optimizer-ahead"}),
                          (STEPS + 20, {"optimizer-restarted"})):
            answer = self.done("recycle", self.folder_of_trainer(state={"global_step": made}), "-o", self.path("f.h5"))
            self.assertEqual(self.findingIds(answer) & {"optimizer-ahead", "optimizer-restarted"}, ids, made)

    def test_embeddings_that_the_configuration_ties(self):
        self.v = squares({"model.embed_tokens.weight": (7, 4), "model.norm.weight": (4,)})
        model = {name: np.ones(v.shape, np.float32) for name, v in self.v.items()}
        for config, count in (({"tie_word_embeddings": True}, 1), ({"tie_word_embeddings": False}, 0), ({}, 0),
                              ({"tie_word_embeddings": True, "architectures": ["LlamaForCausalLM"]}, 1),
                              ({"tie_word_embeddings": True, "architectures": ["LlamaForSequenceClassification"]}, 0)):
            folder = self.folder_of_trainer(config=config, model=model)
            answer = self.done("recycle", folder, "-o", self.path("f.h5"))
            places = [f["where"] for f in answer["findings"] if f["id"] == "tied-parameters"]
            self.assertEqual(len(places), count, config)
            self.assertTrue(all("model.embed_tokens.weight" in json.dumps(place) for place in places))


if __name__ == "__main__":
    unittest.main()
