# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/accumulators: published second moments as OLMo, OTA merging and bergson lay them out.

    /usr/bin/python3 make_accumulators.py --venv FOLDER    makes a virtual environment there and runs itself in it
    FOLDER/bin/python make_accumulators.py

`olmo` is written by OLMo's own olmo/safetensors_util.py (package ai2-olmo, loaded alone). `ota` and `bergson.pt` follow
the layouts of these projects (names of tensors; param_name inside of each state): the projects themselves only run on
GPUs. expected.json holds what PyTorch's optimizer reports.
"""
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import types

OUT = pathlib.Path(__file__).resolve().parent / "accumulators"
VERSIONS = ["torch==2.14.1", "numpy", "safetensors==0.8.0"]


def make_venv(folder):
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder], check=True)
    subprocess.run([folder + "/bin/pip", "install", "-q", *VERSIONS], check=True)
    subprocess.run([folder + "/bin/pip", "install", "-q", "--no-deps", "ai2-olmo==0.6.0"], check=True)
    os.execv(folder + "/bin/python", [folder + "/bin/python", __file__])


def olmo_util():
    """olmo.safetensors_util without the rest of the package, which needs much more."""
    place = next(pathlib.Path(path) / "olmo" for path in sys.path if (pathlib.Path(path) / "olmo").is_dir())
    sys.modules["olmo"] = types.ModuleType("olmo")
    for name in ("aliases", "safetensors_util"):
        spec = importlib.util.spec_from_file_location("olmo." + name, place / (name + ".py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules["olmo." + name] = module
        spec.loader.exec_module(module)
    return sys.modules["olmo.safetensors_util"]


def numbers(tensor):
    return tensor.detach().double().flatten().tolist()


def main():
    if "--venv" in sys.argv:
        make_venv(sys.argv[sys.argv.index("--venv") + 1])
    import torch
    from safetensors.torch import save_file
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "olmo").mkdir(parents=True)
    (OUT / "ota").mkdir()
    torch.manual_seed(9)
    net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Tanh(), torch.nn.Linear(3, 2))
    optimizer = torch.optim.AdamW(net.parameters(), lr=0.02, betas=(0.8, 0.95))
    for _ in range(5):
        optimizer.zero_grad()
        net(torch.randn(6, 4)).square().mean().backward()
        optimizer.step()
    names = [name for name, _ in net.named_parameters()]
    raw = optimizer.state_dict()
    state = {names[i]: value for i, value in raw["state"].items()}
    group = {**raw["param_groups"][0], "params": names}

    util = olmo_util()
    util.state_dict_to_safetensors_file(dict(net.state_dict()), OUT / "olmo" / "model.safetensors")
    util.state_dict_to_safetensors_file({"state": state, "param_groups": [group]}, OUT / "olmo" / "optim.safetensors")
    save_file(dict(net.state_dict()), OUT / "ota" / "model.safetensors", metadata={"format": "pt"})
    save_file({name: value["exp_avg_sq"] for name, value in state.items()}, OUT / "ota" / "exp_avg_sq.safetensors")
    # Out of order: only the names say what belongs where.
    entries = {i: {"exp_avg_sq": value["exp_avg_sq"], "param_name": name, "step": 5}
               for i, (name, value) in enumerate(reversed(list(state.items())))}
    torch.save({"state": entries, "param_groups": [{"betas": (0.8, 0.95), "eps": 1e-8, "eps_root": 0.0, "lr": 0.02,
                                                    "params": list(entries)}]}, OUT / "bergson.pt")
    expected = {
        "tensors": {k: {"shape": list(v.shape), "values": numbers(v)} for k, v in net.state_dict().items()},
        "states": {k: {"v": numbers(s["exp_avg_sq"]), "m": numbers(s["exp_avg"]), "step": 5} for k, s in state.items()},
        "group": {"lr": 0.02, "beta1": 0.8, "beta2": 0.95}}
    (OUT / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    main()
