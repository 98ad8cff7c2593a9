"""The certificates on which the checker of the rendered page has to agree with isopath-check: the corpus, and random changes of its good files."""
import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

import mutate  # noqa: E402
import run_corpus  # noqa: E402


def read(path):
    with open(path, "rb") as file:
        return file.read()


def corpus():
    """(name, bytes)"""
    for name in sorted(os.listdir(run_corpus.GOOD)):
        yield "good/" + name, read(os.path.join(run_corpus.GOOD, name))
    for name, fields in run_corpus.bad_cases():
        if len(fields) == 2:  # no network file
            yield "bad/" + name, read(os.path.join(run_corpus.BAD, name))


def changes(seed, each):
    for name in sorted(os.listdir(run_corpus.GOOD)):
        original = read(os.path.join(run_corpus.GOOD, name)).decode()
        rng = random.Random("%s %s" % (seed, name))
        for k in range(each):
            yield "%s, change %d" % (name, k), rng.choice(mutate.CHANGES)(original, rng).encode()


def verdict(checker, text):
    """(exit code, rule or None) of isopath-check"""
    run = subprocess.run([checker, "-"], input=text, capture_output=True)
    rule = re.search(rb"^c reason: .*? rule ([A-Z][0-9]):", run.stdout, re.MULTILINE)
    return run.returncode, rule and rule[1].decode()


def judged(checker, named_texts):
    """[{"name", "text" (as bytes), "code", "rule"}]"""
    named_texts = list(named_texts)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        verdicts = list(pool.map(lambda case: verdict(checker, case[1]), named_texts))
    return [
        {"name": name, "text": text, "code": code, "rule": rule}
        for (name, text), (code, rule) in zip(named_texts, verdicts)
    ]
