"""What a commit says: what changed in a line, every edit below it, why."""

from __future__ import annotations

from indicators import wording
from indicators.entry import compared, telling
from indicators.entry.compared import ClaimEdit, Edit
from indicators.entry.plans import Plan
from indicators.model import Language

_LINES = 200


def edits_of(plan: Plan) -> list[Edit]:
    """What the plan changes, record by record."""
    files = [one.file for one in plan.files]
    before, after = dict(plan.before.files), dict(plan.after.files)
    return compared.edits({file: before[file] for file in files}, {file: after[file] for file in files})


def message(plan: Plan, lang: Language) -> str:
    """The message of the commit that records the plan."""
    edits = edits_of(plan)
    words = [
        telling.line(edit, plan.before if edit.after is None else plan.after, lang) for edit in edits[:_LINES]
    ]
    head = words[0] if len(words) == 1 else telling.subject(edits, plan.after, lang)
    if plan.change.undoes:
        head = wording.tr("undo {commit}: {what}", lang, commit=plan.change.undoes[:10], what=head)
    body = words if len(words) > 1 else []
    if len(edits) > _LINES:
        body.append(wording.tr("and {count} more", lang, count=len(edits) - _LINES))
    why = plan.change.why.strip() or _because(edits)
    if why:
        body.append(("为什么：" if lang == "zh" else "Why: ") + " ".join(why.split()))
    return "\n".join([head, *(["", *body] if body else [])]) + "\n"


def _because(edits: list[Edit]) -> str:
    reasons = [edit.after.because for edit in edits if isinstance(edit, ClaimEdit) and edit.after]
    return "; ".join(dict.fromkeys(reason for reason in reasons if reason))
