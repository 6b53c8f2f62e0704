# SPDX-License-Identifier: GPL-3.0-or-later
"""FisherLens hook: one file beside a training script that logs how the optimizer's squared gradients develop.

    from fisherlens_hook import FisherLog

    log = FisherLog("run.optlog", model, optimizer, batch_size=32)      # before the loop
    for inputs, targets in loader:
        ...
        optimizer.step()
        log.step(loss)                                                  # in the loop
    log.close()                                                         # after it

It needs torch (1.13 or newer) and h5py, nothing else. The folder run.optlog opens in FisherLens, also while training
goes on. `reference(...)` at the end of this file computes a reference Fisher for models that cannot be exported.

The log (version 1): meta.json, which never changes, and segments seg-00000001.h5, seg-00000002.h5, ... Each segment is
written under a temporary name, fsynced and renamed, so that a run that is killed at any moment leaves only whole
segments; it carries the SHA-256 of the segment before it. A segment holds rows (/step, /loss, /lr, /grad_norm, /time,
and nine quantiles of every tensor under /summary) and at most one /snapshot/<step>/<tensor>.

Gradient accumulation, GradScaler: call log.step(loss) as often as you like; only steps that the optimizer really made
count, and a row holds the mean of the losses since the row before. DistributedDataParallel: rank 0 writes. Sharded
models (FSDP, DTensor): every rank calls log.step, the full state is gathered when it is due, rank 0 writes.
"""

import hashlib
import json
import math
import os
import re
import time
import warnings

import h5py
import numpy as np

try:
    import torch
except ImportError:  # the writer of segments alone works without it
    torch = None

VERSION = 1
QUANTILES = (0.0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0)
SAMPLED_ENTRIES = 16_384  # larger tensors: quantiles of so many entries spread evenly; smallest and largest are exact
ROW_COLUMNS = ("step", "loss", "lr", "grad_norm", "time")


def escaped(name):
    """A tensor's name as the name of an HDF5 object."""
    name = name.replace("%", "%25").replace("/", "%2F")
    return "%2E" if name == "." else name


