#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/arrays: small HDF5, NPZ and safetensors files and what NumPy and h5py find in them (expected.json). Run again it makes the same files but for times of creation in latest.h5 and virtual.h5.

Needs Debian's python3-h5py and python3-numpy. `make_arrays.py --show FILE` prints as JSON what h5py (or a NumPy parse of
safetensors) sees in a file; the tests use it on files that FisherLens wrote.
"""
import io
import json
import os
import struct
import sys
import zipfile

import h5py
import numpy as np

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "arrays")
rng = np.random.default_rng(8)


def listed(array):
    return {"dtype": array.dtype.str, "shape": list(array.shape), "values": [v if np.isfinite(v) else str(v) for v in array.astype(float).ravel().tolist()]}


def plain(value):
    if isinstance(value, bytes):
        return value.decode()
    return value.tolist() if isinstance(value, (np.generic, np.ndarray)) else value


def show_hdf5(path):
    result = {"datasets": {}, "attributes": {}}
    with h5py.File(path, "r") as file:
        def visit(name, item):
            for key, value in item.attrs.items():
                result["attributes"].setdefault(name, {})[key] = plain(value)
            if isinstance(item, h5py.Dataset):
                result["datasets"][name] = listed(item[()] if item.shape else np.asarray(item[()]))
                result["datasets"][name]["chunks"] = item.chunks
        visit("", file)
        file.visititems(visit)
    return result


def show_safetensors(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    types = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "|u1", "BOOL": "|b1"}
    tensors = {}
    metadata = header.pop("__metadata__", {})
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name] = listed(np.frombuffer(data[begin:end], types[entry["dtype"]]).reshape(entry["shape"]))
    return {"datasets": tensors, "attributes": {"": metadata}}


def show(path):
    return show_safetensors(path) if open(path, "rb").read(4) != b"\x89HDF" else show_hdf5(path)


def write_safetensors(path, tensors, metadata=None):
    header, data = {}, b""
    if metadata is not None:
        header["__metadata__"] = metadata
    names = {"float64": "F64", "float32": "F32", "float16": "F16", "int64": "I64", "int32": "I32", "uint8": "U8", "bool": "BOOL"}
    for name, array in tensors.items():
        raw = array.tobytes()
        header[name] = {"dtype": names[array.dtype.name], "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def write_npz(path, arrays, compression, fortran=()):
    """Like np.savez, without the date of today."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, array in arrays.items():
            stream = io.BytesIO()
            np.lib.format.write_array(stream, np.asfortranarray(array) if name in fortran else array)
            archive.writestr(zipfile.ZipInfo(name + ".npy"), stream.getvalue(), compression)


def some(shape, dtype="<f4"):
    return rng.normal(size=shape).astype(dtype)


def numbers(file):
    for dtype in ("<f2", "<f4", "<f8"):
        file["kinds/" + np.dtype(dtype).name] = some((3, 4), dtype)
    for dtype in ("<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8"):
        file["kinds/" + np.dtype(dtype).name] = rng.integers(0, 100, 5).astype(dtype)
    file["kinds/bool"] = np.array([True, False, True])
    file["scalar"] = np.float32(2.5)
    file["none"] = np.zeros((0, 3), "<f4")
    file.attrs["text"] = "Grüße"
    file.attrs["fixed"] = np.bytes_("fixed")
    file.attrs["integer"] = -7
    file.attrs["large"] = np.uint64(2**64 - 1)
    file.attrs["real"] = 0.1
    file.attrs["half"] = np.float16(0.5)
    file.attrs["flag"] = True
    file.attrs["list"] = [1, 2, 3]
    file["scalar"].attrs["unit"] = "nats"


def decoded(file):
    file.create_dataset("gzip", data=some((40, 7)), chunks=(16, 4), compression="gzip", shuffle=True, fletcher32=True)
    file.create_dataset("chunked", data=rng.integers(-9, 9, (5, 6, 7)), chunks=(2, 3, 4))
    file.create_dataset("big", data=some((3, 3), ">f4"))
    file.create_dataset("bigint", data=np.arange(-2, 3, dtype=">i8"))
    file.create_dataset("unwritten", shape=(4,), dtype="<f4", fillvalue=1.5)
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_layout(h5py.h5d.COMPACT)
    properties.set_obj_track_times(False)
    compact = h5py.h5d.create(file.id, b"compact", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((3,)), properties)
    compact.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1.0, 2.0, 3.0]))


