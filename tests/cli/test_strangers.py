# SPDX-License-Identifier: GPL-3.0-or-later
"""Well-formed files that do not belong together, and modules that may not run."""

import os
import shutil
import unittest
import zipfile

import numpy as np

from support import CliTest, example, read_data, write_data
from torch_files import edit_archive, read_checkpoint, write_checkpoint


class Strangers(CliTest):
    """Well-formed files that do not belong together."""

    def test_the_optimizer_state_of_another_model_is_not_mapped(self):
        content = read_checkpoint(example("a.pt"))
        for state in content["optimizer"]["state"].values():
            for key in ("exp_avg", "exp_avg_sq"):
                state[key] = np.ones((3,) + state[key].shape, np.float32)
        write_checkpoint(self.path("foreign.pt"), content)
        answer = self.done("info", self.path("foreign.pt"))
        self.assertEqual(answer["optimizer"]["mapped"], 0)
        self.assertTrue(self.findingIds(answer))
        self.refused(3, "recycle", self.path("foreign.pt"), "-o", self.path("out.h5"))
        # and one that has fewer parameters
        content = read_checkpoint(example("a.pt"))
        for index in range(4, 8):
            del content["optimizer"]["state"][index]
        content["optimizer"]["param_groups"][0]["params"] = [0, 1, 2, 3]
        content["optimizer"]["state"][2]["exp_avg_sq"] = np.ones(7, np.float32)
        write_checkpoint(self.path("fewer.pt"), content)
        self.refused(3, "recycle", self.path("fewer.pt"), "-o", self.path("out.h5"))

    def test_an_optimizer_without_squares_says_why(self):
        content = read_checkpoint(example("a.pt"))
        content["optimizer"] = {
            "state": {i: {"momentum_buffer": array} for i, array in enumerate(content["model"].values())},
            "param_groups": [
                {
                    "lr": 0.1,
                    "momentum": 0.9,
                    "dampening": 0,
                    "weight_decay": 0,
                    "nesterov": False,
                    "params": list(range(8)),
                }
            ],
        }
        write_checkpoint(self.path("sgd.pt"), content)
        self.done("info", self.path("sgd.pt"))
        self.refused(3, "recycle", self.path("sgd.pt"), "-o", self.path("out.h5"))
        del content["optimizer"]
        write_checkpoint(self.path("none.pt"), content)
        self.assertIsNone(self.done("info", self.path("none.pt"))["optimizer"])
        self.refused(3, "recycle", self.path("none.pt"), "-o", self.path("out.h5"))

    def test_several_state_dicts_need_a_key(self):
        a, b = (read_checkpoint(example(name))["model"] for name in ("a.pt", "b.pt"))
        write_checkpoint(self.path("two.pt"), {"generator": a, "critic": b})
        self.refused(3, "info", self.path("two.pt"), says=("generator", "critic"))
        self.refused(
            3, "merge", self.path("two.pt"), example("a.pt"), "--method", "linear", "-o", self.path("o.safetensors")
        )

    def test_data_that_does_not_fit_is_refused(self):
        inputs, targets = (array[:40] for array in read_data(example("upright-test.h5")))
        cases = {
            "shape": (inputs[:, :, :7, :7], targets),
            "channels": (np.repeat(inputs, 3, 1), targets),
            "lengths differ": (inputs, targets[:39]),
            "label too large": (inputs, targets + 5),
            "negative label": (inputs, targets - 3),
            "no inputs": (None, targets),
            "no targets": (inputs, None),
            "no examples": (inputs[:0], targets[:0]),
            "targets are text": (inputs, np.array([b"x"] * 40)),
            "scalar": (np.float32(1), np.int64(1)),
        }
        for what, (x, y) in cases.items():
            with self.subTest(what):
                write_data(self.path("d.h5"), x, y)
                self.refused(
                    3,
                    "evaluate",
                    "--model",
                    example("model.ts"),
                    "--data",
                    self.path("d.h5"),
                    "--loss",
                    "cross-entropy",
                )
                self.refused(
                    3,
                    "reference",
                    "--model",
                    example("model.ts"),
                    "--data",
                    self.path("d.h5"),
                    "--loss",
                    "cross-entropy",
                    "-o",
                    self.path("out.h5"),
                )

    def test_integer_targets_of_any_width_and_doubles_work(self):
        inputs, targets = (array[:40] for array in read_data(example("upright-test.h5")))
        losses = set()
        for x, y in (
            (inputs, targets),
            (inputs.astype(np.float64), targets.astype(np.int32)),
            (inputs, targets.astype(np.uint8)),
        ):
            write_data(self.path("d.h5"), x, y)
            losses.add(
                self.done(
                    "evaluate", "--model", example("model.ts"), "--data", self.path("d.h5"), "--loss", "cross-entropy"
                )["loss"]
            )
        self.assertEqual(len(losses), 1)

    def test_weights_of_another_shape_are_refused(self):
        content = read_checkpoint(example("a.pt"))
        content["model"]["fc2.bias"] = np.ones(11, np.float32)
        write_checkpoint(self.path("w.pt"), content)
        self.refused(
            3,
            "evaluate",
            "--model",
            example("model.ts"),
            "--weights",
            self.path("w.pt"),
            "--data",
            example("upright-test.h5"),
            "--loss",
            "cross-entropy",
        )


class Modules(CliTest):
    def edited(self, old, new):
        def edit(name, data):
            return data.replace(old, new) if name.endswith("code/__torch__.py") else data

        edit_archive(example("model.ts"), self.path("edited.ts"), edit)
        return self.path("edited.ts")

    def commands(self, path):
        return (
            ("evaluate", "--model", path, "--data", example("upright-test.h5"), "--loss", "cross-entropy"),
            (
                "reference",
                "--model",
                path,
                "--data",
                example("upright-test.h5"),
                "--loss",
                "cross-entropy",
                "--examples",
                2,
                "-o",
                self.path("out.h5"),
            ),
        )

    def test_the_edited_copy_works_when_nothing_is_edited(self):
        self.done(*self.commands(self.edited(b"nothing", b"nothing"))[0])

    def test_forbidden_operators_are_refused_by_name_and_not_run(self):
        witness = self.path("witness")
        calls = {
            "aten::save": f'torch.save(x, "{witness}")',
            "aten::from_file": 'x9 = torch.from_file("/etc/hostname", False, 4)',
        }
        for name, call in calls.items():
            path = self.edited(b"    conv1 = self.conv1\n", f"    {call}\n    conv1 = self.conv1\n".encode())
            for command in self.commands(path):
                self.refused(3, *command, says=name)
            self.assertFalse(os.path.exists(witness), "the module was run")

    def test_a_module_that_gives_no_logits_is_refused(self):
        for new in (b"return x", b"return torch.sum(x2)"):
            for command in self.commands(self.edited(b"return (fc2).forward(x2, )", new)):
                self.refused(3, *command)

    def test_what_is_no_module_is_refused(self):
        with zipfile.ZipFile(self.path("zip.ts"), "w") as archive:
            archive.writestr("readme.txt", "hello")
        shutil.copy(example("upright-test.h5"), self.path("data.ts"))
        for path in (example("a.pt"), self.path("zip.ts"), self.path("data.ts")):
            for command in self.commands(path):
                self.refused(3, *command)


if __name__ == "__main__":
    unittest.main()
