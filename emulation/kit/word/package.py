"""The .docx package around a paper: an empty one without anybody's traces, and the same bytes for the same paper."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
KEPT = {KIND.STYLES, KIND.SETTINGS, KIND.CORE_PROPERTIES, KIND.OFFICE_DOCUMENT}
WRITTEN_AT = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say

STYLES = f"""
<w:styles {nsdecls("w")}>
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      <w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
      <w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault/>
  </w:docDefaults>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
  </w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal">
    <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
      <w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
      <w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>
    </w:tblCellMar></w:tblPr>
  </w:style>
</w:styles>"""

SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:defaultTabStop w:val="720"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="{LANGUAGE}"/>
</w:settings>"""


def empty_document(title: str):
    """A python-docx document of our defaults alone: no author, no dates, no pictures, no other styles."""
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype not in KEPT]:
            del rels[key]
    replace_children(document.styles.element, STYLES)
    replace_children(document.settings.element, SETTINGS)
    properties = document.core_properties
    replace_children(properties._element, None)
    properties.title, properties.language = title, LANGUAGE
    return document


def replace_children(element, xml: str | None) -> None:
    for child in list(element):
        element.remove(child)
    if xml:
        element.extend(list(parse_xml(xml)))


def packed(document) -> bytes:
    """The document as a file; every part carries the same moment, so that equal papers are equal files."""
    written, out = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, WRITTEN_AT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