def _write(path, bytes_or_writer):
    """A file that appears whole or not at all; returns the SHA-256 of its bytes."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.tmp")
    try:
        if callable(bytes_or_writer):
            bytes_or_writer(temporary)
        else:
            with open(temporary, "wb") as file:
                file.write(bytes_or_writer)
        digest = hashlib.sha256()
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
            for block in iter(lambda: file.read(1 << 22), b""):
                digest.update(block)
        os.replace(temporary, path)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
    descriptor = os.open(folder or ".", os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return digest.hexdigest()


def _create(group, name, array):
    """A dataset; int16 arrays are the bits of bfloat16 numbers."""
    if array.dtype != np.int16:
        return group.create_dataset(name, data=array)
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_fields(15, 7, 8, 0, 7)
    kind.set_size(2)
    kind.set_ebias(127)
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_obj_track_times(False)
    dataset = h5py.h5d.create(group.id, name.encode(), kind, h5py.h5s.create_simple(array.shape), properties)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(array), kind)
    return h5py.Dataset(dataset)


class LogWriter:
    """The folder of a log: writes segments and continues the chain of an earlier run. Needs no torch."""

    def __init__(self, folder, meta):
        self.folder = os.path.abspath(folder)
        os.makedirs(self.folder, exist_ok=True)
        text = (json.dumps(meta, sort_keys=True, indent=1) + "\n").encode()
        self._meta_hash = hashlib.sha256(text).hexdigest()
        names = os.listdir(self.folder)
        numbers = sorted(int(name[4:12]) for name in names if re.fullmatch(r"seg-\d{8}\.h5", name))
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError(f"{folder}: segments are missing, so the log cannot be continued. Choose another name.")
        path = os.path.join(self.folder, "meta.json")
        if os.path.exists(path):
            with open(path, "rb") as file:
                if file.read() != text:
                    raise ValueError(f"{folder} is the log of another model or optimizer. Choose another name.")
        elif numbers:
            raise ValueError(f"{folder} has segments but no meta.json. Choose another name.")
        else:
            _write(path, text)
        for name in names:
            if name.startswith(".seg-") and name.endswith(".tmp"):
                os.unlink(os.path.join(self.folder, name))
        self._number = len(numbers)
        self._previous = "0" * 64
        if numbers:
            with open(self._path(), "rb") as file:
                self._previous = hashlib.sha256(file.read()).hexdigest()

    def _path(self):
        return os.path.join(self.folder, f"seg-{self._number:08d}.h5")

    def write(self, rows, summaries=None, snapshot=None):
        """rows: {column: one number per row}; summaries: {tensor: [9 quantiles per row]};
        snapshot: (step, {tensor: array}, {tensor: optimizer steps it has seen}, key of the accumulator, what keys
        the states have besides, which tell what the accumulator means, and {tensor: how the optimizer stores it, unless
        as float32})."""

        def fill(path):
            with h5py.File(path, "w", libver=("v108", "v108")) as file:  # small headers, checksums of the metadata
                file.attrs["previous_sha256"] = self._previous
                file.attrs["meta_sha256"] = self._meta_hash
                file.attrs["written_by"] = f"fisherlens_hook {VERSION}, torch {getattr(torch, '__version__', 'none')}"
                for column in ROW_COLUMNS:
                    kind = np.int64 if column == "step" else np.float64
                    file.create_dataset(column, data=np.asarray(rows.get(column, ()), kind))
                group = file.create_group("summary")
                for name, values in (summaries or {}).items():
                    group.create_dataset(escaped(name), data=np.asarray(values, np.float32).reshape(-1, len(QUANTILES)))
                if snapshot is not None:
                    step, arrays, steps, key, state_keys, stored = (*snapshot, *((), None)[len(snapshot) - 4 :])
                    group = file.create_group(f"snapshot/{step}")
                    most = max(steps.values(), default=step)
                    group.attrs["optimizer_step"] = float(most)
                    group.attrs["accumulator"] = key
                    if state_keys:
                        group.attrs["state_keys"] = "\n".join(sorted(state_keys))
                    if stored is not None:
                        group.attrs["stored_as"] = "float32"
                    for name, array in arrays.items():
                        dataset = _create(group, escaped(name), array)
                        if steps.get(name, most) != most:
                            dataset.attrs["optimizer_step"] = float(steps[name])
                        if stored and name in stored:
                            dataset.attrs["stored_as"] = stored[name]

        self._number += 1
        if os.path.exists(self._path()):
            raise OSError(f"{self._path()} is there already: another process writes this log.")
        self._previous = _write(self._path(), fill)
        return self._path()


def _full(tensor):
    """A sharded tensor in one piece; every rank has to call it."""
    return tensor.full_tensor() if hasattr(tensor, "full_tensor") else tensor


def _class_name(optimizer):
    """That of the optimizer itself where Accelerate or Lightning have wrapped it."""
    for _ in range(4):
        inner = getattr(optimizer, "optimizer", None) or getattr(optimizer, "_optimizer", None)
        if not hasattr(inner, "param_groups"):
            break
        optimizer = inner
    return type(optimizer).__name__


def _stored_as(state, key):
    """How the optimizer keeps its squares: "float16", "8-bit", ...; "" for float32 and float64, which lose nothing."""
    if torch.is_tensor(state.get("qmap2")):
        return "8-bit"
    # torch.optim.Adafactor has no array of the key's name.
    value = next((state[k] for k in (key, "variance", "row_var") if torch.is_tensor(state.get(k))), None)
    if value is None:
        return ""
    local = getattr(value, "_local_tensor", value)
    codes = getattr(local, "codes", None)  # of torchao
    if torch.is_tensor(codes):
        return "4-bit" if codes.numel() < local.numel() else "8-bit"
    return "" if value.dtype in (torch.float32, torch.float64) else str(value.dtype).replace("torch.", "")


def _accumulator(state, shape):
    """(key, average of squared gradients with the parameter's shape), or None."""
    for key in ("exp_avg_sq", "square_avg", "sum", "v"):
        value = state.get(key)
        if torch.is_tensor(value) and value.is_floating_point():
            value = _full(value.detach())
            if torch.is_tensor(getattr(value, "codes", None)):
                value = value.dequantize()
            if tuple(value.shape) == tuple(shape):
                return key, value
    for rows, columns in (("exp_avg_sq_row", "exp_avg_sq_col"), ("row_var", "col_var")):
        if torch.is_tensor(state.get(rows)):  # Adafactor: R C^T / mean(R)
            r, c = _full(state[rows].detach()).float(), _full(state[columns].detach()).float()
            if rows == "exp_avg_sq_row":
                r, c = r.unsqueeze(-1), c.unsqueeze(-2)
            return "exp_avg_sq", (r * c / r.mean(dim=-2, keepdim=True)).reshape(shape)
    if torch.is_tensor(state.get("variance")):  # torch.optim.Adafactor, where it is not factored
        return "exp_avg_sq", _full(state["variance"].detach()).reshape(shape)
    codes, scales, table = state.get("state2"), state.get("absmax2"), state.get("qmap2")
    if torch.is_tensor(codes):  # bitsandbytes: float32, or 8 bits per entry with one scale per block
        if codes.dtype != torch.uint8:
            return "exp_avg_sq", codes.detach().reshape(shape)
        if torch.is_tensor(scales) and torch.is_tensor(table):
            values = table[codes.reshape(-1).long()]
            block = 2 ** max(0, math.ceil(math.log2(values.numel() / scales.numel())))
            return "exp_avg_sq", (values * scales.repeat_interleave(block)[: values.numel()]).reshape(shape)
    return None


def _places(count, device, cache={}):
    """SAMPLED_ENTRIES different indices below count, evenly spread and in step with no row length."""
    key = (count, str(device))
    if key not in cache:
        stride = int(count * 0.6180339887498949) | 1
        while math.gcd(stride, count) > 1:
            stride += 2
        cache[key] = torch.arange(SAMPLED_ENTRIES, device=device, dtype=torch.int64) * stride % count
    return cache[key]


def _quantiles(tensor):
    """The nine quantiles as a tensor on the same device."""
    flat = tensor.reshape(-1).float()
    if flat.numel() == 0:
        return torch.full((len(QUANTILES),), math.nan, device=flat.device)
    low, high = torch.aminmax(flat)
    if flat.numel() > SAMPLED_ENTRIES:
        flat = flat[_places(flat.numel(), flat.device)]
    result = torch.quantile(flat, torch.tensor(QUANTILES, device=flat.device))
    result[0], result[-1] = low, high
    return result


def _plain(value):
    """An option of a parameter group as JSON, or None."""
    if torch.is_tensor(value):
        value = value.item() if value.numel() == 1 else None
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # no JSON
    return value if isinstance(value, (bool, int, float, str)) else None


class FisherLog:
    """Logs the optimizer's accumulator of squared gradients. Call step() after optimizer.step() and close() at the end.

    folder          NAME.optlog; an existing log of the same run is continued
    batch_size      examples of one optimizer step: micro-batch x accumulation x ranks; None: unknown
    batch_per_rank  the same on one rank; the hook multiplies it by the world size (where every rank has other examples)
    reduction       "mean" or "sum" of the training loss over the batch; None: unknown
    every           optimizer steps between rows (loss, learning rate, gradient norm, quantiles)
    snapshot_every  optimizer steps between snapshots of the whole accumulator; 0: none
    budget          share of the run's time that logging may take; what is due waits when it would take more.
                    None: no limit, rows and snapshots come exactly when they are due
    segment_seconds rows are written at least so often (and with every snapshot)
    snapshot_dtype  "float32" or "bfloat16" (half the size; ranks keep three digits)
    """

    def __init__(self, folder, model, optimizer, *, batch_size=None, batch_per_rank=None, reduction=None, every=10,
                 snapshot_every=500, budget=0.01, segment_seconds=300.0, snapshot_dtype="float32"):
        if torch is None:
            raise ImportError("fisherlens_hook needs torch.")
        if hasattr(optimizer, "consolidate_state_dict"):
            raise ValueError("ZeroRedundancyOptimizer keeps its state on several ranks, which is not logged.")
        if snapshot_dtype not in ("float32", "bfloat16") or every < 1 or snapshot_every < 0:
            raise ValueError("snapshot_dtype is float32 or bfloat16, every at least 1, snapshot_every at least 0.")
        if batch_size is not None and batch_per_rank is not None:
            raise ValueError("Give batch_size or batch_per_rank, not both.")
        self._model, self._optimizer = model, optimizer
        self._every, self._snapshot_every = every, snapshot_every
        self._budget, self._segment_seconds, self._dtype = budget, segment_seconds, snapshot_dtype
        self._flat = any(type(m).__name__ == "FullyShardedDataParallel" for m in model.modules())
        self._sharded = self._flat or any(hasattr(p, "full_tensor") for p in model.parameters())
        distributed = torch.distributed.is_available() and torch.distributed.is_initialized()
        self._ranks = torch.distributed.get_world_size() if distributed else 1
        self._writes = not distributed or torch.distributed.get_rank() == 0
        if batch_per_rank is not None:
            batch_size = batch_per_rank * self._ranks
        names = {id(p): n for n, p in model.named_parameters()}
        self._named, groups, name_of_class = [], [], _class_name(optimizer)
        for index, group in enumerate(optimizer.param_groups):
            groups.append({k: _plain(v) for k, v in group.items()
                           if k not in ("params", "param_names", "lr", "initial_lr", "step")})
            for parameter in group["params"]:
                name = names.get(id(parameter), f"parameter_{len(self._named)}")
                self._named.append((name, parameter, index))
            if name_of_class in ("Adam", "AdamW"):
                groups[-1].setdefault("decoupled_weight_decay", name_of_class == "AdamW")
        self._rows = {column: [] for column in ROW_COLUMNS}
        self._summaries, self._snapshot, self._writer = {}, None, None
        self._meta = {
            "format": "fisherlens.optlog", "version": VERSION, "optimizer": name_of_class,
            "groups": groups, "batch_size": batch_size, "reduction": reduction, "ranks": self._ranks,
            "quantiles": list(QUANTILES), "sampled_entries": SAMPLED_ENTRIES, "every": every,
            "snapshot_every": snapshot_every,
        }
        if self._writes and not self._flat:
            self._meta["parameters"] = [{"name": n, "shape": list(p.shape), "group": g} for n, p, g in self._named]
        if self._writes:
            self._writer = LogWriter(folder, self._meta)
        self._done, self._calls, self._probe = 0, 0, None
        self._done = self._last_row = self._last_snapshot = self._checked = self._count(True) or 0
        self._losses, self._folded, self._norm = [], [0, 0.0], None
        # The cost of a row is a guess, too, until the first one was measured.
        self._spent, self._row_cost, self._snapshot_cost = 0.0, 1e-3 * len(self._named), None
        self._began = self._segment_began = time.perf_counter()

    # -- what the training loop calls

    def step(self, loss=None, grad_norm=None):
        """After optimizer.step(). loss: tensor or number; grad_norm: what clip_grad_norm_ returned, else it is taken
        from the gradients that are still there."""
        began = time.perf_counter()
        if loss is not None:
            self._losses.append(loss.detach() if torch.is_tensor(loss) else loss)
            if len(self._losses) == 512:
                self._fold_losses()
        if grad_norm is not None:
            self._norm = grad_norm
        self._calls += 1
        done = self._count(False)
        if done is None and self._calls % self._every == 0:
            done = self._count(True) or self._calls
        if done is not None and done > self._done:
            self._done = done
            if done // self._every > self._checked // self._every:
                self._due(done)
                self._checked = done
        self._spent += time.perf_counter() - began

    def close(self):
        """Writes what is left: a last row and a last snapshot."""
        row = self._done > self._last_row
        snapshot = self._snapshot_every > 0 and self._done > self._last_snapshot
        if (row or snapshot) and (self._writes or self._sharded):
            self._take(self._done, row, snapshot)
        self._flush()
        if self._writer and self._writer._number == 0:
            warnings.warn("fisherlens_hook: the optimizer made no step that was logged.")

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error is not None and self._sharded:
            self._flush()  # gathering would wait for ranks that may not have failed
        else:
            self.close()

    # -- inside

    def _count(self, wait):
        """Optimizer steps that the state has seen. None where it keeps no count; without `wait` also where it keeps the
        count on the device, which would have to be waited for."""
        if self._probe is not None:  # nearly always this state has moved on, and no other one is looked at
            step = self._probe["step"]
            if not torch.is_tensor(step) or step.device.type == "cpu":
                step = int(_full(step).item() if torch.is_tensor(step) else step)
                if step > self._done:
                    return step
        best = None
        for entry in [*self._optimizer.param_groups, *self._optimizer.state.values()]:
            step = entry.get("step") if isinstance(entry, dict) else None
            if torch.is_tensor(step):
                if step.device.type != "cpu" and not wait:
                    return None
                step = _full(step.detach()).item()
            if isinstance(step, (int, float)):
                if best is None or step > best:
                    best, self._probe = int(step), entry
                if best > self._done:
                    break
        return best

    def _fold_losses(self):
        """The losses since the last row become a count and a sum, on the device where they are."""
        if self._losses:
            tensors = [loss for loss in self._losses if torch.is_tensor(loss)]
            total = sum(loss for loss in self._losses if not torch.is_tensor(loss))
            if tensors:
                total = total + torch.stack([t.float().reshape(()) for t in tensors]).sum()
            self._folded = [self._folded[0] + len(self._losses), self._folded[1] + total]
            self._losses = []

    def _affordable(self, cost):
        # Half of the budget is kept back: a write may take longer than the last one did, and what it takes from the
        # steps after it (caches, a core for the writing thread) is not measured here.
        elapsed = time.perf_counter() - self._began
        allowed = self._budget is None or self._spent + cost <= 0.5 * self._budget * elapsed
        if self._sharded and self._ranks > 1:  # all ranks gather, or none does
            device = next(self._model.parameters()).device
            answer = torch.tensor([float(allowed)], device=device)
            torch.distributed.broadcast(answer, 0)
            allowed = bool(answer.item())
        return allowed

    def _due(self, done):
        if not (self._writes or self._sharded) or not self._affordable(self._row_cost):
            return
        every = self._snapshot_every
        snapshot = every > 0 and done // every > self._last_snapshot // every
        if snapshot:
            cost = self._snapshot_cost
            if cost is None:  # until it is measured: a slow fsync, and one gigabyte a second
                cost = 0.1 + 4e-9 * sum(p.numel() for _, p, _ in self._named)
            snapshot = self._affordable(self._row_cost + cost)
        self._take(done, True, snapshot)

    def _states(self):
        """(name, shape, state) of every parameter that has one; sharded states are whole. All ranks must call it."""
        if not self._flat:
            for name, parameter, _ in self._named:
                state = self._optimizer.state.get(parameter)
                if state:
                    yield name, tuple(parameter.shape), state
            return
        from torch.distributed.fsdp import FullyShardedDataParallel as Fsdp

        full = Fsdp.full_optim_state_dict(self._model, self._optimizer, rank0_only=True)
        for name, state in full.get("state", {}).items():
            value = next((v for k in ("exp_avg_sq", "square_avg", "sum") if torch.is_tensor(v := state.get(k))), None)
            if value is not None:
                yield name, tuple(value.shape), state

    def _gradient_norm(self):
        if self._norm is not None:
            return float(self._norm)
        gradients = [p.grad.detach() for _, p, _ in self._named if p.grad is not None]
        if self._sharded or not gradients or any(g.is_sparse for g in gradients):
            return math.nan
        return float(torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(g.float()) for g in gradients])))

    def _take(self, done, with_row, with_snapshot):
        """Reads the accumulators once, for a row, a snapshot or both."""
        began = time.perf_counter()
        names, quantiles, arrays, steps, key, state_keys, stored = [], [], {}, {}, "", set(), {}
        for name, shape, state in self._states():
            found = _accumulator(state, shape)
            if found is None or not self._writes:
                continue
            if with_row:
                names.append(name)
                quantiles.append(_quantiles(found[1]))
            if with_snapshot:
                key = found[0]
                arrays[name] = self._host(found[1])
                state_keys.update(k for k, v in state.items() if isinstance(k, str) and v is not None)
                step = state.get("step")
                steps[name] = float(step) if step is not None else float(done)
                if how := _stored_as(state, key):
                    stored[name] = how
        if self._writes and with_row:
            self._fold_losses()
            count, total = self._folded
            row = {"step": done, "loss": float(total) / count if count else math.nan,
                   "lr": float(self._optimizer.param_groups[0]["lr"]), "grad_norm": self._gradient_norm(),
                   "time": time.time()}
            for column, value in row.items():
                self._rows[column].append(value)
            values = torch.stack(quantiles).cpu().numpy() if quantiles else ()
            for name, nine in zip(names, values):
                self._summaries.setdefault(name, {})[len(self._rows["step"]) - 1] = nine
        self._losses, self._folded, self._norm, self._last_row = [], [0, 0.0], None, done
        self._row_cost = time.perf_counter() - began
        if with_snapshot:
            self._last_snapshot = done
            if arrays:
                self._snapshot = (done, arrays, steps, key, state_keys, stored)
        if with_snapshot or began - self._segment_began > self._segment_seconds:
            self._flush()
        if with_snapshot:
            self._snapshot_cost = time.perf_counter() - began

    def _host(self, tensor):
        tensor = tensor.detach()
        if self._dtype == "bfloat16":
            return tensor.to(torch.bfloat16).cpu().contiguous().view(torch.int16).numpy()
        return tensor.float().cpu().numpy()

    def _flush(self):
        """Rows and snapshot become a segment. A log that cannot be written must not end the training."""
        rows, count = self._rows, len(self._rows["step"])
        self._segment_began = time.perf_counter()
        if self._writer and (count or self._snapshot):
            empty = [math.nan] * len(QUANTILES)
            summaries = {n: [rows_of.get(i, empty) for i in range(count)] for n, rows_of in self._summaries.items()}
            try:
                self._writer.write(rows, summaries, self._snapshot)
            except (OSError, RuntimeError) as error:
                warnings.warn(f"fisherlens_hook: the log is not continued: {error}")
                self._writer = None
        self._rows = {column: [] for column in ROW_COLUMNS}
        self._summaries, self._snapshot = {}, None