def links(file):
    file["group/values"] = some(4)
    file["hard"] = file["group/values"]
    file["soft"] = h5py.SoftLink("/group/values")
    file["dangling"] = h5py.SoftLink("/nowhere")
    file["circle"] = h5py.SoftLink("/circle")
    file["group/up"] = file["/"]
    file["alias"] = h5py.SoftLink("/group")
    file["words"] = ["a", "b"]
    file["pairs"] = np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")])
    file["empty"] = h5py.Empty("<f4")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    expected = {}

    def hdf5(name, fill, **options):
        path = os.path.join(FOLDER, name)
        with h5py.File(path, "w", **options) as file:
            fill(file)
        return path

    for name, fill, options in (("numbers.h5", numbers, {}), ("decoded.h5", decoded, {}),
                                ("userblock.h5", lambda f: f.create_dataset("x", data=some(6)), {"userblock_size": 512}),
                                ("latest.h5", lambda f: f.create_dataset("g/x", data=some((2, 3))), {"libver": "latest"})):
        expected[name] = show_hdf5(hdf5(name, fill, **options))
    hdf5("links.h5", links)
    hdf5("external_link.h5", lambda f: f.__setitem__("inputs", h5py.ExternalLink("numbers.h5", "/scalar")))

    def external(file):
        properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        properties.set_external(b"/etc/passwd", 0, 16)
        properties.set_obj_track_times(False)
        h5py.h5d.create(file.id, b"inputs", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((4,)), properties)
    hdf5("external_storage.h5", external)

    def virtual(file):
        layout = h5py.VirtualLayout(shape=(3, 4), dtype="<f4")
        layout[...] = h5py.VirtualSource("numbers.h5", "kinds/float32", shape=(3, 4))
        file.create_virtual_dataset("inputs", layout)
    hdf5("virtual.h5", virtual)

    tensors = {"a.weight": some((2, 3)), "ä": some(2, "<f8"), "n": np.arange(3), "m": np.array([True, False]),
               "s": np.float16(1.5).reshape(()), "z": np.zeros((0, 4), "<f4")}
    path = os.path.join(FOLDER, "plain.safetensors")
    write_safetensors(path, tensors, {"format": "pt"})
    expected["plain.safetensors"] = show_safetensors(path)

    arrays = {"inputs/0": some((4, 3)), "inputs/1": some((4, 2), "<f8"), "targets": np.array([0, 2, 1, 1])}
    expected["data"] = {name: listed(array) for name, array in arrays.items()}
    write_npz(os.path.join(FOLDER, "data.npz"), arrays, zipfile.ZIP_STORED, fortran=("inputs/0",))
    write_npz(os.path.join(FOLDER, "data_deflated.npz"), arrays, zipfile.ZIP_DEFLATED, fortran=("inputs/1",))
    write_safetensors(os.path.join(FOLDER, "data.safetensors"), arrays)
    hdf5("data.h5", lambda f: [f.create_dataset(name, data=array, compression="gzip") for name, array in arrays.items()])

    def fisher(file):
        file.attrs.update({"format": "fisherlens.fisher", "version": 1, "kind": "empirical", "scale": "mean-per-unit",
                           "examples": 12, "bias_corrected": True, "seed": np.uint64(2**63 + 1), "batch_size": 16})
        file["diagonal/a%2Fb.weight"] = some((2, 3)) ** 2
        file["diagonal/100%25"] = some(3) ** 2
        file["half_0/100%25"] = some(3) ** 2
        file["half_0"].attrs["examples"] = 5
    expected["fisher.h5"] = show_hdf5(hdf5("fisher.h5", fisher))

    # Parameters of two models in the ways in which people keep them without a library of their own.
    def model():
        return {"fc1.weight": some((4, 3)), "fc1.bias": some(4, "<f2"), "fc2.weight": some((2, 4), "<f8"),
                "steps": np.array(7), "a/b": some(3)}
    for name in "ab":
        parameters = model()
        expected[f"model_{name}"] = {key: listed(array) for key, array in parameters.items()}
        write_npz(os.path.join(FOLDER, f"model_{name}.npz"), {**parameters, "names": np.array(["x"])}, zipfile.ZIP_STORED,
                  fortran=("fc2.weight",))
        write_npz(os.path.join(FOLDER, f"model_{name}_deflated.npz"), parameters, zipfile.ZIP_DEFLATED,
                  fortran=("fc1.weight",))
        hdf5(f"model_{name}.h5", lambda f: [f.create_dataset("params/" + key, data=array)
                                            for key, array in parameters.items()] + [f.create_dataset("words", data=["x"])])

    with open(os.path.join(FOLDER, "expected.json"), "w") as file:
        json.dump(expected, file, indent=1, sort_keys=True)
        file.write("\n")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--show":
        print(json.dumps(show(sys.argv[2])))
    else:
        main()
