"""What a hostile learner hands in, by kind: each would leave a trace (« canary ») if any of it ran or loaded."""

from __future__ import annotations

import base64
import json

RUN = "fetch('/canary',{method:'POST'});top.location='/canary'"
MARKDOWN = (
    *(
        f"[x]({address})"
        for address in (
            f"javascript:{RUN}",
            "JaVaScRiPt:top.location='/canary'",
            "java\tscript:location='/canary'",
            "&#106;avascript:location='/canary'",
            "vbscript:canary",
            "data:text/html,<script>location='http://127.0.0.1/canary'</script>",
            "data:text/html;base64,PHNjcmlwdD5sb2NhdGlvbj0nL2NhbmFyeSc8L3NjcmlwdD4=",
            "blob:canary",
            "file:///canary",
            "/canary",
            "//127.0.0.1/canary",
            "canary.html",
            "../../files/submitted/canary.html",
            "/formgrader?path=/tmp/canary",
            "/hub/logout?canary",
            "http://127.0.0.1:9/canary",
            "mailto:canary@example.org",
            "#canary",
        )
    ),
    f"<javascript:{RUN}>",
    "![x](javascript:canary)",
    "![x](/canary.png)",
    "![x](canary.svg)",
    "![x](attachment:absent.gif)",
    "![x](x\"onerror=\"location='/canary')",
    "[x][r]\n\n[r]: javascript:location='/canary'",
    "```mermaid\ngraph TD; A-->B; click A href \"javascript:location='/canary'\"\n```",
    "$\\href{javascript:location='/canary'}{x}$",
)
HTML = (
    f"<script>{RUN}</script>",
    "<script src=/canary.js></script>",
    f'<img src=x onerror="{RUN}">',
    "<img src=/canary.png>",
    '<img srcset="/canary.png 1x">',
    f'<svg onload="{RUN}"></svg>',
    "<svg><script>location='/canary'</script></svg>",
    "<svg><a href=\"javascript:location='/canary'\"><text y=20>x</text></a></svg>",
    '<svg><use href="/canary.svg#x"/></svg>',
    "<svg><animate attributeName=href values=javascript:canary onbegin=\"location='/canary'\"/></svg>",
    '<svg><foreignObject><iframe src="/canary"></iframe></foreignObject></svg>',
    "<math><a xlink:href=\"javascript:location='/canary'\">x</a></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=\"location='/canary'\"></style></mglyph></table></mtext>",
    "<form id=s action=/canary method=post><input type=submit></form><button form=s formaction=/canary>x</button>",
    "<form><button formaction=\"javascript:location='/canary'\">x</button></form>",
    "<iframe src=/canary></iframe>",
    "<iframe srcdoc=\"<script>top.location='/canary'</script>\"></iframe>",
    "<object data=/canary type=text/html></object>",
    "<embed src=/canary>",
    "<meta http-equiv=refresh content='0;url=/canary'>",
    "<base href=/canary/>",
    "<link rel=stylesheet href=/canary.css>",
    "<link rel=prefetch href=/canary>",
    "<style>@import '/canary.css'; body{background:url(/canary.png)}</style>",
    '<div style="background:url(/canary.png);position:fixed;inset:0">x</div>',
    "<a href=/canary target=_top>x</a><a href=/canary target=_blank>x</a><a href=/canary ping=/canary>x</a>",
    "<details open ontoggle=\"location='/canary'\"><summary>x</summary></details>",
    "<video src=/canary autoplay onerror=\"location='/canary'\"></video><audio src=/canary></audio>",
    "<input autofocus onfocus=\"location='/canary'\"><textarea autofocus onfocus=\"location='/canary'\"></textarea>",
    "<noscript><p title=\"</noscript><img src=x onerror=location='/canary'>\"></noscript>",
    "<textarea></textarea><title></title><style><!--</style><img src=x onerror=location='/canary'>--></style>",
    "<xmp><img src=x onerror=location='/canary'></xmp><plaintext>",
    "<template><script>location='/canary'</script></template><x-a onclick=location='/canary'>x</x-a>",
    '<img name=documentElement><form id=body><input name=scrollHeight></form><img src="data:text/html,canary">',
    "<p data-call=createStudentModal data-with=true>x</p><p data-commandlinker-command=canary>x</p>",
)
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="{RUN}"><script>{RUN}</script></svg>'
OUTPUTS = (
    {"image/svg+xml": _SVG},
    {"application/javascript": RUN},
    {"text/latex": "\\href{javascript:canary}{x}"},
    {"application/vnd.jupyter.widget-view+json": {"model_id": "canary"}},
    {"application/vnd.plotly.v1+json": {"data": []}, "text/plain": "<script>location='/canary'</script>"},
    {"application/pdf": base64.b64encode(b"%PDF-1.4 /JS (app.alert)").decode()},
    {"text/markdown": "[x](javascript:canary)"},
    {"image/png": "\"><script>location='/canary'</script>"},
    {"image/gif": base64.b64encode(b"GIF89a\x01\x00\x01\x00\x00\x00\x00,").decode()},
)
FILES = {
    "canary.html": f"<script>{RUN}</script>".encode(),
    "canary.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{RUN}</script></html>'.encode(),
    "canary.svg": _SVG.encode(),
    "canary.pdf": b"%PDF-1.4 /JS (app.alert)",
    "canary.xml": b'<?xml-stylesheet href="javascript:canary"?><x/>',
    "canary.txt": f"<script>{RUN}</script>".encode(),
    "canary.ipynb": json.dumps({"cells": [], "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 5}).encode(),
    "canary.png": f"<script>{RUN}</script>".encode(),
    "nbgrader_config.py": b"open('/tmp/canary', 'w')",
    "a\u202eb<img src=x onerror=alert(1)>.txt": b"x",
}
COUNT = len(MARKDOWN) + len(HTML) + len(OUTPUTS) + len(FILES)


def list_cells() -> list[dict[str, object]]:
    """Cells that hold every payload as nbformat would let them: raw, as a grader that cleans nothing leaves them."""
    pixel = base64.b64encode(_SVG.encode()).decode()
    cells: list[dict[str, object]] = [
        {"cell_type": kind, "id": f"p{kind[0]}{number}", "metadata": {}, "source": text}
        for number, text in enumerate((*MARKDOWN, *HTML))
        for kind in ("markdown", "raw")
    ]
    cells.append(
        {
            "cell_type": "markdown",
            "id": "attached",
            "metadata": {"x": "<script>canary</script>"},
            "source": "![a](attachment:a.svg) ![b](attachment:b.html)",
            "attachments": {"a.svg": {"image/svg+xml": pixel}, "b.html": {"text/html": "canary"}},
        }
    )
    outputs: list[dict[str, object]] = [
        {"output_type": "display_data", "metadata": {}, "data": data}
        for data in (*({"text/html": text} for text in HTML), *OUTPUTS)
    ]
    outputs += [
        {"output_type": "stream", "name": "stdout", "text": "\x1b]8;;javascript:canary\x07x" + text} for text in HTML
    ]
    outputs.append({"output_type": "error", "ename": "<b>", "evalue": HTML[0], "traceback": list(HTML)})
    cells.append(
        {
            "cell_type": "code",
            "id": "code",
            "metadata": {},
            "execution_count": 1,
            "source": "\n".join(HTML),
            "outputs": outputs,
        }
    )
    return cells
