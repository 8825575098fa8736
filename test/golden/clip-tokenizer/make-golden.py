"""Token ids of OpenAI's own CLIP tokenizer, and the part of its vocabulary that these texts touch.

    python3 -m venv venv && venv/bin/pip install ftfy==6.3.1 regex==2026.11.15
    venv/bin/pip download --no-deps clip-anytorch==2.6.0 && unzip clip_anytorch-2.6.0-py3-none-any.whl
    venv/bin/python make-golden.py clip/simple_tokenizer.py > golden.json

The vocabulary's 48,894 pairs below the line "#version: 0.2" are, byte for byte, the merges.txt that the catalogue names.
clip-anytorch repackages github.com/openai/CLIP; its vocabulary is (c) 2021 OpenAI, MIT licence (LICENSE beside this file).
"""
import importlib.util
import json
import sys
from importlib.metadata import version

LENGTH = 77
TEXTS = [
    "a photo of a cat",
    "a photo of a dog",
    "hello world",
    "hello world!",
    "",
    "A Photo of\n  a\tCAT  ",
    "a diagram",
    "two dogs, one cat & 3 birds (on a roof)",
    "it's the dogs' ball; they're sure we'll say I'd've won",
    "1234567890",
    "route 66 at 5:30pm",
    "antidisestablishmentarianism",
    "caf\u00e9 cre\u0300me br\u00fbl\u00e9e in Z\u00fcrich",
    "\u732b\u306e\u5199\u771f",
    "\u0444\u043e\u0442\u043e \u043a\u043e\u0448\u043a\u0438",
    "cat \U0001f63a and dog \U0001f415!!!",
    "C++ / C# ... @home #1 $5 100%",
    "well-known under_score e-mail",
    "<|startoftext|> in the text <|endoftext|> twice",
    "\u00bd cup, x\u00b2 + \u2163",
    "tree " * 100,
    "\u043a\u043e\u0448\u043a\u0430 " * 40,
]


def load(path):
    spec = importlib.util.spec_from_file_location("simple_tokenizer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SimpleTokenizer()


class Touched(dict):
    """Ranks of pairs; notes those that are found."""

    def __init__(self, ranks):
        super().__init__(ranks)
        self.found = set()

    def get(self, pair, default=None):
        if pair in self:
            self.found.add(pair)
        return super().get(pair, default)


def tokens(tokenizer, text):
    ids = [tokenizer.encoder["<|startoftext|>"], *tokenizer.encode(text), tokenizer.encoder["<|endoftext|>"]]
    if len(ids) > LENGTH:  # clip.tokenize(..., truncate=True)
        ids = ids[:LENGTH]
        ids[-1] = tokenizer.encoder["<|endoftext|>"]
    return ids


def main():
    tokenizer = load(sys.argv[1])
    tokenizer.bpe_ranks = Touched(tokenizer.bpe_ranks)
    cases = [{"text": text, "tokens": tokens(tokenizer, text)} for text in TEXTS]
    merges = sorted((tokenizer.bpe_ranks[pair], " ".join(pair)) for pair in tokenizer.bpe_ranks.found)
    made_with = {"clip-anytorch": "2.6.0", "ftfy": version("ftfy"), "regex": version("regex")}
    golden = {"madeWith": made_with, "length": LENGTH, "pairs": len(tokenizer.bpe_ranks), "merges": merges, "cases": cases}
    json.dump(golden, sys.stdout, ensure_ascii=True, indent=None, separators=(",", ":"))
    print()


main()
