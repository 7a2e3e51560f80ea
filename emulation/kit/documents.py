"""Papers as PDF: the one module that touches WeasyPrint.

WeasyPrint needs Pango, a library of the operating system, and raises OSError where it is missing; so it is imported
when a paper is first printed, and its failures leave this module as our own. Pages may ask for nothing but the fonts
and stylesheets listed here: WeasyPrint by itself would embed any file or address a tag names.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import fontpkg_be_vietnam_pro
import fontpkg_crimson_pro
from django.template.loader import render_to_string

from ..choices import PaperFormat
from .word import docx_of

TINOS = Path("/usr/share/fonts/truetype/croscore")
CRIMSON = fontpkg_crimson_pro.ROOT / "files"
BE_VIETNAM = fontpkg_be_vietnam_pro.ROOT / "files"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what neither paper nor XML can hold
STYLESHEETS = Path(__file__).resolve().parents[2] / "static" / "papers"

# Logical name: the files it may be, the first that there is. Tinos, the Times-metric face of the operating system, has
# Crimson Pro from a wheel to stand in for it; a variable font is every weight of its slant.
FONTS = {
    "Serif-Regular.ttf": (TINOS / "Tinos-Regular.ttf", CRIMSON / "CrimsonPro[wght].ttf"),
    "Serif-Bold.ttf": (TINOS / "Tinos-Bold.ttf", CRIMSON / "CrimsonPro[wght].ttf"),
    "Serif-Italic.ttf": (TINOS / "Tinos-Italic.ttf", CRIMSON / "CrimsonPro-Italic[wght].ttf"),
    "Serif-BoldItalic.ttf": (TINOS / "Tinos-BoldItalic.ttf", CRIMSON / "CrimsonPro-Italic[wght].ttf"),
    "Crimson.ttf": (CRIMSON / "CrimsonPro[wght].ttf",),
    "Crimson-Italic.ttf": (CRIMSON / "CrimsonPro-Italic[wght].ttf",),
    "Sans-Regular.ttf": (BE_VIETNAM / "BeVietnamPro-Regular.ttf",),
    "Sans-Bold.ttf": (BE_VIETNAM / "BeVietnamPro-Bold.ttf",),
    "Sans-Italic.ttf": (BE_VIETNAM / "BeVietnamPro-Italic.ttf",),
    "Sans-BoldItalic.ttf": (BE_VIETNAM / "BeVietnamPro-BoldItalic.ttf",),
}


@dataclass(frozen=True)
class Picture:
    """A picture that a page may show, as `picture:<sha256>`."""

    sha256: str
    media_type: str
    content: bytes = field(repr=False, compare=False)


class PaperEngineMissing(RuntimeError):
    """This machine cannot print papers: WeasyPrint found no Pango."""


class ResourceRefused(ValueError):
    """A page asked for a file or an address that is not ours."""


class Unprintable(ValueError):
    """A text that cannot be printed as it stands; `page`, from 1, and `slot` by whoever knows them."""

    def __init__(self, text: str, reason: str):
        super().__init__(text, reason)
        self.text, self.reason, self.page, self.slot = text, reason, None, ""

    def __str__(self):
        where = f"Tờ {self.page}: " if self.page else ""
        return f"{where}không in được “{self.text}”: {self.reason}"


class MissingGlyph(Unprintable):
    """The font has no picture for some letters of the text."""

    def __init__(self, text: str, letters):
        self.letters = "".join(letters)
        names = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in self.letters)
        super().__init__(text, f"phông chữ không có ký tự {names}.")


def font_file(name: str) -> Path:
    """The file behind a logical font name; Crimson Pro where Tinos is not installed. KeyError for any other name."""
    files = FONTS[name]
    return next((file for file in files if file.exists()), files[-1])


def own_resource(url: str) -> tuple[bytes, str]:
    """Bytes and media type of `font:<name>` or `paper:<name>.css`; ResourceRefused for everything else."""
    kind, _, name = url.partition(":")
    if kind == "font" and name in FONTS:
        return font_file(name).read_bytes(), "font/ttf"
    if kind == "paper" and re.fullmatch(r"[a-z0-9-]+\.css", name) and (STYLESHEETS / name).is_file():
        return (STYLESHEETS / name).read_bytes(), "text/css"
    raise ResourceRefused(f"Bản in không được phép lấy “{url}”.")


def resources_digest() -> str:
    """A fingerprint of our fonts and stylesheets, so that laid-out pages can be kept until one of them changes."""
    sheets = (sheet.read_bytes() for sheet in sorted(STYLESHEETS.glob("*.css")))
    fonts = (str(font_file(name)).encode() for name in FONTS)
    return hashlib.sha256(b"\0".join([*sheets, *fonts])).hexdigest()


@contextmanager
def engine():
    """WeasyPrint itself; raises PaperEngineMissing or ResourceRefused where WeasyPrint has errors of its own."""
    try:
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError
    except OSError as missing:
        raise PaperEngineMissing(
            "Máy này chưa in được văn bản PDF vì thiếu thư viện Pango. Hãy cài các gói "
            "libpango-1.0-0, libpangoft2-1.0-0 và libharfbuzz-subset0 rồi khởi động lại cổng."
        ) from missing
    try:
        yield weasyprint
    except FatalURLFetchingError as refused:
        raise ResourceRefused(str(refused)) from refused


class Fetcher:
    """Our resources for WeasyPrint; it remembers what it refused, because an inline SVG swallows even fatal errors."""

    def __init__(self, pictures: Iterable[Picture] = ()):
        self.refused: list[str] = []
        self.pictures = {f"picture:{picture.sha256}": picture for picture in pictures}

    def __call__(self, url: str):
        from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

        if picture := self.pictures.get(url):
            return URLFetcherResponse(url, picture.content, {"Content-Type": picture.media_type})
        try:
            body, media_type = own_resource(url)
        except ResourceRefused as refused:
            self.refused.append(str(refused))
            raise FatalURLFetchingError(str(refused)) from refused
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


def typeset(html: str, fonts=None, pictures: Iterable[Picture] = ()):
    """The HTML laid out as a WeasyPrint document, not yet painted; `fonts` is a `font_config` to share."""
    with engine() as weasyprint:
        # The base address makes relative addresses absolute, hence refused aloud instead of dropped with a log line.
        fetcher = Fetcher(pictures)
        return weasyprint.HTML(string=html, base_url="paper:/", url_fetcher=fetcher).render(font_config=fonts)


def render_pdf(html: str, pictures: Iterable[Picture] = ()) -> bytes:
    """The HTML as a PDF file; raises ResourceRefused, PaperEngineMissing, or MissingGlyph before it prints a box."""
    return painted_pdf(typeset(html, pictures=pictures))


def painted_pdf(document) -> bytes:
    """A laid-out document as a PDF file."""
    with engine():
        return document.write_pdf(finisher=lambda painted, _pdf: refuse_flaws(painted))


def refuse_flaws(painted, but: str = ""):
    """Raise ResourceRefused or MissingGlyph for what a painted document lacks; letters in `but` may be missing."""
    if painted.url_fetcher.refused:
        raise ResourceRefused(painted.url_fetcher.refused[0])
    codes = {code for font in painted.fonts.values() for code in font.missing}
    letters = sorted(set(map(chr, codes)) - set(but))
    if letters:
        raise MissingGlyph("".join(letters), letters)


def complaints() -> list[str]:
    """What this machine lacks for printing papers, in Vietnamese sentences for a system check; empty when nothing."""
    found = []
    try:
        with engine():
            pass
    except PaperEngineMissing as missing:
        found.append(str(missing))
    if not (TINOS / "Tinos-Regular.ttf").exists():
        found.append("Thiếu gói fonts-croscore: văn bản sẽ in bằng phông Crimson Pro, không phải cỡ Times New Roman.")
    return found


class Document:
    """A printed paper: a subclass names its template and gives its context."""

    template: str

    def context(self) -> dict:
        return {}

    def html(self) -> str:
        """The paper as composed (NFC) HTML, the form every font expects Vietnamese in."""
        return unicodedata.normalize("NFC", render_to_string(self.template, self.context()))

    def pdf(self) -> bytes:
        """The paper as a PDF file; see `render_pdf` for what it raises."""
        return render_pdf(self.html())

    def docx(self) -> bytes:
        """The same paper as a Word file, laid out as the PDF is.

        Raises MissingGlyph for control characters, as the PDF does, and NotInWord for what Word has no like of.
        """
        return docx_of(typeset(self.writable_html()))

    def pdf_and_docx(self) -> tuple[bytes, bytes]:
        """Both files, laid out only once: the same bytes as one by one."""
        document = typeset(self.writable_html())
        word = docx_of(document)
        return painted_pdf(document), word

    def writable_html(self) -> str:
        html = self.html()
        letters = sorted(set(CONTROL.findall(html)))
        if letters:
            raise MissingGlyph("".join(letters), letters)
        return html

    def file(self, kind: str) -> bytes:
        """The paper in one PaperFormat."""
        return self.docx() if kind == PaperFormat.WORD else self.pdf()
