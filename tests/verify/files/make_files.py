#!/usr/bin/env python3
"""Writes good/ and bad/: small network files by NumPy and the zipfile module, for corpus_test.cpp.

good/EXPECT: `network NAME h n m numbers...` (rows b, c, a of each unit, then d, in hexadecimal), and of each file
that has these numbers `FILE NAME`.
bad/EXPECT: a line for each file: its name, 3 (malformed) or 4 (not treated), a part of the message.
Each bad file has one fault. Run it anywhere; it replaces both folders.
"""
import io
import json
import pathlib
import shutil
import struct
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ("0.weight", "0.bias", "2.weight", "2.bias")
SAFETENSORS_TYPES = {"f2": "F16", "f4": "F32", "f8": "F64"}


# ------------------------------------------------------------------ formats


def bfloat16(array):
    """The bits of an array whose values are bfloat16 ones."""
    return (np.asarray(array, "<f4").view("<u4") >> 16).astype("<u2")


def safetensors(arrays, kind="f4", metadata=None, pad=True):
    """Arrays by name, in the order of the data."""
    header, blobs, at = {}, [], 0
    if metadata is not None:
        header["__metadata__"] = metadata
    for name, array in arrays.items():
        blob = (bfloat16(array) if kind == "bf16" else np.asarray(array, "<" + kind)).tobytes()
        header[name] = {
            "dtype": "BF16" if kind == "bf16" else SAFETENSORS_TYPES[kind],
            "shape": list(np.shape(array)),
            "data_offsets": [at, at + len(blob)],
        }
        at += len(blob)
        blobs.append(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    if pad:
        text += b" " * (-len(text) % 8)
    return raw_safetensors(text, b"".join(blobs))


def raw_safetensors(header, data=b""):
    return struct.pack("<Q", len(header)) + header + data


def npy(array, version=None):
    out = io.BytesIO()
    np.lib.format.write_array(out, array, version=version)
    return out.getvalue()


def raw_npy(header, data=b"", version=(1, 0)):
    length = struct.pack("<H" if version[0] == 1 else "<I", len(header))
    return b"\x93NUMPY" + bytes(version) + length + header + data


def npz(arrays, deflated=False):
    """As numpy.savez writes it."""
    out = io.BytesIO()
    (np.savez_compressed if deflated else np.savez)(out, **arrays)
    return out.getvalue()


def archive(members, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in members:
            zipped.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


# ------------------------------------------------------------------ networks


def network(seed, h, n, m):
    """Random numbers whose sizes differ widely, as arrays in PyTorch's layout."""
    random = np.random.default_rng(seed)

    def numbers(*shape):
        return random.standard_normal(shape) * 2.0 ** random.integers(-6, 6, shape)

    return dict(zip(NAMES, (numbers(h, n), numbers(h), numbers(m, h), numbers(m))))


def rounded(arrays, kind):
    if kind == "bf16":
        return {k: (v.astype("<f4").view("<u4") & 0xFFFF0000).view("<f4") for k, v in arrays.items()}
    return {k: v.astype(kind) for k, v in arrays.items()}


def numbers_of(arrays):
    hidden_weight, hidden_bias, output_weight, output_bias = (np.asarray(arrays[k], "f8") for k in NAMES)
    (h, n), m = hidden_weight.shape, len(output_weight)
    rows = np.hstack([hidden_weight, hidden_bias.reshape(h, 1), output_weight.T])
    numbers = [float(x).hex() for x in [*rows.ravel(), *output_bias]]
    return " ".join(map(str, [h, n, m, *numbers]))


def extremes(kind):
    """Zeros of both signs, the least and greatest subnormals and normals."""
    exponent, mantissa = {"f2": (5, 10), "bf16": (8, 7), "f4": (8, 23), "f8": (11, 52)}[kind]
    top, one = ((1 << exponent) - 1) << mantissa, 1 << mantissa
    bits = [0, 1, 2, 3, one // 2, one - 1, one, one + 1, top - 1, top - one]
    sign = 1 << (exponent + mantissa)
    bits += [b | sign for b in bits]
    if kind == "bf16":
        numbers = (np.array(bits, "<u4") << 16).view("<f4")
    else:
        numbers = np.array(bits, "<u%d" % ((exponent + mantissa + 1) // 8)).view("<" + kind)
    parts = (numbers[:10].reshape(5, 2), numbers[10:15], numbers[5:15].reshape(2, 5), numbers[18:])
    return dict(zip(NAMES, parts))


class Good:
    def __init__(self, folder):
        self.folder, self.lines = folder, []

    def network(self, name, arrays):
        self.lines.append("network " + name + " " + numbers_of(arrays))

    def add(self, name, data, network_name):
        (self.folder / name).write_bytes(data)
        self.lines.append(name + " " + network_name)


def renamed(arrays, names):
    return dict(zip(names, arrays.values()))


def good_types(good):
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


def good_names(good, arrays):
    for number, names in enumerate((
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
    )):
        good.add(f"names-{number:02}.safetensors", safetensors(renamed(arrays, names)), "f4")
        good.add(
            f"names-{number:02}.npz",
            archive([(k + ".npy", npy(v)) for k, v in renamed(arrays, names).items()]),
            "f4",
        )


def good_shapes(good):
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


def good_forms(good, arrays):
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


def write_good():
    good = Good(HERE / "good")
    good_types(good)
    arrays = rounded(network(1, 5, 3, 2), "f4")
    good_names(good, arrays)
    good_shapes(good)
    good_forms(good, arrays)
    return good


# ------------------------------------------------------------------ faults


class Bad:
    def __init__(self, folder):
        self.folder, self.lines = folder, []

    def add(self, name, data, kind, message):
        (self.folder / name).write_bytes(data)
        self.lines.append(f"{name} {kind} {message}")


SMALL = {k: v.astype("f4") for k, v in network(4, 2, 1, 1).items()}
DATA = b"".join(v.tobytes() for v in SMALL.values())  # 2 + 2 + 2 + 1 numbers, 28 bytes
ENTRIES = {
    "0.weight": '{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}',
    "0.bias": '{"dtype":"F32","shape":[2],"data_offsets":[8,16]}',
    "2.weight": '{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]}',
    "2.bias": '{"dtype":"F32","shape":[1],"data_offsets":[24,28]}',
}


def with_entry(name, text):
    """The small network's header with one entry another."""
    entries = {**ENTRIES, name: text}
    return raw_safetensors(("{" + ",".join(f'"{k}":{v}' for k, v in entries.items()) + "}").encode(), DATA)


def with_header(edit):
    text = "{" + ",".join(f'"{k}":{v}' for k, v in ENTRIES.items()) + "}"
    return raw_safetensors(edit(text).encode(), DATA)


def bad_headers(bad):
    def add(name, data, message):
        bad.add(name + ".safetensors", data, 3, message)

    add("empty", b"", "expected 8 bytes with the length of the header, found 0")
    add("seven-bytes", bytes(7), "expected 8 bytes with the length of the header, found 7")
    add("no-header", bytes(8), "1:1: $: expected `{`, found the end of the header")
    add(
        "header-past-end",
        struct.pack("<Q", 3) + b"{}",
        "expected a header of at most 2 bytes, found the length 3",
    )
    add("header-past-everything", b"\xff" * 8 + b"{}", "found the length 18446744073709551615")
    add("header-starts-blank", with_header(lambda t: " " + t), "1:1: $: expected `{`, found ' '")
    add("header-is-array", raw_safetensors(b"[]"), "1:1: $: expected `{`, found an array")
    add("header-byte-order-mark", with_header(lambda t: "\ufeff" + t), "1:1: $: expected `{`")
    add("header-not-json", raw_safetensors(b"{nope}"), "expected a key, `,` or `}`, found 'nope'")
    add("header-ends", raw_safetensors(b'{"a":'), ":1:5: $: expected `}` at the end of the header, found ':'")
    add(
        "header-open-string",
        raw_safetensors(b'{"a'),
        "expected a header in JSON, found a string without an end",
    )
    add(
        "header-utf8",
        raw_safetensors(b'{"\xff":{}}'),
        "expected a header in JSON, found bytes that are not UTF-8",
    )
    add("header-control", raw_safetensors(b'{"a\n":{}}'), "found a control character in a string")
    add(
        "header-escape",
        raw_safetensors(b'{"\\q":{}}'),
        "1:2: $: expected a key in JSON, found the string '\\q'",
    )
    add("header-number-key", raw_safetensors(b"{1:{}}"), "expected a key, `,` or `}`, found '1'")
    add("header-no-colon", with_header(lambda t: t.replace('":{', '"{', 1)), "found an object")
    add("header-no-comma", with_header(lambda t: t.replace('},"', '}"', 1)), "found the string '0.bias'")
    add("header-comma-at-end", with_header(lambda t: t[:-1] + ",}"), "expected a key, `,` or `}`, found '}'")
    add(
        "header-second-object",
        with_header(lambda t: t + "{}"),
        "expected nothing after the object but spaces, found an object",
    )
    add(
        "header-brace-after",
        with_header(lambda t: t + " }"),
        "expected nothing after the object but spaces, found '}'",
    )
    add(
        "header-word-after",
        with_header(lambda t: t + " x"),
        "$: expected `}` at the end of the header, found 'x'",
    )
    add(
        "header-zeros-after",
        with_header(lambda t: t + "\0\0"),
        "$: expected `}` at the end of the header, found '\\x00'",
    )
    add(
        "twice",
        with_header(lambda t: t[:-1] + ',"0.bias":' + ENTRIES["0.bias"] + "}"),
        "$: expected different keys, found '0.bias' again",
    )
    add(
        "twice-escaped",
        with_header(lambda t: t[:-1] + ',"0.bi\\u0061s":' + ENTRIES["0.bias"] + "}"),
        "found '0.bias' again",
    )
    add(
        "metadata-list",
        with_header(lambda t: '{"__metadata__":[],' + t[1:]),
        "1:17: $['__metadata__']: expected an object of strings, found an array",
    )
    add(
        "metadata-number",
        with_header(lambda t: '{"__metadata__":{"a":1},' + t[1:]),
        "$['__metadata__']: expected a string, found '1'",
    )
    add(
        "metadata-deep",
        with_header(lambda t: '{"__metadata__":{"a":{"b":"c"}},' + t[1:]),
        "expected a string, found an object",
    )
    add(
        "metadata-escape",
        with_header(lambda t: '{"__metadata__":{"a":"\\x"},' + t[1:]),
        "expected a string, found the string '\\x'",
    )
    add(
        "metadata-key-twice",
        with_header(lambda t: '{"__metadata__":{"a":"b","a":"b"},' + t[1:]),
        "$['__metadata__']: expected different keys, found 'a' again",
    )
    add(
        "metadata-twice",
        with_header(lambda t: '{"__metadata__":{},"__metadata__":{},' + t[1:]),
        "$: expected different keys, found '__metadata__' again",
    )
    add(
        "metadata-null",
        with_header(lambda t: '{"__metadata__":null,' + t[1:]),
        "expected an object of strings, found 'null'",
    )
    add(
        "second-line",
        with_header(lambda t: t.replace('"shape":[2]', '\n"\\u0073hape":\n [01]')),
        ":3:3: $['0.bias'].shape[0]: expected a whole number",
    )
    add(
        "column-in-characters",
        with_header(lambda t: '{"__metadata__":{"\u00e9\u4e16":1},' + t[1:]),
        ":1:23: $['__metadata__']",
    )


def bad_entries(bad):
    def add(name, entry, message, key="0.bias"):
        bad.add("entry-" + name + ".safetensors", with_entry(key, entry), 3, message)

    entry = ENTRIES["0.bias"]
    add(
        "string",
        '"F32"',
        "$['0.bias']: expected an object with dtype, shape and data_offsets, found the string 'F32'",
    )
    add("array", "[" + entry + "]", "expected an object with dtype, shape and data_offsets, found an array")
    add("empty", "{}", "$['0.bias']: expected the key dtype, found none")
    add("no-shape", entry.replace('"shape":[2],', ""), "expected the key shape, found none")
    add(
        "no-offsets", entry.replace(',"data_offsets":[8,16]', ""), "expected the key data_offsets, found none"
    )
    add(
        "other-key",
        entry.replace("{", '{"strides":[1],'),
        "expected the keys dtype, shape and data_offsets only, found the string 'strides'",
    )
    add(
        "dtype-twice",
        entry.replace("{", '{"dtype":"F32",'),
        "$['0.bias']: expected different keys, found 'dtype' again",
    )
    add("shape-twice", entry.replace("{", '{"shape":[2],'), "found 'shape' again")
    add("offsets-twice", entry.replace("{", '{"data_offsets":[8,16],'), "found 'data_offsets' again")
    add("dtype-number", entry.replace('"F32"', "32"), "$['0.bias'].dtype: expected a string, found '32'")
    add(
        "shape-number",
        entry.replace("[2]", "2"),
        "$['0.bias'].shape: expected an array of whole numbers, found '2'",
    )
    add("shape-object", entry.replace("[2]", "{}"), "expected an array of whole numbers, found an object")
    add(
        "shape-deep",
        entry.replace("[2]", "[[2]]"),
        "$['0.bias'].shape[0]: expected a whole number from 0 to 18446744073709551615, found an array",
    )
    add(
        "shape-very-deep",
        entry.replace("[2]", "[" * 1500 + "]" * 1500),
        "expected a whole number from 0 to 18446744073709551615, found an array",
    )
    add("shape-open", entry.replace("[2]", "[2"), "$['0.bias'].shape")
    for name, number in {
        "minus": "-8", "leading-zero": "08", "exponent": "8e0", "decimal": "8.0", "string": '"8"',
        "true": "true",
        "null": "null", "hex": "0x8", "two-to-64": "18446744073709551616", "plus": "+8", "nan": "NaN",
    }.items():
        add(
            "offset-" + name,
            entry.replace("[8,", f"[{number},"),
            "$['0.bias'].data_offsets[0]: expected a whole number from 0 to 18446744073709551615, found ",
        )
    add(
        "offset-blank",
        entry.replace("[8,16]", "[8 16]"),
        "$['0.bias'].data_offsets: expected `,` or `]`, found '16'",
    )
    add(
        "offset-comma",
        entry.replace("[8,16]", "[8,16,]"),
        "$['0.bias'].data_offsets[2]: expected a whole number from 0 to 18446744073709551615, found ']'",
    )
    add("one-offset", entry.replace("[8,16]", "[8]"), "$['0.bias'].data_offsets: expected 2 offsets, found 1")
    add("three-offsets", entry.replace("[8,16]", "[8,16,16]"), "expected 2 offsets, found 3")
    add(
        "offsets-backwards",
        entry.replace("[8,16]", "[16,8]"),
        "expected a range within the 28 bytes of data, found from 16 to 8",
    )
    add(
        "offsets-outside",
        entry.replace("[8,16]", "[8,29]"),
        "expected a range within the 28 bytes of data, found from 8 to 29",
    )
    add(
        "offsets-far-outside",
        entry.replace("[8,16]", "[8,18446744073709551615]"),
        "found from 8 to 18446744073709551615",
    )
    add(
        "size",
        entry.replace("[2]", "[3]"),
        "$['0.bias'].shape: expected a shape that takes the 8 bytes of data_offsets, found one that takes 12",
    )
    add("size-of-scalar", entry.replace("[2]", "[]"), "found one that takes 4")
    add(
        "size-too-large", entry.replace("[2]", "[4611686018427387904,4]"), "found one that takes 2^64 or more"
    )
    add(
        "size-of-other-type",
        entry.replace("F32", "I64"),
        "expected a shape that takes the 8 bytes of data_offsets, found one that takes 16",
    )
    add(
        "overlap",
        entry.replace("[8,16]", "[4,12]"),
        "$['0.bias'].data_offsets: expected data from 8 on, where the array before ends, found 4: the arrays overlap",
    )
    add(
        "gap",
        entry.replace("[8,16]", "[12,16]").replace("[2]", "[1]"),
        "expected data from 8 on, where the array before ends, found 12: bytes of no array lie between",
    )
    add(
        "not-covered",
        '{"dtype":"F32","shape":[0],"data_offsets":[24,24]}',
        "expected arrays that cover all 28 bytes of data, found arrays up to 24",
        "2.bias",
    )
    add(
        "same-range",
        ENTRIES["0.weight"],
        "$['0.bias'].data_offsets: expected data from 8 on, where the array before ends, found 0",
    )


def both(bad, name, arrays, kind, message):
    """A fault that both formats can have."""
    bad.add(name + ".safetensors", safetensors(arrays, arrays_kind(arrays)), kind, message)
    bad.add(name + ".npz", npz(arrays), kind, message)


def arrays_kind(arrays):
    return next(iter(arrays.values())).dtype.str[1:]


def bad_networks(bad):
    base = {k: v.astype("f4") for k, v in network(5, 4, 3, 2).items()}

    def changed(**parts):
        full = {**dict(zip(("hw", "hb", "ow", "ob"), base.values())), **parts}
        return dict(zip(NAMES, full.values()))

    def poked(name, place, number, kind="f4"):
        arrays = {k: v.astype(kind) for k, v in base.items()}
        arrays[name][place] = number
        return arrays

    for kind in ("f2", "f4", "f8"):
        both(
            bad,
            f"nan-{kind}",
            poked("0.weight", (2, 1), np.nan, kind),
            3,
            "array '0.weight'[2, 1]: expected a finite number, found NaN",
        )
        both(
            bad,
            f"infinity-{kind}",
            poked("2.weight", (1, 3), np.inf, kind),
            3,
            "array '2.weight'[1, 3]: expected a finite number, found infinity",
        )
    both(
        bad,
        "minus-infinity",
        poked("0.bias", 3, -np.inf),
        3,
        "array '0.bias'[3]: expected a finite number, found -infinity",
    )
    both(
        bad,
        "nan-output-bias",
        poked("2.bias", 1, np.nan),
        3,
        "array '2.bias'[1]: expected a finite number, found NaN",
    )
    bad.add(
        "nan-bf16.safetensors",
        safetensors(poked("2.bias", 0, np.inf), "bf16"),
        3,
        "array '2.bias'[0]: expected a finite number, found infinity",
    )
    bad.add(
        "nan-F.npz",
        npz({k: np.asfortranarray(v) for k, v in poked("0.weight", (3, 1), np.nan).items()}),
        3,
        "array '0.weight'[3, 1]: expected",
    )
    bad.add(
        "nan-big.npz",
        npz({k: v.astype(">f4") for k, v in poked("2.weight", (0, 2), np.nan).items()}),
        3,
        "array '2.weight'[0, 2]: expected",
    )

    zeros = lambda *shape: np.zeros(shape, "f4")
    both(
        bad,
        "shape-hidden-bias",
        changed(hb=zeros(5)),
        3,
        "array '0.bias': expected shape (4) since '0.weight' has shape (4, 3), found (5)",
    )
    both(
        bad,
        "shape-output-weight",
        changed(ow=zeros(2, 5)),
        3,
        "array '2.weight': expected shape (2, 4) since '0.weight' has shape (4, 3), found (2, 5)",
    )
    both(
        bad,
        "shape-transposed",
        changed(hw=zeros(3, 4)),
        3,
        "array '2.weight': expected shape (2, 3) since '0.weight' has shape (3, 4), found (2, 4)",
    )
    both(
        bad,
        "shape-output-bias",
        changed(ob=zeros(1)),
        3,
        "array '2.bias': expected shape (2) since '2.weight' has shape (2, 4), found (1)",
    )
    both(
        bad,
        "no-outputs",
        changed(ow=zeros(0, 4), ob=zeros(0)),
        3,
        "array '2.weight': expected from 1 to 1000000 outputs, found 0",
    )
    both(
        bad,
        "many-units",
        changed(hw=zeros(10**12, 0)),
        3,
        "array '0.weight': expected from 0 to 2147483647 units, found 1000000000000",
    )
    both(
        bad,
        "many-inputs",
        changed(hw=zeros(0, 10**12)),
        3,
        "array '0.weight': expected from 0 to 1000000 inputs, found 1000000000000",
    )
    both(
        bad,
        "many-outputs",
        changed(hw=zeros(0, 3), ow=zeros(10**12, 0)),
        3,
        "array '2.weight': expected from 1 to 1000000 outputs, found 1000000000000",
    )
    both(
        bad,
        "dimensions-1",
        changed(hw=zeros(4)),
        4,
        "array '0.weight': expected 2 dimensions, found shape (4)",
    )
    both(
        bad,
        "dimensions-4",
        changed(hw=zeros(4, 3, 1, 1)),
        4,
        "array '0.weight': expected 2 dimensions, found shape (4, 3, 1, 1)",
    )
    both(
        bad,
        "dimensions-bias",
        changed(hb=zeros(4, 1)),
        4,
        "array '0.bias': expected 1 dimension, found shape (4, 1)",
    )
    both(
        bad, "dimensions-none", changed(ob=zeros()), 4, "array '2.bias': expected 1 dimension, found shape ()"
    )
    both(
        bad,
        "left-over",
        {**base, "4.weight": zeros(1, 2)},
        4,
        "expected no array beside those of the network, '0.weight' to '2.weight' (or names in --tensors), found '4.weight'",
    )
    both(
        bad,
        "two-networks",
        {**base, **renamed(base, ("W1", "b1", "W2", "b2"))},
        4,
        "expected no array beside those of the network",
    )
    both(
        bad,
        "other-names",
        renamed(base, ("alpha", "beta", "gamma", "delta")),
        4,
        "or by --tensors, found the arrays 'alpha', 'beta', 'gamma', 'delta'",
    )
    both(
        bad,
        "other-prefixes",
        renamed(base, ("p.0.weight", "p.0.bias", "q.2.weight", "q.2.bias")),
        4,
        "or by --tensors, found the arrays 'p.0.weight'",
    )
    both(
        bad,
        "prefix-without-dot",
        renamed(base, ("net0.weight", "net0.bias", "net2.weight", "net2.bias")),
        4,
        "or by --tensors, found the arrays 'net0.weight'",
    )
    both(
        bad,
        "one-layer",
        {k: base[k] for k in NAMES[:2]},
        4,
        "or by --tensors, found the arrays '0.weight', '0.bias'",
    )
    bad.add("no-arrays.safetensors", raw_safetensors(b"{}"), 4, "or by --tensors, found no arrays")
    for name in ("I64", "F8_E4M3", "Q7"):
        one = {"I64": 8}.get(name, 1)
        data = b"".join(bytes(one * v.size) for v in SMALL.values())
        text, at = {}, 0
        for k, v in SMALL.items():
            text[k] = {"dtype": name, "shape": list(v.shape), "data_offsets": [at, at + one * v.size]}
            at += one * v.size
        bad.add(
            f"type-{name}.safetensors",
            raw_safetensors(json.dumps(text).encode(), data),
            4,
            f"array '0.weight': expected floats of 16, 32 or 64 bits, found elements of type '{name}'",
        )


def bad_npy(bad):
    """One array of the archive with a fault in its header."""
    header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
    data = SMALL["0.weight"].tobytes()

    def add(name, member, message, kind=3):
        members = {k + ".npy": npy(v) for k, v in SMALL.items()}
        members = list({**members, "0.weight.npy": member}.items())
        bad.add("npy-" + name + ".npz", archive(members), kind, message)

    def edited(name, old, new, message, kind=3):
        assert old in header
        add(name, raw_npy(header.replace(old, new).encode("latin-1"), data), message, kind)

    add("empty", b"", "'0.weight.npy': expected the first bytes of an .npy file, found ''")
    add(
        "magic",
        b"\x93NUMPZ" + raw_npy(header.encode(), data)[6:],
        "expected the first bytes of an .npy file, found '\\x93NUMPZ'",
    )
    add("ends-in-magic", b"\x93NUMPY", "expected a header, found the end of the file after 6 bytes")
    add("ends-in-version", b"\x93NUMPY\1", "found the end of the file after 7 bytes")
    add("ends-in-length", b"\x93NUMPY\1\0\x10", "found the end of the file after 9 bytes")
    add("version-4", raw_npy(header.encode(), data, (4, 0)), "expected version 1.0, 2.0 or 3.0, found 4.0")
    add("version-0", raw_npy(header.encode(), data, (0, 0)), "found 0.0")
    add("version-1.1", raw_npy(header.encode(), data, (1, 1)), "found 1.1")
    add(
        "header-past-end",
        raw_npy(header.encode())[:-1],
        "expected a header of at most 68 bytes, found one of 69",
    )
    add(
        "header-4-GB",
        b"\x93NUMPY\2\0\xff\xff\xff\xff" + bytes(16),
        "expected a header of at most 28 bytes, found one of 4294967307",
    )
    add(
        "short",
        raw_npy(header.encode(), data[:-1]),
        "expected a shape that takes the 7 bytes after the header, found one that takes 8",
    )
    add(
        "long",
        raw_npy(header.encode(), data + b"\0"),
        "expected a shape that takes the 9 bytes after the header, found one that takes 8",
    )
    add("no-data", raw_npy(header.encode()), "expected a shape that takes the 0 bytes after the header")
    edited("shape-too-large", "(2, 1)", "(4611686018427387904, 4)", "found one that takes 2^64 or more")
    edited("shape-list", "(2, 1)", "[2, 1]", "byte 60: expected '(', found '[2, 1], }'")
    edited("shape-number", "(2, 1)", "2", "expected '(', found '2, }'")
    edited("shape-no-tuple", "(2, 1)", "(2)", "expected ',' in a tuple of one number, found ')'")
    edited(
        "shape-comma-first",
        "(2, 1)",
        "(,2)",
        "expected a whole number from 0 to 18446744073709551615, found ',2), }'",
    )
    edited(
        "shape-two-commas",
        "(2, 1)",
        "(2,,1)",
        "expected a whole number from 0 to 18446744073709551615, found ',1), }'",
    )
    edited("shape-no-comma", "(2, 1)", "(2 1)", "expected ',' or ')', found '1), }'")
    edited("shape-minus", "(2, 1)", "(-2, 1)", "found '-2, 1), }'")
    edited("shape-leading-zero", "(2, 1)", "(02, 1)", "found '02, 1), }'")
    edited("shape-exponent", "(2, 1)", "(2e0, 1)", "expected ',' or ')', found 'e0, 1), }'")
    edited("shape-two-to-64", "(2, 1)", "(18446744073709551616, 1)", "found '1844674407370955'")
    edited("shape-open", "(2, 1), }", "(2, 1", "expected ',' or ')', found the end of the header")
    edited("order-number", "False", "0", "expected True or False, found '0, '")
    edited("order-lower", "False", "false", "expected True or False, found 'false, 'shape': '")
    edited(
        "key-other",
        "'fortran_order'",
        "'c_order'",
        "expected the keys descr, fortran_order and shape only, found 'c_order'",
    )
    edited("key-number", "'fortran_order'", "1", "expected a key in quotes or '}', found '1: False")
    edited(
        "key-twice",
        "'fortran_order': False",
        "'descr': '<f4'",
        "byte 27: expected different keys, found 'descr' again",
    )
    edited(
        "key-missing",
        "'fortran_order': False, ",
        "",
        "expected the keys descr, fortran_order and shape, found the end of the header",
    )
    edited("no-colon", "'shape':", "'shape'", "expected ':', found '(2, 1), }'")
    edited("no-comma", "False, ", "False ", "expected ',', found ''shape': (2, 1),'")
    edited("no-brace", "{", "", "byte 10: expected '{', found")
    edited("no-closing-brace", ", }", ", ", "expected a key in quotes or '}', found the end of the header")
    edited("text-after", ", }", ", } 0", "expected nothing after '}' but blanks, found '0'")
    edited("zero-after", ", }", ", }\0", "expected nothing after '}' but blanks, found '\\x00'")
    edited(
        "string-open",
        "'<f4', 'fortran_order': False, 'shape': (2, 1), }",
        "'<f4",
        "expected the closing ', found the end of the header",
    )
    edited(
        "string-escape",
        "'<f4'",
        "'\\x3cf4'",
        "expected printable characters without escapes, found '\\x3cf4'",
    )
    edited(
        "string-latin-1", "'<f4'", "'\xb5'", "expected printable characters without escapes, found '\\xb5'"
    )
    edited("descr-none", "'<f4'", "None", "expected the name of a type in quotes, found 'None, 'fortran_o'")
    edited(
        "descr-structured",
        "'<f4'",
        "[('x', '<f4')]",
        "expected the name of a float type such as '<f4', found a structured type",
        4,
    )
    edited("descr-tuple", "'<f4'", "('<f4', (2,))", "found a structured type", 4)
    for name in ("<i8", "|b1", "|O", "<c8", "=f4", "|f4", "f4", "<f16", "<f", "<U3", "<V2", "float32", ""):
        label = "".join(c if c.isalnum() else "-%02x-" % ord(c) for c in name) or "none"
        edited(
            "type" + "-" + label.strip("-"),
            "<f4",
            name,
            f"array '0.weight': expected floats of 16, 32 or 64 bits, found elements of type '{name}'",
            4,
        )
    add("pickled", npy_object(), "found elements of type '|O'", 4)


def npy_object():
    out = io.BytesIO()
    np.lib.format.write_array(out, np.array([[None], [print]], object), allow_pickle=True)
    return out.getvalue()


def patched(data, what, offset, new):
    """The bytes some way after every place of a zip signature, replaced."""
    result = bytearray(data)
    at = data.find(what)
    while at >= 0:
        result[at + offset : at + offset + len(new)] = new
        at = data.find(what, at + 1)
    return bytes(result)


LOCAL, ENTRY, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"


def bad_archives(bad):
    def add(name, data, message, kind=3):
        bad.add("zip-" + name + ".npz", data, kind, message)

    members = [(k + ".npy", npy(v)) for k, v in SMALL.items()]
    stored, deflated = archive(members), archive(members, zipfile.ZIP_DEFLATED)
    add("none", b"PK", "expected a sound zip archive")
    add("no-directory", stored[: stored.index(ENTRY)], "expected a sound zip archive")
    add("bytes-after", stored + b"\0", "expected a sound zip archive")
    add("many-ends", stored + END * 5, "expected one record that ends the directory, found 6")
    add("no-members", archive([]), "expected arrays in files named *.npy, found no files", 4)
    add(
        "no-arrays",
        archive([("archive/data.pkl", b"x")]),
        "expected arrays in files named *.npy, found 'archive/data.pkl'",
        4,
    )
    twice = archive(members + [("O.bias.npy", members[1][1])]).replace(b"O.bias.npy", b"0.bias.npy")
    add("twice", twice, "expected a sound zip archive, found: two members of one name")
    at = stored.index(SMALL["0.weight"].tobytes())
    flipped = bytearray(stored)
    flipped[at] ^= 1
    add("checksum", bytes(flipped), "'0.weight.npy': expected sound data, found: CRC error")
    flipped = bytearray(deflated)
    for entry in (LOCAL, ENTRY):
        flipped[deflated.index(entry) + (14 if entry == LOCAL else 16)] ^= 1
    add("checksum-deflated", bytes(flipped), "'0.weight.npy': expected sound data, found: CRC error")
    flipped = bytearray(deflated)
    at = deflated.index(b"0.weight.npy") + len("0.weight.npy")
    flipped[at : at + 4] = b"\xff\xff\xff\xff"
    add("deflate", bytes(flipped), "'0.weight.npy': expected sound data, found: ")
    for name, method in (("bzip2", zipfile.ZIP_BZIP2), ("lzma", zipfile.ZIP_LZMA)):
        add(
            name,
            archive(members, method),
            f"'0.weight.npy': expected a member stored or deflated, found compression method {method}",
            4,
        )
    encrypted = patched(patched(stored, LOCAL, 6, b"\1\0"), ENTRY, 8, b"\1\0")
    add("encrypted", encrypted, "'0.weight.npy': expected a member in clear, found it encrypted", 4)
    huge = struct.pack("<I", 2**31)
    data = patched(patched(deflated, LOCAL, 22, huge), ENTRY, 24, huge)
    add("size-huge", data, "'0.weight.npy': expected members that inflate to at most")
    size = len(members[0][1])
    data = patched(patched(stored, LOCAL, 22, struct.pack("<I", 9)), ENTRY, 24, struct.pack("<I", 9))
    add("size-of-stored", data, f"'0.weight.npy': expected 9 stored bytes, found {size}")
    add("headers-differ", patched(stored, LOCAL, 8, b"\x08\0"), "expected a sound zip archive")
    add("offset-outside", patched(stored, ENTRY, 42, b"\xff\xff\xff\x7f"), "expected a sound zip archive")
    for name, shape in (("size-small", (3, 1)), ("size-large", (1, 1))):
        # A member whose directory lies about its size, with a shape that agrees with the lie.
        lie = npy(np.zeros((2, 1), "f4")).replace(b"(2, 1)", str(shape).encode())
        true, said = len(lie), len(lie) + 4 * (shape[0] - 2)
        rest = ("2.weight.npy", npy(np.zeros((1, shape[0]), "f4")))
        data = archive([("0.weight.npy", lie), rest], zipfile.ZIP_DEFLATED)
        first = data.index(ENTRY)
        size = struct.pack("<I", said)
        data = data[:22] + size + data[26 : first + 24] + size + data[first + 28 :]
        found = "more" if said < true else "the end of the member"
        add(name, data, f"'0.weight.npy': expected as many bytes as the directory says, found: {found}")


def bad_folders(bad):
    def add(name, files, kind, message):
        folder = bad.folder / name
        folder.mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        bad.lines.append(f"{name} {kind} {message}")

    files = {k + ".npy": npy(v) for k, v in SMALL.items()}
    add("folder-without-arrays", {"README": b""}, 4, "expected arrays in files named *.npy, found 'README'")
    add(
        "folder-left-over",
        {**files, "x.npy": files["0.bias.npy"]},
        4,
        "expected no array beside those of the network",
    )
    add(
        "folder-truncated",
        {**files, "0.bias.npy": files["0.bias.npy"][:-1]},
        3,
        "0.bias.npy: expected a shape that takes the 7 bytes after the header",
    )
    add(
        "folder-long",
        {**files, "0.bias.npy": files["0.bias.npy"] * 2},
        3,
        "0.bias.npy: expected a shape that takes the 144 bytes after the header",
    )


def write_bad():
    bad = Bad(HERE / "bad")
    bad_headers(bad)
    bad_entries(bad)
    bad_networks(bad)
    bad_npy(bad)
    bad_archives(bad)
    bad_folders(bad)
    return bad


def main():
    for folder, write in ((HERE / "good", write_good), (HERE / "bad", write_bad)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        written = write()
        (folder / "EXPECT").write_text("\n".join(written.lines) + "\n")


if __name__ == "__main__":
    main()