# -- a reference Fisher for models that cannot be exported


def _half(seed, index):
    """Bit 0 of Philox4x32-10(seed, index), as FisherLens divides examples into halves."""
    counter = [index & 0xFFFFFFFF, index >> 32 & 0xFFFFFFFF, 0, 0]
    key = [seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF]
    for _ in range(10):
        p0, p1 = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [(p1 >> 32) ^ counter[1] ^ key[0], p1 & 0xFFFFFFFF, (p0 >> 32) ^ counter[3] ^ key[1], p0 & 0xFFFFFFFF]
        key = [key[0] + 0x9E3779B9 & 0xFFFFFFFF, key[1] + 0xBB67AE85 & 0xFFFFFFFF]
    return counter[0] & 1


def _logits(output):
    if torch.is_tensor(output):
        return output
    if isinstance(output, (tuple, list)):
        return output[0]
    return output["logits"] if isinstance(output, dict) else output.logits


def _log_likelihood(logits, target, loss, sigma):
    """log p of one example: logits without a batch dimension."""
    f = torch.nn.functional
    if loss == "cross-entropy":
        return -f.cross_entropy(logits.unsqueeze(0).float(), target.unsqueeze(0), reduction="sum")
    if loss == "nll":
        return -f.nll_loss(logits.unsqueeze(0).float(), target.unsqueeze(0), reduction="sum")
    if loss == "bce":
        return -f.binary_cross_entropy_with_logits(logits.float(), target.float(), reduction="sum")
    if loss == "mse":
        return -((logits.float() - target.float()) ** 2).sum() / (2 * sigma**2)
    if loss == "causal-lm":
        return -f.cross_entropy(logits[:-1].float(), target[1:], reduction="sum", ignore_index=-100)
    return -loss(logits, target)  # a callable: the loss of one example


