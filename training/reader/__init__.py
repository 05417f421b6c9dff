"""Training of the reader: networks, losses, the resumable loop, calibration, export to ONNX."""
