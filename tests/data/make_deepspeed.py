# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes tests/data/deepspeed: saves of DeepSpeed itself (ZeRO 1, 2, 3, bf16) and what its ds_to_universal.py makes of
them.

    /usr/bin/python3 make_deepspeed.py --venv FOLDER    makes a virtual environment there and runs itself in it
    FOLDER/bin/python make_deepspeed.py
    FOLDER/bin/python make_deepspeed.py --frozen        makes only `frozen3`

Two or three processes (gloo, CPU) train a tiny model in two groups for four steps. expected.json holds what DeepSpeed
reports: for stages 1 and 2 the result of ds_to_universal.py, for stage 3 safe_get_full_optimizer_state. `elastic` is not
written by DeepSpeed: it follows the layout of its versions before 0.5.10 (elastic checkpoints: a list of states without
padding, one dictionary of shapes), made from the save of ZeRO 1 with one group.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

OUT = pathlib.Path(__file__).resolve().parent / "deepspeed"
VERSIONS = ["torch==2.14.1", "numpy", "deepspeed==0.19.8"]
BETAS, RATE = (0.8, 0.95), 0.02


def make_venv(folder):
    subprocess.run(["/usr/bin/python3", "-m", "venv", folder], check=True)
    subprocess.run([folder + "/bin/pip", "install", "-q", *VERSIONS], check=True)
    os.execv(folder + "/bin/python", [folder + "/bin/python", __file__])


def worker(rank, world, stage, bf16, groups, out):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(29540 + stage + 10 * world + bf16), RANK=str(rank),
                      LOCAL_RANK=str(rank), WORLD_SIZE=str(world), LOCAL_SIZE=str(world), DS_ACCELERATOR="cpu")
    import deepspeed
    import torch
    from deepspeed.utils import safe_get_full_fp32_param, safe_get_full_optimizer_state
    deepspeed.init_distributed(dist_backend="gloo")
    torch.manual_seed(5)
    net = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Tanh(), torch.nn.Linear(3, 2))
    if groups == 0:  # the first layer is frozen
        net[0].requires_grad_(False)
    parameters = [{"params": [net[0].weight, net[2].weight], "weight_decay": 0.1},
                  {"params": [net[0].bias, net[2].bias], "weight_decay": 0.0}] if groups == 2 \
        else [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=RATE, betas=BETAS)
    config = {"train_micro_batch_size_per_gpu": 3, "gradient_accumulation_steps": 1, "gradient_clipping": 1.0,
              "zero_optimization": {"stage": stage}, "zero_allow_untested_optimizer": True}
    if bf16:
        config["bf16"] = {"enabled": True}
    engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config=config)
    torch.manual_seed(11 + rank)
    for _ in range(4):
        x = torch.randn(3, 4)
        engine.backward(engine(x.bfloat16() if bf16 else x).float().square().mean())
        engine.step()
    engine.save_checkpoint(out, tag="global_step4")
    if stage == 3:
        result = {"tensors": {}, "states": {}}
        for name, parameter in engine.module.named_parameters():
            if not parameter.requires_grad:
                with deepspeed.zero.GatheredParameters([parameter]):
                    result["tensors"][name] = described(parameter.data.clone())
                continue
            value = safe_get_full_fp32_param(parameter)
            result["tensors"][name] = described(value)
            result["states"][name] = {"v": numbers(safe_get_full_optimizer_state(parameter, "exp_avg_sq")),
                                      "m": numbers(safe_get_full_optimizer_state(parameter, "exp_avg")), "step": 4}
        if rank == 0:
            pathlib.Path(out + ".json").write_text(json.dumps(result), encoding="utf-8")


def numbers(tensor):
    return tensor.detach().double().flatten().tolist()


def described(tensor):
    return {"shape": list(tensor.shape), "values": numbers(tensor)}


def train(name, stage, world, bf16=False, groups=2):
    import torch.multiprocessing
    torch.multiprocessing.spawn(worker, (world, stage, bf16, groups, str(OUT / name)), nprocs=world)
    for script in (OUT / name).glob("*.py"):
        script.unlink()


def convert(source, target):
    subprocess.run([sys.executable, "-m", "deepspeed.checkpoint.ds_to_universal", "--inject_missing_state",
                    "--input_folder", str(OUT / source / "global_step4"), "--output_folder",
                    str(OUT / target / "global_step4_universal"), "--num_extract_workers", "1",
                    "--num_merge_workers", "1"], check=True, env={**os.environ, "DS_ACCELERATOR": "cpu"})


