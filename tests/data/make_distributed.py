# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/distributed: checkpoints of torch.distributed.checkpoint as its writers lay them out.

    /usr/bin/python3 make_distributed.py --venv FOLDER    makes a virtual environment there and runs itself in it
    FOLDER/bin/python make_distributed.py

Each model is trained for a few steps by PyTorch itself; expected.json holds what the optimizer reports. Sharded ones
are trained by two processes (gloo, CPU) with FSDP2. The folders of Hugging Face, torchtitan and Composer are written
by torch.distributed.checkpoint with the keys that these programs use (facts of their sources, not the programs
themselves). `old` is written by Debian's PyTorch 1.13, when /usr/bin/python3 has it: one file for each value.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE / "distributed"
VERSIONS = ["torch==2.14.1", "numpy"]

OLD = r"""
import dataclasses, sys
plain = dataclasses.dataclass
def dataclass(cls=None, **options):  # Python 3.11 refuses a default of this class, which has no hash
    if cls is not None and cls.__name__ == "TensorProperties":
        options["unsafe_hash"] = True
    return plain(cls, **options)
dataclasses.dataclass = dataclass
import torch
from torch.distributed._shard.checkpoint import FileSystemWriter, save_state_dict
out = sys.argv[1]
torch.manual_seed(7)
net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Tanh(), torch.nn.Linear(3, 2))
optimizer = torch.optim.Adam(net.parameters(), lr=0.01, betas=(0.9, 0.99))
for _ in range(3):
    optimizer.zero_grad()
    net(torch.randn(6, 4)).square().mean().backward()
    optimizer.step()
names = [name for name, _ in net.named_parameters()]
flat = {"model." + k: v for k, v in net.state_dict().items()}
for i, state in optimizer.state_dict()["state"].items():
    for slot, value in state.items():
        flat["optimizer.state.%s.%s" % (names[i], slot)] = value
group = dict(optimizer.state_dict()["param_groups"][0])
group["params"] = names
flat["optimizer.param_groups"] = [group]
save_state_dict(flat, FileSystemWriter(out), no_dist=True)
import json
state = {names[i]: s for i, s in optimizer.state_dict()["state"].items()}
print(json.dumps({
    "tensors": {k: {"shape": list(v.shape), "values": v.flatten().tolist()} for k, v in net.state_dict().items()},
    "states": {k: {"v": s["exp_avg_sq"].flatten().tolist(), "m": s["exp_avg"].flatten().tolist(),
                   "step": float(s["step"])} for k, s in state.items()},
    "group": {"lr": 0.01, "beta1": 0.9, "beta2": 0.99}, "writer": "torch " + torch.__version__}))
"""


def make_venv(folder):
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder], check=True)
    subprocess.run([folder + "/bin/pip", "install", "-q", *VERSIONS], check=True)
    os.execv(folder + "/bin/python", [folder + "/bin/python", __file__])


def network(torch):
    torch.manual_seed(5)
    return torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Tanh(), torch.nn.Linear(3, 2, bias=False))


def train(torch, net, optimizer, steps=4):
    torch.manual_seed(11)
    for _ in range(steps):
        optimizer.zero_grad()
        net(torch.randn(6, 4)).square().mean().backward()
        optimizer.step()


def full(value):
    value = value.full_tensor() if hasattr(value, "full_tensor") else value
    return value.detach().clone()


def report(torch, model, states, group):
    """What the library says, as numbers."""
    return {
        "tensors": {k: {"shape": list(full(v).shape), "values": full(v).flatten().double().tolist()}
                    for k, v in model.items()},
        "states": {k: {"v": full(s["exp_avg_sq"]).flatten().double().tolist(),
                       "m": full(s["exp_avg"]).flatten().double().tolist(), "step": float(full(s["step"]))}
                   for k, s in states.items()},
        "group": {"lr": group["lr"], "beta1": group["betas"][0], "beta2": group["betas"][1]},
        "writer": "torch " + torch.__version__,
    }


