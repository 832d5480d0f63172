"""What PyTorch computes for the batches below a folder, for `accuracy --torch`.

Each batch is a folder named <dtype>-<classes>-<number> with its inputs row-major in native byte order: Logits, Target, Upstream,
Probabilities, LogProbabilities (of that dtype) and Labels (int32). The results go beside them, named after the operators.
"""
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def loss_and_gradient(x, truth):
    leaf = x.clone().requires_grad_()
    losses = F.cross_entropy(leaf, truth, reduction="none")
    losses.sum().backward()
    return losses.detach(), leaf.grad


def run(folder, dtype, classes):
    def read(name, kind=dtype):
        return np.fromfile(os.path.join(folder, name), dtype=kind)

    x, target, upstream, p, log_p = (
        torch.from_numpy(read(name).reshape(-1, classes))
        for name in ("Logits", "Target", "Upstream", "Probabilities", "LogProbabilities"))
    labels = torch.from_numpy(read("Labels", np.int32).astype(np.int64))
    made = {
        "Softmax": torch.softmax(x, 1),
        "LogSoftmax": torch.log_softmax(x, 1),
        "LogSumExp": torch.logsumexp(x, 1),
        "SoftmaxBackward": torch._softmax_backward_data(upstream, p, 1, p.dtype),
        "LogSoftmaxBackward": torch._log_softmax_backward_data(upstream, log_p, 1, p.dtype),
    }
    made["Loss"], made["Gradient"] = loss_and_gradient(x, labels)
    made["SoftLoss"], made["SoftGradient"] = loss_and_gradient(x, target)
    for name, values in made.items():
        values.numpy().astype(dtype).tofile(os.path.join(folder, name))


root = sys.argv[1]
for name in sorted(os.listdir(root)):
    kind, count, _ = name.split("-")
    run(os.path.join(root, name), kind, int(count))
print("PyTorch " + torch.__version__)
