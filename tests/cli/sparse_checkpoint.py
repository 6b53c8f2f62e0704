# SPDX-License-Identifier: GPL-3.0-or-later
"""A checkpoint of any size that takes no room: torch.save's layout with holes where the storages lie.

usage: sparse_checkpoint.py OUT BYTES
"""

import io
import struct
import sys

from torch_files import Storage, Writer, torch_names


class Hole:
    """As much of an array as the pickle of a tensor needs."""

    def __init__(self, count):
        self.size, self.dtype = count, "float32"


class Tensor:
    def __init__(self, *shape):
        self.shape = shape

    def __reduce_ex__(self, protocol):
        count, strides = 1, []
        for size in reversed(self.shape):
            strides.insert(0, count)
            count *= size
        return (
            sys.modules["torch._utils"]._rebuild_tensor_v2,
            (Storage(Hole(count), id(self)), 0, self.shape, tuple(strides), False, {}),
        )


class HoleWriter(Writer):
    def persistent_id(self, obj):
        if not isinstance(obj, Storage):
            return None
        key = str(len(self.storages))
        self.storages[key] = obj.array.size * 4
        return ("storage", self.torch.FloatStorage, key, "cpu", obj.array.size)


def entry(file, name, size, data=None):
    """A stored entry; the data is a hole unless it is given. Returns its record of the central directory."""
    offset = file.tell()
    file.write(struct.pack("<4s5H3I2H", b"PK\3\4", 0, 0x0808, 0, 0, 0, 0, 0, 0, len(name), 0) + name)
    if data is None:
        file.seek(size, io.SEEK_CUR)
    else:
        file.write(data)
    file.write(struct.pack("<4sIQQ", b"PK\7\10", 0, size, size))
    extra = struct.pack("<HHQQQ", 1, 24, size, size, offset)
    fields = struct.pack("<4s6H3I5H2I", b"PK\1\2", 0, 45, 0x0808, 0, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name),
                         len(extra), 0, 0, 0, 0, 0xFFFFFFFF)
    return fields + name + extra


def write(path, size):
    """{model, optimizer} of Adam with about `size` bytes in matrices of 16 M entries."""
    layers = max(1, size // (3 * 4 * 4096 * 4096))
    state = {i: {"step": 100, "exp_avg": Tensor(4096, 4096), "exp_avg_sq": Tensor(4096, 4096)} for i in range(layers)}
    group = {"lr": 1e-3, "betas": (0.9, 0.999), "eps": 1e-8, "weight_decay": 0.0, "amsgrad": False, "foreach": None,
             "maximize": False, "params": list(range(layers))}
    content = {"model": {f"layers.{i}.weight": Tensor(4096, 4096) for i in range(layers)},
               "optimizer": {"state": state, "param_groups": [group]}}
    buffer = io.BytesIO()
    with torch_names() as torch:
        writer = HoleWriter(buffer, torch)
        writer.dump(content)
    with open(path, "wb") as file:
        records = [entry(file, b"archive/data.pkl", len(buffer.getvalue()), buffer.getvalue())]
        for key, count in writer.storages.items():
            records.append(entry(file, b"archive/data/" + key.encode(), count))
        start = file.tell()
        file.write(b"".join(records))
        length = file.tell() - start
        file.write(struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, len(records), len(records), length, start))
        file.write(struct.pack("<4sIQI", b"PK\6\7", 0, start + length, 1))
        file.write(struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
