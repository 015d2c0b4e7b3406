"""The steps that git's history, forks, caches and copies still need, ready to be pasted."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from counterpoint.forget.erasing import Erasure
from counterpoint.forget.leftovers import Leftovers

LONGEST_PROOF = 4
"""Words of a phrase that the last look searches for."""
MOST_PROOFS = 12
ASCII_WORD = re.compile(r"[A-Za-z0-9]+")

AFTERWARDS = """\
# Then, by hand:
# - Ask your Git host to delete what no branch needs any more, cached pages and pull requests
#   included. GitHub refuses refs/pull/… in the push above: its support removes them. On a host of
#   your own: `git reflog expire --expire=now --all && git gc --prune=now`. What is kept by Git LFS
#   has to be deleted there too.
# - Everybody deletes their clone and makes a new one. Forks: steps 2 to 7 with their own address.
# - Names of files and branches stay as they are: look whether any tells who it was.
# - Build and publish the site. Delete older copies of it: previews, artifacts, backups, branches
#   that hold published pages, and whatever search engines or wikis took over.
# - Delete the recording, exports, the participant's line in the key to the pseudonyms.
# - Delete ../{name}.* and clear this terminal: they hold the words."""
LINK_WORDS = r"\[(?:[^\[\]]|\[[^\[\]]{0,100}\]){1,300}\]"
LINK_START = r"\([^()\s]{0,300}"


def steps(erased: Erasure, left: Leftovers, labels: Iterable[str]) -> str:
    """Return the steps as a shell script with comments.

    `labels` are what the person was called in transcripts.
    """
    name = f"forget-{erased.participant}"
    return "\n".join(
        (
            *_commit(erased, left, name),
            "",
            *_clone(left, name),
            "",
            *_list_versions(left, name),
            "",
            *_list_words(left, name, labels),
            "",
            *_rewrite(name),
            "",
            *_look(erased, name),
            "",
            *_push(left, name),
            "",
            AFTERWARDS.format(name=name),
        )
    )


def _commit(erased: Erasure, left: Leftovers, name: str) -> Iterator[str]:
    yield "# 1. Commit what was erased" + (", and push it." if left.origin else ".")
    yield f"cd {shlex.quote(left.top)}"
    yield f"git add -A -- {_quoted(left.changed)}"
    yield f"git commit -m {shlex.quote(f'Forget {erased.participant}')}"
    kept = " ".join(shlex.quote(f"HEAD:{path}") for path in left.kept)
    yield f"git rev-parse {kept} > ../{name}.kept" if kept else f": > ../{name}.kept"
    if left.origin:
        yield "git push"
        yield "#    Merge it into the main branch; delete branches that still have the words."


def _clone(left: Leftovers, name: str) -> Iterator[str]:
    yield "# 2. Tell everybody who has a clone. Then make a fresh one, with every branch and tag."
    yield "#    Needs git-filter-repo 2.47 or newer: pip install git-filter-repo"
    source = shlex.quote(left.origin or left.top)
    yield f"git clone --no-local --mirror {source} ../{name}.git"
    yield f"cd ../{name}.git"


def _list_versions(left: Leftovers, name: str) -> Iterator[str]:
    yield "# 3. List every version of the erased files, but for what is left of them now."
    yield "git log --all --full-history --no-renames -m --raw --no-abbrev --format= -- \\"
    yield f"    {_quoted(left.paths)} |"
    yield "    awk '{ print $3; print $4 }' | sort -u | grep -v '^0*$' > ../" + f"{name}.all"
    yield f"grep -v -x -F -f ../{name}.kept ../{name}.all > ../{name}.blobs"


def _list_words(left: Leftovers, name: str, labels: Iterable[str]) -> Iterator[str]:
    yield "# 4. List their words as they stand in other files and in messages, and links to them."
    yield "#    Add lines for names and for unusual words that you know of: literal:…==>[forgotten]"
    for label in sorted(labels):
        called = rf"regex:\b{re.escape(label)}\b==>[forgotten]"
        yield f"#    Unless somebody else or something else is called so: {called}"
    yield f"cat > ../{name}.words <<'END'"
    yield from (f"regex:(?i){_pattern(phrase)}==>[forgotten]" for phrase in left.phrases)
    if left.citations:
        start = rf"{LINK_START}(?:{'|'.join(left.citations)})"
        yield f"regex:{LINK_WORDS}(?={start})==>[forgotten]"
        yield rf'regex:({start}[^()\s]{{0,300}})\s+"[^"]{{0,300}}"==>\1'
    yield "END"


def _pattern(phrase: Sequence[str]) -> str:
    """Return a pattern of a phrase, whatever stands between its words."""
    return r"\W{1,40}".join(map(re.escape, phrase))


def _rewrite(name: str) -> Iterator[str]:
    yield "# 5. Take them out of every commit."
    yield "git filter-repo --sensitive-data-removal \\"
    yield f"    --strip-blobs-with-ids ../{name}.blobs \\"
    yield f"    --replace-text ../{name}.words --replace-message ../{name}.words"


def _look(erased: Erasure, name: str) -> Iterator[str]:
    yield "# 6. Look whether any object still holds them."
    proofs = sorted({proof for words in erased.words if (proof := _proof(words))})
    said = "|".join(sorted(proofs, key=len, reverse=True)[:MOST_PROOFS])
    yield "holds() {"
    or_else = " ||" if said else ""
    yield f"    git cat-file --batch-check < ../{name}.blobs | grep -q -v ' missing$'{or_else}"
    if said:
        yield "    git cat-file --batch-all-objects --batch --unordered |"
        yield f"        grep -a -z -i -q -E {shlex.quote(said)}"
    yield "}"
    yield "if holds; then echo 'THEIR WORDS ARE STILL THERE: do not go on'"
    yield "else echo 'No object holds their words.'; fi"


def _proof(words: str) -> str:
    """Return a pattern of the longest words in a row of what somebody said."""
    found = ASCII_WORD.findall(words)
    runs = [found[at : at + LONGEST_PROOF] for at in range(len(found) - LONGEST_PROOF + 1)]
    best = max(runs, key=lambda run: sum(map(len, run)), default=[])
    return "[^[:alnum:]]+".join(best)


def _push(left: Leftovers, name: str) -> Iterator[str]:
    if left.origin:
        yield "# 7. Replace what is published."
        yield "holds || git push --force --mirror origin"
    else:
        yield "# 7. This repository came from nowhere: put the clean one in its place."
        yield f"holds || git clone ../{name}.git ../{name}"


def _quoted(paths: Iterable[str]) -> str:
    return " ".join(map(shlex.quote, paths))
