"""Texts that try to become markup, scripts, templates or includes, and a study full of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

RUN = "window.pwned=1"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<ScRiPt/src=data:,{RUN}></sCrIpT>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"</title></textarea></style></noscript><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror={RUN}//",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f"` onmouseover=`{RUN}` x=`",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object><embed src=javascript:{RUN}>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<base href=javascript:{RUN}//><meta http-equiv=refresh content='0;javascript:{RUN}'>",
    f"<link rel=stylesheet href=data:text/css,*{{}}><style>@import 'javascript:{RUN}'</style>",
    f'<p style="background:url(javascript:{RUN})">x</p>',
    f"<template><script>{RUN}</script></template>",
    f'<svg></p><style><a id="</style><img src=1 onerror={RUN}>">',
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<noembed><noframes><xmp><plaintext></xmp><img src=x onerror={RUN}>",
    f"<svg><set attributeName=href to=javascript:{RUN} /><animate values=javascript:{RUN} /></svg>",
    f"<x tabindex=1 autofocus onfocus={RUN} onbeforetoggle={RUN} popover>y</x>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    f"&#60;img src=x onerror={RUN}&#62;",
    f"[a](javascript:{RUN})",
    f"[a](JaVaScRiPt:{RUN})",
    f"[a](java&#10;script:{RUN})",
    f"[a](&#106;avascript:{RUN})",
    f"[a](\x01javascript:{RUN})",
    f"[a](<java\tscript:{RUN}>)",
    f"[a](%6Aavascript:{RUN})",
    f"[a](vbscript:{RUN})",
    f"[a](javascript&colon;{RUN}) [b](&Tab;javascript:{RUN}) [c](java&NewLine;script:{RUN})",
    f"[a](https:javascript:{RUN}) [b](feed:javascript:{RUN}) [c](view-source:javascript:{RUN})",
    "![a](//evil.example/x) ![b](https://evil.example/x) ![c](/\\evil.example/x)",
    f"[a](data:text/html,<script>{RUN}</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD53aW5kb3cucHduZWQ9MTwvc2NyaXB0Pg==)",
    "[a](file:///etc/passwd) [b](//evil.example/x) [c](\\\\evil.example\\x) [d](blob:x)",
    f"![a](javascript:{RUN}) ![a](data:image/svg+xml,<svg onload={RUN}>)",
    f'![a](x.png"onerror="{RUN})',
    f"[a](x \"' onclick='{RUN}\")",
    f'<javascript:{RUN}> <https://evil.example/"onclick="{RUN}>',
    f'[a][r]\n\n[r]: javascript:{RUN} "t"',
    f"[a][s]\n\n[s]: <javascript:{RUN}> '\"><script>{RUN}</script>'",
    f'words {{: onclick="{RUN}" #x .y }}',
    f'words {{ onclick="{RUN}" }}',
    f"# A heading {{: onclick={RUN} }}",
    '![a](x.png){: onerror="window.pwned=1" }',
    "{{ 6007 * 7 }} {% raw %}{{ 6007 * 7 }}{% endraw %} {# gone #}",
    "{{ config }} {{ self.__init__.__globals__ }} ${6007*7} #{6007*7} <%= 6007*7 %>",
    '--8<-- "/etc/passwd"',
    "--8<--\n/etc/passwd\n--8<--",
    ';--8<-- "/etc/passwd"',
    "{!/etc/passwd!} {% include '/etc/passwd' %} !include /etc/passwd",
    f"/// html | script\n{RUN}\n///\n\n/// html | img[src=x onerror={RUN}]\n///",
    f"{{++<img src=x onerror={RUN}>++}} {{>>c<<}} [[javascript:{RUN}]] ![[/etc/passwd]]",
    f'$\\href{{javascript:{RUN}}}{{x}}$\n\n```vegalite\n{{"url": "//evil.example"}}\n```',
    f"\"}}]}};{RUN};// ';{RUN};' \\u003cimg src=x onerror={RUN}\\u003e \u2028{RUN}\u2029",
    "__proto__ constructor cpframetitle cpframebody <h1>cpframebody</h1> cpframelist",
    f"<mark onclick={RUN}>x</mark></div></article></main><img src=x onerror={RUN}>",
    "\U0001f680" * 60,
    "*[HTML]: injected",
    '!!! danger "injected"\n    body',
    '??? note "injected"\n    body',
    '=== "injected"\n    body',
    "[TOC]",
    ":smile: :material-alert: ++ctrl+c++ ==mark== ~~del~~ ^^ins^^ H~2~O",
    "[^1]\n\n[^1]: injected",
    f"```html {{ onclick={RUN} }}\n</code></pre><script>{RUN}</script>\n```",
    f"~~~mermaid\nclick A javascript:{RUN}\n~~~",
    f'<div markdown="1" onclick={RUN}>*x*</div>',
    "<!-- counterpoint: docs/index.md -->",
    "<!-- counterpoint generated -->",
    f'<div class="cp-item" data-item="0" onclick={RUN}></div>',
    '<a href="link:0">link:0</a> [x](link:0) [y](cp-finished:javascript:1)',
    "\u202e\u2066gpj.exe\u2069 \u200b\ufeff z\u0300\u0301\u0302\u0489 \U000e0001",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x08",
    "=cmd|' /C calc'!A0 +1 -1 @SUM(1) %0a%0d",
    "\\\\\\` \\<script\\>",
    f"`<script>{RUN}</script>`",
    f"``` <img src=x onerror={RUN}> ```",
    f"| <img src=x onerror={RUN}> | b |\n| --- | --- |\n| <script>{RUN} | {{{{6007*7}}}} |",
)
"""Each on its own; no field of the study changes what they are."""

TRACES = (str(6007 * 7), "root:x:0:0", "daemon:x:")
"""What would stand on a page had a template or an include been followed."""

INTERVIEW = """\
---
title: {title}
date: 2026-03-02
participants:
  - id: p{n}
    speaker: {speaker}
    side: {side}
    persona: persona
    account: account-{n}
    segments: [power-user]