def _directions(kind, unit, loss, logits, targets, samples, sigma, generator):
    """What is differentiated for a batch: pairs (labels or output index, weight per example, by_index)."""
    one = torch.ones(len(targets), device=targets.device)
    if kind == "empirical" and unit != "token":
        return [(targets, one, False)]
    if kind == "empirical":  # causal-lm: each token on its own
        positions = [t for t in range(1, targets.shape[1]) if bool((targets[:, t] != -100).any())]
        alone = torch.full_like(targets, -100)
        result = []
        for t in positions:
            labels = alone.clone()
            labels[:, t] = targets[:, t]
            result.append((labels, (targets[:, t] != -100).float(), False))
        return result
    if kind == "exact":
        if loss in ("cross-entropy", "nll"):
            p = torch.softmax(logits.float(), -1) if loss == "cross-entropy" else logits.float().exp()
            if p.shape[-1] > 1000 or p.dim() != 2:
                raise ValueError("kind='exact' needs one label per example and at most 1,000 classes.")
            return [(torch.full_like(targets, y), p[:, y], False) for y in range(p.shape[1])]
        flat = logits.reshape(len(logits), -1)
        if loss == "bce":
            p = torch.sigmoid(flat.float())
            return [(torch.full_like(targets.reshape(len(targets), -1)[:, 0], i).long(), p[:, i] * (1 - p[:, i]), True)
                    for i in range(flat.shape[1])]
        if loss == "mse":
            return [(torch.full_like(targets.reshape(len(targets), -1)[:, 0], i).long(), one / sigma**2, True)
                    for i in range(flat.shape[1])]
        raise ValueError(f"kind='exact' is not there for the loss {loss!r}.")
    result = []
    for _ in range(samples):
        if loss in ("cross-entropy", "nll"):
            p = (torch.softmax(logits.float(), 1) if loss == "cross-entropy" else logits.float().exp()).movedim(1, -1)
            drawn = torch.multinomial(p.reshape(-1, p.shape[-1]), 1, generator=generator).reshape(targets.shape)
        elif loss == "causal-lm":
            p = torch.softmax(logits.float(), -1)
            drawn = torch.full_like(targets, -100)
            drawn[:, 1:] = torch.multinomial(p[:, :-1].reshape(-1, p.shape[-1]), 1, generator=generator).reshape(
                drawn[:, 1:].shape)
            drawn = torch.where(targets == -100, targets, drawn)
        elif loss == "bce":
            drawn = torch.bernoulli(torch.sigmoid(logits.float()), generator=generator).reshape(targets.shape)
        elif loss == "mse":
            noise = torch.randn(logits.shape, generator=generator, device=logits.device)
            drawn = (logits.float() + sigma * noise).reshape(targets.shape)
        else:
            raise ValueError("Labels cannot be drawn for a loss of your own; use kind='empirical'.")
        result.append((drawn, one / samples, False))
    return result


