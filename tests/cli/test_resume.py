# SPDX-License-Identifier: GPL-3.0-or-later
"""References that are killed or cancelled, and go on from the sums that they kept."""

import os
import signal
import subprocess
import time
import unittest

import numpy as np

from fixture import fisher
from support import CLI, CliTest, example, read_data, read_fisher, write_data

GROUPS = ("diagonal", "half_0", "half_1")


class Resume(CliTest):
    def setUp(self):
        super().setUp()
        inputs, targets = read_data(example("upright-train.h5"))
        write_data(self.path("many.h5"), np.tile(inputs, (2, 1, 1, 1)), np.tile(targets, 2))

    def command(self, output, *arguments):
        return (
            "reference",
            "--model",
            example("model.ts"),
            "--data",
            self.path("many.h5"),
            "--loss",
            "cross-entropy",
            "--kind",
            "exact",
            "-o",
            self.path(output),
            *[str(argument) for argument in arguments],
        )

    def interrupted(self, output, number, *arguments):
        """Sends the signal as soon as there are sums; the finished process."""
        partial = self.path(output) + ".partial"
        with subprocess.Popen(
            [CLI, *self.command(output, "--keep-seconds", 0, *arguments), "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ) as process:
            try:
                deadline = time.monotonic() + 60
                while not os.path.exists(partial) and process.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.002)
                self.assertIsNone(process.poll(), "the run was done before it could be ended")
                process.send_signal(number)
                out, err = process.communicate(timeout=30)
            finally:
                process.kill()
        self.assertTrue(os.path.exists(partial))
        self.assertFalse(os.path.exists(self.path(output)))
        return process.returncode, out.decode(), err.decode()

    def assertSameArrays(self, first, second):
        for group in GROUPS:
            one, other = read_fisher(self.path(first), group)[0], read_fisher(self.path(second), group)[0]
            self.assertEqual(set(one), set(other))
            for name, values in one.items():
                np.testing.assert_array_equal(values, other[name], err_msg=f"{group} {name}")

    def test_a_killed_run_goes_on_and_gives_the_same_bits(self):
        whole = self.done(*self.command("whole.h5"))
        self.assertEqual(whole["resumed_examples"], 0)
        self.assertEqual(self.interrupted("out.h5", signal.SIGKILL)[0], -signal.SIGKILL)
        answer = self.done(*self.command("out.h5"))
        self.assertGreater(answer["resumed_examples"], 0)
        self.assertLess(answer["resumed_examples"], answer["examples"])
        self.assertIn("resumed", self.findingIds(answer))
        self.assertSameArrays("whole.h5", "out.h5")
        self.assertEqual(answer["split_half_spearman"], whole["split_half_spearman"])
        self.assertEqual(sorted(os.listdir(self.folder)), ["many.h5", "out.h5", "whole.h5"])

    def test_a_cancelled_run_says_where_the_sums_are(self):
        status, out, err = self.interrupted("out.h5", signal.SIGINT, "--standard-error")
        self.assertEqual(status, 5, err)
        self.assertIn("out.h5.partial", out)
        self.assertIn("kept", err)
        answer = self.done(*self.command("out.h5", "--standard-error"))
        self.assertGreater(answer["resumed_examples"], 0)
        self.assertFalse(os.path.exists(self.path("out.h5.partial")))

    def test_sums_of_other_settings_or_damaged_ones_are_not_used(self):
        arguments = ("--examples", 2400)
        self.done(*self.command("whole.h5", *arguments))
        self.interrupted("out.h5", signal.SIGKILL, *arguments)
        with open(self.path("out.h5.partial"), "rb") as file:
            kept = file.read()

        def unused(content, says, *other):
            with open(self.path("out.h5.partial"), "wb") as file:
                file.write(content)
            answer = self.done(*self.command("out.h5", *arguments, *other))
            self.assertEqual(answer["resumed_examples"], 0)
            found = [finding for finding in answer["findings"] if finding["id"] == "partial-unusable"]
            self.assertEqual(len(found), 1)
            self.assertIn(says, found[0]["text"])
            self.assertFalse(os.path.exists(self.path("out.h5.partial")))

        unused(kept, "another seed", "--seed", 7)
        unused(b"nonsense", "damaged")
        unused(kept[:-1] + bytes([kept[-1] ^ 1]), "damaged")
        self.assertSameArrays("whole.h5", "out.h5")

    def test_a_run_with_a_budget_goes_on_too(self):
        budget = ("--weights", example("a.pt"), "--recycled", fisher("a", "recycled"), "--sparsity", 0.75)
        once = self.done(*self.command("whole.h5", *budget, "--until-regret", 3))["until_regret"]
        # As hard to decide as it can be.
        budget += ("--until-regret", (once["low"] + once["high"]) / 2)
        whole = self.done(*self.command("whole.h5", *budget))
        self.interrupted("out.h5", signal.SIGKILL, *budget)
        answer = self.done(*self.command("out.h5", *budget))
        self.assertGreater(answer["resumed_examples"], 0)
        self.assertEqual(answer["until_regret"], whole["until_regret"])
        self.assertEqual(answer["self_check_max_relative_error"], whole["self_check_max_relative_error"])
        self.assertSameArrays("whole.h5", "out.h5")
        self.assertFalse(os.path.exists(self.path("out.h5.partial")))

    def test_the_output_may_not_put_its_sums_over_an_input(self):
        write_data(self.path("f.h5.partial"), *read_data(example("upright-test.h5")))
        self.refused(
            2,
            "reference",
            "--model",
            example("model.ts"),
            "--data",
            self.path("f.h5.partial"),
            "--loss",
            "cross-entropy",
            "-o",
            self.path("f.h5"),
            code="usage",
        )


if __name__ == "__main__":
    unittest.main()