def single(torch):
    """One process: the plain tutorial form, and the keys of other writers."""
    import torch.distributed.checkpoint as dcp
    from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict
    net = network(torch)
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.02, betas=(0.8, 0.95))
    train(torch, net, optimizer)
    model, state = get_state_dict(net, optimizer)
    _, flat = get_state_dict(net, optimizer, options=StateDictOptions(flatten_optimizer_state_dict=True))
    expected = report(torch, model, state["state"], state["param_groups"][0])
    for name, value in {
        "plain": {"model": model, "optim": state, "epoch": 3, "train_state": {"step": 4}},
        "titan": {**model, "optimizer": flat, "train_state": {"step": 4}},
        "composer": {"state": {"model": model, "optimizers": {"AdamW": state}, "run_name": "tiny"}},
        "raw": {"model": net.state_dict(), "optimizer": optimizer.state_dict()},
        "fsdp/pytorch_model_fsdp_0": {"model": model},
        "fsdp/optimizer_0": {"optimizer": state},
    }.items():
        dcp.save(value, checkpoint_id=str(OUT / name), no_dist=True)
    names = [name for name, _ in net.named_parameters()]
    raw = report(torch, net.state_dict(), {names[i]: s for i, s in optimizer.state_dict()["state"].items()},
                 optimizer.param_groups[0])
    return {name: raw if name == "raw" else expected
            for name in ("plain", "titan", "composer", "raw", "fsdp")}


def worker(rank, results):
    import torch
    import torch.distributed as dist
    import torch.distributed.checkpoint as dcp
    from torch.distributed.checkpoint.state_dict import get_state_dict
    from torch.distributed.fsdp import fully_shard
    from torch.distributed.tensor import Shard, distribute_tensor, init_device_mesh
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29531")
    dist.init_process_group("gloo", rank=rank, world_size=2)
    mesh = init_device_mesh("cpu", (2,))
    net = network(torch)
    fully_shard(net, mesh=mesh)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.05, betas=(0.9, 0.98))
    train(torch, net, optimizer)
    model, state = get_state_dict(net, optimizer)
    dcp.save({"model": model, "optim": state}, checkpoint_id=str(OUT / "sharded"))
    expected = {"sharded": report(torch, model, state["state"], state["param_groups"][0])}

    # Cut by columns, as tensor parallelism does, in two dimensions, and in 16 bits.
    torch.manual_seed(3)
    whole = {"columns": torch.randn(3, 5), "half": torch.randn(4, 3, 2).bfloat16(), "rows": torch.randn(7, 2),
             "transposed": torch.randn(4, 6).t()}
    cuts = {"columns": 1, "half": 2, "rows": 0, "transposed": 0}
    placed = {k: distribute_tensor(v, mesh, [Shard(cuts[k])]) for k, v in whole.items()}
    dcp.save({"model": placed}, checkpoint_id=str(OUT / "cut"))
    expected["cut"] = {"tensors": {k: {"shape": list(v.shape), "values": v.double().flatten().tolist()}
                                   for k, v in whole.items()}}
    if rank == 0:
        with open(results, "w", encoding="utf-8") as file:
            json.dump(expected, file)
    dist.destroy_process_group()


def main():
    if "--venv" in sys.argv:
        make_venv(sys.argv[sys.argv.index("--venv") + 1])
    import torch
    import torch.multiprocessing
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    expected = single(torch)
    results = str(OUT / "results.json")
    torch.multiprocessing.spawn(worker, (results,), nprocs=2)
    expected.update(json.loads(pathlib.Path(results).read_text(encoding="utf-8")))
    os.remove(results)
    old = subprocess.run(["/usr/bin/python3", "-c", OLD, str(OUT / "old")], capture_output=True, text=True)
    if old.returncode == 0:
        expected["old"] = json.loads(old.stdout)
    else:
        print("PyTorch 1.13 of Debian did not write its checkpoint:", old.stderr, file=sys.stderr)
    (OUT / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    main()
