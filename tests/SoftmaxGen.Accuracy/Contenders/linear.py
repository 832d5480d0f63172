"""What PyTorch computes for the layers below a folder, for `accuracy --torch`.

Each layer is a folder named <dtype>-<features>-<classes>-<number> with Inputs [N, F], Weights [C, F] and Bias [C] (of that dtype, in native
byte order) and Labels (int32). The results go beside them, named after the operators.
"""
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def run(folder, dtype, features, classes):
    def read(name, kind=dtype):
        return torch.from_numpy(np.fromfile(os.path.join(folder, name), dtype=kind))

    inputs = read("Inputs").reshape(-1, features).requires_grad_()
    weights = read("Weights").reshape(classes, features).requires_grad_()
    bias = read("Bias").requires_grad_()
    logits = F.linear(inputs, weights, bias)
    losses = F.cross_entropy(logits, read("Labels", np.int32).long(), reduction="none")
    losses.sum().backward()
    made = {
        "Logits": logits.detach(),
        "Loss": losses.detach(),
        "WeightGradient": weights.grad,
        "BiasGradient": bias.grad,
        "InputGradient": inputs.grad,
    }
    for name, values in made.items():
        values.numpy().astype(dtype).tofile(os.path.join(folder, name))


root = sys.argv[1]
for name in sorted(os.listdir(root)):
    kind, features, classes, _ = name.split("-")
    run(os.path.join(root, name), kind, int(features), int(classes))
print("PyTorch " + torch.__version__)
