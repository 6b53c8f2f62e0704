# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/training: logs of trainers, and expected.json with the series they hold.

The event files are written by TensorBoard's own writer; run in a virtual environment with torch and tensorboard:

    python3 -m venv venv && venv/bin/pip install torch tensorboard && venv/bin/python tests/data/make_training_logs.py

trainer_state.json (transformers 4.x), metrics.csv (Lightning's CSVLogger), results.csv (ultralytics 8.x) and the MLflow
folder follow the documented layout of these libraries (facts: formats-trainers.md 9); they are written by hand here.
"""

import glob
import json
import math
import os
import shutil

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training")


def write(path, text):
    path = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def trainer_state():
    history, series = [], {"loss": [], "grad_norm": [], "learning_rate": [], "eval_loss": []}
    for step in (10, 20, 30):
        entry = {"epoch": step / 20, "grad_norm": 1.5 / step, "learning_rate": 5e-5 * (1 - step / 40),
                 "loss": math.nan if step == 30 else 2.0 / step, "step": step}
        history.append(entry)
        for name in ("loss", "grad_norm", "learning_rate"):
            series[name].append([step, None if math.isnan(entry[name]) else entry[name]])
    history.append({"epoch": 1.0, "eval_loss": 0.25, "eval_runtime": 1.5, "step": 20})
    series["eval_loss"].append([20, 0.25])
    state = {"best_metric": None, "epoch": 1.5, "global_step": 30, "log_history": history, "max_steps": 40,
             "note": "a text with NaN and \\\"quotes\\\"", "train_batch_size": 8}
    write("checkpoint-30/trainer_state.json", json.dumps(state, indent=2) + "\n")
    return {"path": "checkpoint-30", "format": "trainer-state", "loss": "loss", "learning_rate": "learning_rate",
            "gradient_norm": "grad_norm", "epochs": False, "series": series}


def tensorboard():
    from torch.utils.tensorboard import SummaryWriter

    folder = os.path.join(HERE, "tensorboard")
    writer = SummaryWriter(folder)
    series = {"train/loss": [], "train/learning_rate": [], "train/grad_norm": [], "eval/loss": []}
    for step in range(5, 55, 5):
        for name, value in (("train/loss", 2 / step), ("train/learning_rate", 1e-3 / step), ("train/grad_norm", step / 7)):
            writer.add_scalar(name, value, step, walltime=1.7e9 + step)
    writer.add_scalar("eval/loss", 0.5, 50, walltime=1.7e9 + 50, new_style=True)  # a tensor, not simple_value
    writer.add_text("config", "a text is no scalar", 0)
    writer.close()
    for path in glob.glob(os.path.join(folder, "*")):
        os.rename(path, os.path.join(folder, "events.out.tfevents.1700000000.host.1.0"))
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.util import tensor_util

    found = EventAccumulator(folder).Reload()
    for name in found.Tags()["scalars"]:
        series[name] = [[event.step, event.value] for event in found.Scalars(name)]
    for name in found.Tags()["tensors"]:
        if name in series:
            series[name] = [[event.step, float(tensor_util.make_ndarray(event.tensor_proto))]
                            for event in found.Tensors(name)]
    return {"path": "tensorboard", "format": "tensorboard", "loss": "train/loss", "learning_rate": "train/learning_rate",
            "gradient_norm": "train/grad_norm", "epochs": False, "series": series}


def lightning():
    lines = ["epoch,lr-AdamW,step,train_loss_epoch,train_loss_step,val_loss"]
    series = {"lr-AdamW": [], "train_loss_step": [], "train_loss_epoch": [], "val_loss": []}
    for step in (9, 19, 29, 39):
        lines.append(f",{1e-3 / step},{step},,,")
        lines.append(f"{step // 20},,{step},,{3 / step},")
        series["lr-AdamW"].append([step, 1e-3 / step])
        series["train_loss_step"].append([step, 3 / step])
        if step % 20 == 19:
            lines.append(f"{step // 20},,{step},,,{4 / step}")
            lines.append(f"{step // 20},,{step},{3.5 / step},,")
            series["val_loss"].append([step, 4 / step])
            series["train_loss_epoch"].append([step, 3.5 / step])
    write("lightning/metrics.csv", "\n".join(lines) + "\n")
    return {"path": "lightning", "format": "csv", "loss": "train_loss_step", "learning_rate": "lr-AdamW",
            "gradient_norm": None, "epochs": False, "series": series}


def ultralytics():
    lines = ["                  epoch,         train/box_loss,         train/cls_loss,           val/box_loss,"
             "                 lr/pg0,                 lr/pg1"]
    series = {"train/box_loss": [], "train/cls_loss": [], "val/box_loss": [], "lr/pg0": [], "lr/pg1": []}
    for epoch in range(1, 4):
        values = [1.25 / epoch, 2.5 / epoch, 1.75 / epoch, 0.01 / epoch, 0.02 / epoch]
        lines.append(f"{epoch:23}," + ",".join(f"{value:23.5g}" for value in values))
        for name, value in zip(series, values):
            series[name].append([epoch, float(f"{value:.5g}")])
    write("ultralytics/results.csv", "\n".join(lines) + "\n")
    return {"path": "ultralytics/results.csv", "format": "csv", "loss": "train/box_loss", "learning_rate": "lr/pg0",
            "gradient_norm": None, "epochs": True, "series": series}


def mlflow():
    series = {"loss": [], "train/grad_norm": [], "learning_rate": []}
    lines = {name: "" for name in series}
    for step in (100, 200, 300):
        for name, value in (("loss", 7 / step), ("train/grad_norm", step / 9), ("learning_rate", 1e-4)):
            lines[name] += f"{1_700_000_000_000 + step} {value} {step}\n"
            series[name].append([step, value])
    series["learning_rate"] = [[i, 1e-4] for i in range(3)]  # old files have no step
    lines["learning_rate"] = "".join(f"{1_700_000_000_000 + i} 0.0001\n" for i in range(3))
    write("mlflow/meta.yaml", "artifact_uri: file:///tmp\nrun_id: 1\n")
    for name, text in lines.items():
        write(f"mlflow/metrics/{name}", text)
    return {"path": "mlflow", "format": "mlflow", "loss": "loss", "learning_rate": "learning_rate",
            "gradient_norm": "train/grad_norm", "epochs": False, "series": series}


def main():
    shutil.rmtree(HERE, ignore_errors=True)
    expected = [trainer_state(), tensorboard(), lightning(), ultralytics(), mlflow()]
    write("expected.json", json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main()
