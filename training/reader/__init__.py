"""Training of the reader: networks, losses, the resumable loop, calibration, export to ONNX."""

import index.onnx  # noqa: F401 - turns ONNX Runtime's telemetry off, before its tools are imported
