"""The only way back into the files: a change is planned, shown, checked, and saved whole or not at all.

`plan` works a `Change` out on the files and writes nothing: new texts, their difference, what the checks say. `save` writes it
under a lock, on the files as they are then. Every byte that need not change stays.
"""

from indicators.entry.plans import NewText, Plan, plan, plan_on
from indicators.entry.refusals import Objections, Refused
from indicators.entry.saving import ChangedMeanwhile, Keep, Meanwhile, Saved, save
from indicators.entry.steps import (
    Add,
    AddIndicator,
    AddSource,
    Change,
    ClaimId,
    ClaimKind,
    RemoveIndicator,
    RemoveSource,
    Revise,
    Step,
    Withdraw,
)

__all__ = [
    "Add",
    "AddIndicator",
    "AddSource",
    "Change",
    "ChangedMeanwhile",
    "ClaimId",
    "ClaimKind",
    "Keep",
    "Meanwhile",
    "NewText",
    "Objections",
    "Plan",
    "Refused",
    "RemoveIndicator",
    "RemoveSource",
    "Revise",
    "Saved",
    "Step",
    "Withdraw",
    "plan",
    "plan_on",
    "save",
]
