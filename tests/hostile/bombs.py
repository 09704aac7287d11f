"""HTML that is small to write and huge to draw: each case with the limit that stops it, or "" if it is finished."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

ARABIC = "عادت عبّارة الفنار إلى الميناء القديم. "


@dataclass(frozen=True)
class Bomb:
    html: str
    limit: str = ""  #: that stops it
    files: Mapping[str, str | bytes] = field(default_factory=dict)  #: beside it
    options: tuple[str, ...] = ()  #: of the command line


def page(body: str, css: str = "", root: str = "lang=en") -> str:
    return f"<!DOCTYPE html>\n<html {root}>\n<title>Bomb</title>\n<style>\n{css}\n</style>\n<body>\n{body}\n"


def use(levels: int = 9, each: int = 8) -> str:
    groups = ['<g id="u0"><rect width="1" height="1"/></g>']
    groups += [f'<g id="u{level}">' + f'<use href="#u{level - 1}"/>' * each + "</g>" for level in range(1, levels + 1)]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{"".join(groups)}</svg>'


def png(width: int, height: int) -> bytes:
    """A picture of one colour, which packs well."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = b"\0" + bytes((width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def variables(levels: int = 30) -> str:
    rules = ["--v0: x"] + [f"--v{n}: var(--v{n - 1}) var(--v{n - 1})" for n in range(1, levels + 1)]
    return f":root {{ {'; '.join(rules)} }} p::before {{ content: var(--v{levels}) }}"


def nested(count: int, start: str, end: str, core: str = "x") -> str:
    return start * count + core + end * count


GRID = "".join(
    f"<div style='display:grid;grid-template-columns:1fr 1fr'><i>a{n}</i><i>b</i></div>\n" for n in range(1000)
)
SELF = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="self.svg" width="9" height="9"/></svg>'
)
FOREIGN = "<svg width=9 height=9>" + nested(5_000, "<g>", "</g>", "<rect width=1 height=1 />") + "</svg>"

