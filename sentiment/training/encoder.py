#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tunes the upper layers of the language model on labelled texts; see `sentiment/train`.

encoder.py MODEL.onnx TOKENIZER.json TEXTS.jsonl OUT [TEST.jsonl]

The texts are lines of {"text", "label", "score"}, as `Train texts` writes them. With TEST it prints after every pass how the
tuned model alone does on those. One thread, fixed seeds: the same texts give the same numbers on the same machine.
Debian: python3-torch python3-onnx python3-numpy.
"""
import gzip
import io
import json
import math
import struct
import sys
import time
import unicodedata

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

WIDTH, HEADS = 384, 12
LAYERS = 6  # the others are left out: they cost as much again and add next to nothing once these are tuned
FROZEN = 3  # of these, the lowest stay as they are; what they say of each text is computed once
MOST = 160
PASSES, SIZE, RATE, DECAY, DROP, SMOOTH = 3, 32, 2e-4, 0.95, 0.1, 0.05
LABELS = {"negative": 0, "neutral": 1, "positive": 2}
PARTS = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
         "o": "attention.output.dense", "i": "intermediate.dense", "d": "output.dense",
         "ln1": "attention.output.LayerNorm", "ln2": "output.LayerNorm"}


def matrices(graph):
    """The tensor behind each quantised matrix product, by the name of the layer."""
    return {node.name.strip("/").replace("/MatMul_quant", "").replace("/", "."): node.input[1][:-len("_quantized")]
            for node in graph.node if node.op_type == "MatMulInteger"}


def weights(graph):
    """The numbers of the model, as floats."""
    tensors = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {}
    for name, value in tensors.items():
        if name.endswith("_quantized"):
            base = name[:-len("_quantized")]
            found[base] = ((value.astype(np.float32) - tensors[base + "_zero_point"].astype(np.float32))
                           * tensors[base + "_scale"]).astype(np.float32)
        elif not name.endswith(("_scale", "_zero_point")):
            found[name] = value
    for name, base in matrices(graph).items():
        found[name + ".weight"] = found.pop(base)
    return found


class Pieces:
    """Cuts texts as WordPieces does in Java."""

    def __init__(self, file):
        with open(file, encoding="utf-8") as f:
            self.numbers = json.load(f)["model"]["vocab"]
        self.known = {}

    @staticmethod
    def words(text):
        words, word = [], ""
        for c in text:
            kind, code = unicodedata.category(c), ord(c)
            space = c.isspace()
            apart = (kind[0] == "P" or 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96
                     or 123 <= code <= 126 or 0x4E00 <= code <= 0x9FFF)
            if space or apart:
                if word:
                    words.append(word)
                word = ""
                if not space:
                    words.append(c)
            elif kind[0] != "C":
                bare = unicodedata.normalize("NFD", c.lower())
                word += "".join(x for x in bare if unicodedata.category(x) != "Mn")
        return words + [word] if word else words

    def of_word(self, word):
        pieces, start = [], 0
        while start < len(word):
            end = len(word) if len(word) <= 100 else start
            while end > start and (word[:end] if start == 0 else "##" + word[start:end]) not in self.numbers:
                end -= 1
            if end == start:
                return [self.numbers["[UNK]"]]
            pieces.append(self.numbers[word[:end] if start == 0 else "##" + word[start:end]])
            start = end
        return pieces

    def of(self, text):
        pieces = []
        for word in self.words(text):
            if word not in self.known:
                self.known[word] = self.of_word(word)
            pieces += self.known[word]
        if len(pieces) > MOST - 2:
            tail = MOST - 1 - (MOST - 1) * 2 // 3
            pieces = pieces[:MOST - 2 - tail] + pieces[-tail:]
        return [self.numbers["[CLS]"]] + pieces + [self.numbers["[SEP]"]]


class Layer(nn.Module):

    def __init__(self, numbers, number):
        super().__init__()
        for part, name in PARTS.items():
            weight = torch.tensor(numbers[f"encoder.layer.{number}.{name}.weight"])
            if part.startswith("ln"):
                module = nn.LayerNorm(WIDTH, eps=1e-12)
            else:
                module = nn.Linear(*weight.shape)
                weight = weight.T.contiguous()
            module.weight.data = weight
            module.bias.data = torch.tensor(numbers[f"encoder.layer.{number}.{name}.bias"])
            setattr(self, part, module)

    def forward(self, x, mask):
        size, length, _ = x.shape

        def heads(y):
            return y.view(size, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        attention = heads(self.q(x)) @ heads(self.k(x)).transpose(2, 3) / math.sqrt(WIDTH // HEADS) + mask
        attention = F.dropout(attention.softmax(-1), DROP, self.training)
        seen = (attention @ heads(self.v(x))).transpose(1, 2).reshape(size, length, WIDTH)
        x = self.ln1(x + F.dropout(self.o(seen), DROP, self.training))
        return self.ln2(x + F.dropout(self.d(F.gelu(self.i(x))), DROP, self.training))


class Encoder(nn.Module):

    def __init__(self, numbers):
        super().__init__()
        self.words = torch.tensor(numbers["embeddings.word_embeddings.weight"])
        self.places = torch.tensor(numbers["embeddings.position_embeddings.weight"]
                                   + numbers["embeddings.token_type_embeddings.weight"][0])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.weight.data = torch.tensor(numbers["embeddings.LayerNorm.weight"])
        self.norm.bias.data = torch.tensor(numbers["embeddings.LayerNorm.bias"])
        self.layers = nn.ModuleList([Layer(numbers, number) for number in range(LAYERS)])
        self.attention = nn.Linear(WIDTH, 1)
        self.out = nn.Linear(WIDTH, 3)
        nn.init.zeros_(self.attention.weight)
        nn.init.zeros_(self.attention.bias)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def lower(self, pieces, mask):
        with torch.no_grad():
            x = self.norm(self.words[pieces] + self.places[:pieces.shape[1]])
            for layer in self.layers[:FROZEN]:
                x = layer(x, hidden(mask))
        return x

    def forward(self, x, mask):
        for layer in self.layers[FROZEN:]:
            x = layer(x, hidden(mask))
        own = mask.clone()  # neither the first nor the last piece, which stand in no sentence
        own[:, 0] = 0
        own[torch.arange(len(own)), mask.sum(1).long() - 1] = 0
        share = (self.attention(x).squeeze(-1) + (own - 1) * 1e4).softmax(-1)
        return (share[:, :, None] * self.out(F.dropout(x, DROP, self.training))).sum(1)


def hidden(mask):
    return (mask - 1)[:, None, None, :] * 1e4


def batches(lengths, size, random=None):
    """Texts of like length together, so that little is padded."""
    order, found = np.arange(len(lengths)), []
    if random is not None:
        random.shuffle(order)
    for start in range(0, len(order), size * 20):
        some = sorted(order[start:start + size * 20], key=lambda i: lengths[i])
        found += [some[i:i + size] for i in range(0, len(some), size)]
    if random is not None:
        random.shuffle(found)
    return found


def read(file, pieces, encoder):
    """What the frozen layers say of every text, and the labels."""
    with open(file, encoding="utf-8") as f:
        items = [json.loads(line) for line in f]
    cut = [pieces.of(item["text"]) for item in items]
    below = [None] * len(cut)
    encoder.eval()
    for batch in batches([len(c) for c in cut], 64):
        length = max(len(cut[i]) for i in batch)
        numbers, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length)
        for row, i in enumerate(batch):
            numbers[row, :len(cut[i])] = torch.tensor(cut[i])
            mask[row, :len(cut[i])] = 1
        said = encoder.lower(numbers, mask).half()
        for row, i in enumerate(batch):
            below[i] = said[row, :len(cut[i])].clone()
    return items, below, torch.tensor([LABELS[item["label"]] for item in items])


def padded(below, batch):
    length = max(len(below[i]) for i in batch)
    x, mask = torch.zeros(len(batch), length, WIDTH), torch.zeros(len(batch), length)
    for row, i in enumerate(batch):
        x[row, :len(below[i])] = below[i].float()
        mask[row, :len(below[i])] = 1
    return x, mask


def figures(encoder, test):
    items, below, labels = test
    encoder.eval()
    odds = torch.zeros(len(items), 3)
    with torch.no_grad():
        for batch in batches([len(b) for b in below], 32):
            odds[torch.tensor(np.array(batch))] = encoder(*padded(below, batch))
    share, labels = odds.softmax(1).numpy(), labels.numpy()
    guess = share.argmax(1)
    f1 = np.mean([2 * ((guess == c) & (labels == c)).sum() / ((guess == c).sum() + (labels == c).sum())
                  for c in range(3)])
    r = np.corrcoef(share[:, 2] - share[:, 0], [item["score"] for item in items])[0, 1]
    return f"macro-F1 {f1:.3f}, r {r:.3f} on {len(items)}"


def tune(encoder, training, test):
    for parameter in encoder.norm.parameters():
        parameter.requires_grad = False
    for layer in encoder.layers[:FROZEN]:
        for parameter in layer.parameters():
            parameter.requires_grad = False
    groups = [{"params": list(layer.parameters()), "lr": RATE * DECAY ** (LAYERS - 1 - number)}
              for number, layer in enumerate(encoder.layers) if number >= FROZEN]
    groups.append({"params": list(encoder.attention.parameters()) + list(encoder.out.parameters()), "lr": RATE * 10})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in groups]
    _, below, labels = training
    random, step, began = np.random.default_rng(1), 0, time.time()
    steps = PASSES * math.ceil(len(below) / SIZE)
    for number in range(PASSES):
        encoder.train()
        lost = 0.0
        for batch in batches([len(b) for b in below], SIZE, random):
            pace = min(step / (0.1 * steps), (steps - step) / steps)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * pace
            loss = F.cross_entropy(encoder(*padded(below, batch)), labels[torch.tensor(np.array(batch))],
                                   label_smoothing=SMOOTH)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
            optimizer.step()
            step += 1
            lost += float(loss) * len(batch)
        print(f"pass {number + 1} of {PASSES}: loss {lost / len(below):.3f}, {time.time() - began:.0f} s",
              figures(encoder, test) if test else "", flush=True)


def write(encoder, graph, file):
    """Only what was tuned, in seven bits with a scale per column like the original: eight would overflow on some processors."""
    numbers = {name: value.detach().numpy() for name, value in encoder.named_parameters()}
    bases, tensors = matrices(graph), {}
    for layer in range(FROZEN, LAYERS):
        for part, name in PARTS.items():
            full = f"encoder.layer.{layer}.{name}"
            weight = numbers[f"layers.{layer}.{part}.weight"]
            tensors[full + ".bias"] = numbers[f"layers.{layer}.{part}.bias"].astype("<f4").tobytes()
            if part.startswith("ln"):
                tensors[full + ".weight"] = weight.astype("<f4").tobytes()
            else:
                scale = (np.abs(weight.T).max(0) / 64).astype(np.float32)
                seven = np.clip(np.rint(weight.T / scale), -64, 64).astype(np.int8)
                tensors[bases[full] + "_quantized"] = seven.tobytes()
                tensors[bases[full] + "_scale"] = scale.astype("<f4").tobytes()
    weight, bias = numbers["out.weight"], numbers["out.bias"]
    heads = [np.append(numbers["attention.weight"][0], numbers["attention.bias"][0]),
             np.append(weight[2] - weight[1], bias[2] - bias[1]), np.append(weight[0] - weight[1], bias[0] - bias[1])]
    out = io.BytesIO()

    def text(value):
        out.write(struct.pack(">H", len(value.encode())) + value.encode())

    out.write(struct.pack(">i", 0x4C4D4501))
    text(f"/encoder/layer.{LAYERS - 1}/output/LayerNorm/Add_1_output_0")
    out.write(struct.pack(">i", MOST))
    for head in heads:
        out.write(struct.pack(">i", len(head)) + head.astype(">f4").tobytes())
    out.write(struct.pack(">i", len(tensors)))
    for name in sorted(tensors):
        text(name)
        out.write(struct.pack(">i", len(tensors[name])) + tensors[name])
    with open(file, "wb") as f, gzip.GzipFile(filename="", fileobj=f, mode="wb", mtime=0) as packed:
        packed.write(out.getvalue())


def main(model, tokenizer, texts, out, test=None):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    graph = onnx.load(model).graph
    encoder = Encoder(weights(graph))
    pieces = Pieces(tokenizer)
    tune(encoder, read(texts, pieces, encoder), read(test, pieces, encoder) if test else None)
    write(encoder, graph, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
