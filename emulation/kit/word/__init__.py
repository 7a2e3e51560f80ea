"""Papers as Word, from the very pages that become the PDF: text from the HTML, sizes and places from its layout.

`reading` turns a laid-out paper into plain `parts`, `writing` the parts into a .docx. What Word would show otherwise
than the PDF is refused by name (NotInWord), never dropped. The same paper always gives the same bytes. Drawings
(<figure>) alone are left out: their numbers stand in a table beside them.
"""

from .parts import NotInWord
from .reading import read
from .writing import write

__all__ = ["NotInWord", "docx_of"]


def docx_of(document) -> bytes:
    """A laid-out WeasyPrint document as a .docx file; raises NotInWord for what has no counterpart there."""
    return write(read(document))
