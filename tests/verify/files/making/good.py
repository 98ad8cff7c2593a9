"""The good files: each type, order of bytes and axes, names, shapes, and what other writers write."""
import io
import json
import zipfile
from pathlib import Path

import numpy as np

from making.formats import Arrays, archive, npy, npz, raw_npy, raw_safetensors, safetensors
from making.networks import extremes, network, numbers_of, renamed, rounded


class Good:
    def __init__(self, folder: Path) -> None:
        self.folder, self.lines = folder, list[str]()

    def network(self, name: str, arrays: Arrays) -> None:
        self.lines.append("network " + name + " " + numbers_of(arrays))

    def add(self, name: str, data: bytes, network_name: str) -> None:
        (self.folder / name).write_bytes(data)
        self.lines.append(name + " " + network_name)


def good_types(good: Good) -> None:
    base = network(1, 5, 3, 2)
    for kind in ("f2", "bf16", "f4", "f8"):
        arrays = rounded(base, kind)
        good.network(kind, arrays)
        good.add(f"{kind}.safetensors", safetensors(arrays, kind), kind)
        good.network(f"{kind}-extremes", extremes(kind))
        good.add(f"{kind}-extremes.safetensors", safetensors(extremes(kind), kind), f"{kind}-extremes")
        if kind == "bf16":
            continue
        good.add(f"{kind}-extremes.npz", npz(extremes(kind)), f"{kind}-extremes")
        for endian, mark in (("little", "<"), ("big", ">")):
            for order in "CF":
                for deflated in (False, True):
                    typed = {k: np.array(v, mark + kind, order=order) for k, v in arrays.items()}
                    name = f"{kind}-{endian}-{order}-{'deflated' if deflated else 'stored'}.npz"
                    good.add(name, npz(typed, deflated), kind)


def good_names(good: Good, arrays: Arrays) -> None:
    for number, names in enumerate(
        (
            ("model.0.weight", "model.0.bias", "model.2.weight", "model.2.bias"),
            ("net/fc1.weight", "net/fc1.bias", "net/fc2.weight", "net/fc2.bias"),
            ("linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"),
            ("a.b.lin1.weight", "a.b.lin1.bias", "a.b.lin2.weight", "a.b.lin2.bias"),
            ("layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias"),
            ("l1.weight", "l1.bias", "l2.weight", "l2.bias"),
            ("dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"),
            ("hidden.weight", "hidden.bias", "output.weight", "output.bias"),
            ("hidden.weight", "hidden.bias", "out.weight", "out.bias"),
            ("W1", "b1", "W2", "b2"),
            ("w1", "b1", "w2", "b2"),
            ("\u00e9/W1", "\u00e9/b1", "\u00e9/W2", "\u00e9/b2"),
        )
    ):
        good.add(f"names-{number:02}.safetensors", safetensors(renamed(arrays, names)), "f4")
        good.add(
            f"names-{number:02}.npz",
            archive([(k + ".npy", npy(v)) for k, v in renamed(arrays, names).items()]),
            "f4",
        )


def good_shapes(good: Good) -> None:
    sizes = {"no-units": (0, 3, 2), "no-inputs": (3, 0, 2), "nothing": (0, 0, 1), "one": (1, 1, 1)}
    for name, (h, n, m) in sizes.items():
        arrays = rounded(network(2, h, n, m), "f4")
        good.network(name, arrays)
        good.add(name + ".safetensors", safetensors(arrays), name)
        good.add(name + ".npz", npz(arrays), name)
        good.add(name + "-deflated.npz", npz(arrays, True), name)
        good.add(name + "-F.npz", npz({k: np.asfortranarray(v) for k, v in arrays.items()}), name)
    arrays = rounded(network(3, 4, 2, 3), "f4")
    for name, absent in {"no-biases": (1, 3), "no-hidden-bias": (1,), "no-output-bias": (3,)}.items():
        kept = {k: v for number, (k, v) in enumerate(arrays.items()) if number not in absent}
        good.network(name, {**{k: np.zeros_like(v) for k, v in arrays.items()}, **kept})
        good.add(name + ".safetensors", safetensors(kept), name)
        good.add(name + ".npz", npz(kept), name)


def good_forms(good: Good, arrays: Arrays) -> None:
    backwards = dict(reversed(arrays.items()))
    good.add("backwards.safetensors", safetensors(backwards), "f4")
    good.add("metadata.safetensors", safetensors(arrays, metadata={"format": "pt", "{": "}\\\u00e9\n"}), "f4")
    good.add("not-padded.safetensors", safetensors(arrays, pad=False), "f4")
    text = json.dumps(json.loads(safetensors(arrays)[8:].split(b"  ")[0].rsplit(b"}", 1)[0] + b"}"), indent=2)
    data = b"".join(np.asarray(v, "<f4").tobytes() for v in arrays.values())
    good.add("indented.safetensors", raw_safetensors(text.encode() + b" \n", data), "f4")
    for version in ((1, 0), (2, 0), (3, 0)):
        members = [(k + ".npy", npy(v, version)) for k, v in arrays.items()]
        good.add(f"npy-{version[0]}.npz", archive(members), "f4")
    # Other writers: no padding, no line feed, double quotes, other order, no comma at the end.
    members = []
    for k, v in arrays.items():
        shape = str(v.shape).replace(" ", "")
        header = f'{{"shape":{shape},"fortran_order":False,"descr":"<f4"}}'
        members.append((k + ".npy", raw_npy(header.encode(), v.tobytes())))
    good.add("npy-terse.npz", archive(members, zipfile.ZIP_DEFLATED), "f4")
    good.add("other-members.npz", archive([("README", b"not an array")] + members), "f4")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for k, v in arrays.items():
            with zipped.open(k + ".npy", "w", force_zip64=True) as member:
                member.write(npy(v))
    good.add("zip64.npz", out.getvalue(), "f4")
    folder = good.folder / "folder"
    folder.mkdir()
    for k, v in arrays.items():
        (folder / (k + ".npy")).write_bytes(npy(v))
    (folder / "README").write_text("Passed over, as every file here that is no .npy.\n")
    good.lines.append("folder f4")


def write_good(folder: Path) -> list[str]:
    good = Good(folder)
    good_types(good)
    arrays = rounded(network(1, 5, 3, 2), "f4")
    good_names(good, arrays)
    good_shapes(good)
    good_forms(good, arrays)
    return good.lines