def _call(model, inputs, state=None):
    arguments, words = ((), inputs) if isinstance(inputs, dict) else (inputs, {})
    if state is None:
        return _logits(model(*arguments, **words))
    return _logits(torch.func.functional_call(model, state, arguments, words))


def _gradients(model, parameters, buffers, inputs, labels, value, method):
    """{name: gradients of value, one per example}; tries torch.func first, then one example at a time."""
    if method[0] == "torch.func":
        def one(values, example, label):
            batch = {k: v.unsqueeze(0) for k, v in example.items()} if isinstance(example, dict) else tuple(
                v.unsqueeze(0) for v in example)
            return value(_call(model, batch, (values, buffers))[0], label)

        try:
            return torch.func.vmap(torch.func.grad(one), in_dims=(None, 0, 0))(
                {n: p.detach() for n, p in parameters.items()}, inputs, labels)
        except (RuntimeError, ValueError, NotImplementedError, AttributeError) as error:
            warnings.warn(f"fisherlens_hook: torch.func cannot batch this model, examples go one by one: {error}")
            method[0] = "loop"
    rows = []
    for i in range(len(labels)):
        example = ({k: v[i : i + 1] for k, v in inputs.items()} if isinstance(inputs, dict)
                   else tuple(v[i : i + 1] for v in inputs))
        gradients = torch.autograd.grad(value(_call(model, example)[0], labels[i]), list(parameters.values()),
                                        allow_unused=True)
        rows.append([torch.zeros_like(p) if g is None else g for g, p in zip(gradients, parameters.values())])
    return {name: torch.stack([row[k] for row in rows]) for k, name in enumerate(parameters)}