interviewers: [{interviewer}]
asked: [theme-{n}]
consent: {{status: granted, audience: public}}
---

## {heading}

{body}

**{label}** The words to be quoted {line}

- "The words to be quoted" #theme-{n} #shared +against ^item-{n}
  {note}

{label}: more words {line}
"""


def quoted(text: str) -> str:
    """Return a text as a YAML scalar that means exactly it."""
    return json.dumps(text.replace("\x01", ""), ensure_ascii=False)


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return " ".join(text.replace("\x01", "").split())


def hostile_study(payloads: Sequence[str] = PAYLOADS) -> Iterator[tuple[str, str]]:
    """Yield the files of a study that has every payload in every field that holds free text."""
    first = quoted(payloads[0])
    yield (
        "research/research.yml",
        f"title: {first}\nsides:\n  buyer: {{label: {first}, plural: {quoted(payloads[8])}}}\n"
        f"  user: {{label: {quoted(payloads[6])}, plural: {quoted(payloads[10])}}}\n",
    )
    yield _file("personas/persona", {"title": payloads[8], "side": "user"}, "\n\n".join(payloads))
    yield _file("themes/shared", {"title": payloads[6]}, "\n\n".join(payloads[:20]))
    for number, payload in enumerate(payloads):
        yield from _of_payload(number, payload)


def _of_payload(number: int, payload: str) -> Iterator[tuple[str, str]]:
    flat = one_line(payload)
    title = {"title": flat}
    theme = {"parent": "shared", "tension": ["shared"], "expresses": "problem"}
    yield _file(f"themes/theme-{number}", title | theme, payload)
    yield _file(f"accounts/account-{number}", title | {"segment": flat}, payload)
    yield _file(
        f"decisions/decision-{number}",
        title
        | {"date": "2026-05-04", "themes": ["shared"], "status": "decided", "owner": flat}
        | {"revisit_when": flat},
        payload,
    )
    yield _file(
        f"outcomes/outcome-{number}",
        title | {"metric": {"name": flat, "side": "buyer"}},
        payload,
    )
    yield _file(f"guides/guide-{number}", title | {"side": "user"}, f"## {flat}\n\n{payload}")
    yield (
        f"research/interviews/interview-{number}.md",
        INTERVIEW.format(
            n=number,
            side="user" if number % 2 else "buyer",
            title=quoted(flat),
            speaker=quoted(flat),
            interviewer=quoted(f"Mel {flat}"),
            heading=flat,
            body=payload,
            label=flat,
            line=flat,
            note=flat,
        ),
    )


def _file(path: str, fields: dict[str, object], body: str) -> tuple[str, str]:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"research/{path}.md", f"---\n{''.join(lines)}---\n\n{body}\n"


def write(root: Path, files: Iterator[tuple[str, str]]) -> None:
    """Write files below a root."""
    for path, text in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")


class Dangers(HTMLParser):
    """Collects what a published page must not hold."""

    NEVER = frozenset({"iframe", "object", "embed", "base", "frame", "applet", "portal", "math"})
    SCHEMES = ("http:", "https:", "mailto:")
    ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "srcset"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        if tag in self.NEVER or (tag == "meta" and given.get("http-equiv") == "refresh"):
            self.found.append(f"<{tag} {given}>")
        self._in_script = tag == "script" and "src" not in given
        for name, value in attrs:
            address = (value or "").strip().lower()
            has_scheme = ":" in address.partition("/")[0].partition("#")[0].partition("?")[0]
            if name.startswith("on") or (
                name in self.ADDRESSES and has_scheme and not address.startswith(self.SCHEMES)
            ):
                self.found.append(f"<{tag} {name}={value!r}>")

    def handle_data(self, data: str) -> None:
        """Note the text of inline scripts."""
        if self._in_script and data.strip():
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in_script = self._in_script and tag != "script"


def dangers(page: str) -> list[str]:
    """Return what a page must not hold, and does."""
    parser = Dangers()
    parser.feed(page)
    parser.close()
    inline = [one for one in parser.inline if "pwned" in one]
    return parser.found + inline + [trace for trace in TRACES if trace in page]
