# SPDX-License-Identifier: GPL-3.0-or-later
"""Outputs that cannot be written, outputs that would destroy an input, and jobs that are cancelled: nothing is left and
nothing is changed. Also the frame of the command line."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import time
import unittest

import numpy as np

from support import CLI, CliTest, example, read_data, run, snapshot, write_data, write_safetensors


def commands(out):
    """One command per verb that writes, with what follows -o."""
    return [
        ("recycle", example("a.pt"), "-o", out),
        (
            "reference",
            "--model",
            example("model.ts"),
            "--data",
            example("upright-test.h5"),
            "--loss",
            "cross-entropy",
            "--examples",
            5,
            "-o",
            out,
        ),
        ("merge", example("a.pt"), example("b.pt"), "--method", "linear", "-o", out),
        ("prune", example("a.pt"), "--criterion", "magnitude", "--sparsity", 0.5, "-o", out),
    ]


class Outputs(CliTest):
    def test_a_folder_that_does_not_exist(self):
        for command in commands(self.path("missing/out.safetensors")):
            self.refused(4, *command, code="not-written")

    def test_a_file_where_a_folder_should_be(self):
        with open(self.path("file"), "w", encoding="utf-8") as file:
            file.write("keep me")
        for command in commands(self.path("file/out.safetensors")):
            self.refused(4, *command, code="not-written")

    def test_a_folder_in_the_place_of_the_output(self):
        os.mkdir(self.path("out.safetensors"))
        for command in commands(self.path("out.safetensors")):
            self.refused(4, *command, code="not-written")

    def test_a_folder_that_may_not_be_written(self):
        os.mkdir(self.path("ro"))
        if os.getuid() == 0:
            if subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", self.path("ro")], stderr=subprocess.DEVNULL, check=False
            ).returncode:
                self.skipTest("root may write everywhere, and a read-only file system cannot be mounted here")
            self.addCleanup(subprocess.run, ["umount", self.path("ro")], check=True)
        else:
            os.chmod(self.path("ro"), 0o555)
            self.addCleanup(os.chmod, self.path("ro"), 0o755)
        for command in commands(self.path("ro/out.safetensors")):
            self.refused(4, *command, code="not-written")

    def test_a_full_disk(self):
        os.mkdir(self.path("small"))
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", self.path("small")],
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode:
            self.skipTest("a small file system cannot be mounted here")
        self.addCleanup(subprocess.run, ["umount", self.path("small")], check=True)
        for name in ("out.safetensors", "out.h5"):
            for command in commands(self.path("small/" + name)):
                self.refused(4, *command, code="not-written")

    def test_a_limit_on_the_size_of_files(self):
        """The same as a full disk, where nothing may be mounted: writing fails halfway."""

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

        with open(self.path("out.safetensors"), "w", encoding="utf-8") as file:
            file.write("what was there before")
        for name in ("out.safetensors", "out.h5"):
            for command in commands(self.path(name)):
                self.refused(4, *command, code="not-written", prepare=limit)

    def test_a_pipe_is_no_output(self):
        """Renaming over a device or pipe would replace it by a file, /dev/null included."""
        os.mkfifo(self.path("pipe"))
        for command in commands(self.path("pipe")):
            finished = run(*command, "--json")
            self.assertEqual(finished.status, 4, str(finished))
            self.assertTrue(stat.S_ISFIFO(os.stat(self.path("pipe")).st_mode))
            self.assertEqual(os.listdir(self.folder), ["pipe"])

    def test_an_output_equal_to_an_input_is_wrong_usage(self):
        for name in ("a.pt", "b.pt", "upright-test.h5", "model.ts"):
            self.copy(name)
        self.done("recycle", self.path("a.pt"), "-o", self.path("f.h5"))
        self.done("recycle", self.path("b.pt"), "-o", self.path("g.h5"))
        os.symlink(self.path("a.pt"), self.path("link.pt"))
        os.link(self.path("a.pt"), self.path("hard.pt"))
        os.mkdir(self.path("sub"))
        for out in ("a.pt", "link.pt", "hard.pt", "sub/../a.pt"):
            self.refused(2, "recycle", self.path("a.pt"), "-o", self.path(out), code="usage")
            self.refused(
                2,
                "prune",
                self.path("a.pt"),
                "--criterion",
                "magnitude",
                "--sparsity",
                0.5,
                "-o",
                self.path(out),
                code="usage",
            )
        merge = [
            "merge",
            self.path("a.pt"),
            self.path("b.pt"),
            "--method",
            "fisher",
            "--fisher",
            self.path("f.h5"),
            self.path("g.h5"),
        ]
        for out in ("a.pt", "b.pt", "f.h5", "g.h5"):
            self.refused(2, *merge, "-o", self.path(out), code="usage")
        for out in ("model.ts", "upright-test.h5", "a.pt"):
            self.refused(
                2,
                "reference",
                "--model",
                self.path("model.ts"),
                "--data",
                self.path("upright-test.h5"),
                "--weights",
                self.path("a.pt"),
                "--loss",
                "cross-entropy",
                "-o",
                self.path(out),
                code="usage",
            )
        self.refused(2, "recycle", "a.pt", "-o", self.path("a.pt"), code="usage", cwd=self.folder)
        self.refused(
            2,
            "prune",
            self.path("a.pt"),
            "--criterion",
            "magnitude",
            "--sparsity",
            0.5,
            "-o",
            self.path("o.safetensors"),
            "--mask",
            self.path("a.pt"),
            code="usage",
        )
        self.refused(
            2,
            "prune",
            self.path("a.pt"),
            "--criterion",
            "magnitude",
            "--sparsity",
            0.5,
            "-o",
            self.path("o.safetensors"),
            "--mask",
            self.path("o.safetensors"),
            code="usage",
        )

    def test_the_permissions_of_a_replaced_file_stay(self):
        self.done("recycle", example("a.pt"), "-o", self.path("f.h5"))
        os.chmod(self.path("f.h5"), 0o640)
        self.done("recycle", example("a.pt"), "-o", self.path("f.h5"))
        self.assertEqual(os.stat(self.path("f.h5")).st_mode & 0o777, 0o640)


class Cancelling(CliTest):
    def cancelled(self, ready, *arguments, number=signal.SIGINT):
        """Starts the command, waits for ready(process), sends the signal; expects status 5 soon and nothing left."""
        before = snapshot(self.folder)
        with subprocess.Popen(
            [CLI, *[str(a) for a in arguments], "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
        ) as process:
            try:
                deadline = time.monotonic() + 60
                while not ready(process) and process.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.assertIsNone(process.poll(), "the job was done before it could be cancelled")
                process.send_signal(number)
                sent = time.monotonic()
                out, err = process.communicate(timeout=20)
                took = time.monotonic() - sent
            finally:
                process.kill()
        self.assertEqual(process.returncode, 5, err.decode())
        self.assertIn(b'"cancelled"', out)
        self.assertLess(took, 5)  # 200 ms on an idle machine; CI may be busy
        self.assertEqual(snapshot(self.folder), before)

    def torch_runs(self, process):
        """The module is loaded, and half a second has passed in it."""
        try:
            with open(f"/proc/{process.pid}/maps", encoding="utf-8", errors="replace") as file:
                loaded = "libtorch_cpu" in file.read()
        except OSError:
            return False
        if loaded:
            time.sleep(1.5)
        return loaded

    def test_a_reference_stops_on_both_signals(self):
        inputs, targets = read_data(example("upright-train.h5"))
        write_data(self.path("many.h5"), np.tile(inputs, (200, 1, 1, 1)), np.tile(targets, 200))
        for number in (signal.SIGINT, signal.SIGTERM):
            self.cancelled(
                self.torch_runs,
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
                self.path("out.h5"),
                number=number,
            )

    def test_a_merge_stops_and_removes_its_temporary_file(self):
        generator = np.random.default_rng(1)
        for name in ("x", "y"):
            write_safetensors(
                self.path(name + ".safetensors"), {f"w{i}": generator.random(8 << 20, np.float32) for i in range(6)}
            )
        writing = lambda process: any(entry.startswith(".out") for entry in os.listdir(self.folder))
        self.cancelled(
            writing,
            "merge",
            self.path("x.safetensors"),
            self.path("y.safetensors"),
            "--method",
            "linear",
            "-o",
            self.path("out.safetensors"),
        )


class Frame(CliTest):
    VERBS = ("info", "recycle", "reference", "compare", "ladder", "evaluate", "merge", "prune")

    def test_help_and_version(self):
        self.assertEqual(run("--help").status, 0)
        self.assertIn("FisherLens", run("--version").out)
        for verb in self.VERBS:
            finished = run(verb, "--help")
            self.assertEqual((finished.status, finished.err), (0, ""), str(finished))
            self.assertIn("--json", finished.out)

    def test_wrong_usage_is_status_2(self):
        for arguments in (
            (),
            ("nonsense",),
            ("info",),
            ("info", "a", "b", "c"),
            ("recycle", example("a.pt")),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--batch-size", "many"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--batch-size", "0"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--batch-size", "-4"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--batch-size", "nan"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--loss-factor", "0"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--step", "0"),
            ("recycle", example("a.pt"), "-o", self.path("o"), "--reduction", "median"),
            (
                "reference",
                "--model",
                example("model.ts"),
                "--data",
                example("upright-test.h5"),
                "--loss",
                "hinge",
                "-o",
                self.path("o"),
            ),
            (
                "reference",
                "--model",
                example("model.ts"),
                "--data",
                example("upright-test.h5"),
                "--loss",
                "cross-entropy",
                "--kind",
                "guessed",
                "-o",
                self.path("o"),
            ),
        ):
            self.refused(2, *arguments, code="usage")

    def test_torch_is_not_loaded_where_it_is_not_needed(self):
        self.done("recycle", example("a.pt"), "--batch-size", 32, "--reduction", "mean", "-o", self.path("f.h5"))
        ldd = shutil.which("ldd")
        if ldd:
            linked = subprocess.run([ldd, CLI], stdout=subprocess.PIPE, check=True).stdout.decode()
            self.assertNotIn("torch", linked)
        environment = {"LD_DEBUG": "libs", "LD_DEBUG_OUTPUT": self.path("libs")}
        for command in (
            ("info", example("a.pt")),
            ("compare", self.path("f.h5"), self.path("f.h5")),
            ("prune", example("a.pt"), "--criterion", "magnitude", "--sparsity", 0.5, "-o", self.path("o.safetensors")),
        ):
            self.done(*command, environment=environment)
        for name in os.listdir(self.folder):
            if name.startswith("libs."):
                with open(self.path(name), encoding="utf-8", errors="replace") as file:
                    self.assertNotIn("libtorch", file.read())


if __name__ == "__main__":
    unittest.main()
