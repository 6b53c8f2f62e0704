# SPDX-License-Identifier: GPL-3.0-or-later
"""References of several processes under RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, here all on this machine."""

import json
import os
import signal
import socket
import subprocess
import time
import unittest

import numpy as np

from support import CLI, CliTest, example, read_data, read_fisher, run, write_data

VARIABLES = ("RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT")
REFERENCE = ("reference", "--model", example("model.ts"), "--loss", "cross-entropy")
EXAMPLE = (*REFERENCE, "--weights", example("a.pt"), "--data", example("upright-train.h5"))
TIME_LIMIT = 90


def free_port(address="127.0.0.1"):
    with socket.socket() as one:
        one.bind((address, 0))
        return one.getsockname()[1]


def place(rank, size, port, address="127.0.0.1"):
    return {"RANK": str(rank), "WORLD_SIZE": str(size), "MASTER_ADDR": address, "MASTER_PORT": str(port)}


def has_gloo():
    alone = run(*EXAMPLE, "--rank-seconds", 0.1, "-o", os.devnull, environment=place(0, 2, free_port()))
    return "no Gloo" not in alone.err


def listening(pid):
    """The addresses on which a process listens."""
    inodes = set()
    try:
        for entry in os.listdir(f"/proc/{pid}/fd"):
            try:
                target = os.readlink(f"/proc/{pid}/fd/{entry}")
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    except OSError:
        return set()
    addresses = set()
    for table, width in (("tcp", 4), ("tcp6", 16)):
        with open(f"/proc/net/{table}", encoding="ascii") as file:
            for line in list(file)[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in inodes:
                    raw = bytes.fromhex(fields[1].split(":")[0])
                    words = b"".join(raw[i : i + 4][::-1] for i in range(0, width, 4))
                    addresses.add(socket.inet_ntop(socket.AF_INET if width == 4 else socket.AF_INET6, words))
    return addresses


class Ranks(CliTest):
    @classmethod
    def setUpClass(cls):
        if not has_gloo():
            raise unittest.SkipTest("this build has no Gloo")

    def setUp(self):
        super().setUp()
        self.processes = []
        self.addCleanup(lambda: [process.kill() or process.communicate() for process in self.processes])

    def start(self, size, *arguments, address="127.0.0.1", folders=None):
        port = free_port(address)
        self.processes = [
            subprocess.Popen(
                [CLI, *[str(argument) for argument in arguments], "--json"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                cwd=folders[rank] if folders else None,
                env={**os.environ, **place(rank, size, port, address)},
            )
            for rank in range(size)
        ]
        return self.processes

    def finish(self):
        """(status, standard output, standard error) of every rank."""
        ended = []
        for process in self.processes:
            out, err = process.communicate(timeout=TIME_LIMIT)
            ended.append((process.returncode, out.decode(), err.decode()))
        self.processes = []
        return ended

    def answered(self, size, *arguments, **options):
        """Runs all ranks to their end; the object that rank 0 prints."""
        self.start(size, *arguments, **options)
        ended = self.finish()
        self.assertEqual([status for status, _, _ in ended], [0] * size, ended)
        self.assertEqual([out for _, out, _ in ended[1:]], [""] * (size - 1))
        return json.loads(ended[0][1])

    def assertEnded(self, ended, status, says, without=()):
        """All ranks have this status and say why; only rank 0 prints, and no file is there."""
        for rank, (code, out, err) in enumerate(ended):
            if rank in without:
                continue
            self.assertEqual(code, status, ended)
            self.assertIn(says, err)
            if rank > 0:
                self.assertEqual(out, "")
            else:
                self.assertEqual(list(json.loads(out)), ["error"])
        self.assertFalse(os.path.exists(self.path("o.h5")))

    def assertSameArrays(self, first, second):
        for group in ("diagonal", "mean_gradient", "half_0", "half_1", "standard_error"):
            one, other = read_fisher(self.path(first), group)[0], read_fisher(self.path(second), group)[0]
            self.assertEqual(set(one), set(other))
            for name, values in one.items():
                # The sums have 53 bits, the file 24.
                np.testing.assert_allclose(
                    other[name], values, rtol=3e-7, atol=1e-9 * np.abs(values).max(), err_msg=f"{group} {name}"
                )

    def many(self):
        inputs, targets = read_data(example("upright-train.h5"))
        write_data(self.path("many.h5"), np.tile(inputs, (5, 1, 1, 1)), np.tile(targets, 5))
        return (*REFERENCE, "--data", self.path("many.h5"), "--kind", "exact", "-o", self.path("o.h5"))

    def wait_for_sums(self, size):
        """Until every rank has kept sums, so that all of them work."""
        paths = [self.path(f"o.h5.rank-{rank}-of-{size}.partial") for rank in range(size)]
        deadline = time.monotonic() + TIME_LIMIT
        while not all(map(os.path.exists, paths)) and time.monotonic() < deadline:
            self.assertEqual([process.poll() for process in self.processes], [None] * size)
            time.sleep(0.002)

    def test_two_and_three_processes_write_the_file_of_one(self):
        arguments = (*EXAMPLE, "--examples", 500, "--standard-error", "--split", "train")
        whole = self.done(*arguments, "-o", self.path("one.h5"))
        for size in (2, 3):
            answer = self.answered(size, *arguments, "-o", self.path(f"{size}.h5"))
            self.assertEqual((answer["examples"], answer["ranks"]), (500, size))
            for key in ("parameters", "fast_parameters", "kind", "self_check_max_relative_error"):
                self.assertEqual(answer[key], whole[key])
            self.assertClose(answer["split_half_spearman"], whole["split_half_spearman"], 1e-5)
            self.assertSameArrays("one.h5", f"{size}.h5")
            self.assertEqual(read_fisher(self.path(f"{size}.h5"))[1]["examples"], 500)
        self.assertEqual(sorted(os.listdir(self.folder)), ["2.h5", "3.h5", "one.h5"])

    def test_ranks_share_a_shard(self):
        arguments = (*EXAMPLE, "--examples", 90, "--shard", "2/3", "--kind", "sampled")
        self.done(*arguments, "-o", self.path("one.h5"))
        answer = self.answered(2, *arguments, "-o", self.path("two.h5"))
        self.assertEqual(answer["examples"], 30)
        one, two = (read_fisher(self.path(name))[0] for name in ("one.h5", "two.h5"))
        for name, values in one.items():
            np.testing.assert_allclose(two[name], values, rtol=3e-7, err_msg=name)

    def test_more_ranks_than_blocks_of_examples(self):
        arguments = (*EXAMPLE, "--examples", 20)
        self.done(*arguments, "-o", self.path("one.h5"))
        self.assertEqual(self.answered(3, *arguments, "-o", self.path("three.h5"))["examples"], 20)
        one, three = (read_fisher(self.path(name))[0] for name in ("one.h5", "three.h5"))
        for name, values in one.items():
            np.testing.assert_allclose(three[name], values, rtol=3e-7, err_msg=name)

    def test_a_killed_rank_ends_all_and_the_next_run_goes_on(self):
        command = self.many()
        for victim in (1, 0, 2):
            for name in os.listdir(self.folder):
                if name.endswith(".partial"):
                    os.remove(self.path(name))
            self.start(3, *command, "--keep-seconds", 0)
            self.wait_for_sums(3)
            self.processes[victim].send_signal(signal.SIGKILL)
            killed = time.monotonic()
            ended = self.finish()
            self.assertLess(time.monotonic() - killed, 15)
            self.assertEnded(ended, 3, f"Rank {victim} is lost", without=(victim,))
        resumed = self.answered(3, *command)
        self.assertGreater(resumed["resumed_examples"], 0)
        self.done(*[self.path("one.h5") if argument == self.path("o.h5") else argument for argument in command])
        one, many = (read_fisher(self.path(name))[0] for name in ("one.h5", "o.h5"))
        for name, values in one.items():
            np.testing.assert_allclose(many[name], values, rtol=3e-7, err_msg=name)
        self.assertEqual(sorted(os.listdir(self.folder)), ["many.h5", "o.h5", "one.h5"])

    def test_a_rank_that_is_stopped_stops_all(self):
        self.start(2, *self.many(), "--keep-seconds", 0)
        self.wait_for_sums(2)
        self.processes[1].send_signal(signal.SIGTERM)
        self.assertEnded(self.finish(), 5, "Stopped on request")

    def test_a_rank_that_does_not_answer_is_lost(self):
        self.start(2, *self.many(), "--keep-seconds", 0, "--rank-seconds", 3)
        self.wait_for_sums(2)
        self.processes[1].send_signal(signal.SIGSTOP)
        stopped = time.monotonic()
        self.processes[0].wait(timeout=TIME_LIMIT)
        self.assertLess(time.monotonic() - stopped, 20)
        self.processes[1].send_signal(signal.SIGCONT)
        ended = self.finish()
        self.assertEnded(ended, 3, "Rank 1 is lost: it has not answered for 3 seconds", without=(1,))
        self.assertEqual(ended[1][:2], (3, ""))

    def test_an_error_of_one_rank_is_that_of_all(self):
        folders = [self.path(name) for name in ("zero", "one")]
        for folder in folders:
            os.mkdir(folder)
        inputs, targets = read_data(example("upright-test.h5"))
        write_data(os.path.join(folders[0], "data.h5"), inputs, targets)
        command = (*REFERENCE, "--data", "data.h5", "-o", self.path("o.h5"))
        self.start(2, *command, folders=folders)
        ended = self.finish()
        self.assertEnded(ended, 3, "data.h5")
        self.assertIn("Rank 1 ended:", ended[0][2])
        write_data(os.path.join(folders[1], "data.h5"), inputs, targets[::-1])
        self.start(2, *command, folders=folders)
        self.assertEnded(self.finish(), 3, "Rank 1 has another data")
        os.remove(os.path.join(folders[1], "data.h5"))
        write_data(os.path.join(folders[1], "data.h5"), inputs, targets)
        self.start(2, *REFERENCE, "--data", "data.h5", "-o", self.path("missing/o.h5"), folders=folders)
        self.assertEnded(self.finish(), 4, "missing/o.h5")

    def test_ranks_that_do_not_come_end_the_others(self):
        for rank, says in ((0, "Rank 1 of 2 did not come"), (1, "Nobody answers")):
            began = time.monotonic()
            finished = run(
                *EXAMPLE, "--rank-seconds", 1, "-o", self.path("o.h5"), environment=place(rank, 2, free_port())
            )
            self.assertEqual(finished.status, 3, str(finished))
            self.assertIn(says, finished.err)
            self.assertEqual(finished.out, "")
            self.assertLess(time.monotonic() - began, 30)

    def test_it_listens_on_the_given_address_only(self):
        seen = [set(), set()]
        self.start(2, *self.many(), address="127.0.0.2")
        while any(process.poll() is None for process in self.processes):
            for addresses, process in zip(seen, self.processes):
                addresses |= listening(process.pid)
            time.sleep(0.001)
        self.assertEqual([status for status, _, _ in self.finish()], [0, 0])
        # For the sums all listen for a moment, which may pass unseen; rank 1 on its own address towards rank 0.
        self.assertEqual(seen[0], {"127.0.0.2"})
        self.assertLessEqual(seen[1], {"127.0.0.1"})

    def test_a_wrong_environment_is_wrong_usage(self):
        right = place(0, 2, free_port())

        def refused(says, rank=0, **changed):
            environment = {**right, "RANK": str(rank), **changed}
            finished = run(*EXAMPLE, "--json", "-o", self.path("o.h5"), environment=environment)
            self.assertEqual(finished.status, 2, str(finished))
            for word in says:
                self.assertIn(word, finished.err)
            self.assertEqual(os.listdir(self.folder), [])

        for variable in VARIABLES:
            refused((variable, "but not"), **{variable: ""})
        refused(("RANK", "'2'"), RANK="2")
        refused(("RANK", "'-1'"), RANK="-1")
        refused(("WORLD_SIZE", "'two'"), WORLD_SIZE="two")
        refused(("MASTER_PORT", "'70000'"), MASTER_PORT="70000")
        for address in ("0.0.0.0", "::"):
            refused((address, "every address"), MASTER_ADDR=address)
        refused(("192.0.2.7", "no address of this machine"), MASTER_ADDR="192.0.2.7")
        refused(("nowhere.invalid",), MASTER_ADDR="nowhere.invalid")

    def test_a_budget_cannot_be_shared(self):
        finished = run(
            *EXAMPLE,
            "--until-regret",
            2,
            "--recycled",
            "r.h5",
            "--sparsity",
            0.5,
            "-o",
            self.path("o.h5"),
            environment=place(0, 2, free_port()),
        )
        self.assertEqual(finished.status, 2, str(finished))
        self.assertIn("--until-regret", finished.err)

    def test_one_rank_is_no_group(self):
        environment = place(0, 1, 1, "nowhere.invalid")
        answer = self.done(*EXAMPLE, "--examples", 20, "-o", self.path("o.h5"), environment=environment)
        self.assertEqual(answer["examples"], 20)
        self.assertNotIn("ranks", answer)

    def test_other_commands_do_not_look_at_the_environment(self):
        self.done("info", example("a.pt"), environment={"RANK": "1", "WORLD_SIZE": "2"})


if __name__ == "__main__":
    unittest.main()
