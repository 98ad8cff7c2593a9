"""The network files and path files that good certificates are tried with, by name.

Those of verbatim/ have escapes, blanks, and each way to write a number.
"""
import json
from typing import Iterator, Sequence

from corpus.folders import HERE
from corpus.notation import Json, dump
from corpus.tensors import float_network, named, safetensors

Files = Iterator[tuple[str, bytes]]
IN_ORDER = ("format", "version", "activation", "inputs", "outputs", "units", "d")
OUT_OF_ORDER = ("units", "d", "version", "outputs", "format", "inputs", "activation")
PAIRS = """equivalent-small equivalent-two-logistic equivalent-random-1 equivalent-long-numbers
    inequivalent-small not-connected-small not-connected-logistic difference-small difference-mixed""".split()
MEMBERS = {"diameter-unit": 3, "diameter-logistic": 2, "diameter-two-outputs": 1}  # how many have a file
FILE_A_VERTEX = ("path-valid-two-vertices", "path-valid-one-vertex", "path-broken-small", "distance-unit")
FILE_A_PATH = """path-valid-small path-valid-mixed path-broken-weight path-valid-logistic path-valid-repeated
    path-valid-no-units distance-seats""".split()


def as_file(network: Json, order: Sequence[str] = IN_ORDER) -> bytes:
    full = dict(network, format="isopath-network", version=1)
    return json.dumps({key: full[key] for key in order}, indent=1).encode()


def vertices_of(path: Json) -> Iterator[Json]:
    """Each vertex of a certificate's path in full, as a network."""
    units: list[Json] = []
    d: list[str] = []
    for vertex in path["vertices"]:
        if "units" in vertex:
            units = [dict(unit) for unit in vertex["units"]]
        for change in vertex.get("changes", []):
            units[change["unit"]].update((key, change[key]) for key in "abc" if change[key] is not None)
        d = vertex["d"] or d
        shape = {key: path[key] for key in ("activation", "inputs", "outputs")}
        yield {**shape, "units": [dict(unit) for unit in units], "d": d}


def json_networks(claims: dict[str, Json]) -> Files:
    for name in PAIRS:
        yield name + ".0.json", as_file(claims[name]["a"])
        yield name + ".1.json", as_file(claims[name]["b"], OUT_OF_ORDER)
    yield "canonical-small.0.json", as_file(claims["canonical-small"]["network"])
    for name in ("near-small", "near-logistic"):
        yield name + ".0.json", as_file(claims[name]["network"])
        yield name + ".1.json", as_file(claims[name]["near"])
    for name, count in MEMBERS.items():
        network = claims[name]["network"]
        members = [network] + [dict(network, **member) for member in claims[name]["pair"]]
        for k in range(count):
            yield f"{name}.{k}.json", as_file(members[k])


def path_files(claims: dict[str, Json]) -> Files:
    """Path files, and one file per vertex, of which two have all that F2 allows."""
    for name in FILE_A_VERTEX:
        for k, vertex in enumerate(vertices_of(claims[name]["path"])):
            yield f"{name}.{k}.json", as_file(vertex)
    for name in FILE_A_PATH:
        path = claims[name]["path"]
        vertices = [{"units": v["units"], "d": v["d"]} for v in vertices_of(path)]
        whole = {"format": "isopath-path", "version": 1, **path, "vertices": vertices}
        yield name + ".0.json", (dump(whole) + "\n").encode()


def tensor_files() -> Files:
    tensors = float_network()[1]
    names = [[f"net.{k}.{part}" for k in (0, 2) for part in ("weight", "bias")]]
    names.append([f"a/fc{k}.{part}" for k in (1, 2) for part in ("weight", "bias")])
    note = {"note": 'a "quote", \u00e9'}
    yield "equivalent-plain.0.safetensors", safetensors(named(tensors, names[0]), note)
    in_escapes = safetensors(
        named(tensors, names[1]), None, "F16", lambda text: text.replace("a/fc", "a\\/f\\u0063")
    )
    yield "equivalent-plain.1.safetensors", in_escapes
    yield "equivalent-plain.0.args", b"--activation logistic\n"
    for k in (0, 1):
        yield f"path-valid-tensors.{k}.safetensors", safetensors(named(tensors, names[k]), None, "F64")
    yield "path-valid-tensors.0.args", b"--activation logistic\n"
    # JSON escapes spell these names, one with a pair of surrogates; the arguments have them in UTF-8.
    tensors = named(float_network("BF16")[1], ["h\u00e9", "hb\U0001f600", "o", "ob"])
    tensors["other"] = ([1], [1.0])
    yield "equivalent-bf16.0.safetensors", safetensors(tensors, None, "BF16")
    yield "equivalent-bf16.1.safetensors", safetensors(tensors, None, "F64")
    yield "equivalent-bf16.0.args", "--activation=logistic --tensors=h\u00e9,hb\U0001f600,o,ob\n".encode()


def files_beside(certificates: dict[str, Json]) -> Files:
    claims = {name: value["claim"] for name, value in certificates.items()}
    yield from json_networks(claims)
    yield from path_files(claims)
    yield from tensor_files()
    for path in sorted((HERE / "corpus" / "verbatim").iterdir()):
        yield path.name, path.read_bytes()
