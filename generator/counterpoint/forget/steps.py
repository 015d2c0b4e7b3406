"""The steps that git's history, forks, caches and copies still need, ready to be pasted."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence

from counterpoint.forget.erasing import Erasure
from counterpoint.forget.leftovers import Leftovers

LONGEST_PROOF = 4
"""Words of a phrase that the last look searches for."""
MOST_PROOFS = 12
ASCII_WORD = re.compile(r"[A-Za-z0-9]+")

AFTERWARDS = """\
# Then, by hand:
# - Ask your Git host to delete what no branch needs any more, cached pages and pull requests
#   included. GitHub refuses refs/pull/… in the push above: its support removes them.
# - Everybody deletes their clone and makes a new one; forks do all of this themselves.
# - Build and publish the site. Delete older copies of it: previews, artifacts, backups, branches
#   that hold published pages, and whatever search engines or wikis took over.
# - Delete the recording, exports, the participant's line in the key to the pseudonyms.
# - Delete ../{name}.* and clear this terminal: they hold the words."""


def steps(erased: Erasure, left: Leftovers, here: str) -> str:
    """Return the steps as a shell script with comments; `here` is this copy's own path."""
    name = f"forget-{erased.participant}"
    return "\n".join(
        (
            *_commit(erased, left),
            "",
            *_clone(left, here, name),
            "",
            *_list_versions(left, name),
            "",
            *_list_words(left, name),
            "",
            *_rewrite(name),
            "",
            *_look(erased),
            "",
            *_push(left, name),
            "",
            AFTERWARDS.format(name=name),
        )
    )


def _commit(erased: Erasure, left: Leftovers) -> Iterator[str]:
    yield "# 1. Commit what was erased" + (", and push it." if left.origin else ".")
    yield f"git add -A -- {_quoted(sorted(erased.changes))}"
    yield f"git commit -m {shlex.quote(f'Forget {erased.participant}')}"
    if left.origin:
        yield "git push"
        yield "#    Merge it into the main branch; delete branches that still have the words."


def _clone(left: Leftovers, here: str, name: str) -> Iterator[str]:
    yield "# 2. Tell everybody who has a clone. Then make a fresh one, with every branch and tag."
    yield "#    Needs git-filter-repo 2.47 or newer: pip install git-filter-repo"
    yield f"git clone --no-local --mirror {shlex.quote(left.origin or here)} ../{name}.git"
    yield f"cd ../{name}.git"


def _list_versions(left: Leftovers, name: str) -> Iterator[str]:
    yield "# 3. List every version of the erased files, but for what is left of them now."
    yield "git log --all --full-history --no-renames -m --raw --no-abbrev --format= -- \\"
    yield f"    {_quoted(left.paths)} |"
    yield "    awk '{ print $3; print $4 }' | sort -u | grep -v '^0*$' > ../" + f"{name}.all"
    kept = " ".join(shlex.quote(f"HEAD:{path}") for path in left.kept)
    yield f"git rev-parse {kept} > ../{name}.kept" if kept else f": > ../{name}.kept"
    yield f"grep -v -x -F -f ../{name}.kept ../{name}.all > ../{name}.blobs"


def _list_words(left: Leftovers, name: str) -> Iterator[str]:
    yield "# 4. List their words as they stand in other files and in messages."
    yield "#    Add lines for names and for unusual words that you know of: literal:…==>[forgotten]"
    yield f"cat > ../{name}.words <<'END'"
    yield from (f"regex:(?i){_pattern(phrase)}==>[forgotten]" for phrase in left.phrases)
    yield "END"


def _pattern(phrase: Sequence[str]) -> str:
    """Return a pattern of a phrase, whatever stands between its words."""
    return r"\W{1,40}".join(map(re.escape, phrase))


def _rewrite(name: str) -> Iterator[str]:
    yield "# 5. Take them out of every commit."
    yield "git filter-repo --sensitive-data-removal \\"
    yield f"    --strip-blobs-with-ids ../{name}.blobs \\"
    yield f"    --replace-text ../{name}.words --replace-message ../{name}.words"


def _look(erased: Erasure) -> Iterator[str]:
    yield "# 6. Look whether any object still holds them."
    proofs = sorted({proof for words in erased.words if (proof := _proof(words))})
    chosen = sorted(proofs, key=len, reverse=True)[:MOST_PROOFS]
    if chosen:
        pattern = shlex.quote("|".join(chosen))
        yield "if git cat-file --batch-all-objects --batch --unordered |"
        yield f"    grep -a -z -i -q -E {pattern}"
        yield "then echo 'THEIR WORDS ARE STILL THERE: do not go on'"
        yield "else echo 'No object holds their words.'"
        yield "fi"


def _proof(words: str) -> str:
    """Return a pattern of the longest words in a row of what somebody said."""
    found = ASCII_WORD.findall(words)
    runs = [found[at : at + LONGEST_PROOF] for at in range(len(found) - LONGEST_PROOF + 1)]
    best = max(runs, key=lambda run: sum(map(len, run)), default=[])
    return "[^[:alnum:]]+".join(best)


def _push(left: Leftovers, name: str) -> Iterator[str]:
    if left.origin:
        yield "# 7. Replace what is published."
        yield "git push --force --mirror origin"
    else:
        yield "# 7. This repository came from nowhere: put the clean one in its place."
        yield f"git clone ../{name}.git ../{name}"


def _quoted(paths: Sequence[str]) -> str:
    return " ".join(map(shlex.quote, paths))
