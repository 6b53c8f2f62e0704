# SPDX-License-Identifier: GPL-3.0-or-later
"""PyTorch's zip checkpoints without PyTorch: reading ours, and writing ordinary and hostile ones.

Classes of PyTorch stand in sys.modules only while a pickle is made or read.
"""

import collections
import contextlib
import io
import pickle
import sys
import types
import zipfile

import numpy as np

STORAGES = {
    "FloatStorage": np.float32,
    "DoubleStorage": np.float64,
    "LongStorage": np.int64,
    "HalfStorage": np.float16,
    "ByteStorage": np.uint8,
}


class Storage:
    def __init__(self, array, key):
        self.array, self.key = array, key


def _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks):
    del requires_grad, hooks
    item = storage.array.itemsize
    return np.lib.stride_tricks.as_strided(storage.array[offset:], size, [s * item for s in stride])


@contextlib.contextmanager
def torch_names():
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")
    for name in STORAGES:
        setattr(torch, name, type(name, (), {"__module__": "torch"}))
    _rebuild_tensor_v2.__module__ = "torch._utils"
    torch._utils, utils._rebuild_tensor_v2 = utils, _rebuild_tensor_v2
    saved = {name: sys.modules.get(name) for name in ("torch", "torch._utils")}
    sys.modules.update({"torch": torch, "torch._utils": utils})
    try:
        yield torch
    finally:
        for name, module in saved.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


class Reader(pickle.Unpickler):
    def __init__(self, archive, prefix):
        super().__init__(io.BytesIO(archive.read(prefix + "data.pkl")))
        self.archive, self.prefix, self.keys = archive, prefix, {}

    def persistent_load(self, pid):
        _, kind, key, _, count = pid
        array = np.frombuffer(self.archive.read(f"{self.prefix}data/{key}"), STORAGES[kind.__name__], count)
        return Storage(array, key)


def read_checkpoint(path):
    """The object that torch.load would give, with NumPy arrays for tensors."""
    with torch_names(), zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/data.pkl"))
        return Reader(archive, name[: -len("data.pkl")]).load()


class Tensor:
    """Pickles as torch.Tensor does."""

    def __init__(self, array):
        self.array = np.array(array, order="C")  # ascontiguousarray would give a scalar a dimension

    def __reduce_ex__(self, protocol):
        strides = [s // self.array.itemsize for s in self.array.strides]
        return (
            sys.modules["torch._utils"]._rebuild_tensor_v2,
            (
                Storage(self.array.ravel(), id(self)),
                0,
                tuple(self.array.shape),
                tuple(strides),
                False,
                collections.OrderedDict(),
            ),
        )


class Writer(pickle.Pickler):
    def __init__(self, file, torch):
        super().__init__(file, protocol=2)
        self.torch, self.storages, self.keep = torch, {}, []

    def reducer_override(self, obj):
        if isinstance(obj, np.ndarray):
            tensor = Tensor(obj)
            self.keep.append(tensor)
            return tensor.__reduce_ex__(2)
        return NotImplemented

    def persistent_id(self, obj):
        if not isinstance(obj, Storage):
            return None
        key = str(len(self.storages))
        self.storages[key] = obj.array
        name = next(name for name, dtype in STORAGES.items() if np.dtype(dtype) == obj.array.dtype)
        return ("storage", getattr(self.torch, name), key, "cpu", obj.array.size)


def write_checkpoint(path, content):
    """What torch.save writes for `content`, whose NumPy arrays become tensors."""
    buffer = io.BytesIO()
    with torch_names() as torch:
        writer = Writer(buffer, torch)
        writer.dump(content)
    write_pickle(path, buffer.getvalue(), {key: array.tobytes() for key, array in writer.storages.items()})


def write_pickle(path, stream, storages=None, compression=zipfile.ZIP_STORED):
    """A checkpoint around any pickle stream."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("archive/data.pkl", stream)
        archive.writestr("archive/byteorder", "little")
        for key, data in (storages or {}).items():
            archive.writestr(f"archive/data/{key}", data)
        archive.writestr("archive/version", "3\n")


def edit_archive(source, target, edit):
    """Copies a zip with every entry's bytes passed through edit(name, data)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
