"""Reads the QR code in a picture with a library that knows nothing of how ours are made."""

import zxingcpp
from PIL import Image


def read(picture: Image.Image) -> str:
    """The text of the one code in a picture; AssertionError where there is none or more than one."""
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return found[0].text
