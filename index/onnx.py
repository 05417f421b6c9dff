"""ONNX Runtime with its telemetry off: the only module that imports it."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reads it when it is imported

from onnxruntime import InferenceSession, OrtValue, SessionOptions

__all__ = ["InferenceSession", "OrtValue", "SessionOptions"]
