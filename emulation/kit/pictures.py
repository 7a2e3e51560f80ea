"""A page of a PDF file as a picture for the screen: the one module that touches PDFium."""

from base64 import b64encode
from io import BytesIO
from threading import Lock

QUALITY = 85
ONE_AT_A_TIME = Lock()  # PDFium knows no threads


def picture_of_page(pdf: bytes, width: int) -> bytes:
    """The first page as WebP, so many dots wide."""
    import pypdfium2  # a large library that only previews need

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        picture = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        document.close()
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


def data_address(picture: bytes) -> str:
    """The picture as an address that holds it."""
    return f"data:image/webp;base64,{b64encode(picture).decode()}"
