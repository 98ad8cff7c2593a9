#!/usr/bin/env python3
"""Compressed files: what isopath and isopath-check read and refuse, and what isopath writes.

    compressed.py --bin DIR [--effort K]

Zstandard frames are made here byte by byte, or by isopath. The program zstd reads what isopath has written, where it is installed.
--effort or ISOPATH_EFFORT (1) multiplies the number of random changes. A failure of one of those names its ISOPATH_SEED.
"""
import argparse
import gzip
import io
import json
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
PATH = TESTS / "paths" / "stroke_path.json"
CHANGES = 60
FIRST_SEED = 20240229
SKIPPED = b"\x5a\x2a\x4d\x18" + struct.pack("<I", 5) + b"hello"
NETWORK = {
    "format": "isopath-network",
    "version": 1,
    "activation": "tanh",
    "inputs": 2,
    "outputs": 1,
    "units": [{"a": ["1/2"], "b": ["3", "-1/4"], "c": "-1"}],
    "d": ["1/4"],
}


# ---- Compressed bytes


def member(data: bytes, flags: int = 0, fields: bytes = b"", level: int = 6) -> bytes:
    """A gzip member (RFC 1952) with these flags and the fields that they announce."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -15)
    return (
        b"\x1f\x8b\x08"
        + bytes([flags])
        + bytes(4)
        + b"\0\3"
        + fields
        + deflate.compress(data)
        + deflate.flush()
        + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    )


def header_checked(fields: bytes, data: bytes, change: int = 0) -> bytes:
    """A member with a name and the checksum of its header."""
    start = b"\x1f\x8b\x08\x0a" + bytes(4) + b"\0\3" + fields
    return start + struct.pack("<H", (zlib.crc32(start) ^ change) & 0xFFFF) + member(data)[10:]


def block(data: bytes, is_last: bool, repeated: int = 0) -> bytes:
    """A block of a Zstandard frame (RFC 8878): its bytes as they are, or one byte so many times."""
    size, kind = (repeated, 1) if repeated else (len(data), 0)
    return struct.pack("<I", size << 3 | kind << 1 | is_last)[:3] + data


def frame(blocks: bytes, window: int = 0x50, descriptor: int = 0, fields: bytes = b"") -> bytes:
    """A frame without a checksum. A window of 0x50 is 1 MiB, 0x88 is 128 MiB."""
    return b"\x28\xb5\x2f\xfd" + bytes([descriptor, window]) + fields + blocks


def stored(data: bytes, **more: int | bytes) -> bytes:
    pieces = [data[at : at + 100_000] for at in range(0, len(data), 100_000)] or [b""]
    return frame(b"".join(block(piece, k == len(pieces) - 1) for k, piece in enumerate(pieces)), **more)


def whole_segment(data: bytes) -> bytes:
    """A frame that states its size, which is its window."""
    return b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data)) + block(data, True)


def zstandard_bomb(size: int) -> bytes:
    most = 128 << 10
    return frame(b"".join(block(b" ", False, most) for _ in range(size // most)) + block(b"", True))


def gzip_bomb(size: int) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    mebibyte = deflate.compress(bytes(1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)  # which can be repeated
    return member(b"")[:10] + mebibyte * (size >> 20)


class Suite:
    def __init__(self, bin_dir: str, folder: str) -> None:
        self.bin, self.folder = Path(bin_dir).resolve(), Path(folder)
        self.sanitized = b"__asan_init" in (self.bin / "isopath").read_bytes()
        self.passed = self.failed = 0
        os.chdir(folder)

    def check(self, name: str, holds: bool, found: object = "") -> None:
        self.passed, self.failed = self.passed + holds, self.failed + (not holds)
        if not holds:
            print(f"FAILED {name}: {str(found)[:1500]}")

    def run(
        self,
        program: str,
        *arguments: str,
        stdin: bytes | None = None,
        limits: tuple[tuple[int, int], ...] = (),
    ) -> subprocess.CompletedProcess:
        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            for what, most in limits:
                resource.setrlimit(what, (most, most))

        return subprocess.run(
            [str(self.bin / program), *arguments],
            input=stdin,
            capture_output=True,
            preexec_fn=limit,
            timeout=120,
            check=False,
        )

    def isopath(self, *arguments: str, code: int = 0) -> bytes:
        done = self.run("isopath", *arguments)
        self.check(" ".join(arguments), done.returncode == code, done)
        return done.stdout

    def write(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return name

    def refused(self, name: str, arguments: tuple[str, ...], reason: str) -> None:
        done = self.run(*arguments)
        self.check(name, done.returncode == 3 and reason in done.stderr.decode(), done)


def make_files(s: Suite) -> None:
    shutil.copy(PATH, "path.json")
    s.write("a.json", json.dumps(NETWORK).encode())
    s.isopath("check-path", "path.json", "--certificate", "certificate.json")
    s.isopath("equiv", "a.json", "a.json", "--certificate", "equivalent.json")
    s.isopath("check-path", "path.json", "--certificate", "certificate.json.zst")


def good_streams(text: bytes, written: bytes) -> dict[str, bytes]:
    half = len(text) // 2
    return {
        "gzip": gzip.compress(text),
        "gzip, stored": member(text, level=0),
        "gzip with extra bytes, a name and a comment": member(
            text, 0x1C, b"\5\0extra" + b"name\0" + b"comment\0"
        ),
        "gzip with a checked header": header_checked(b"name\0", text),
        "two members": gzip.compress(text[:half]) + gzip.compress(text[half:]),
        "empty members": member(b"") + member(text) + member(b""),
        "Zstandard of isopath": written,
        "a frame of stored blocks": stored(text),
        "a frame with its size": whole_segment(text),
        "a window of 128 MiB": stored(text, window=0x88),
        "two frames": stored(text[:half]) + stored(text[half:]),
        "empty frames": stored(b"") + stored(text) + stored(b""),
        "a frame to be skipped before": SKIPPED + stored(text),
        "frames to be skipped everywhere": SKIPPED
        + stored(text[:half])
        + SKIPPED
        + SKIPPED
        + stored(text[half:])
        + SKIPPED,
    }


def reading(s: Suite) -> None:
    text, path = Path("certificate.json").read_bytes(), Path("path.json").read_bytes()
    written = Path("certificate.json.zst").read_bytes()
    plain = s.isopath("render", s.write("compressed", text), "--to", "text")  # which names the file
    for name, stream in good_streams(text, written).items():
        s.write("compressed", stream)
        done = s.run("isopath-check", "compressed", "--network", "path.json")
        s.check(
            f"isopath-check: {name}", done.returncode == 0 and done.stdout.startswith(b"s VERIFIED\n"), done
        )
        done = s.run("isopath", "render", "compressed", "--to", "text")
        s.check(f"isopath: {name}", done.returncode == 0 and done.stdout == plain, done)
    for name, stream in (
        ("gzip", gzip.compress(path)),
        ("Zstandard", stored(path)),
        ("empty members", member(b"") + member(path)),
    ):
        s.write("path.compressed", stream)
        done = s.run("isopath-check", "certificate.json", "--network", "path.compressed")
        s.check(
            f"isopath-check: a path file, {name}",
            done.returncode == 0 and b"its vertices are those of path.compressed" in done.stdout,
            done,
        )
        done = s.run("isopath", "check-path", "path.compressed")
        s.check(f"isopath: a path file, {name}", done.returncode == 0, done)
        for program, arguments in (
            ("isopath", ("check-path", "-")),
            ("isopath-check", ("certificate.json", "--network", "/dev/stdin")),
        ):
            done = s.run(program, *arguments, stdin=stream)
            s.check(f"{program}: a path file from a pipe, {name}", done.returncode == 0, done)
    for stream in (gzip.compress(text), stored(text)):
        done = s.run("isopath-check", "-", stdin=stream)
        s.check("isopath-check: standard input", done.returncode == 0, done)
        s.write("certificate.later", b"passed over" + stream)
        with open("certificate.later", "rb") as file:
            file.seek(11)
            os.lseek(file.fileno(), 11, os.SEEK_SET)
            done = subprocess.run(
                [str(s.bin / "isopath"), "render", "-", "--to", "text"],
                stdin=file,
                capture_output=True,
                check=False,
            )
        s.check("isopath: standard input from where it stands", done.returncode == 0, done)
    s.refused(
        "isopath: compressed twice",
        ("isopath", "describe", s.write("twice", gzip.compress(gzip.compress(Path("a.json").read_bytes())))),
        "twice:1:1: ",
    )
    s.refused(
        "isopath-check: compressed twice",
        ("isopath-check", s.write("twice", gzip.compress(gzip.compress(text)))),
        "twice:1:1: ",
    )


def other_formats(s: Suite) -> None:
    """safetensors and NumPy files; and what begins as gzip does, but is safetensors."""
    header = json.dumps(
        {
            "0.weight": {"dtype": "F64", "shape": [1, 2], "data_offsets": [0, 16]},
            "0.bias": {"dtype": "F64", "shape": [1], "data_offsets": [16, 24]},
            "2.weight": {"dtype": "F64", "shape": [1, 1], "data_offsets": [24, 32]},
            "2.bias": {"dtype": "F64", "shape": [1], "data_offsets": [32, 40]},
        }
    ).encode()
    data = struct.pack("<5d", 3, -0.25, -1, 0.5, 0.25)
    likeness = struct.pack("<Q", 0x088B1F) + header.ljust(0x088B1F) + data
    s.check(
        "a header of that length begins as a gzip member", likeness.startswith(b"\x1f\x8b\x08\0\0\0\0\0{")
    )
    small = struct.pack("<Q", len(header)) + header + data

    def array(shape: str, *numbers: float) -> bytes:
        about = ("{'descr': '<f8', 'fortran_order': False, 'shape': %s}" % shape).encode().ljust(117) + b"\n"
        return (
            b"\x93NUMPY\1\0"
            + struct.pack("<H", len(about))
            + about
            + struct.pack(f"<{len(numbers)}d", *numbers)
        )

    arrays = {
        "W1.npy": array("(1, 2)", 3, -0.25),
        "b1.npy": array("(1,)", -1),
        "W2.npy": array("(1, 1)", 0.5),
        "b2.npy": array("(1,)", 0.25),
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, content in arrays.items():
            file.writestr(name, content)
    for name, content, is_checked in (
        ("likeness", likeness, True),
        ("likeness.gz", gzip.compress(likeness), True),
        ("safetensors.gz", gzip.compress(small), True),
        ("safetensors.zst", stored(small), True),
        ("network.zst", stored(Path("a.json").read_bytes()), True),
        ("npz.gz", gzip.compress(archive.getvalue()), False),
    ):
        s.write(name, content)
        s.check(f"isopath: {name}", s.isopath("equiv", "a.json", name).startswith(b"s EQUIVALENT\n"))
        done = s.run("isopath-check", "equivalent.json", "--network", name, "--network", name)
        s.check(f"isopath-check: {name}", done.returncode == (0 if is_checked else 4), done)
    os.mkdir("arrays")
    for name, content in arrays.items():
        s.write(f"arrays/{name}", gzip.compress(content))
    s.check(
        "a folder of compressed arrays", s.isopath("equiv", "a.json", "arrays").startswith(b"s EQUIVALENT\n")
    )


def refusals(s: Suite) -> None:
    """Bytes, then words of the reasons of isopath and of isopath-check."""
    text, written = Path("certificate.json").read_bytes(), Path("certificate.json.zst").read_bytes()
    packed = gzip.compress(text)
    wrong = bytes([packed[-8] ^ 1])
    ends, frame_ends = ("the end of the file within a member", "its gzip data end within a member"), (
        "the end of the file within a frame",
        "its Zstandard data end within a frame",
    )
    too_long, window = (
        "expected at most 67108864 bytes when expanded",
        "it expands to more than 67108864 bytes",
    ), ("expected a window of at most 128 MiB", "its window has more than 128 MiB")
    dictionary = ("a frame that needs one", "it needs a dictionary")

    def both(reason: str) -> tuple[str, str]:
        return reason, reason

    def trailing(at: int, what: str, member_of: str) -> tuple[str, str]:
        return (
            f"expected nothing but {what}, found: other bytes from byte {at} on",
            f"from byte {at} on it is not {member_of}",
        )

    no_member, no_frame = (lambda at: trailing(at, "gzip members", "a gzip member")), (
        lambda at: trailing(at, "Zstandard frames", "a Zstandard frame")
    )
    checked = header_checked(b"name\0", text)
    for name, stream, reasons in (
        ("three bytes of gzip", packed[:3], ends),
        ("half a header", packed[:9], ends),
        ("a header", packed[:10], ends),
        ("half a member", packed[: len(packed) // 2], ends),
        ("a member without its last byte", packed[:-1], ends),
        ("a second member without its last byte", packed + packed[:-1], ends),
        ("an unended name", packed[:3] + b"\x08" + packed[4:10] + b"x" * 1000, ends),
        ("a wrong checksum", packed[:-8] + wrong + packed[-7:], both("incorrect data check")),
        ("a wrong length", packed[:-4] + b"\0\0\0\0", both("incorrect length check")),
        ("a wrong checksum of the header", header_checked(b"name\0", text, 1), both("header crc mismatch")),
        ("a reserved flag", packed[:3] + b"\x20" + packed[4:], both("unknown header flags set")),
        ("a changed name", checked.replace(b"name", b"same"), both("header crc mismatch")),
        ("an unknown block", packed[:10] + b"\x07" + packed[11:], both("invalid block type")),
        ("a line behind", packed + b"\n", no_member(len(packed))),
        ("zeros behind", packed + bytes(512), no_member(len(packed))),
        ("half a mark behind", packed + b"\x1f\x8b", no_member(len(packed))),
        ("text behind", packed + text, no_member(len(packed))),
        ("a frame behind a member", packed + written, no_member(len(packed))),
        ("another method behind", packed + b"\x1f\x8b\x09" + packed[3:], no_member(len(packed))),
        ("an empty member alone", member(b""), ("", "1:1: $")),
        ("a byte too many", member(bytes(64 << 20)) + member(b"\0"), too_long),
        ("a mark of Zstandard", written[:4], frame_ends),
        ("half a frame", written[: len(written) // 2], frame_ends),
        ("a frame without its last byte", written[:-1], frame_ends),
        ("a frame without its last block", frame(block(text, False)), frame_ends),
        ("half a frame to be skipped", SKIPPED[:-1], frame_ends),
        ("a long frame to be skipped", SKIPPED[:4] + b"\xff\xff\xff\xff" + text, frame_ends),
        (
            "a frame's checksum",
            written[:-1] + bytes([written[-1] ^ 1]),
            both("Restored data doesn't match checksum"),
        ),
        ("a reserved bit", stored(text, descriptor=8), both("Unsupported frame parameter")),
        ("a reserved block", frame(b"\x07\0\0"), both("Data corruption detected")),
        (
            "another size than stated",
            b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(text) + 1) + block(text, True),
            both("Data corruption detected"),
        ),
        (
            "a size that no file has",
            b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", 1 << 62) + block(text, True),
            window,
        ),
        ("a window beyond 128 MiB", stored(text, window=0x89), window),
        ("a great window of a small frame", frame(block(b"x", True), 0xB0, 0x40, b"\0\0"), window),
        ("a dictionary", stored(text, descriptor=1, window=0x50, fields=b"\x07"), dictionary),
        ("a line behind a frame", written + b"\n", no_frame(len(written))),
        ("half a mark behind a frame", written + b"\x28\xb5\x2f", no_frame(len(written))),
        ("a member behind a frame", written + packed, no_frame(len(written))),
        ("an older frame behind", written + b"\x27\xb5\x2f\xfd" + written[4:], no_frame(len(written))),
        ("a frame to be skipped alone", SKIPPED, ("", "1:1: $")),
    ):
        s.write("bad", stream)
        s.refused(f"isopath: {name}", ("isopath", "describe", "bad"), reasons[0])
        s.refused(f"isopath-check: {name}", ("isopath-check", "bad"), reasons[1])
        if name in ("half a member", "a wrong checksum", "a window beyond 128 MiB", "a line behind a frame"):
            s.refused(
                f"isopath-check, a network: {name}",
                ("isopath-check", "equivalent.json", "--network", "bad"),
                reasons[1],
            )
            s.refused(f"isopath, a certificate: {name}", ("isopath", "render", "bad"), reasons[0])
            s.check(
                f"isopath, a pipe: {name}",
                reasons[0] in s.run("isopath", "describe", "-", stdin=stream).stderr.decode(),
            )


def memory(s: Suite) -> None:
    """Bombs of half a gigabyte in 256 MB of address space; and no more than 100 times the size."""
    limits = () if s.sanitized else ((resource.RLIMIT_AS, 256 << 20),)  # an address sanitizer reserves more
    for name, stream in (("gzip", gzip_bomb(512 << 20)), ("Zstandard", zstandard_bomb(512 << 20))):
        s.write("bomb", stream)
        for arguments in (("isopath", "describe", "bomb"), ("isopath-check", "bomb")):
            done = s.run(*arguments, limits=limits)
            s.check(
                f"a bomb: {name}, {arguments}",
                done.returncode == 3
                and b"67108864 bytes" in done.stderr
                and b"expand it first" in done.stderr,
                done,
            )
    # Bytes that do not compress, in a frame to be skipped, let more than 64 MiB come of the file.
    noise = b"\x50\x2a\x4d\x18" + struct.pack("<I", 700_000) + bytes(700_000)
    for size, is_read in ((70_000_000, True), (71_000_000, False)):
        s.write("large", noise + stored(Path("a.json").read_bytes()) + zstandard_bomb(size))
        done = s.run("isopath", "describe", "large")
        s.check(
            f"100 times the size: {size}",
            done.returncode == (0 if is_read else 3) and (is_read or b"bytes when expanded" in done.stderr),
            done,
        )
    if s.sanitized:
        print("left out: limits of memory")
        return
    for arguments in (("isopath", "describe", "large"), ("isopath-check", "large")):
        done = s.run(*arguments, limits=((resource.RLIMIT_AS, 64 << 20),))
        s.check(
            f"out of memory: {arguments}",
            done.returncode == 6 and done.stdout == b"" and b"out of memory" in done.stderr,
            done,
        )


def writing(s: Suite) -> None:
    zstd = shutil.which("zstd")
    if zstd is None:
        print("left out: reading with the program zstd, which is not installed")

    def expanded(name: str) -> bytes:
        if name.endswith(".gz"):
            return gzip.decompress(Path(name).read_bytes())
        if zstd is not None:
            return subprocess.run([zstd, "-q", "-d", "-c", name], capture_output=True, check=True).stdout
        return b""

    s.write(
        "b.json",
        json.dumps(
            {**NETWORK, "units": NETWORK["units"] + [{"a": ["0"], "b": ["1", "1"], "c": "7"}]}
        ).encode(),
    )
    s.write(
        "c.json",
        json.dumps(
            {**NETWORK, "units": [{"a": ["0"], "b": ["1", "2"], "c": "3"}] + NETWORK["units"]}
        ).encode(),
    )
    commands = [
        ["convert", "a.json", "-o", "@"],
        ["canon", "b.json", "-o", "@", "--certificate", "@"],
        ["equiv", "a.json", "b.json", "--certificate", "@"],
        ["check-path", "path.json", "--certificate", "@"],
        ["connect", "b.json", "c.json", "-o", "@", "--certificate", "@"],
        ["distance", "b.json", "c.json", "-o", "@", "--certificate", "@"],
        ["diameter", "b.json", "-o", "@", "-o", "@", "--certificate", "@"],
        ["bound", "a.json", "b.json", "--certificate", "@"],
        ["near", "b.json", "--radius", "0", "-o", "@", "--certificate", "@"],
        *(
            ["render", "certificate.json", "--to", form, "-o", "@"]
            for form in ("html", "latex", "markdown", "text", "svg")
        ),
        ["search-diameter", "2", "1", "-o", "@", "--state", "@"],
    ]
    for command in commands:

        def named(ending: str) -> list[str]:
            return [f"{k}.out{ending}" if word == "@" else word for k, word in enumerate(command)]

        for name in os.listdir("."):
            if ".out" in name:
                os.remove(name)
        places = [k for k, word in enumerate(command) if word == "@"]
        s.isopath(*named(""))
        for ending in (".gz", ".zst"):
            s.isopath(*named(ending))
            files = [f"{k}.out{ending}" for k in places]
            if zstd is not None or ending == ".gz":
                s.check(
                    f"{command[0]}: {ending} holds what is written without",
                    all(expanded(name) == Path(name[: -len(ending)]).read_bytes() for name in files),
                    files,
                )
            for name in files:
                if (
                    Path(name[: -len(ending)])
                    .read_bytes()
                    .startswith(b'{\n  "format": "isopath-certificate"')
                ):
                    done = s.run("isopath-check", name)
                    s.check(f"{command[0]}: {name} is verified", done.returncode == 0, done)
    for name in ("x.gz", "x.zst"):
        s.isopath("check-path", "path.json", "--certificate", name)
        first = Path(name).read_bytes()
        s.isopath("check-path", "path.json", "--certificate", name)
        s.check(f"{name}: the same bytes each time", Path(name).read_bytes() == first)
    s.check("no name and no time", Path("x.gz").read_bytes()[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\3")
    s.check(
        "a search goes on from a compressed state",
        s.isopath("search-diameter", "2", "1", "--state", "6.out.gz")
        == s.isopath("search-diameter", "2", "1"),
    )
    s.check("standard output is not compressed", s.isopath("convert", "a.json", "-o", "-").startswith(b"{"))
    for k, name in enumerate(("many", "empty")):
        network = {**NETWORK, "units": NETWORK["units"] * (5000 if k == 0 else 0)}
        s.write(name, json.dumps(network).encode())
        for ending in (".gz", ".zst"):
            s.isopath("convert", name, "-o", f"{name}{ending}")
            s.check(
                f"{name} units, written and read{ending}",
                s.isopath("convert", f"{name}{ending}") == s.isopath("convert", name),
            )


def failures_to_write(s: Suite) -> None:
    many = [{"a": [f"{k}/7"], "b": [f"{k * k * k}/11", "1/3"], "c": f"{k}/13"} for k in range(20000)]
    s.write("wide.json", json.dumps({**NETWORK, "units": many}).encode())
    for ending in (".gz", ".zst"):
        os.symlink("/dev/full", f"full{ending}")
        for what in ("a.json", "wide.json"):
            done = s.run("isopath", "convert", what, "-o", f"full{ending}")
            s.check(
                f"a full device{ending}, {what}",
                done.returncode == 70 and b"can't be written" in done.stderr,
                done,
            )
        before = set(os.listdir("."))
        done = s.run(
            "isopath",
            "convert",
            "wide.json",
            "-o",
            f"wide{ending}",
            limits=((resource.RLIMIT_FSIZE, 20_000),),
        )
        s.check(
            f"a full disk{ending}",
            done.returncode == 70 and b"can't be written" in done.stderr and set(os.listdir(".")) == before,
            done,
        )
        s.refused(
            f"nothing is left of a refusal{ending}",
            ("isopath", "render", "a.json", "--to", "text", "-o", f"refused{ending}"),
            "",
        )
        s.check(f"and no file{ending}", set(os.listdir(".")) == before)


def random_changes(s: Suite, effort: float) -> None:
    """Both programs expand what is sound, and then to the same text; all else both refuse."""
    text, written = Path("certificate.json").read_bytes(), Path("certificate.json.zst").read_bytes()
    plain = s.isopath("render", s.write("changed", text), "--to", "text")
    first = int(os.environ.get("ISOPATH_SEED") or FIRST_SEED)
    for seed in range(first, first + int(CHANGES * effort)):
        rng = random.Random(seed)
        stream = bytearray(
            rng.choice(
                [
                    gzip.compress(text, mtime=0),
                    member(text, 0x08, b"name\0"),
                    written,
                    SKIPPED + written,
                    written + SKIPPED,
                ]
            )
        )
        for _ in range(rng.randint(1, 3)):
            if not stream:
                break
            at = rng.choice(
                [
                    rng.randrange(len(stream)),
                    rng.randrange(min(20, len(stream))),
                    len(stream) - 1 - rng.randrange(min(10, len(stream))),
                ]
            )
            kind = rng.randrange(5)
            if kind == 0:
                stream[at] ^= 1 << rng.randrange(8)
            elif kind == 1:
                stream[at] = rng.randrange(256)
            elif kind == 2:
                del stream[at : at + rng.randint(1, 4)]
            elif kind == 3:
                stream[at:at] = rng.randbytes(rng.randint(1, 4))
            else:
                del stream[max(at, 1) :]
        s.write("changed", bytes(stream))
        rendered, checked = s.run("isopath", "render", "changed", "--to", "text"), s.run(
            "isopath-check", "changed"
        )
        is_sound = rendered.returncode == checked.returncode == 0 and rendered.stdout == plain
        is_refused = (
            rendered.returncode == checked.returncode == 3
            and rendered.stdout == b""
            and checked.stdout.startswith(b"s REJECTED\n")
        )
        s.check(f"ISOPATH_SEED={seed}", is_sound or is_refused, (rendered, checked))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--effort", type=float, default=float(os.environ.get("ISOPATH_EFFORT") or 1))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        s = Suite(options.bin, folder)
        for part in (make_files, reading, other_formats, refusals, memory, writing, failures_to_write):
            part(s)
        random_changes(s, options.effort)
        os.chdir("/")
    print(f"{s.passed} passed, {s.failed} failed")
    return 0 if s.failed == 0 else 1


sys.exit(main())
