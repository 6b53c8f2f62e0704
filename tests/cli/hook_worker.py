# SPDX-License-Identifier: GPL-3.0-or-later
"""One rank of a training run beside which the hook writes its log: hook_worker.py KIND RANK RANKS FOLDER

KIND is ddp, fsdp1 (FullyShardedDataParallel) or fsdp2 (fully_shard). Every step has two micro-batches, whose examples are
dealt to the ranks, so that one process with all of them (KIND single) makes the same steps. The rank that writes leaves
the optimizer's own averages beside the log, in FOLDER/KIND.npz: NAME at the last step, "rows" and "norms". Needs torch and h5py.
"""

import contextlib
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "hook"))
sys.dont_write_bytecode = True
import numpy as np  # noqa: E402
import torch  # noqa: E402
from fisherlens_hook import FisherLog  # noqa: E402

STEPS, MICRO, EXAMPLES = 20, 2, 8  # examples of a micro-batch over all ranks
LOCAL = dict(every=5, snapshot_every=10, budget=None)


def network():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))


def wrapped(kind, net):
    if kind == "ddp":
        return torch.nn.parallel.DistributedDataParallel(net)
    if kind == "fsdp1":
        from torch.distributed.fsdp import FullyShardedDataParallel

        return FullyShardedDataParallel(net, use_orig_params=True, device_id=torch.device("cpu"))
    if kind == "fsdp2":
        from torch.distributed.fsdp import fully_shard

        for layer in (net[0], net[2]):
            fully_shard(layer)
        return fully_shard(net)
    return net


def averages(kind, model, optimizer):
    """Name → exp_avg_sq, whole, as the library itself gathers it."""
    if kind == "fsdp1":
        from torch.distributed.fsdp import FullyShardedDataParallel

        full = FullyShardedDataParallel.full_optim_state_dict(model, optimizer)
        return {name: state["exp_avg_sq"] for name, state in full.get("state", {}).items()}
    found = {}
    for name, parameter in model.named_parameters():
        value = optimizer.state[parameter]["exp_avg_sq"]
        found[name] = value.full_tensor() if hasattr(value, "full_tensor") else value
    return found


def main():
    kind, rank, ranks, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    torch.set_num_threads(1)
    if kind != "single":
        torch.distributed.init_process_group("gloo", init_method="file://" + os.path.join(folder, kind + ".init"),
                                             rank=rank, world_size=ranks)
    model = wrapped(kind, network())
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, betas=(0.9, 0.99))
    data = torch.Generator().manual_seed(1)
    own = EXAMPLES // ranks
    log = FisherLog(os.path.join(folder, kind + ".optlog"), model, optimizer, batch_per_rank=MICRO * own, reduction="mean",
                    **LOCAL)
    for _ in range(STEPS):
        for micro in range(MICRO):
            x, y = torch.randn(EXAMPLES, 6, generator=data), torch.randint(0, 3, (EXAMPLES,), generator=data)
            mine = slice(rank * own, (rank + 1) * own)
            waits = kind in ("ddp", "fsdp1") and micro + 1 < MICRO  # the last micro-batch adds the gradients up
            with model.no_sync() if waits else contextlib.nullcontext():
                loss = torch.nn.functional.cross_entropy(model(x[mine]), y[mine])
                (loss / MICRO).backward()
            if micro + 1 == MICRO:
                optimizer.step()
            log.step(loss)
        optimizer.zero_grad()
    log.close()
    values = averages(kind, model, optimizer)
    if rank == 0:
        np.savez(os.path.join(folder, kind + ".npz"), **{name: value.numpy() for name, value in values.items()})
    if kind != "single":
        torch.distributed.barrier()
        torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main()
