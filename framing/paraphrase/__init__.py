"""Two wordings -> whether they make the same statement: words compared in many ways, and a small model that weighs them."""

from framing.paraphrase.model import ParaphraseModel, load_paraphrase_model, read_paraphrase_model

__all__ = ["ParaphraseModel", "load_paraphrase_model", "read_paraphrase_model"]