BOMBS: Mapping[str, Bomb] = {
    "svg use 8^9": Bomb(page("<img src=use.svg alt=x>"), "svg", {"use.svg": use()}),
    "inline svg use 8^9": Bomb(page(use()), "svg"),
    "svg that uses itself": Bomb(
        page('<svg width=9 height=9><g id=a><use href="#a"/><use href="#a"/></g><use href="#a"/></svg>')
    ),
    "svg that shows itself": Bomb(page("<img src=self.svg alt=x>"), "", {"self.svg": SELF}),
    "inline svg nested 5,000": Bomb(page(FOREIGN), "depth"),
    "svg text unclosed 100,000": Bomb(page("<svg width=9 height=9>" + "<text>" * 100_000), "depth"),
    "svg pattern in pattern": Bomb(
        page(
            "<svg width=999 height=999><defs>"
            + "".join(
                f"<pattern id=p{n} width=.01 height=.01><rect width=9 height=9 fill='url(#p{n - 1})'/></pattern>"
                for n in range(1, 20)
            )
            + "</defs><rect width=999 height=999 fill='url(#p19)'/></svg>"
        )
    ),
    "var 2^30": Bomb(page("<p>x", variables()), "variables"),
    "counter style additive": Bomb(
        page(
            "<ol style='counter-reset: list-item 1000000000'><li>x</ol>",
            "@counter-style b { system: additive; additive-symbols: 1 'x' } ol { list-style: b }",
        ),
        "",  # one symbol is no such system (CSS Counter Styles 3, 3.1.6)
    ),
    "counter style symbolic": Bomb(
        page(
            "<p>x",
            "@counter-style b { system: symbolic; symbols: 'x' } p::before {"
            " counter-reset: c 1000000000; content: counter(c, b) }",
        ),
        "counters",
    ),
    "counter style pad": Bomb(
        page(
            "<ol><li>x</ol>",
            "@counter-style b { system: numeric; symbols: '0' '1'; pad: 1000000000 '0' } ol { list-style: b }",
        ),
        "counters",
    ),
    "page of 0.1 mm": Bomb(page("<p>" + "word " * 2_000, "@page { size: .1mm; margin: 0 }"), ""),
    "page breaks": Bomb(page("<p style='break-after: page'>x</p>" * 20_000), "pages"),
    "div nested 2,000": Bomb(page(nested(2_000, "<div>", "</div>")), "depth"),
    "div nested 10,000": Bomb(page(nested(10_000, "<div>", "</div>")), "depth"),
    "list nested 300": Bomb(page(nested(300, "<ul><li>", "</ul>")), "depth"),
    "flex nested 30": Bomb(page(nested(30, "<div style='display:flex'>", "</div>")), "layouts"),
    "grid nested 30": Bomb(page(nested(30, "<div style='display:grid'>", "</div>")), "layouts"),
    "table nested 30": Bomb(page(nested(30, "<table><tr><td>", "</table>")), ""),
    "inline-block nested 30": Bomb(page(nested(30, "<div style='display:inline-block'>", "</div>")), ""),
    "float nested 30": Bomb(page(nested(30, "<div style='float:left'>", "</div>")), ""),
    "columns nested 15": Bomb(page(nested(15, "<div style='columns:2'>", "</div>")), "layouts"),
    "unclosed b and i": Bomb(page("<b><i>" * 100_000), "depth"),
    "unclosed a, in p": Bomb(page("<p><b class=x" + "><p><b class=y".join(map(str, range(3_000))) + ">x"), ""),
    "colspan and rowspan": Bomb(
        page("<table><tr>" + "<td colspan=1000 rowspan=65534>x" * 1_000 + "</table>"), "columns"
    ),
    "rows with colspan": Bomb(page("<table>" + "<tr><td colspan=1000>x" * 2_000 + "</table>"), "spans"),
    "grid row 10^8": Bomb(page("<div style='display:grid'><p style='grid-row:100000000'>x</div>"), "grid"),
    "grid repeat": Bomb(
        page("<div style='display:grid; grid-template-columns: repeat(9999999, 1px)'><p>x</div>"), "grid"
    ),
    "grid areas": Bomb(
        page("<div style='display:grid; grid-template-areas:" + ' "' + "a " * 3_000 + '"' + "'><p>x</div>"), ""
    ),
    "table of 20,000 rows": Bomb(page("<table>" + "<tr><td>a<td>b<td>c" * 20_000 + "</table>"), "cells"),
    "repeating gradient": Bomb(
        page("<div style='height:9cm;background:repeating-linear-gradient(red 0, blue .0001px)'>x</div>"), "gradients"
    ),
    "repeating radial gradient": Bomb(
        page("<div style='height:9cm;background:repeating-radial-gradient(red 0, blue .0001px)'>x</div>"), "gradients"
    ),
    "svg gradient": Bomb(
        page(
            "<svg width=900 height=900>"
            "<linearGradient id=g spreadMethod=repeat gradientUnits=userSpaceOnUse x1=0 x2=.0001>"
            "<stop offset=0 stop-color=red /><stop offset=1 stop-color=blue /></linearGradient>"
            "<rect width=900 height=900 fill='url(#g)'/></svg>"
        ),
        "gradients",
    ),
    "tiny background": Bomb(
        page("<div style='height:9cm;background:url(dot.png);background-size:.01px'>x</div>", ""),
        "",
        {"dot.png": png(1, 1)},
    ),
    "combining marks": Bomb(page("<p>a" + "\u0301" * 20_000), "marks"),
    "Arabic paragraph of 2 MB": Bomb(page("<p>" + ARABIC * 30_000, root="lang=ar dir=rtl"), "paragraph"),
    "English paragraph of 2 MB": Bomb(page("<p>" + "the old ferry came back. " * 80_000), "paragraph"),
    "nested :is()": Bomb(page("<p>x", nested(2_000, ":is(", ")", "p") + " { color: red }"), "brackets"),
    "nested :not() 20": Bomb(page("<p>x", nested(20, ":not(", ")", "p") + " { color: red }")),
    "nested media": Bomb(page("<p>x", nested(3_000, "@media print { ", " }", "p { color: red }")), "brackets"),
    "nested blocks": Bomb(page("<p>x", nested(5_000, "p { ", " }", "color: red")), "brackets"),
    "nested selectors 25": Bomb(page("<p>x", nested(25, "p, div { & ", " }", "i { color: red }")), ""),
    "nested calc": Bomb(page(f"<p style='width: {nested(3_000, 'calc(', ')', '1px')}'>x"), "brackets"),
    "nested url": Bomb(page(f"<p style='background: {'url(' * 50_000}'>x"), "brackets"),
    "rules 10^6": Bomb(page("<p>x", "a{b:c}" * 1_000_000), "rules"),
    "rules 10^6 beside": Bomb(
        page("<link rel=stylesheet href=many.css><p>x"), "rules", {"many.css": "a{b:c}\n" * 1_000_000}
    ),
    "selectors for nodes": Bomb(
        page(
            "<p class=a>x</p>" * 3_000, "".join(f".a:nth-child({n}n) ~ * {{ color: red }}\n" for n in range(1, 3_000))
        ),
        "seconds",
    ),
    ":has()": Bomb(page("<p>x</p>" * 3_000, ":has(~ :has(~ b)) { color: red }"), "seconds"),
    "words of 100 kB, hyphens": Bomb(page("<p style='hyphens:auto'>" + "a" * 100_000), "word"),
    "words of 100 kB": Bomb(page("<p>" + "a" * 100_000), ""),
    "comments without a doctype": Bomb("<!---->" * 60 + page("<p>x")[16:], ""),
    "inline elements in one rtl line": Bomb(page("<p>" + "<b>ا</b><i>b</i>" * 10_000, root="lang=ar dir=rtl"), "row"),
    "1,000 rtl grids": Bomb(page(GRID, root="lang=ar dir=rtl"), ""),
    "elements 10^6": Bomb(page("<i>x</i>" * 1_000_000), "nodes"),
    "attributes 10^6": Bomb(page("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x"), "attributes"),
    "html of 40 MB": Bomb(page("<!--" + "x" * 40_000_000 + "--><p>x"), "bytes"),
    "one picture of 40,000 x 40,000": Bomb(page("<img src=big.png alt=x>"), "pixels", {"big.png": png(40_000, 40_000)}),
    "many pictures": Bomb(
        page("".join(f"<img src=p{n}.png alt=x>" for n in range(30))),
        "pixels",
        {f"p{n}.png": png(8_000, 8_000 + n) for n in range(30)},
    ),
    "data: pictures": Bomb(
        page("<img alt=x src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'>" * 30_000), "row"
    ),
    "shadows": Bomb(page(f"<p style='text-shadow: {', '.join(['1px 1px red'] * 20_000)}'>x"), ""),
    "backgrounds": Bomb(page(f"<p style='background: {', '.join(['linear-gradient(red, blue)'] * 20_000)}'>x"), ""),
    "footnotes": Bomb(page("<span style='float: footnote'>x</span>" * 5_000), ""),
    "quotes": Bomb(page("<q>" * 190), ""),
    "absolute": Bomb(page("<div style='position:absolute'>x</div>" * 10_000), ""),
    "fixed on every page": Bomb(
        page("<div style='position:fixed'>x</div>" * 1_000 + "<p style='break-after:page'>x</p>" * 300), "seconds"
    ),
    "tab-size": Bomb(page("<pre style='tab-size: 1000000000'>\tx"), ""),
    "leader": Bomb(page("<p>x", "p::after { content: leader('.') } p { font-size: .01px; width: 99999999px }"), ""),
    "letter of 10^6 px": Bomb(page("<p style='font-size: 1000000px'>x"), ""),
    "height 10^9": Bomb(page("<div style='height: 1000000000px'>x</div>"), ""),
    "columns 10^6": Bomb(page("<div style='columns: 1000000'>x</div>"), ""),
    "orphans": Bomb(page("<p style='orphans: 1000000000; widows: 1000000000'>" + "word " * 3_000), ""),
    "ruby": Bomb(page("<ruby>" + "x<rt>y" * 5_000 + "</ruby>"), ""),
    "details": Bomb(page(nested(180, "<details><summary>x</summary>", "</details>")), ""),
    "entities": Bomb(page("<p>" + "&#x41" * 200_000), "paragraph"),
    "brackets": Bomb(page("<p>" + "(" * 50_000, root="lang=ar dir=rtl"), ""),
    "bidi isolates": Bomb(page("<p>" + "\u2067a" * 50_000, root="lang=ar dir=rtl"), ""),
    "import in a circle": Bomb(
        page("<link rel=stylesheet href=a.css><p>x"), "", {"a.css": "@import 'b.css';", "b.css": "@import 'a.css';"}
    ),
    "import tree": Bomb(
        page("<link rel=stylesheet href=s0.css><p>x"),
        "",
        {f"s{n}.css": f"@import 's{n + 1}.css';" * 10 for n in range(9)} | {"s9.css": ""},
    ),
    "select of 20,000": Bomb(page("<select multiple>" + "<option>x" * 20_000 + "</select>"), ""),
}
