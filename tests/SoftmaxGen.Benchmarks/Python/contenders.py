"""PyTorch and NumPy as contenders of `ratios --torch` and `linear --torch`: reads orders from stdin, one a line, and answers each with one line.

load <folder> <rows> <classes> <dtype>   the batch: logits.bin, labels.bin (int32), target.bin, row-major, native byte order
run <library> <operator>                 computes once, writes output.bin, answers with the loss (0 where there is none)
time <library> <operator> <repeats>      answers with the nanoseconds of one of so many calls
layer <folder> <rows> <features> <classes>
                                         a linear layer in float and its batch: inputs.bin, weights.bin, bias.bin, labels.bin; `run torch layer`
                                         writes the gradients of weights, bias and inputs, one after the other
"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


class Batch:
    """A batch as both libraries hold it."""

    def __init__(self, folder, rows, classes, dtype):
        self.folder = folder
        read = lambda name, kind: np.fromfile(os.path.join(folder, name), dtype=kind)
        self.logits = read("logits.bin", dtype).reshape(rows, classes)
        self.labels = read("labels.bin", np.int32).astype(np.int64)
        self.target = read("target.bin", dtype).reshape(rows, classes)
        self.rows = np.arange(rows)
        self.x = torch.from_numpy(self.logits)
        self.leaf = self.x.clone().requires_grad_()
        self.y = torch.from_numpy(self.labels)
        self.t = torch.from_numpy(self.target)


class Layer:
    """A linear layer and its batch as PyTorch holds them."""

    def __init__(self, folder, rows, features, classes):
        self.folder = folder
        read = lambda name, *shape: torch.from_numpy(np.fromfile(os.path.join(folder, name), dtype=np.float32).reshape(shape))
        self.leaves = [
            read("weights.bin", classes, features).requires_grad_(),
            read("bias.bin", classes).requires_grad_(),
            read("inputs.bin", rows, features).requires_grad_(),
        ]
        self.y = torch.from_numpy(np.fromfile(os.path.join(folder, "labels.bin"), dtype=np.int32).astype(np.int64))


def torch_layer(layer):
    for leaf in layer.leaves:
        leaf.grad = None
    weights, bias, inputs = layer.leaves
    loss = F.cross_entropy(F.linear(inputs, weights, bias), layer.y)
    loss.backward()
    return loss, layer.leaves


def torch_gradient(batch, truth):
    batch.leaf.grad = None
    loss = F.cross_entropy(batch.leaf, truth)
    loss.backward()
    return loss, batch.leaf.grad


def torch_run(batch, operator):
    if operator == "layer":
        return torch_layer(batch)
    if operator == "loss-gradient":
        return torch_gradient(batch, batch.y)
    if operator == "soft-loss-gradient":
        return torch_gradient(batch, batch.t)
    with torch.no_grad():
        if operator == "loss":
            return F.cross_entropy(batch.x, batch.y), None
        if operator == "softmax":
            return 0, torch.softmax(batch.x, 1)
        if operator == "log-softmax":
            return 0, torch.log_softmax(batch.x, 1)
    raise ValueError(operator)


def numpy_run(batch, operator):
    """As a careful user writes it: fused by hand, with one exponential an element."""
    shifted = batch.logits - batch.logits.max(1, keepdims=True)
    made = np.exp(shifted)
    total = made.sum(1, keepdims=True)
    count = len(batch.rows)
    if operator == "softmax":
        made /= total
        return 0, made
    if operator == "log-softmax":
        shifted -= np.log(total)
        return 0, shifted
    if operator == "soft-loss-gradient":
        mass = batch.target.sum(1, keepdims=True)
        loss = (mass[:, 0] * np.log(total[:, 0]) - (batch.target * shifted).sum(1)).mean(dtype=np.float64)
        made *= mass / total
        made -= batch.target
        made /= count
        return loss, made
    loss = (np.log(total[:, 0]) - shifted[batch.rows, batch.labels]).mean(dtype=np.float64)
    if operator == "loss":
        return loss, None
    made /= total
    made[batch.rows, batch.labels] -= 1
    made /= count
    return loss, made


LIBRARIES = {"torch": torch_run, "numpy": numpy_run}


def answer(order, state):
    kind, *rest = order
    if kind == "load":
        folder, rows, classes, dtype = rest
        state["batch"] = Batch(folder, int(rows), int(classes), dtype)
        return "ok"
    if kind == "layer":
        folder, *sizes = rest
        state["batch"] = Layer(folder, *map(int, sizes))
        return "ok"
    batch, run, operator = state["batch"], LIBRARIES[rest[0]], rest[1]
    if kind == "run":
        loss, output = run(batch, operator)
        if operator == "layer":
            output = np.concatenate([leaf.grad.numpy().ravel() for leaf in output])
        if output is not None:
            np.asarray(output).tofile(os.path.join(batch.folder, "output.bin"))
        return repr(float(loss))
    if kind == "time":
        repeats = int(rest[2])
        start = time.perf_counter_ns()
        for _ in range(repeats):
            run(batch, operator)
        return repr((time.perf_counter_ns() - start) / repeats)
    raise ValueError(kind)


def main():
    state = {}
    print(f"PyTorch {torch.__version__}, NumPy {np.__version__}", flush=True)
    for line in sys.stdin:
        print(answer(line.rstrip("\n").split("\t") if "\t" in line else line.split(), state), flush=True)


main()
