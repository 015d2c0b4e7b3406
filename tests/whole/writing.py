"""A planned study as the files that somebody would write."""

from __future__ import annotations

from collections.abc import Iterator

from whole.plans import PLANTED, Plan, Someone, Tagged, Talk

Files = dict[str, str]


def written(plan: Plan) -> Files:
    """Return every file of a study, by path."""
    files = dict(_codebook(plan))
    files["research/research.yml"] = _settings(plan)
    for number, side in enumerate(plan.sides):
        files[f"research/personas/persona-{number}.md"] = _file(title="A persona", side=side)
        files[f"research/guides/guide-{number}.md"] = _guide(plan, side)
    if plan.names_accounts:
        files["research/accounts/northwind.md"] = _file(title="Northwind", segment="enterprise")
    for talk in plan.talks:
        files[f"research/interviews/{talk.id}.md"] = interview(plan, talk)
    return files | dict(_records(plan)) | dict(_pages(plan))


def _file(body: str = "", **fields: str) -> str:
    lines = (f"{key}: {value}\n" for key, value in fields.items() if value)
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def _settings(plan: Plan) -> str:
    first, second = plan.sides
    return (
        f"sides:\n  {first}: {{label: First}}\n  {second}: {{label: Second}}\n"
        f"same_people: {str(plan.same_people).lower()}\n"
        f"codebook: {'closed' if plan.is_closed else 'open'}\nmin_participants: {plan.k}\n"
        f"retention_months: {plan.retention_months or 'none'}\n"
    )


def _codebook(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each theme is a child of the one before and in tension with the first."""
    themes = plan.codebook.themes
    for number, name in enumerate(themes):
        aliases = [alias for alias, of in plan.codebook.aliases if of == name]
        yield (
            f"research/themes/{name}.md",
            _file(
                f"What it is. See [another]({themes[0]}.md).",
                title=name.replace("-", " "),
                expresses="problem" if number % 2 else "",
                parent=themes[number - 1] if number else "",
                aliases=f"[{', '.join(aliases)}]" if aliases else "",
                tension=f"[{themes[0]}]" if number else "",
                status="retired" if number == 4 else "",
            ),
        )


def _guide(plan: Plan, side: str) -> str:
    themes = ", ".join(plan.codebook.themes)
    return _file("## What happens first?", title="A guide", side=side, covers=f"[{themes}]")


def interview(plan: Plan, talk: Talk) -> str:
    """Return an interview's file; one that is withheld has planted words in every place."""
    planted = PLANTED if plan.is_withheld(talk) else ""
    fields = {
        "title": f"A talk {planted}title",
        "date": talk.date.isoformat(),
        "participants": "".join(f"\n  - {_someone(one)}" for one in talk.people) or "[]",
        "interviewers": f"[Mel{planted}]" if talk.people else "",
        "method": talk.method,
        "guide": talk.guide,
        "asked": f"[{', '.join(spelt for _, spelt in talk.asked)}]" if talk.asked else "",
        "coding": talk.coding,
        "consent": f"{{status: {talk.status}, audience: {talk.audience}}}",
        "retain_until": talk.retain_until.isoformat() if talk.retain_until else "",
    }
    return _file("\n\n".join(_body(talk, planted)), **fields)


def _someone(one: Someone) -> str:
    known = {"id": one.id, "speaker": one.label, "side": one.side, "persona": one.persona}
    known |= {"account": one.account}
    return "{" + ", ".join(f"{key}: {value}" for key, value in known.items() if value) + "}"


def _body(talk: Talk, planted: str) -> Iterator[str]:
    yield f"## The start {planted}heading"
    if talk.people:
        yield f"**Mel{planted}** What happened {planted}question?"
    for item in talk.items:
        label = f"**{item.speaker.label}** " if item.speaker else ""
        yield f"{label}{item.words}"
        yield _item(item)
    yield f"See [the guide](../guides/guide-0.md) *for* {planted}more."


def _item(item: Tagged) -> str:
    quotation = f'"{item.quote}"' if item.quoted else ""
    tags = [f"#{spelt}" for _, spelt in item.themes]
    hows = (item.stance, item.basis, item.kind)
    tags += [f"+{how}" for how in hows if how]
    tags += [f"+as-{item.as_side}"] if item.as_side else []
    tags += [f"+about-{item.about}"] if item.about else []
    tags += [f"^{item.id}"] if item.id else []
    note = f"\n  {item.note}" if item.note else ""
    return f"- {' '.join(filter(None, (quotation, *tags)))}{note}"


def _records(plan: Plan) -> Iterator[tuple[str, str]]:
    first, second = plan.sides
    themes = f"[{', '.join(plan.codebook.themes[:2])}]"
    for number, status in enumerate(("decided", "proposed")):
        yield (
            f"research/decisions/decision-{number}.md",
            _file(
                "Because.",
                title="A decision",
                date="2026-05-04",
                themes=themes,
                status=status,
                optimise_for=first,
            ),
        )
    hear = f"\n  - {{side: {second}, persona: persona-1, participants: 3}}"
    metric = f"{{name: Renewal, side: {first}}}"
    yield (
        "research/outcomes/outcome-0.md",
        _file("Why.", title="An outcome", metric=metric, hear=hear),
    )
    yield "research/interviews/gone.md", "---\ndate: 2026-01-02\nforgotten: true\n---\n"


def _pages(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every item with an id is cited on a page of its own interview, with its stamp."""
    yield "docs/index.md", "# Home\n\n[Themes](/research/themes/)\n"
    for number, talk in enumerate(plan.talks):
        planted = PLANTED if plan.is_withheld(talk) else ""
        path = f"/research/interviews/{talk.id}.md"
        links = [
            f'[{planted}cited]({path}#{item.id} "sha256:{item.stamp}")'
            for item in talk.items
            if item.id
        ]
        fields = {
            "title": f"Plan {number}",
            "status": ("now", "next", "later", "done")[number % 4],
            "benefits": plan.sides[number % 2],
            "value_for_other": "Something",
            "outcome": "outcome-0",
        }
        body = "\n\n".join((f"# Plan {number}", f"By [{planted}talk]({path}).", *links))
        yield f"docs/roadmap/plan-{number}.md", _file(body, **fields)