def load(path):
    import torch
    value = torch.load(path, map_location="cpu", weights_only=False)
    return value["param"] if isinstance(value, dict) and "param" in value else value


def universal(name):
    """What ds_to_universal.py says: weights are the fp32 masters."""
    result = {"tensors": {}, "states": {}}
    for folder in sorted((OUT / name / "global_step4_universal" / "zero").iterdir()):
        if folder.is_dir():
            result["tensors"][folder.name] = described(load(folder / "fp32.pt"))
            result["states"][folder.name] = {"v": numbers(load(folder / "exp_avg_sq.pt")),
                                             "m": numbers(load(folder / "exp_avg.pt")), "step": 4}
    return result


def module(name):
    import torch
    states = torch.load(OUT / name / "global_step4" / "mp_rank_00_model_states.pt", weights_only=False)
    return {key: described(value) for key, value in states["module"].items()}


def elastic():
    """The layout before 0.5.10, out of a save of today."""
    import torch
    source, target = OUT / "one" / "global_step4", OUT / "elastic"
    target.mkdir()
    model = torch.load(source / "mp_rank_00_model_states.pt", weights_only=False)
    model["param_shapes"] = model["param_shapes"][0]
    torch.save(model, target / "mp_rank_00_model_states.pt")
    for rank in range(2):
        file = "zero_pp_rank_%d_mp_rank_00_optim_states.pt" % rank
        state = torch.load(source / file, weights_only=False)["optimizer_state_dict"]
        padding = state["group_paddings"][0]
        inner = state["base_optimizer_state"]["state"][0]
        lean = {k: v[:v.numel() - padding].clone() if v.dim() == 1 else int(v) for k, v in inner.items()}
        masters = [[group] for group in state["single_partition_of_fp32_groups"]]
        torch.save({"optimizer_state_dict": {
            "zero_stage": 1, "partition_count": 2, "num_comm_intervals_per_group": [1],
            "base_optimizer_state": [[lean]], "local_sub_partitions_of_fp32_groups": masters}}, target / file)


def frozen(expected):
    """Stage 3 with a frozen layer, which each rank keeps a slice of."""
    shutil.rmtree(OUT / "frozen3", ignore_errors=True)
    train("frozen3", 3, 2, groups=0)
    expected["frozen3"] = json.loads((OUT / "frozen3.json").read_text(encoding="utf-8"))
    (OUT / "frozen3.json").unlink()
    expected["frozen3"]["group"] = {"lr": RATE, "beta1": BETAS[0], "beta2": BETAS[1]}


def main():
    if "--venv" in sys.argv:
        make_venv(sys.argv[sys.argv.index("--venv") + 1])
    if "--frozen" in sys.argv:  # only this one, beside the others (made with torch 2.13.0)
        os.environ["DS_ACCELERATOR"] = "cpu"
        expected = json.loads((OUT / "expected.json").read_text(encoding="utf-8"))
        frozen(expected)
        (OUT / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
        return
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    os.environ["DS_ACCELERATOR"] = "cpu"
    expected = {}
    for name, stage, world, bf16 in (("zero1", 1, 2, False), ("zero2", 2, 3, False), ("bf16", 1, 2, True)):
        train(name, stage, world, bf16)
        convert(name, "universal" if name == "zero1" else "u")
        converted = universal("universal" if name == "zero1" else "u")
        expected[name] = {**converted, "tensors": module(name)}
        if name == "zero1":
            expected["universal"] = converted
        shutil.rmtree(OUT / "u", ignore_errors=True)
    train("zero3", 3, 2)
    convert("zero3", "universal3")
    expected["zero3"] = json.loads((OUT / "zero3.json").read_text(encoding="utf-8"))
    (OUT / "zero3.json").unlink()
    expected["universal3"] = expected["zero3"]
    train("one", 1, 2, groups=1)
    convert("one", "u")
    expected["elastic"] = {**universal("u"), "tensors": module("one")}
    elastic()
    shutil.rmtree(OUT / "one")
    shutil.rmtree(OUT / "u")
    frozen(expected)
    for name, value in expected.items():
        if name != "elastic":
            value["group"] = {"lr": RATE, "beta1": BETAS[0], "beta2": BETAS[1]}
    (OUT / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


if __name__ == "__main__":
    main()