def reference(model, data, out, *, loss="cross-entropy", kind="empirical", samples=1, seed=0, unit="example",
              split="unknown", sigma=1.0, examples=None, device=None):
    """Writes a reference Fisher diagonal to `out` (.fisher.h5) and returns the number of examples.

    data     batches (inputs, targets), as a DataLoader gives them; inputs: a tensor, a tuple of tensors, or a dict of
             keyword arguments. The first dimension counts examples. All examples of a batch are differentiated at once,
             which takes batch size x parameters of memory.
    loss     cross-entropy, nll, bce, mse, causal-lm, or a function (output, target) -> loss of one example
    kind     empirical (labels of the data), sampled (labels drawn from the model), exact (expectation over all labels)
    unit     example; sequence or token for causal-lm (token: only empirical)
    The model is put in eval mode while it runs. Only parameters with requires_grad take part.
    """
    if kind not in ("empirical", "sampled", "exact") or unit not in ("example", "sequence", "token"):
        raise ValueError("kind is empirical, sampled or exact; unit is example, sequence or token.")
    if unit == "token" and (kind != "empirical" or loss != "causal-lm"):
        raise ValueError("unit='token' needs loss='causal-lm' and kind='empirical'.")
    names = {n: p for n, p in model.named_parameters() if p.requires_grad}
    buffers = dict(model.named_buffers())
    frozen = {n: p.detach() for n, p in model.named_parameters() if not p.requires_grad}
    device = device or next(iter(names.values())).device
    generator = torch.Generator(device=device).manual_seed(seed)
    method = ["torch.func" if hasattr(torch, "func") else "loop"]
    total = {n: [np.zeros(p.shape), np.zeros(p.shape)] for n, p in names.items()}
    fourth, mean = ({n: np.zeros(p.shape) for n, p in names.items()} for _ in range(2))
    units, done = [0, 0], 0

    def label_value(logits, label):
        return _log_likelihood(logits, label, loss, sigma)

    def index_value(logits, label):
        return logits.float().reshape(-1).gather(0, label.reshape(1))[0]

    training = model.training
    model.eval()
    try:
        for inputs, targets in data:
            keep = len(targets) if examples is None else min(len(targets), examples - done)
            if keep <= 0:
                break
            if torch.is_tensor(inputs):
                inputs = (inputs,)
            inputs = ({k: v[:keep].to(device) for k, v in inputs.items()} if isinstance(inputs, dict)
                      else tuple(v[:keep].to(device) for v in inputs))
            targets = targets[:keep].to(device)
            logits = None
            if kind != "empirical":
                with torch.no_grad():
                    logits = _call(model, inputs)
            halves = torch.tensor([_half(seed, done + i) for i in range(keep)], device=device)
            counted, squares = torch.zeros(keep, device=device), None
            for labels, weight, by_index in _directions(kind, unit, loss, logits, targets, samples, sigma, generator):
                g = _gradients(model, names, {**buffers, **frozen}, inputs, labels,
                               index_value if by_index else label_value, method)
                shaped = {n: weight.reshape(-1, *[1] * (v.dim() - 1)) for n, v in g.items()}
                part = {n: shaped[n] * v * v for n, v in g.items()}
                squares = part if squares is None else {n: squares[n] + v for n, v in part.items()}
                counted += weight if unit == "token" else 0
                if kind == "empirical":
                    for n, v in g.items():
                        mean[n] -= (shaped[n] * v).sum(0).double().cpu().numpy()
            if unit != "token":
                counted = torch.ones(keep, device=device)
            for h in (0, 1):
                units[h] += float(counted[halves == h].sum())
                for n, v in (squares or {}).items():
                    total[n][h] += v[halves == h].sum(0).double().cpu().numpy()
            for n, v in (squares or {}).items():
                fourth[n] += (v.double() ** 2).sum(0).cpu().numpy()
            done += keep
    finally:
        model.train(training)
    count = sum(units)
    if not count:
        raise ValueError("The data hold no example.")

    def fill(path):
        with h5py.File(path, "w") as file:
            attributes = {
                "format": "fisherlens.fisher", "version": 1, "kind": kind, "scale": "mean-per-unit", "unit": unit,
                "examples": int(count), "loss_factor": 1.0, "bias_corrected": False, "batch_size": 0.0,
                "reduction": "", "optimizer": "", "step": 0.0, "split": split, "seed": np.uint64(seed),
                "samples": samples if kind == "sampled" else 0,
                "provenance": json.dumps({"program": f"fisherlens_hook {VERSION}", "torch": torch.__version__,
                                          "loss": loss if isinstance(loss, str) else "callable",
                                          "method": method[0]}, sort_keys=True),
            }
            for name, value in attributes.items():
                file.attrs[name] = value
            parts = {"diagonal": {n: (a + b) / count for n, (a, b) in total.items()}}
            if kind == "empirical":
                parts["mean_gradient"] = {n: v / count for n, v in mean.items()}
            if unit != "token" and count > 1:
                parts["standard_error"] = {
                    n: np.sqrt(np.maximum(fourth[n] / count - f**2, 0) / (count - 1))
                    for n, f in parts["diagonal"].items()}
            if min(units) > 0:
                parts.update({f"half_{h}": {n: v[h] / units[h] for n, v in total.items()} for h in (0, 1)})
            for part, values in parts.items():
                group = file.create_group(part)
                if part.startswith("half_"):
                    group.attrs["examples"] = int(units[int(part[-1])])
                for n, v in values.items():
                    group.create_dataset(escaped(n), data=np.asarray(v, "<f4"))

    _write(os.path.abspath(out), fill)
    return done
