"""Papers as pictures for the screen."""

from io import BytesIO

from PIL import Image, ImageChops

from emulation.kit.documents import render_pdf
from emulation.kit.pictures import data_address, picture_of_page


def test_the_first_page_of_a_paper_becomes_a_picture_of_the_width_that_is_asked_for():
    pdf = render_pdf("<html><style>@page { size: 200mm 100mm; margin: 0 } html { background: #a8161d }</style></html>")

    picture = Image.open(BytesIO(picture_of_page(pdf, 400)))

    assert (picture.format, picture.size) == ("WEBP", (400, 200))
    red = Image.new("RGB", picture.size, "#a8161d")
    assert ImageChops.difference(picture.convert("RGB"), red).convert("L").getextrema()[1] <= 5


def test_a_picture_travels_in_its_address():
    assert data_address(b"abc") == "data:image/webp;base64,YWJj"
